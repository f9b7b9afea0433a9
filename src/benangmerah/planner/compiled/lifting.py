"""Lifting groups of people to a floor, compiled: money and seats are taken where the least is lost above the floor."""

from __future__ import annotations

import heapq

import numpy as np
from numba import njit

from benangmerah.planner.compiled.joining import ALONE, holds_share, try_to_add
from benangmerah.planner.compiled.menu_arrays import CHAIN
from benangmerah.planner.compiled.search import LEAST, MenuArrays, closure_beside
from benangmerah.planner.compiled.seats import (
    Seats,
    add,
    batches_needed,
    cost_of_joining,
    is_required,
    item_of,
    largest_held,
    loss_of,
    menu_items,
    place_of,
    remove,
)
from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays


@njit(cache=True, nogil=True)
def closed_by(m: MenuArrays, s: Seats, group: Ints, closed: Floats) -> None:
    """Into `closed` the weighted levels that the plan closes in each group; people of no group count nowhere."""
    taken, rungs = np.empty(s.places.shape[1] + 1, np.int64), np.empty(s.places.shape[1] + 2, np.int64)
    closed[:] = 0.0
    for person in range(len(s.people)):
        if group[person] == NOTHING:
            continue
        n = 0
        for k in range(s.people[person].held):
            item = s.places[person, k].item
            if item != NOTHING:
                closed[group[person]] += closure_beside(m, item, taken, n, rungs)
                taken[n] = item
                n += 1


@njit(cache=True, nogil=True)
def money_for(a: ProblemArrays, m: MenuArrays, s: Seats, group: Ints, lacking: Floats) -> int:
    """About what it costs to close what groups lack: each person's best further item, the cheapest points first."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    people = len(s.people)
    keys, points, costs, who = np.empty(people), np.empty(people), np.empty(people), np.empty(people, np.int64)
    n = 0
    for person in range(people):
        if group[person] == NOTHING or lacking[group[person]] <= LEAST or s.people[person].held >= a.most_items:
            continue
        count, best = menu_items(s, person, NOTHING, taken), 0.0
        for item in range(m.start[person], m.start[person + 1]):
            offering = m.items[item].offering
            if place_of(s, person, offering) != NOTHING:
                continue
            gain = closure_beside(m, item, taken, count, rungs)
            cost = a.offerings[offering].head + _part_of_batch(a, s, offering)
            if gain > LEAST and gain / (1 + cost) > best:
                best, points[n], costs[n] = gain / (1 + cost), gain, cost
        if best > 0:
            keys[n], who[n] = -best, person
            n += 1
    left, total = lacking.copy(), 0.0
    for k in np.argsort(keys[:n], kind="mergesort"):
        if left[group[who[k]]] > LEAST:
            left[group[who[k]]] -= points[k]
            total += costs[k]
    return int(total)


@njit(cache=True, nogil=True)
def _part_of_batch(a: ProblemArrays, s: Seats, offering: int) -> float:
    """What a newcomer pays of a batch: nothing where a seat is free, else the part of a full one."""
    if cost_of_joining(a, s, offering) == a.offerings[offering].head:
        return 0.0
    return float(a.offerings[offering].batch_cost / max(1, a.offerings[offering].size, a.offerings[offering].least))


@njit(cache=True, nogil=True)
def free_money(a: ProblemArrays, m: MenuArrays, s: Seats, group: Ints, spare: Floats, amount: int) -> int:
    """Send people of groups with something to spare home, who loses least for the money first; how many went.

    Of each offering so many go at once that what stays can be held; money is free when the agency has so much left.
    """
    losses, people, starts = _losses_of(a, m, s, group, spare)
    at = starts[:-1].copy()
    heap = [(0.0, 0, 0, 0) for _ in range(0)]
    for offering in range(len(s.offered)):
        entry = _next_group(a, s, offering, at[offering], starts[offering + 1], losses)
        if entry[1] > 0:
            heap.append((entry[0], offering, entry[1], s.offered[offering].members))
    heapq.heapify(heap)
    gone = 0
    while len(heap) > 0 and a.budget - s.money[0] < amount:
        _key, offering, count, members = heapq.heappop(heap)
        if members == s.offered[offering].members:
            those = people[at[offering] : at[offering] + count]
            at[offering] += count
            went = _send_home(a, m, s, offering, those, group, spare)
            if went < count or not holds_share(a, s.jp[0], s.jp[1]):
                _call_back(a, m, s, offering, those[:went], group, spare)
            else:
                gone += went
        entry = _next_group(a, s, offering, at[offering], starts[offering + 1], losses)
        if entry[1] > 0:
            heapq.heappush(heap, (entry[0], offering, entry[1], s.offered[offering].members))
    return gone


@njit(cache=True, nogil=True)
def _losses_of(a: ProblemArrays, m: MenuArrays, s: Seats, group: Ints, spare: Floats) -> tuple[Floats, Ints, Ints]:
    """By offering what each participant who may leave would lose, the least first, and who it is."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    starts = np.zeros(len(s.offered) + 1, np.int64)
    for offering in range(len(s.offered)):
        starts[offering + 1] = starts[offering] + s.offered[offering].members
    losses, people = np.full(starts[-1], np.inf), np.empty(starts[-1], np.int64)
    at = starts[:-1].copy()
    for person in range(len(s.people)):
        for k in range(s.people[person].held):
            offering = s.places[person, k].offering
            if _may_leave(a, s, person, k, group, spare):
                losses[at[offering]] = loss_of(a, m, s, person, offering, taken, rungs)
            people[at[offering]] = person
            at[offering] += 1
    for offering in range(len(s.offered)):
        first, last = starts[offering], starts[offering + 1]
        order = np.argsort(losses[first:last], kind="mergesort")
        losses[first:last], people[first:last] = losses[first:last][order], people[first:last][order]
    return losses, people, starts


