"""The exact search for everybody's best items at given prices, compiled; the only file that names the compiler.

Gains only shrink as items are added: a raise is monotone, non-expansive and capped, the worth of a level is concave.
So an item that is not worth its price alone is taken only because another requires it, and single gains bound what
a set adds.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.problem_arrays import ProblemArrays, Records

LEAST = 1e-9
"""A difference of fewer points than this is none."""
LEVELS = 10_000.0
SEARCH_STEPS = 50_000
"""How many sets of items are looked at for one person before an estimate is taken: a work limit, never a time."""
NOBODY = -1


ITEM = np.dtype(
    [
        ("gain", np.float64), ("hours", np.int64), ("counted", np.int64), ("offering", np.int64),
        ("programme", np.int32), ("raise_start", np.int32), ("chain_start", np.int32),
    ]
)  # fmt: skip
RAISED = np.dtype([("slot", np.int32), ("rung", np.int32)])


class MenuArrays(NamedTuple):
    """The menus of everybody in records: people → items → raises, and items → the items they require.

    `start[p] … start[p+1]` are a person's items, `raise_start` of an item to that of the next its raises, with slot and
    rung; rungs are numbered in the order of rule 15. `chain[chain_start …]` are the items that must come with an item,
    first things first. The last item is none; it ends the lists. Hours are millionths of a JP, levels ten-thousandths.
    """

    start: Ints
    items: Records
    raises: Records
    chain: Ints
    people: Records
    slots: Records
    required: Ints
    weight: Floats
    rungs: Records
    most_items: int
    penalty: float

    @property
    def offering(self) -> Ints:
        """For each item its offering."""
        return self._of_items("offering")

    @property
    def gain(self) -> Floats:
        """What each item adds alone, in points."""
        return self._of_items("gain")

    @property
    def hours(self) -> Ints:
        """The hours of each item."""
        return self._of_items("hours")

    @property
    def missing(self) -> Ints:
        """The hours that each person lacks."""
        return self.people["missing"][: len(self.start) - 1]

    @property
    def room(self) -> Ints:
        """The hours that each person's ceiling leaves."""
        return self.people["room"][: len(self.start) - 1]

    def _of_items(self, name: str) -> npt.NDArray[Any]:
        return self.items[name][:-1]


@njit(cache=True, nogil=True)
def slot_worth(m: MenuArrays | ProblemArrays, slot: int, rungs: Ints, count: int) -> float:
    """The weighted levels that these raises, in order, close in a slot."""
    level = m.slots[slot].level
    after = level
    for k in range(count):
        after = max(after, min(m.rungs[rungs[k]].to, after + m.rungs[rungs[k]].by))
    total = 0.0
    for column in range(m.required.shape[1]):
        need = m.required[slot, column]
        if need > 0:
            total += (min(need, after) - min(need, level)) * m.weight[slot, column]
    return total / LEVELS


@njit(cache=True, nogil=True)
def _insert(rungs: Ints, count: int, rung: int) -> None:
    place = count
    while place > 0 and rungs[place - 1] > rung:
        rungs[place] = rungs[place - 1]
        place -= 1
    rungs[place] = rung


@njit(cache=True, nogil=True)
def closure_beside(m: MenuArrays, item: int, taken: Ints, count: int, rungs: Ints) -> float:
    """The weighted levels that an item closes beside those taken; `rungs` is room to work in."""
    total = 0.0
    for a in range(m.items[item].raise_start, m.items[item + 1].raise_start):
        slot = m.raises[a].slot
        n = 0
        for k in range(count):
            for b in range(m.items[taken[k]].raise_start, m.items[taken[k] + 1].raise_start):
                if m.raises[b].slot == slot:
                    _insert(rungs, n, m.raises[b].rung)
                    n += 1
        before = slot_worth(m, slot, rungs, n) if n > 0 else 0.0
        _insert(rungs, n, m.raises[a].rung)
        total += slot_worth(m, slot, rungs, n + 1) - before
    return total


@njit(cache=True, nogil=True)
def _sort_down(key: Floats, order: Ints, beside: Floats, n: int) -> None:
    """Order three arrays by the first, the greatest first; of equals the first stays first."""
    for i in range(1, n):
        k, o, b = key[i], order[i], beside[i]
        j = i - 1
        while j >= 0 and key[j] < k:
            key[j + 1] = key[j]
            order[j + 1] = order[j]
            beside[j + 1] = beside[j]
            j -= 1
        key[j + 1] = k
        order[j + 1] = o
        beside[j + 1] = b


