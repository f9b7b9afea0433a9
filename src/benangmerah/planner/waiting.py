"""What waits for money: of every offering the next batch that no limit but the money keeps out of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from benangmerah.planner.adding import try_to_add
from benangmerah.planner.batch import batches_needed, can_be_held
from benangmerah.planner.compiled.search import LEAST, LEVELS, MenuArrays
from benangmerah.planner.objective import closure_value, person_value
from benangmerah.planner.prices import Scarcity
from benangmerah.planner.problem import HOUR_UNITS, Bools, Floats, Ints
from benangmerah.planner.solution import Draft

MOST_WAITING = 40
"""How many are kept of an agency: who frees money looks at the first that it pays for."""
TRIES = 20
"""For each seat no more people than that are asked: a work limit."""


@dataclass(frozen=True)
class Waiting:
    """People who would gain by one more batch of an offering, or by the seats left in one, and what that takes.

    `weighted_closure` and `saved` (millionths of a learning hour less missing) count what they require with it;
    `worth` is what remains of both after the price of the money.
    """

    offering: int
    people: tuple[int, ...]
    cost: int
    weighted_closure: float
    saved: int
    worth: float

    @property
    def saved_jp(self) -> float:
        """The learning hours that would be missing less."""
        return self.saved / HOUR_UNITS


def find_waiting(draft: Draft, scarcity: Scarcity, rupiah_price: float) -> list[Waiting]:
    """What the plan had to leave out, the most worth after its price first.

    All limits but the money of the agency hold, as if nothing of it were spent. The plan stays as it is.
    """
    found = []
    gains = _gains_beside(draft, scarcity)
    order = np.lexsort((scarcity.person, -gains, scarcity.menus.offering))
    order = order[gains[order] > LEAST]
    offerings, starts = np.unique(scarcity.menus.offering[order], return_index=True)
    spent, draft.spent = draft.spent, 0
    for offering, first, last in zip(
        offerings.tolist(), starts.tolist(), [*starts[1:].tolist(), len(order)], strict=False
    ):
        mine = order[first:last]
        wanting = zip(gains[mine].tolist(), scarcity.person[mine].tolist(), strict=True)
        one = _try_group(draft, offering, wanting, rupiah_price)
        if one is not None:
            found.append(one)
    draft.spent = spent
    found.sort(key=lambda one: (-round(one.worth, 6), one.cost, one.offering))
    return found[:MOST_WAITING]


def _gains_beside(draft: Draft, scarcity: Scarcity) -> Floats:
    """What each item of everybody's menus adds beside what she has; nothing where she has it, or the most items."""
    problem, menus, person = draft.problem, scarcity.menus, scarcity.person
    taken = np.zeros(len(menus.offering), dtype=bool)
    for who, items in enumerate(draft.items):
        first, last = int(menus.start[who]), int(menus.start[who + 1])
        taken[first:last] = np.isin(menus.offering[first:last], items)
    item = np.repeat(np.arange(len(menus.offering)), np.diff(menus.items["raise_start"]))
    rungs = _rungs_taken(menus, taken[item])
    before = _closed(menus, np.arange(len(menus.slots["level"])), rungs)
    more = np.sort(np.column_stack([rungs[menus.raises["slot"]], menus.raises["rung"]]), axis=1)
    added = _closed(menus, menus.raises["slot"], more) - before[menus.raises["slot"]]
    gains = np.bincount(item, weights=added, minlength=len(menus.offering)).astype(np.float64)
    lacking = np.maximum(0, menus.missing - np.array(draft.hours, dtype=np.int64))
    gains += menus.penalty * np.minimum(lacking[person], menus.hours)
    full = np.array([len(items) >= problem.rules.max_items for items in draft.items], dtype=bool)
    gains[taken | full[person]] = 0.0
    return gains


def _rungs_taken(menus: MenuArrays, is_taken: Bools) -> Ints:
    """For each slot the rungs of the raises that work in it, in their order; a number beyond all rungs where none."""
    slots, rungs = menus.raises["slot"][is_taken], menus.raises["rung"][is_taken]
    order = np.lexsort((rungs, slots))
    slots, rungs = slots[order], rungs[order]
    counts = np.bincount(slots, minlength=len(menus.slots["level"]))
    found = np.full((len(menus.slots["level"]), int(counts.max(initial=0))), len(menus.rungs["by"]), dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)])
    found[slots, np.arange(len(slots)) - starts[slots]] = rungs
    return found


def _closed(menus: MenuArrays, slot: Ints, rungs: Ints) -> Floats:
    """The weighted levels that rows of raises close in their slots."""
    by, to = np.append(menus.rungs["by"], 0), np.append(menus.rungs["to"], 0)
    level = menus.slots["level"][slot]
    after = level
    for column in range(rungs.shape[1]):
        rung = rungs[:, column]
        after = np.maximum(after, np.minimum(to[rung], after + by[rung]))
    required = menus.required[slot]
    closed = np.minimum(required, after[:, None]) - np.minimum(required, level[:, None])
    total: Floats = (closed * menus.weight[slot]).sum(axis=1) / LEVELS
    return total


def _try_group(draft: Draft, offering: int, gains: Iterable[tuple[float, int]], rupiah_price: float) -> Waiting | None:
    """Seat those who gain most, tell what that is worth, and send them home again; None where no batch can be held."""
    problem, one = draft.problem, draft.problem.offerings[offering]
    taken = len(draft.members[offering])
    least = max(1, one.min_batch_size * batches_needed(one, taken + 1) - taken)
    seats = least if one.batch_size is None else batches_needed(one, taken + 1) * one.batch_size - taken
    if one.max_batches is not None and batches_needed(one, taken + 1) > one.max_batches:
        return None
    before: dict[int, list[int]] = {}
    for tries, (gain, person) in enumerate(gains):
        if (
            len(before) == seats
            or tries > TRIES * seats
            or (len(before) >= least and gain < rupiah_price * one.cost_per_participant)
        ):
            break
        items = list(draft.items[person])
        if try_to_add(draft, person, offering, in_group=True):
            before[person] = items
    is_held = bool(before) and can_be_held(one, taken + len(before))
    after = {person: tuple(draft.items[person]) for person in before}
    cost = draft.spent
    for person in reversed(before):
        for each in reversed(after[person][len(before[person]) :]):
            draft.remove(person, each)
    if not is_held:
        return None
    closure = worth = 0.0
    saved = 0
    for person, items in before.items():
        closure += closure_value(problem, person, after[person]) - closure_value(problem, person, items)
        worth += person_value(problem, person, after[person]) - person_value(problem, person, items)
        missing = int(problem.people.missing[person])
        hours = [sum(problem.offerings[each].hours for each in chosen) for chosen in (items, after[person])]
        saved += max(0, missing - hours[0]) - max(0, missing - hours[1])
    return Waiting(offering, tuple(before), cost, round(closure, 6), saved, worth - rupiah_price * cost)
