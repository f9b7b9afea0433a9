"""Using what is left, compiled: single items into free seats, then whole batches where enough people gain by them."""

from __future__ import annotations

import heapq

import numpy as np
from numba import njit

from benangmerah.planner.compiled.joining import (
    ALONE,
    IN_GROUP,
    IN_NEW_BATCH,
    holds_share,
    is_stopped,
    passes_share,
    try_to_add,
)
from benangmerah.planner.compiled.menu_arrays import CHAIN
from benangmerah.planner.compiled.search import LEAST, MenuArrays
from benangmerah.planner.compiled.seats import (
    Seats,
    batches_needed,
    can_be_held,
    cost_of_joining,
    gain_of,
    is_required,
    largest_held,
    loss_of,
    menu_items,
    offerings_of,
    place_of,
    remove,
)
from benangmerah.planner.problem import Bools, Floats, Ints
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays


@njit(cache=True, nogil=True)
def use_what_is_left(a: ProblemArrays, m: MenuArrays, s: Seats, owner: Ints, rupiah_price: float) -> None:
    """Fill free seats and open batches as long as there is money."""
    fill(a, m, s)
    while open_batches(a, m, s, owner, rupiah_price) > 0:
        fill(a, m, s)


@njit(cache=True, nogil=True)
def fill(a: ProblemArrays, m: MenuArrays, s: Seats) -> int:
    """Add single items, the most points for a rupiah first, until no limit admits one more; how many were added."""
    refused = np.zeros(len(m.items) - 1, np.bool_)
    taken, rungs, chain = (
        np.empty(a.most_items + 1, np.int64),
        np.empty(a.most_items + 2, np.int64),
        np.empty(CHAIN, np.int64),
    )
    heap = [(0.0, 0, 0) for _ in range(0)]
    for person in range(len(s.people)):
        key, item = _best_entry(a, m, s, person, refused, taken, rungs)
        if item != NOTHING:
            heap.append((key, person, item))
    heapq.heapify(heap)
    added = 0
    while len(heap) > 0:
        _, person, item = heapq.heappop(heap)
        if try_to_add(a, m, s, person, m.items[item].offering, ALONE, chain):
            added += 1
        else:
            refused[item] = True
        key, item = _best_entry(a, m, s, person, refused, taken, rungs)
        if item != NOTHING:
            heapq.heappush(heap, (key, person, item))
    return added


@njit(cache=True, nogil=True)
def _best_entry(
    a: ProblemArrays, m: MenuArrays, s: Seats, person: int, refused: Bools, taken: Ints, rungs: Ints
) -> tuple[float, int]:
    """The item with the most points for a rupiah that a person may still take, best first in a heap."""
    best_key, best = 0.0, NOTHING
    if s.people[person].held >= a.most_items:
        return best_key, best
    count = menu_items(s, person, NOTHING, taken)
    has_missing, left = a.people[person].missing > s.people[person].hours, a.budget - s.money[0]
    for item in range(m.start[person], m.start[person + 1]):
        if refused[item] or (not has_missing and m.items[item].raise_start == m.items[item + 1].raise_start):
            continue
        cost = cost_of_joining(a, s, m.items[item].offering)
        if (
            cost > left
            or (
                m.items[item].chain_start == m.items[item + 1].chain_start
                and passes_share(a, s, m.items[item].offering)
            )
            or place_of(s, person, m.items[item].offering) != NOTHING
        ):
            continue
        gain = gain_of(m, s, person, item, taken, count, rungs)
        if gain > LEAST:
            key = -gain / (1 + cost)
            if best == NOTHING or key < best_key:
                best_key, best = key, item
    return best_key, best


@njit(cache=True, nogil=True)
def open_batches(a: ProblemArrays, m: MenuArrays, s: Seats, owner: Ints, rupiah_price: float) -> int:
    """Open one more batch of each offering where the people it would seat gain more than it costs; how many join."""
    gains = np.zeros(len(m.items) - 1, np.float64)
    wanting = _find_wanting(a, m, s, gains)
    starts = np.zeros(len(s.offered) + 1, np.int64)
    starts[1:] = np.cumsum(wanting)
    listed = np.empty(starts[-1], np.int64)
    at = starts[:-1].copy()
    for item in range(len(m.items) - 1):
        if gains[item] > 0:
            listed[at[m.items[item].offering]] = item
            at[m.items[item].offering] += 1
    group = np.empty(starts[-1], np.int64)
    group_size = np.zeros(len(s.offered), np.int64)
    keys, chosen = np.empty(len(s.offered), np.float64), np.empty(len(s.offered), np.int64)
    n = 0
    for offering in range(len(s.offered)):
        first, last = starts[offering], starts[offering + 1]
        if first == last:
            continue
        order = np.argsort(-gains[listed[first:last]], kind="mergesort")
        size = _group_size(a, s, offering, last - first)
        found, worth = 0, 0.0
        for k in order:
            if found == size:
                break
            item = listed[first + k]
            if not is_stopped(a, s, owner[item], offering, IN_NEW_BATCH):
                group[first + found] = owner[item]
                worth += gains[item]
                found += 1
        if found == 0 or not can_be_held(a, offering, s.offered[offering].members + found):
            continue
        cost = a.offerings[offering].batch_cost + found * a.offerings[offering].head
        if worth - min(rupiah_price, worth / max(1, cost)) * cost > -LEAST and worth > LEAST:
            group_size[offering] = found
            keys[n], chosen[n] = -worth / (1 + cost), offering
            n += 1
    joined = 0
    for k in np.argsort(keys[:n], kind="mergesort"):
        offering = chosen[k]
        joined += _admit_group(a, m, s, offering, group[starts[offering] : starts[offering] + group_size[offering]])
    return joined