@njit(cache=True, nogil=True)
def _works_beside(m: MenuArrays, item: int, taken: Ints, first: int, last: int) -> bool:
    """Whether an item and some of those taken raise the same competency."""
    for a in range(m.items[item].raise_start, m.items[item + 1].raise_start):
        for k in range(first, last):
            for b in range(m.items[taken[k]].raise_start, m.items[taken[k] + 1].raise_start):
                if m.raises[a].slot == m.raises[b].slot:
                    return True
    return False


@njit(cache=True, nogil=True)
def _estimate(
    m: MenuArrays,
    price: Floats,
    items: Ints,
    closing: Floats,
    first: int,
    last: int,
    missing: int,
    pay: Floats,
    size: Ints,
) -> float:
    """The most that items can add: closures one by one; hours once, the cheapest first and in parts."""
    total, hours, n = 0.0, 0, 0
    for k in range(first, last):
        item = items[k]
        worth = closing[k] - price[item]
        if worth >= 0:
            total += worth
            hours += m.items[item].hours
        elif m.items[item].hours > 0:
            each = -worth / m.items[item].hours
            if each < m.penalty:
                j = n
                while j > 0 and pay[j - 1] > each:
                    pay[j] = pay[j - 1]
                    size[j] = size[j - 1]
                    j -= 1
                pay[j] = each
                size[j] = m.items[item].hours
                n += 1
    total += m.penalty * min(missing, hours)
    lacking = missing - hours
    for k in range(n):
        if lacking <= 0:
            break
        part = min(lacking, size[k])
        total += (m.penalty - pay[k]) * part
        lacking -= part
    return total


@njit(cache=True, nogil=True)
def _root_items(m: MenuArrays, person: int, price: Floats, items: Ints, net: Floats, closing: Floats) -> int:
    """The items worth their price alone, best first, without needless ones.

    Needless is what only gives hours where enough others give as many for less and require nothing: with as many of
    them as a person may take, one is always free to stand in its place.
    """
    n = 0
    for item in range(m.start[person], m.start[person + 1]):
        worth = m.items[item].gain - price[item]
        if worth > LEAST:
            items[n] = item
            net[n] = worth
            closing[n] = m.items[item].gain - m.penalty * min(m.people[person].missing, m.items[item].hours)
            n += 1
    _sort_down(net, items, closing, n)
    kept, fillers = 0, 0
    filler = np.empty(n, np.int64)
    missing = m.people[person].missing
    for k in range(n):
        item = items[k]
        if m.items[item].raise_start == m.items[item + 1].raise_start:
            better = 0
            for f in range(fillers):
                other = filler[f]
                if (
                    m.items[other].programme != m.items[item].programme
                    and price[other] <= price[item]
                    and min(missing, m.items[other].hours) >= min(missing, m.items[item].hours)
                    and m.items[other].counted <= m.items[item].counted
                ):
                    is_new = True
                    for g in range(f):
                        is_new = is_new and m.items[filler[g]].programme != m.items[other].programme
                    if is_new:
                        better += 1
            if better >= m.most_items:
                continue
            if m.items[item].chain_start == m.items[item + 1].chain_start:
                filler[fillers] = item
                fillers += 1
        items[kept] = item
        net[kept] = net[k]
        closing[kept] = closing[k]
        kept += 1
    return kept


