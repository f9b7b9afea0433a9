"""From the problem to the menus of everybody as flat arrays, compiled: what people may take and gain by."""

from __future__ import annotations

import numpy as np
from numba import njit

from benangmerah.planner.compiled.search import ITEM, LEAST, RAISED, MenuArrays, slot_worth
from benangmerah.planner.problem import Codes, Ints, Problem
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays, read_problem_arrays, starts

WEIGHTY = 1e-6
"""A need that weighs less may close too little to stand on a menu at all."""
CHAIN = 64
"""No chain of required offerings is longer: each has a programme of its own and few may be taken."""


def read_menu_arrays(problem: Problem, arrays: ProblemArrays | None = None) -> MenuArrays:
    """The items of all menus one after the other, in the order of people and then of offerings.

    On a menu stands what no limit stops beforehand and what closes something or gives missing hours, and what such an
    item requires.
    """
    a = arrays or read_problem_arrays(problem)
    people, offerings = len(a.people) - 1, len(a.offerings) - 1
    kind = np.zeros((people, offerings), dtype=np.int8)
    sizes = np.zeros((people, 3), dtype=np.int64)
    _choose_items(a, kind, sizes)
    start = starts(sizes[:, 0].tolist())
    menus = MenuArrays(
        start=start,
        items=np.zeros(int(start[-1]) + 1, dtype=ITEM),
        raises=np.zeros(int(sizes[:, 1].sum()), dtype=RAISED),
        chain=np.zeros(int(sizes[:, 2].sum()), dtype=np.int64),
        people=a.people,
        slots=a.slots,
        required=a.required,
        weight=a.weight,
        rungs=a.rungs,
        most_items=a.most_items,
        penalty=a.penalty,
    )
    _fill_items(a, kind, menus)
    return menus


def weigh_again(menus: MenuArrays, arrays: ProblemArrays) -> MenuArrays | None:
    """The menus of a problem with other weights or penalty; None where other items would stand on them.

    What stands on a menu rests on which needs weigh anything, not on how much.
    """
    is_same = np.array_equal(menus.weight > WEIGHTY, arrays.weight > WEIGHTY)
    is_light = any(((one > 0) & (one <= WEIGHTY)).any() for one in (menus.weight, arrays.weight))
    if not is_same or is_light or min(menus.penalty, arrays.penalty) <= 0:
        return None
    found = menus._replace(items=menus.items.copy(), weight=arrays.weight, penalty=arrays.penalty)
    _weigh(found)
    return found


def people_of(menus: MenuArrays) -> Ints:
    """For each item whose it is."""
    return np.repeat(np.arange(len(menus.start) - 1), np.diff(menus.start))


@njit(cache=True, nogil=True)
def _weigh(m: MenuArrays) -> None:
    """Write what each item alone is worth."""
    rungs = np.empty(1, np.int64)
    for person in range(len(m.start) - 1):
        for item in range(m.start[person], m.start[person + 1]):
            total = 0.0
            for k in range(m.items[item].raise_start, m.items[item + 1].raise_start):
                rungs[0] = m.raises[k].rung
                total += slot_worth(m, m.raises[k].slot, rungs, 1)
            m.items[item].gain = total + m.penalty * min(m.people[person].missing, m.items[item].hours)


@njit(cache=True, nogil=True)
def find_chain(a: ProblemArrays, person: int, offering: int, chain: Ints) -> int:
    """Everything a person must still take before an offering, first things first; how many (they stand in `chain`)."""
    if a.offerings[offering].require_start == a.offerings[offering + 1].require_start:
        return 0
    stack = np.empty(CHAIN, np.int64)
    at = np.empty(CHAIN, np.int64)
    stack[0], at[0] = offering, a.offerings[offering].require_start
    depth, count = 0, 0
    while depth >= 0:
        one = stack[depth]
        if at[depth] < a.offerings[one + 1].require_start:
            k = at[depth]
            at[depth] += 1
            required = a.requires[k].place
            if required == NOTHING or a.finished[person, a.requires[k].number]:
                continue
            is_there = False
            for j in range(count):
                is_there = is_there or chain[j] == required
            for j in range(1, depth + 1):
                is_there = is_there or stack[j] == required
            if not is_there and depth + 1 < CHAIN:
                depth += 1
                stack[depth], at[depth] = required, a.offerings[required].require_start
        else:
            if depth > 0 and count < len(chain):
                chain[count] = one
                count += 1
            depth -= 1
    return count


