"""Who sits where, compiled: a plan under way, what it uses of everything scarce, and what its items are worth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from benangmerah.planner.compiled.search import MenuArrays, closure_beside
from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays, Records

MONTHS = 13
PLACE = np.dtype([("offering", np.int64), ("item", np.int64), ("is_pinned", np.bool_)], align=True)
SEATED = np.dtype([("held", np.int64), ("hours", np.int64), ("counted", np.int64)])
OFFERED = np.dtype([("members", np.int64), ("must_be_held", np.bool_)], align=True)


class Seats(NamedTuple):
    """A plan under way: each person's offerings in the order they came, and what they use.

    `jp` holds all hours and those in class. `places[p, k]` is the k-th of the `held` offerings of a person, with its
    place on the menu, NOTHING for what somebody only fills. `money` holds what is spent.
    """

    places: Records
    people: Records
    offered: Records
    ceilings: Ints
    quotas: Ints
    away: Ints
    money: Ints
    jp: Ints


def no_seats(a: ProblemArrays) -> Seats:
    """A plan in which nobody has anything."""
    places = np.zeros((len(a.people) - 1, max(1, a.most_items)), dtype=PLACE)
    places["offering"], places["item"] = NOTHING, NOTHING
    return Seats(
        places=places,
        people=np.zeros(len(a.people) - 1, dtype=SEATED),
        offered=np.zeros(len(a.offerings) - 1, dtype=OFFERED),
        ceilings=np.zeros(len(a.ceiling_amount), dtype=np.int64),
        quotas=np.zeros(len(a.quota_amount), dtype=np.int64),
        away=np.zeros((len(a.units), MONTHS), dtype=np.int64),
        money=np.zeros(1, dtype=np.int64),
        jp=np.zeros(2, dtype=np.int64),
    )


@njit(cache=True, nogil=True)
def batches_needed(a: ProblemArrays, offering: int, participants: int) -> int:
    """The fewest batches that seat so many; where the size is unlimited all form one."""
    if participants == 0:
        return 0
    return 1 if a.offerings[offering].size == 0 else -(-participants // a.offerings[offering].size)


@njit(cache=True, nogil=True)
def can_be_held(a: ProblemArrays, offering: int, participants: int) -> bool:
    """Batches × minimum ≤ participants ≤ batches × size, with batches ≤ the most that are offered."""
    if participants == 0:
        return True
    batches = batches_needed(a, offering, participants)
    fits = a.offerings[offering].most == 0 or batches <= a.offerings[offering].most
    return bool(fits and batches * a.offerings[offering].least <= participants)


@njit(cache=True, nogil=True)
def largest_held(a: ProblemArrays, offering: int, participants: int) -> int:
    """The largest number up to that one that can be held."""
    if a.offerings[offering].size > 0 and a.offerings[offering].most > 0:
        participants = min(participants, a.offerings[offering].size * a.offerings[offering].most)
    if can_be_held(a, offering, participants):
        return participants
    if a.offerings[offering].size == 0:
        return 0
    # one batch fewer, all of them full, is the next number that may do
    full = (batches_needed(a, offering, participants) - 1) * a.offerings[offering].size
    return full if can_be_held(a, offering, full) else 0


@njit(cache=True, nogil=True)
def next_held(a: ProblemArrays, offering: int, participants: int) -> int:
    """The smallest number above that one that can be held; NOTHING where there is none."""
    batches = batches_needed(a, offering, participants + 1)
    least = max(participants + 1, batches * a.offerings[offering].least)
    fits = can_be_held(a, offering, least) and batches_needed(a, offering, least) == batches
    return least if fits else NOTHING


@njit(cache=True, nogil=True)
def cost_of_joining(a: ProblemArrays, s: Seats, offering: int) -> int:
    """What one more participant costs: the head, and a batch where no seat is free."""
    now = s.offered[offering].members
    more = batches_needed(a, offering, now + 1) - batches_needed(a, offering, now)
    return int(a.offerings[offering].head + more * a.offerings[offering].batch_cost)


@njit(cache=True, nogil=True)
def place_of(s: Seats, person: int, offering: int) -> int:
    """Where an offering stands among a person's; NOTHING where she does not have it."""
    for k in range(s.people[person].held):
        if s.places[person, k].offering == offering:
            return k
    return NOTHING


@njit(cache=True, nogil=True)
def offerings_of(s: Seats, person: int) -> Ints:
    """A person's offerings in the order they came."""
    found = np.empty(s.people[person].held, np.int64)
    for k in range(len(found)):
        found[k] = s.places[person, k].offering
    return found


@njit(cache=True, nogil=True)
def _use(a: ProblemArrays, s: Seats, person: int, offering: int, sign: int) -> None:
    unit = a.people[person].unit
    for k in range(a.units[unit].ceiling_start, a.units[unit + 1].ceiling_start):
        s.ceilings[a.ceiling[k]] += sign * a.offerings[offering].head
    if a.offerings[offering].away_month > 0:
        s.away[unit, a.offerings[offering].away_month] += sign
    s.people[person].hours += sign * a.offerings[offering].hours
    s.jp[0] += sign * a.offerings[offering].hours
    if a.offerings[offering].is_classical:
        s.jp[1] += sign * a.offerings[offering].hours
    if a.people[person].every_form or a.offerings[offering].is_elective:
        s.people[person].counted += sign * a.offerings[offering].hours