@njit(cache=True, nogil=True)
def best_set(m: MenuArrays, person: int, price: Floats, most_steps: int, best: Ints) -> tuple[int, float, float]:  # noqa: C901 calls cost here what they do not cost elsewhere
    """The best items of a person at prices: how many (they stand in `best`), their value, and what no set exceeds."""
    width = m.start[person + 1] - m.start[person]
    if width == 0:
        return 0, 0.0, 0.0
    depth_most = m.most_items + 1
    items = np.empty((depth_most, width), np.int64)
    net = np.empty((depth_most, width), np.float64)
    closing = np.empty((depth_most, width), np.float64)
    rungs = np.empty(depth_most, np.int64)
    n = np.zeros(depth_most, np.int64)
    at = np.zeros(depth_most, np.int64)
    count = np.zeros(depth_most, np.int64)
    value = np.zeros(depth_most, np.float64)
    missing = np.zeros(depth_most, np.int64)
    room = np.zeros(depth_most, np.int64)
    taken = np.empty((depth_most, m.most_items), np.int64)
    pay = np.empty(width, np.float64)
    size = np.empty(width, np.int64)
    n[0] = _root_items(m, person, price, items[0], net[0], closing[0])
    if n[0] == 0:
        return 0, 0.0, 0.0
    missing[0], room[0] = m.people[person].missing, max(0, m.people[person].room)
    top = 0.0
    for k in range(min(n[0], m.most_items)):
        top += net[0, k]
    root = min(top, _estimate(m, price, items[0], closing[0], 0, n[0], missing[0], pay, size))
    # at the root nothing is chosen, so the items stand ready; what does not fit goes
    kept = 0
    for k in range(n[0]):
        if m.items[items[0, k]].counted <= room[0]:
            items[0, kept] = items[0, k]
            net[0, kept] = net[0, k]
            closing[0, kept] = closing[0, k]
            kept += 1
    n[0] = kept
    best_value, best_count, steps, depth = 0.0, 0, 0, 0
    while depth >= 0:
        k = at[depth]
        left = m.most_items - count[depth]
        if k >= n[depth] or left <= 0:
            depth -= 1
            continue
        most = 0.0
        for j in range(k, min(n[depth], k + left)):
            most += net[depth, j]
        if (
            value[depth] + most <= best_value + LEAST
            or value[depth] + _estimate(m, price, items[depth], closing[depth], k, n[depth], missing[depth], pay, size)
            <= best_value + LEAST
        ):
            depth -= 1
            continue
        at[depth] = k + 1
        steps += 1
        if steps > most_steps:
            return best_count, best_value, root
        # take item k with what it still requires
        item, below = items[depth, k], depth + 1
        c = count[depth]
        for j in range(c):
            taken[below, j] = taken[depth, j]
        value[below], missing[below], room[below] = value[depth], missing[depth], room[depth]
        fits = True
        for q in range(m.items[item].chain_start, m.items[item + 1].chain_start + 1):
            one = m.chain[q] if q < m.items[item + 1].chain_start else item
            is_there = False
            for j in range(c):
                is_there = is_there or taken[below, j] == one
            if is_there:
                continue
            if c >= m.most_items or m.items[one].counted > room[below]:
                fits = False
                break
            for j in range(c):
                fits = fits and m.items[taken[below, j]].programme != m.items[one].programme
            if not fits:
                break
            saved = m.penalty * min(missing[below], m.items[one].hours)
            value[below] += closure_beside(m, one, taken[below], c, rungs) + saved - price[one]
            missing[below] = max(0, missing[below] - m.items[one].hours)
            room[below] -= m.items[one].counted
            taken[below, c] = one
            c += 1
        if not fits:
            continue
        count[below] = c
        if value[below] > best_value + LEAST:
            best_value, best_count = value[below], c
            for j in range(m.most_items):
                best[j] = taken[below, j] if j < c else NOBODY
        if c >= m.most_items:
            continue
        # what may still come, worth its price beside these
        kept = 0
        for j in range(k + 1, n[depth]):
            one = items[depth, j]
            if m.items[one].counted > room[below]:
                continue
            is_free = True
            for t in range(c):
                is_free = (
                    is_free and taken[below, t] != one and m.items[taken[below, t]].programme != m.items[one].programme
                )
            if not is_free:
                continue
            closes = closing[depth, j]
            if _works_beside(m, one, taken[below], count[depth], c):
                closes = closure_beside(m, one, taken[below], c, rungs)
            worth = closes + m.penalty * min(missing[below], m.items[one].hours) - price[one]
            if worth > LEAST:
                items[below, kept] = one
                net[below, kept] = worth
                closing[below, kept] = closes
                kept += 1
        _sort_down(net[below], items[below], closing[below], kept)
        n[below], at[below] = kept, 0
        depth = below
    return best_count, best_value, best_value


@njit(cache=True, nogil=True)
def best_sets(
    m: MenuArrays, people: Ints, price: Floats, most_steps: int, sets: Ints, value: Floats, bound: Floats
) -> None:
    """Everybody's best items: a row of `sets` each, NOBODY behind the last one; values and bounds beside."""
    for k in range(len(people)):
        sets[k, :] = NOBODY
        _count, value[k], bound[k] = best_set(m, people[k], price, most_steps, sets[k])