@njit(cache=True, nogil=True)
def _rung_worth(a: ProblemArrays, slot: int, rung: int, room: Ints) -> float:
    """The weighted levels that one raise closes in a slot; `room` is to work in."""
    room[0] = rung
    return float(slot_worth(a, slot, room, 1))


@njit(cache=True, nogil=True)
def _note_slots(a: ProblemArrays, person: int, slot_at: Ints, slot: int) -> None:
    for one in range(a.people[person].slot_start, a.people[person + 1].slot_start):
        slot_at[a.slots[one].competency] = one if slot != NOTHING else NOTHING


@njit(cache=True, nogil=True)
def _count_raises(a: ProblemArrays, slot_at: Ints, offering: int, room: Ints) -> int:
    count = 0
    for k in range(a.offerings[offering].raise_start, a.offerings[offering + 1].raise_start):
        slot = slot_at[a.raises[k].competency]
        if slot != NOTHING and _rung_worth(a, slot, a.raises[k].rung, room) > 0:
            count += 1
    return count


@njit(cache=True, nogil=True)
def _gain(a: ProblemArrays, person: int, slot_at: Ints, offering: int, room: Ints) -> float:
    """What an offering alone is worth to a person: the weighted levels it closes and the penalty its hours save."""
    total = 0.0
    for k in range(a.offerings[offering].raise_start, a.offerings[offering + 1].raise_start):
        slot = slot_at[a.raises[k].competency]
        if slot != NOTHING:
            total += _rung_worth(a, slot, a.raises[k].rung, room)
    return float(total + a.penalty * min(a.people[person].missing, a.offerings[offering].hours))


@njit(cache=True, nogil=True)
def _choose_items(a: ProblemArrays, kind: Codes, sizes: Ints) -> None:
    """Who has what on the menu (1: gains by it, 2: only required), with how many items, raises and required items."""
    slot_at = np.full(a.competency_count, NOTHING, np.int64)
    chain, room = np.empty(CHAIN, np.int64), np.empty(1, np.int64)
    for person in range(len(a.people) - 1):
        _note_slots(a, person, slot_at, 0)
        for offering in range(len(a.offerings) - 1):
            if a.blocked[person, offering] == 0 and _gain(a, person, slot_at, offering, room) > LEAST:
                kind[person, offering] = 1
                sizes[person, 2] += find_chain(a, person, offering, chain)
        for offering in range(len(a.offerings) - 1):
            if kind[person, offering] == 1:
                for k in range(find_chain(a, person, offering, chain)):
                    if kind[person, chain[k]] == 0:
                        kind[person, chain[k]] = 2
        for offering in range(len(a.offerings) - 1):
            if kind[person, offering] > 0:
                sizes[person, 0] += 1
                sizes[person, 1] += _count_raises(a, slot_at, offering, room)
        _note_slots(a, person, slot_at, NOTHING)


@njit(cache=True, nogil=True)
def _fill_items(a: ProblemArrays, kind: Codes, m: MenuArrays) -> None:
    """Write what stands on the menus."""
    slot_at = np.full(a.competency_count, NOTHING, np.int64)
    place_of = np.full(len(a.offerings) - 1, NOTHING, np.int64)
    chain, room = np.empty(CHAIN, np.int64), np.empty(1, np.int64)
    item, raised, required = 0, 0, 0
    for person in range(len(a.people) - 1):
        _note_slots(a, person, slot_at, 0)
        number = m.start[person]
        for offering in range(len(a.offerings) - 1):
            if kind[person, offering] > 0:
                place_of[offering] = number
                number += 1
        for offering in range(len(a.offerings) - 1):
            if kind[person, offering] == 0:
                continue
            m.items[item].offering = offering
            m.items[item].gain = _gain(a, person, slot_at, offering, room)
            m.items[item].hours = a.offerings[offering].hours
            m.items[item].counted = (
                a.offerings[offering].hours if a.people[person].every_form or a.offerings[offering].is_elective else 0
            )
            m.items[item].programme = a.offerings[offering].programme
            for k in range(a.offerings[offering].raise_start, a.offerings[offering + 1].raise_start):
                slot = slot_at[a.raises[k].competency]
                if slot != NOTHING and _rung_worth(a, slot, a.raises[k].rung, room) > 0:
                    m.raises[raised].slot = slot
                    m.raises[raised].rung = a.raises[k].rung
                    raised += 1
            if kind[person, offering] == 1:
                for k in range(find_chain(a, person, offering, chain)):
                    m.chain[required] = place_of[chain[k]]
                    required += 1
            item += 1
            m.items[item].raise_start = raised
            m.items[item].chain_start = required
        _note_slots(a, person, slot_at, NOTHING)