@njit(cache=True, nogil=True)
def _may_leave(a: ProblemArrays, s: Seats, person: int, k: int, group: Ints, spare: Floats) -> bool:
    """Whether an item of somebody can go at all: her group has something to spare, and nothing holds it."""
    if s.places[person, k].is_pinned or (group[person] != NOTHING and spare[group[person]] <= LEAST):
        return False
    return not is_required(a, s, person, s.places[person, k].offering)


@njit(cache=True, nogil=True)
def _next_group(a: ProblemArrays, s: Seats, offering: int, first: int, last: int, losses: Floats) -> tuple[float, int]:
    """How many of an offering go together next, with what they lose for a rupiah that it frees; 0 where none can."""
    members = s.offered[offering].members
    if members == 0:
        return 0.0, 0
    keep = largest_held(a, offering, members - 1)
    count = members - keep
    if first + count > last or (keep == 0 and s.offered[offering].must_be_held):
        return 0.0, 0
    batches = batches_needed(a, offering, members) - batches_needed(a, offering, keep)
    freed = count * a.offerings[offering].head + batches * a.offerings[offering].batch_cost
    loss = losses[first : first + count].sum()
    if freed == 0 or not np.isfinite(loss):
        return 0.0, 0
    return loss / freed, count


@njit(cache=True, nogil=True)
def _send_home(
    a: ProblemArrays, m: MenuArrays, s: Seats, offering: int, people: Ints, group: Ints, spare: Floats
) -> int:
    """Take an offering from these people in turn, up to the first whose group cannot spare it; how many went."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    for n in range(len(people)):
        person = people[n]
        if place_of(s, person, offering) == NOTHING or is_required(a, s, person, offering):
            return n
        if group[person] != NOTHING:
            closure = _closure_of(m, s, person, offering, taken, rungs)
            if spare[group[person]] < closure:
                return n
            spare[group[person]] -= closure
        remove(a, s, person, offering)
    return len(people)


@njit(cache=True, nogil=True)
def _call_back(
    a: ProblemArrays, m: MenuArrays, s: Seats, offering: int, people: Ints, group: Ints, spare: Floats
) -> None:
    """Give these people the offering again that was taken from them."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    for person in people:
        add(a, s, person, offering, item_of(m, person, offering))
        if group[person] != NOTHING:
            spare[group[person]] += _closure_of(m, s, person, offering, taken, rungs)


@njit(cache=True, nogil=True)
def _closure_of(m: MenuArrays, s: Seats, person: int, offering: int, taken: Ints, rungs: Ints) -> float:
    """The weighted levels that somebody's offering closes beside her others."""
    item = s.places[person, place_of(s, person, offering)].item
    if item == NOTHING:
        return 0.0
    return float(closure_beside(m, item, taken, menu_items(s, person, offering, taken), rungs))


@njit(cache=True, nogil=True)
def hand_over_seats(a: ProblemArrays, m: MenuArrays, s: Seats, group: Ints, spare: Floats, lacking: Floats) -> int:
    """Give seats of people whose group has something to spare to people whose group lacks; how many changed hands.

    Who gains the most comes first, and takes the seat of whoever loses least; no money is needed for it.
    """
    taken, rungs, chain = (
        np.empty(a.most_items + 1, np.int64),
        np.empty(a.most_items + 2, np.int64),
        np.empty(CHAIN, np.int64),
    )
    losses, people, starts = _losses_of(a, m, s, group, spare)
    at = starts[:-1].copy()
    keys, items, who = np.empty(len(m.items)), np.empty(len(m.items), np.int64), np.empty(len(m.items), np.int64)
    n = 0
    for person in range(len(s.people)):
        if group[person] == NOTHING or lacking[group[person]] <= LEAST or s.people[person].held >= a.most_items:
            continue
        count = menu_items(s, person, NOTHING, taken)
        for item in range(m.start[person], m.start[person + 1]):
            if place_of(s, person, m.items[item].offering) == NOTHING:
                gain = closure_beside(m, item, taken, count, rungs)
                if gain > LEAST:
                    keys[n], items[n], who[n] = -gain, item, person
                    n += 1
    changed = 0
    for k in np.argsort(keys[:n], kind="mergesort"):
        person, offering = who[k], m.items[items[k]].offering
        if lacking[group[person]] <= LEAST or at[offering] >= starts[offering + 1]:
            continue
        if not np.isfinite(losses[at[offering]]):
            continue
        other = people[at[offering] : at[offering] + 1]
        if _send_home(a, m, s, offering, other, group, spare) == 0:
            at[offering] += 1
        elif try_to_add(a, m, s, person, offering, ALONE, chain):
            lacking[group[person]] -= _closure_of(m, s, person, offering, taken, rungs)
            at[offering] += 1
            changed += 1
        else:
            _call_back(a, m, s, offering, other, group, spare)
    return changed
