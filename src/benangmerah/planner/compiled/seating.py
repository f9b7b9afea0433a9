"""Seating people, compiled: whole plans as far as they fit, and everybody asked again within what is free."""

from __future__ import annotations

import numpy as np
from numba import njit

from benangmerah.planner.compiled.joining import ALONE, AT_ONCE, holds_share, try_to_add
from benangmerah.planner.compiled.menu_arrays import CHAIN
from benangmerah.planner.compiled.search import LEAST, MenuArrays, best_set, closure_beside
from benangmerah.planner.compiled.seats import (
    Seats,
    add,
    can_be_held,
    cost_of_joining,
    item_of,
    offerings_of,
    place_of,
    remove,
)
from benangmerah.planner.problem import Ints
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays

PROHIBITIVE = 1e12
"""More points than anything is worth."""


@njit(cache=True, nogil=True)
def seat(a: ProblemArrays, m: MenuArrays, s: Seats, people: Ints, plan_start: Ints, plans: Ints) -> None:
    """For each of these people the first of her plans that fits whole; where none does, what fits of the first.

    `plans[plan_start[k] … plan_start[k+1]]` are the offerings of the k-th person's plans, NOTHING behind the last.
    """
    chain = np.empty(CHAIN, np.int64)
    for k in range(len(people)):
        person, is_seated = people[k], False
        before = offerings_of(s, person)
        for row in range(plan_start[k], plan_start[k + 1]):
            is_seated = True
            for one in plans[row]:
                is_new = one != NOTHING and place_of(s, person, one) == NOTHING
                if is_new and not try_to_add(a, m, s, person, one, AT_ONCE, chain):
                    is_seated = False
                    break
            if is_seated:
                break
            give_back(a, m, s, person, before)
        if not is_seated and plan_start[k] < plan_start[k + 1]:
            for one in plans[plan_start[k]]:
                if one != NOTHING and place_of(s, person, one) == NOTHING:
                    try_to_add(a, m, s, person, one, AT_ONCE, chain)


@njit(cache=True, nogil=True)
def give_back(a: ProblemArrays, m: MenuArrays, s: Seats, person: int, before: Ints) -> None:
    """Give a person exactly these offerings again."""
    for one in offerings_of(s, person):
        is_kept = False
        for k in range(len(before)):
            is_kept = is_kept or before[k] == one
        if not is_kept:
            remove(a, s, person, one)
    for one in before:
        if one != NOTHING and place_of(s, person, one) == NOTHING:
            add(a, s, person, one, item_of(m, person, one))


@njit(cache=True, nogil=True)
def give_all_back(a: ProblemArrays, m: MenuArrays, s: Seats, before: Ints) -> None:
    """Give everybody exactly these offerings again."""
    for person in range(len(s.people)):
        give_back(a, m, s, person, before[person])


@njit(cache=True, nogil=True)
def plan_again(a: ProblemArrays, m: MenuArrays, s: Seats, people: Ints, rupiah_price: float, most_steps: int) -> int:
    """Ask one of these people after the other for what she would rather have within what is free; how many changed.

    A seat in a batch that is held costs its head alone, a seat that opens a batch the batch too. Whoever keeps a batch
    at its minimum stays in it. The plan stays within all limits at every step.
    """
    price = np.full(len(m.items), 0.0)
    best, before = np.empty(a.most_items + 1, np.int64), np.full(a.most_items + 1, NOTHING, np.int64)
    taken, rungs, chain = (
        np.empty(a.most_items + 1, np.int64),
        np.empty(a.most_items + 2, np.int64),
        np.empty(CHAIN, np.int64),
    )
    changed = 0
    for person in people:
        if m.start[person] == m.start[person + 1] or not _may_change(a, s, person):
            continue
        held = s.people[person].held
        before[:] = NOTHING
        value, n = 0.0, 0
        for k in range(held):
            before[k] = s.places[person, k].offering
            item = s.places[person, k].item
            value += closure_beside(m, item, taken, n, rungs)
            taken[n] = item
            n += 1
        value += a.penalty * min(a.people[person].missing, s.people[person].hours)
        for k in range(held - 1, -1, -1):
            remove(a, s, person, before[k])
        for item in range(m.start[person], m.start[person + 1]):
            price[item] = _price_of_joining(a, s, person, m.items[item].offering, rupiah_price)
        for k in range(n):
            value -= price[taken[k]]
        count, found, _bound = best_set(m, person, price, most_steps, best)
        is_better = found > value + LEAST
        if is_better:
            for k in range(count):
                offering = m.items[best[k]].offering
                if place_of(s, person, offering) == NOTHING:
                    is_better = try_to_add(a, m, s, person, offering, ALONE, chain)
                if not is_better:
                    break
            is_better = is_better and holds_share(a, s.jp[0], s.jp[1])
        if is_better:
            changed += 1
        else:
            give_back(a, m, s, person, before[: held + 1])
    return changed


@njit(cache=True, nogil=True)
def _may_change(a: ProblemArrays, s: Seats, person: int) -> bool:
    """Whether a person may leave everything: nothing pinned, nothing only filled, no batch that needs her."""
    for k in range(s.people[person].held):
        one = s.places[person, k]
        left = s.offered[one.offering].members - 1
        if one.is_pinned or one.item == NOTHING or not can_be_held(a, one.offering, left):
            return False
        if left == 0 and s.offered[one.offering].must_be_held:
            return False
    return True


@njit(cache=True, nogil=True)
def _price_of_joining(a: ProblemArrays, s: Seats, person: int, offering: int, rupiah_price: float) -> float:
    """What a seat costs in points; more than anything is worth where a limit of all stands against it."""
    unit, month = a.people[person].unit, a.offerings[offering].away_month
    is_away = month > 0 and s.away[unit, month] >= a.units[unit].absence_room
    most = a.offerings[offering].size * a.offerings[offering].most
    is_full = most > 0 and s.offered[offering].members >= most
    is_dear = False
    for k in range(a.units[unit].ceiling_start, a.units[unit + 1].ceiling_start):
        ceiling = a.ceiling[k]
        is_dear = is_dear or s.ceilings[ceiling] + a.offerings[offering].head > a.ceiling_amount[ceiling]
    if is_away or is_full or is_dear or not can_be_held(a, offering, s.offered[offering].members + 1):
        return PROHIBITIVE
    return float(rupiah_price * cost_of_joining(a, s, offering))
