"""What policy fixes beforehand: people in offerings, offerings that are held. What cannot be is told by the limit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from benangmerah.kernel.explanation import Message
from benangmerah.planner.adding import GROUP
from benangmerah.planner.batch import can_be_held
from benangmerah.planner.compiled.menu_arrays import people_of, read_menu_arrays
from benangmerah.planner.compiled.search import MenuArrays
from benangmerah.planner.constraints import LIMITS, first_stop, seats
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.person_menu import Chosen, PersonMenu, number_programmes, read_menu, with_item
from benangmerah.planner.problem import Problem
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.solution import Draft

ATTEMPTS = 100_000
"""How many times somebody is tried in an offering that must be held before it is given up: a work limit."""


@dataclass(frozen=True)
class ImpossiblePin:
    """A pin that no plan can keep, and the limit that stands against it."""

    employee_id: str | None
    intervention_id: str
    limit: Message


class ImpossiblePinError(Exception):
    """A pin of the policy that no plan of the agency can keep."""

    def __init__(self, pin: ImpossiblePin) -> None:
        self.pin = pin
        super().__init__(pin.intervention_id)


def pin(problem: Problem, menus: MenuArrays | None = None) -> Draft:
    """A plan with nothing but what is pinned; ImpossiblePinError where a pin cannot be kept.

    `menus` are those of the problem; where they are not at hand they are read.
    """
    draft = Draft(problem)
    if problem.pins:
        impossible = apply_pins(draft, menus or read_menu_arrays(problem))
        if impossible is not None:
            raise ImpossiblePinError(impossible)
    return draft


def apply_pins(draft: Draft, menus: MenuArrays) -> ImpossiblePin | None:
    """Put what is pinned into an empty plan, with what it requires and full enough; the first that cannot be."""
    pins = sorted(draft.problem.pins, key=lambda pin: (pin[0] is None, pin))
    for person, offering in pins:
        if person is not None:
            stopped = _pin_person(draft, person, offering)
            if stopped is not None:
                return _impossible(draft, person, offering, stopped)
    draft.must_be_held |= {offering for _, offering in pins}
    search = _Holding(draft, menus)
    if search.run():
        return None
    person, offering = next((pin for pin in pins if pin[1] == search.failed), pins[0])
    return _impossible(draft, person, offering, search.in_the_way)


def _pin_person(draft: Draft, person: int, offering: int) -> Limit | None:
    for one in (*required_chain(draft.problem, person, offering), offering):
        if not draft.has(person, one):
            stopped = _stop(draft, person, one)
            if stopped is not None:
                return stopped
            draft.add(person, one)
        draft.pinned.add((person, one))
        draft.must_be_held.add(one)
    return None


def _stop(draft: Draft, person: int, offering: int) -> Limit | None:
    blocked = int(draft.problem.blocked[person, offering])
    return LIMITS[blocked - 1] if blocked else first_stop(draft, person, offering, beside=GROUP)


@dataclass
class _Step:
    """One participant more for an offering that cannot be held yet: who could it be, who has been tried."""

    offering: int
    people: list[int]
    tried: int = 0
    person: int = -1
    added: tuple[int, ...] = ()


@dataclass
class _Holding:
    """Fill what must be held: those who gain most first, then anybody; a choice that leads nowhere is taken back."""

    draft: Draft
    menus: MenuArrays
    failed: int | None = None
    in_the_way: Limit = seats.MINIMUM
    _steps: list[_Step] = field(default_factory=list)
    _stopped: dict[int, list[Limit]] = field(default_factory=dict)
    _attempts: int = 0
    _menus: dict[int, PersonMenu] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._programmes = number_programmes(self.draft.problem)

    def run(self) -> bool:
        """Whether all can be held at once; those who are needed for it are then in the plan."""
        while (offering := self._first_not_held()) is not None:
            if self._steps and self._steps[-1].offering == offering:
                people = self._steps[-1].people[self._steps[-1].tried :]
            else:
                people = self._by_gain(offering)
            self._steps.append(_Step(offering, people))
            if not self._take_next():
                return False
        self.draft.pinned |= {(step.person, one) for step in self._steps for one in step.added}
        return True

    def _first_not_held(self) -> int | None:
        draft = self.draft
        for offering, members in enumerate(draft.members):
            wanted = offering in draft.must_be_held or bool(members)
            if wanted and not (members and can_be_held(draft.problem.offerings[offering], len(members))):
                return offering
        return None

    def _take_next(self) -> bool:
        """Put the next one in who may, going back as far as needed; False where nobody is left to try."""
        while self._steps:
            step = self._steps[-1]
            for one in reversed(step.added):
                self.draft.remove(step.person, one)
            step.added = ()
            if self._attempts <= ATTEMPTS and self._try_people(step):
                return True
            if self.failed is None:
                self.failed, self.in_the_way = step.offering, self._limit_of(step.offering)
            self._steps.pop()
        return False

    def _try_people(self, step: _Step) -> bool:
        while step.tried < len(step.people):
            step.person = step.people[step.tried]
            step.tried += 1
            self._attempts += 1
            if self._add(step):
                return True
        return False

    def _add(self, step: _Step) -> bool:
        added: list[int] = []
        for one in (*required_chain(self.draft.problem, step.person, step.offering), step.offering):
            if self.draft.has(step.person, one):
                continue
            stopped = _stop(self.draft, step.person, one)
            if stopped is not None:
                self._stopped.setdefault(step.offering, []).append(stopped)
                for back in reversed(added):
                    self.draft.remove(step.person, back)
                return False
            self.draft.add(step.person, one)
            added.append(one)
        step.added = tuple(added)
        return True

    def _limit_of(self, offering: int) -> Limit:
        """What keeps the last participant out: of the limits that stopped those who could be it the one asked last."""
        stopped = self._stopped.get(offering, [])
        if not stopped and not self.draft.members[offering]:
            blocked = self.draft.problem.blocked[:, offering].tolist()
            stopped = [LIMITS[number - 1] for number in blocked if number]
        return max(stopped, key=LIMITS.index, default=seats.MINIMUM)

    def _by_gain(self, offering: int) -> list[int]:
        draft = self.draft
        gains = np.zeros(len(draft.problem.people))
        items = np.flatnonzero(self.menus.offering == offering)
        gains[people_of(self.menus)[items]] = self.menus.gain[items]
        free = draft.problem.blocked[:, offering] == 0
        free[list(draft.members[offering])] = False
        for person in (one for one, mine in enumerate(draft.items) if mine and free[one]):
            if person not in self._menus:
                self._menus[person] = read_menu(draft.problem, person, self._programmes)
            gains[person] = _gain_beside(draft, self._menus[person], offering)
        people = np.flatnonzero(free)
        found: list[int] = people[np.argsort(-gains[people], kind="stable")].tolist()
        return found


def _gain_beside(draft: Draft, menu: PersonMenu, offering: int) -> float:
    """What an offering adds for a person beside what she has in the plan."""
    found = [item for item in menu.items if item.offering == offering]
    return menu.gain(_chosen_of(draft, menu), found[0], _lacking(draft, menu)) if found else 0.0


def _chosen_of(draft: Draft, menu: PersonMenu) -> Chosen:
    """What works in each slot of a person as the plan stands."""
    chosen: Chosen = {}
    mine = set(draft.items[menu.person])
    for item in menu.items:
        if item.offering in mine:
            chosen = with_item(chosen, item)
    return chosen


def _lacking(draft: Draft, menu: PersonMenu) -> int:
    """The hours a person still lacks to the minimum, in millionths."""
    return max(0, menu.missing - draft.hours[menu.person])


def _impossible(draft: Draft, person: int | None, offering: int, limit: Limit) -> ImpossiblePin:
    problem = draft.problem
    employee = None if person is None else str(problem.people.employee_ids[person])
    return ImpossiblePin(employee, problem.offerings[offering].intervention_id, limit.name)
