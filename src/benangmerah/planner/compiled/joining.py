"""Whether somebody may join, compiled: the limits of rule 17 for one more item in a plan as it stands.

The limits one by one in `planner/constraints/` are the specification; a test holds these steps to them.
"""

from __future__ import annotations

from typing import cast

import numpy as np
from numba import njit

from benangmerah.planner.compiled.menu_arrays import find_chain
from benangmerah.planner.compiled.search import MenuArrays
from benangmerah.planner.compiled.seats import Seats, add, can_be_held, cost_of_joining, item_of, place_of, remove
from benangmerah.planner.problem import Ints
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays

ALONE, IN_GROUP, IN_NEW_BATCH, AT_ONCE = (cast(int, np.int64(way)) for way in range(4))
"""What a newcomer answers for: all limits; not the minimum, for which the group answers; nor for money and seats; not
the minimum nor the share of JP in class, which is mended when everybody sits."""


@njit(cache=True, nogil=True)
def is_stopped(a: ProblemArrays, s: Seats, person: int, offering: int, way: int) -> bool:  # noqa: C901 one line a limit
    """Whether a limit keeps a person from one more offering in the plan as it stands."""
    for k in range(a.offerings[offering].require_start, a.offerings[offering + 1].require_start):
        if not a.finished[person, a.requires[k].number]:
            required = a.requires[k].place
            if required == NOTHING or place_of(s, person, required) == NOTHING:
                return True
    for k in range(s.people[person].held):
        if a.offerings[s.places[person, k].offering].programme == a.offerings[offering].programme:
            return True
    unit = a.people[person].unit
    if s.people[person].held >= a.most_items:
        return True
    if s.people[person].held == 0:
        for k in range(a.units[unit].quota_start, a.units[unit + 1].quota_start):
            if s.quotas[a.quota[k]] >= a.quota_amount[a.quota[k]]:
                return True
    month = a.offerings[offering].away_month
    if month > 0 and s.away[unit, month] >= a.units[unit].absence_room:
        return True
    counts = a.people[person].every_form or a.offerings[offering].is_elective
    if counts and s.people[person].counted + a.offerings[offering].hours > a.people[person].room:
        return True
    for k in range(a.units[unit].ceiling_start, a.units[unit + 1].ceiling_start):
        if s.ceilings[a.ceiling[k]] + a.offerings[offering].head > a.ceiling_amount[a.ceiling[k]]:
            return True
    if way != AT_ONCE and passes_share(a, s, offering):
        return True
    if way == ALONE and not can_be_held(a, offering, s.offered[offering].members + 1):
        return True
    if way == IN_NEW_BATCH:
        return False
    if (
        a.offerings[offering].size > 0
        and a.offerings[offering].most > 0
        and s.offered[offering].members >= a.offerings[offering].size * a.offerings[offering].most
    ):
        return True
    return bool(s.money[0] + cost_of_joining(a, s, offering) > a.budget)


@njit(cache=True, nogil=True)
def holds_share(a: ProblemArrays, hours: int, classical: int) -> bool:
    """Whether no more of these hours are in class than may be."""
    return bool(100.0 * classical <= a.classical_percent * hours)


@njit(cache=True, nogil=True)
def passes_share(a: ProblemArrays, s: Seats, offering: int) -> bool:
    """Whether one more participant would put more JP in class than may be."""
    hours, in_class = a.offerings[offering].hours, a.offerings[offering].is_classical
    return in_class and not holds_share(a, s.jp[0] + hours, s.jp[1] + hours)


@njit(cache=True, nogil=True)
def try_to_add(a: ProblemArrays, m: MenuArrays, s: Seats, person: int, offering: int, way: int, chain: Ints) -> bool:
    """Give a person an offering with all that it requires, or leave everything as it was and say no."""
    count = find_chain(a, person, offering, chain)
    added = np.empty(count + 1, np.int64)
    n = 0
    for k in range(count + 1):
        one = chain[k] if k < count else offering
        if place_of(s, person, one) != NOTHING:
            continue
        how = way if k == count else ALONE
        if a.blocked[person, one] != 0 or is_stopped(a, s, person, one, how):
            for j in range(n - 1, -1, -1):
                remove(a, s, person, added[j])
            return False
        add(a, s, person, one, item_of(m, person, one))
        added[n] = one
        n += 1
    return True