@njit(cache=True, nogil=True)
def _find_wanting(a: ProblemArrays, m: MenuArrays, s: Seats, gains: Floats) -> Ints:
    """Into `gains` what each item would add where another batch is on offer; how many want each offering."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    wanting, is_open = np.zeros(len(s.offered), np.int64), np.zeros(len(s.offered), np.bool_)
    for offering in range(len(s.offered)):
        cost = a.offerings[offering].head + a.offerings[offering].batch_cost
        is_open[offering] = _has_another_batch(a, s, offering) and s.money[0] + cost <= a.budget
    for person in range(len(s.people)):
        if s.people[person].held >= a.most_items:
            continue
        count = menu_items(s, person, NOTHING, taken)
        for item in range(m.start[person], m.start[person + 1]):
            offering = m.items[item].offering
            if is_open[offering] and place_of(s, person, offering) == NOTHING:
                gain = gain_of(m, s, person, item, taken, count, rungs)
                if gain > LEAST:
                    gains[item] = gain
                    wanting[offering] += 1
    return wanting


@njit(cache=True, nogil=True)
def _has_another_batch(a: ProblemArrays, s: Seats, offering: int) -> bool:
    if a.offerings[offering].size == 0:
        return bool(s.offered[offering].members == 0 and a.offerings[offering].least > 1)
    return bool(
        a.offerings[offering].most == 0
        or batches_needed(a, offering, s.offered[offering].members) < a.offerings[offering].most
    )


@njit(cache=True, nogil=True)
def _group_size(a: ProblemArrays, s: Seats, offering: int, wanting: int) -> int:
    """How many one more batch could take: as many as there are seats and money for, and can be held together."""
    members = s.offered[offering].members
    size = wanting
    if a.offerings[offering].size > 0:
        size = min(size, (members // a.offerings[offering].size + 1) * a.offerings[offering].size - members)
    if a.offerings[offering].head > 0:
        size = min(size, (a.budget - s.money[0] - a.offerings[offering].batch_cost) // a.offerings[offering].head)
    size = max(0, size)
    while size > 0 and not can_be_held(a, offering, members + size):
        size -= 1
    return size


@njit(cache=True, nogil=True)
def _admit_group(a: ProblemArrays, m: MenuArrays, s: Seats, offering: int, people: Ints) -> int:
    """Seat these people together, the first ones first; as many as can be held, else none."""
    chain = np.empty(CHAIN, np.int64)
    seated = np.empty(len(people), np.int64)
    n = 0
    for person in people:
        if try_to_add(a, m, s, person, offering, IN_GROUP, chain):
            seated[n] = person
            n += 1
    keep = largest_held(a, offering, s.offered[offering].members)
    while s.offered[offering].members > keep and n > 0:
        n -= 1
        remove(a, s, seated[n], offering)
    return n


@njit(cache=True, nogil=True)
def drop_superfluous(a: ProblemArrays, m: MenuArrays, s: Seats) -> None:
    """Take away what costs and adds nothing: of plans of equal worth the cheaper one."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    for person in range(len(s.people)):
        mine = offerings_of(s, person)
        heads = np.array([a.offerings[one].head for one in mine])
        for k in np.argsort(-heads, kind="mergesort"):
            offering = mine[k]
            if a.offerings[offering].head == 0 or s.places[person, place_of(s, person, offering)].is_pinned:
                continue
            left = s.offered[offering].members - 1
            if (left == 0 and s.offered[offering].must_be_held) or not can_be_held(a, offering, left):
                continue
            if is_required(a, s, person, offering) or loss_of(a, m, s, person, offering, taken, rungs) > LEAST:
                continue
            in_class = a.offerings[offering].is_classical
            if not in_class and not holds_share(a, s.jp[0] - a.offerings[offering].hours, s.jp[1]):
                continue
            remove(a, s, person, offering)
