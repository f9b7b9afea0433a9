"""What policy fixes beforehand: people in offerings, offerings that are held. What cannot be is told by the limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import Message
from benangmerah.planner.batch import can_be_held
from benangmerah.planner.constraints import LIMITS, first_stop, seats
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.methods.greedy import GROUP, chosen_of, lacking, try_to_add
from benangmerah.planner.person_menu import PersonMenu
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.solution import Draft


@dataclass(frozen=True)
class ImpossiblePin:
    """A pin that no plan can keep, and the limit that stands against it."""

    employee_id: str | None
    intervention_id: str
    limit: Message


def apply_pins(draft: Draft, menus: Sequence[PersonMenu]) -> ImpossiblePin | None:
    """Put what is pinned into an empty plan, with what it requires and full enough; the first that cannot be."""
    pins = sorted(draft.problem.pins, key=lambda pin: (pin[0] is None, pin))
    for person, offering in pins:
        if person is not None:
            stopped = _pin_person(draft, person, offering)
            if stopped is not None:
                return _impossible(draft, person, offering, stopped)
    for person, offering in pins:
        draft.must_be_held.add(offering)
        if not _hold(draft, menus, offering):
            return _impossible(draft, person, offering, seats.MINIMUM)
    return None


def _pin_person(draft: Draft, person: int, offering: int) -> Limit | None:
    chain = [*required_chain(draft.problem, person, offering), offering]
    for one in chain:
        stopped = None if draft.has(person, one) else _stop(draft, person, one)
        if stopped is not None:
            return stopped
        if not draft.has(person, one):
            draft.add(person, one)
        draft.pinned.add((person, one))
        draft.must_be_held.add(one)
    return None


def _stop(draft: Draft, person: int, offering: int) -> Limit | None:
    blocked = int(draft.problem.blocked[person, offering])
    return LIMITS[blocked - 1] if blocked else first_stop(draft, person, offering, beside=GROUP)


def _hold(draft: Draft, menus: Sequence[PersonMenu], offering: int) -> bool:
    """Add those who gain most, then anybody, until the batches can be held."""
    one = draft.problem.offerings[offering]
    if draft.members[offering] and can_be_held(one, len(draft.members[offering])):
        return True
    for person in _by_gain(draft, menus, offering):
        if try_to_add(draft, person, offering, in_group=True):
            draft.pinned.add((person, offering))
            if can_be_held(one, len(draft.members[offering])):
                return True
    return False


def _by_gain(draft: Draft, menus: Sequence[PersonMenu], offering: int) -> list[int]:
    gains = []
    for menu in menus:
        if draft.problem.blocked[menu.person, offering] or draft.has(menu.person, offering):
            continue
        found = [item for item in menu.items if item.offering == offering]
        gain = menu.gain(chosen_of(draft, menu), found[0], lacking(draft, menu)) if found else 0.0
        gains.append((-gain, menu.person))
    return [person for _, person in sorted(gains)]


def _impossible(draft: Draft, person: int | None, offering: int, limit: Limit) -> ImpossiblePin:
    problem = draft.problem
    employee = None if person is None else str(problem.people.employee_ids[person])
    return ImpossiblePin(employee, problem.offerings[offering].intervention_id, limit.name)
