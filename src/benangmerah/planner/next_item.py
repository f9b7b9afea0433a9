"""What comes next in the place of an item: what its person would take best without it, and what that loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benangmerah.planner.compiled.search import SEARCH_STEPS, best_sets
from benangmerah.planner.constraints import first_stop
from benangmerah.planner.objective import closure_value
from benangmerah.planner.prices import NOTHING, Scarcity
from benangmerah.planner.problem import HOUR_UNITS, Floats, Ints, Problem
from benangmerah.planner.solution import Draft


@dataclass(frozen=True)
class NextItem:
    """What would come in the place of one item of one person, who keeps her other items.

    `offerings` are empty where nothing is worth its price; `limits` says for each what stops it in the plan as it
    stands, None where nothing does. `loses` are the weighted levels fewer (below 0: more), `missing` the millionths of
    a learning hour that she would lack more to the minimum.
    """

    person: int
    offering: int
    offerings: tuple[int, ...]
    limits: tuple[str | None, ...]
    loses: float
    missing: int

    @property
    def missing_jp(self) -> float:
        """The learning hours that she would lack more to the minimum."""
        return self.missing / HOUR_UNITS


@dataclass(frozen=True)
class _Question:
    """One item that is taken away, what goes with it because it requires it, and what stays."""

    person: int
    offering: int
    gone: tuple[int, ...]
    kept: tuple[int, ...]


def find_next(draft: Draft, scarcity: Scarcity, item_prices: Floats) -> Iterator[NextItem]:
    """For every item of the plan what its person would take in its place, by person and offering.

    Everybody keeps her other items; without the one, and without what requires it, the best further items at these
    prices are searched.
    """
    waves: list[list[_Question]] = []
    for person, items in enumerate(draft.items):
        for number, offering in enumerate(sorted(items)):
            if number == len(waves):
                waves.append([])
            waves[number].append(_take_away(draft, person, offering))
    asking = _Asking(draft.problem, scarcity, item_prices)
    found = [
        _answer(draft, question, offerings)
        for wave in waves
        for question, offerings in zip(wave, asking.ask(wave), strict=True)
    ]
    yield from sorted(found, key=lambda one: (one.person, one.offering))


def _take_away(draft: Draft, person: int, offering: int) -> _Question:
    """An item goes with all that requires it, as long as what is required was not finished before the plan."""
    offerings, finished = draft.problem.offerings, draft.problem.people.finished.get(person, {})
    gone = [offering]
    for one in gone:
        wanted = offerings[one].intervention_id
        if wanted not in finished:
            gone += [
                each for each in draft.items[person] if each not in gone and wanted in offerings[each].requires_ids
            ]
    return _Question(person, offering, tuple(gone), tuple(one for one in draft.items[person] if one not in gone))


class _Asking:
    """The compiled search, asked for the best items of people who keep some and may not have others."""

    def __init__(self, problem: Problem, scarcity: Scarcity, prices: Floats) -> None:
        self._problem, self._menus, self._prices = problem, scarcity.menus, prices
        worth = np.maximum(0.0, scarcity.menus.gain - prices)
        people = len(problem.people)
        self._force = 1.0 + np.bincount(scarcity.person, weights=worth, minlength=people)
        """More than all that a person may take is worth: what keeps an item in, or out."""

    def ask(self, wave: Sequence[_Question]) -> list[tuple[int, ...]]:
        """The offerings that come in the place of what goes, for at most one question of each person."""
        menus, prices, room = self._menus, self._prices.copy(), self._menus.room.copy()
        unlisted = [self._put(question, prices, room) for question in wave]
        limited = menus.people.copy()
        limited["room"][: len(room)] = room
        found: list[tuple[int, ...]] = [()] * len(wave)
        for count in sorted(set(unlisted)):
            most = menus.most_items - count
            places = [place for place, one in enumerate(unlisted) if one == count]
            if most <= 0:
                continue
            people = np.array([wave[place].person for place in places], dtype=np.int64)
            sets = np.full((len(people), menus.most_items), NOTHING, dtype=np.int64)
            value, bound = np.zeros(len(people)), np.zeros(len(people))
            asked = menus._replace(people=limited, most_items=most)
            best_sets(asked, people, prices, SEARCH_STEPS, sets, value, bound)
            for place, row in zip(places, sets, strict=True):
                chosen = menus.offering[row[row >= 0]].tolist()
                found[place] = tuple(sorted(set(chosen) - set(wave[place].kept)))
        return found

    def _put(self, question: _Question, prices: Floats, room: Ints) -> int:
        """Keep what stays in and the item out; how many of what stays add nothing, so that they stand on no menu.

        These take up hours of the ceiling, places among the items, and their programmes all the same.
        """
        menus, offerings, person = self._menus, self._problem.offerings, question.person
        first, last = int(menus.start[person]), int(menus.start[person + 1])
        place_of = {one: first + place for place, one in enumerate(menus.offering[first:last].tolist())}
        force, unlisted = float(self._force[person]), 0
        for one in question.kept:
            place = place_of.get(one)
            if place is not None:
                prices[place] -= force
                continue
            unlisted += 1
            if self._problem.counts_under_ceiling(person, one):
                room[person] -= offerings[one].hours
            for other, at in place_of.items():
                if offerings[other].programme == offerings[one].programme:
                    prices[at] += force
        if question.offering in place_of:
            prices[place_of[question.offering]] += force
        return unlisted


def _answer(draft: Draft, question: _Question, offerings: tuple[int, ...]) -> NextItem:
    problem, person = draft.problem, question.person
    before, after = draft.items[person], (*question.kept, *offerings)
    loses = closure_value(problem, person, before) - closure_value(problem, person, after)
    hours = [sum(problem.offerings[one].hours for one in items) for items in (before, after)]
    was, would = (max(0, int(problem.people.missing[person]) - count) for count in hours)
    limits = _find_limits(draft, question, offerings) if offerings else ()
    return NextItem(person, question.offering, offerings, limits, round(loses, 6), would - was)


def _find_limits(draft: Draft, question: _Question, offerings: tuple[int, ...]) -> tuple[str | None, ...]:
    """What stops each in the plan as it stands without the item; what it requires is taken first."""
    person, before = question.person, list(draft.items[question.person])
    for one in question.gone:
        draft.remove(person, one)
    limits: dict[int, str | None] = {}
    for one in sorted(offerings, key=lambda each: (len(_required(draft, each, offerings)), each)):
        stopped = first_stop(draft, person, one)
        limits[one] = None if stopped is None else stopped.code
        if stopped is None:
            draft.add(person, one)
    for one, limit in limits.items():
        if limit is None:
            draft.remove(person, one)
    for one in question.gone:
        draft.add(person, one)
    draft.items[person][:] = before
    return tuple(limits[one] for one in offerings)


def _required(draft: Draft, offering: int, among: Sequence[int]) -> set[int]:
    """Which of some offerings an offering requires, directly or through others."""
    found: set[int] = set()
    open_ones = [offering]
    while open_ones:
        required = set(draft.problem.offerings[open_ones.pop()].requires) & set(among) - found
        found |= required
        open_ones += sorted(required)
    return found