@njit(cache=True, nogil=True)
def _count_for_quotas(a: ProblemArrays, s: Seats, person: int, sign: int) -> None:
    unit = a.people[person].unit
    for k in range(a.units[unit].quota_start, a.units[unit + 1].quota_start):
        s.quotas[a.quota[k]] += sign


@njit(cache=True, nogil=True)
def add(a: ProblemArrays, s: Seats, person: int, offering: int, item: int) -> None:
    """Give a person an offering; the limits are asked before, not here."""
    if s.people[person].held == 0:
        _count_for_quotas(a, s, person, 1)
    s.money[0] += cost_of_joining(a, s, offering)
    k = s.people[person].held
    s.places[person, k].offering, s.places[person, k].item, s.places[person, k].is_pinned = offering, item, False
    s.people[person].held += 1
    s.offered[offering].members += 1
    _use(a, s, person, offering, 1)


@njit(cache=True, nogil=True)
def remove(a: ProblemArrays, s: Seats, person: int, offering: int) -> None:
    """Take an offering away again."""
    last = s.people[person].held - 1
    for k in range(place_of(s, person, offering), last):
        s.places[person, k].offering, s.places[person, k].item = (
            s.places[person, k + 1].offering,
            s.places[person, k + 1].item,
        )
        s.places[person, k].is_pinned = s.places[person, k + 1].is_pinned
    s.places[person, last].offering, s.places[person, last].item, s.places[person, last].is_pinned = (
        NOTHING,
        NOTHING,
        False,
    )
    s.people[person].held = last
    s.offered[offering].members -= 1
    s.money[0] -= cost_of_joining(a, s, offering)
    _use(a, s, person, offering, -1)
    if last == 0:
        _count_for_quotas(a, s, person, -1)


@njit(cache=True, nogil=True)
def item_of(m: MenuArrays, person: int, offering: int) -> int:
    """Where an offering stands on a person's menu; NOTHING where it does not."""
    low, high = m.start[person], m.start[person + 1]
    while low < high:
        middle = (low + high) // 2
        if m.items[middle].offering < offering:
            low = middle + 1
        else:
            high = middle
    return low if low < m.start[person + 1] and m.items[low].offering == offering else NOTHING


@njit(cache=True, nogil=True)
def is_required(a: ProblemArrays, s: Seats, person: int, offering: int) -> bool:
    """Whether another offering of the person requires that one."""
    own = a.offerings[offering].own_id
    if own == NOTHING or a.finished[person, own]:
        return False
    for k in range(s.people[person].held):
        one = s.places[person, k].offering
        for r in range(a.offerings[one].require_start, a.offerings[one + 1].require_start):
            if a.requires[r].number == own:
                return True
    return False


@njit(cache=True, nogil=True)
def menu_items(s: Seats, person: int, but: int, taken: Ints) -> int:
    """The items of a person that stand on the menu, without one offering; how many."""
    n = 0
    for k in range(s.people[person].held):
        if s.places[person, k].item != NOTHING and s.places[person, k].offering != but:
            taken[n] = s.places[person, k].item
            n += 1
    return n


@njit(cache=True, nogil=True)
def gain_of(m: MenuArrays, s: Seats, person: int, item: int, taken: Ints, count: int, rungs: Ints) -> float:
    """What an item adds beside those taken, with the penalty its hours save."""
    missing = max(0, m.people[person].missing - s.people[person].hours)
    saved = float(m.penalty * min(missing, m.items[item].hours))
    if m.items[item].raise_start == m.items[item + 1].raise_start:
        return saved
    return float(closure_beside(m, item, taken, count, rungs) + saved)


@njit(cache=True, nogil=True)
def loss_of(a: ProblemArrays, m: MenuArrays, s: Seats, person: int, offering: int, taken: Ints, rungs: Ints) -> float:
    """What a person would lose without one of her offerings."""
    item = s.places[person, place_of(s, person, offering)].item
    closed = 0.0
    if item != NOTHING:
        count = menu_items(s, person, offering, taken)
        closed = closure_beside(m, item, taken, count, rungs)
    hours, missing = s.people[person].hours, a.people[person].missing
    return float(closed + a.penalty * (min(hours, missing) - min(hours - a.offerings[offering].hours, missing)))


@njit(cache=True, nogil=True)
def worth_of(a: ProblemArrays, m: MenuArrays, s: Seats) -> float:
    """What the plan is worth (rule 16)."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    total = 0.0
    for person in range(len(s.people)):
        n = 0
        for k in range(s.people[person].held):
            if s.places[person, k].item != NOTHING:
                total += closure_beside(m, s.places[person, k].item, taken, n, rungs)
                taken[n] = s.places[person, k].item
                n += 1
        total -= a.penalty * max(0, a.people[person].missing - s.people[person].hours)
    return total


@njit(cache=True, nogil=True)
def nets_of(a: ProblemArrays, m: MenuArrays, s: Seats, price: Floats) -> Floats:
    """What everybody's offerings are worth after the prices of the items on the menus."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    found = np.zeros(len(s.people))
    for person in range(len(s.people)):
        n = 0
        for k in range(s.people[person].held):
            item = s.places[person, k].item
            if item != NOTHING:
                found[person] += closure_beside(m, item, taken, n, rungs) - price[item]
                taken[n] = item
                n += 1
        found[person] += a.penalty * min(a.people[person].missing, s.people[person].hours)
    return found
