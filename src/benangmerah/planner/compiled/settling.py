"""Settling batches, compiled: each is filled up to what can be held, or thinned out; then the share of JP in class."""

from __future__ import annotations

import numpy as np
from numba import njit

from benangmerah.planner.compiled.joining import IN_GROUP, holds_share, try_to_add
from benangmerah.planner.compiled.menu_arrays import CHAIN
from benangmerah.planner.compiled.search import LEAST, MenuArrays
from benangmerah.planner.compiled.seats import (
    Seats,
    batches_needed,
    can_be_held,
    gain_of,
    is_required,
    item_of,
    largest_held,
    loss_of,
    menu_items,
    next_held,
    place_of,
    remove,
)
from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.problem_arrays import FIRST, NOTHING, ProblemArrays


@njit(cache=True, nogil=True)
def settle(a: ProblemArrays, m: MenuArrays, s: Seats, rupiah_price: float) -> Ints:
    """Fill each batch that cannot be held, first with those who gain by it, or send home who loses least.

    Gives for each offering that people were sent home from how many could have filled it, NOTHING for the others.
    """
    short = np.full(len(s.offered), NOTHING, np.int64)
    offering = FIRST
    while offering < len(s.offered):
        if can_be_held(a, offering, s.offered[offering].members):
            offering += 1
            continue
        fillers = _fill_up(a, m, s, offering, rupiah_price)
        if fillers != NOTHING:
            short[offering] = fillers
            _thin_out(a, m, s, offering)
        offering = FIRST
    return short


@njit(cache=True, nogil=True)
def _fill_up(a: ProblemArrays, m: MenuArrays, s: Seats, offering: int, rupiah_price: float) -> int:
    """Add enough people, where who gains nothing costs less than sending others home loses; NOTHING where that is done.

    Else how many of those who gain nothing could have been added. Who gains the most comes first, then who has the
    fewest items.
    """
    needed = next_held(a, offering, s.offered[offering].members)
    if needed == NOTHING:
        return 0
    worth = _worth_of_thinning(a, m, s, offering, rupiah_price)
    people = len(s.people)
    taken, rungs, chain = (
        np.empty(a.most_items + 1, np.int64),
        np.empty(a.most_items + 2, np.int64),
        np.empty(CHAIN, np.int64),
    )
    gains, keys, who = np.zeros(people), np.empty(people), np.empty(people, np.int64)
    n = 0
    for person in range(people):
        if a.blocked[person, offering] != 0 or place_of(s, person, offering) != NOTHING:
            continue
        item = item_of(m, person, offering)
        if item != NOTHING:
            gains[person] = gain_of(m, s, person, item, taken, menu_items(s, person, NOTHING, taken), rungs)
        keys[n] = -gains[person] if gains[person] > LEAST else 1.0 + s.people[person].held
        who[n] = person
        n += 1
    added = np.empty(n, np.int64)
    count, fillers = 0, 0
    for k in np.argsort(keys[:n], kind="mergesort"):
        if s.offered[offering].members >= needed:
            break
        person = who[k]
        if try_to_add(a, m, s, person, offering, IN_GROUP, chain):
            added[count] = person
            count += 1
            if gains[person] <= LEAST:
                fillers += 1
                worth += rupiah_price * a.offerings[offering].head
            else:
                worth -= gains[person] - rupiah_price * a.offerings[offering].head
    if s.offered[offering].members >= needed and worth <= LEAST:
        return NOTHING
    for k in range(count - 1, -1, -1):
        remove(a, s, added[k], offering)
    return fillers


@njit(cache=True, nogil=True)
def _worth_of_thinning(a: ProblemArrays, m: MenuArrays, s: Seats, offering: int, rupiah_price: float) -> float:
    """What is won by sending people home until the rest can be held: the money freed, less what they lose."""
    members = s.offered[offering].members
    keep = largest_held(a, offering, members)
    losses, _people = _losses(a, m, s, offering)
    batches = batches_needed(a, offering, members) - batches_needed(a, offering, keep)
    freed = (members - keep) * a.offerings[offering].head + batches * a.offerings[offering].batch_cost
    return float(rupiah_price * freed - losses[: members - keep].sum())


@njit(cache=True, nogil=True)
def _thin_out(a: ProblemArrays, m: MenuArrays, s: Seats, offering: int) -> None:
    """Leave as many as can be held; who loses least goes first, with what requires the offering."""
    keep = largest_held(a, offering, s.offered[offering].members)
    _loss, people = _losses(a, m, s, offering)
    for person in people:
        if s.offered[offering].members <= keep:
            break
        if not s.places[person, place_of(s, person, offering)].is_pinned:
            _leave(a, s, person, offering)


@njit(cache=True, nogil=True)
def _losses(a: ProblemArrays, m: MenuArrays, s: Seats, offering: int) -> tuple[Floats, Ints]:
    """What each participant would lose without an offering, who loses least first."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    people, losses = np.empty(s.offered[offering].members, np.int64), np.empty(s.offered[offering].members, np.float64)
    n = 0
    for person in range(len(s.people)):
        if place_of(s, person, offering) != NOTHING:
            people[n], losses[n] = person, loss_of(a, m, s, person, offering, taken, rungs)
            n += 1
    order = np.argsort(losses, kind="mergesort")
    return losses[order], people[order]


@njit(cache=True, nogil=True)
def _leave(a: ProblemArrays, s: Seats, person: int, offering: int) -> None:
    """Take an offering away, and first what requires it."""
    stack = np.empty(a.most_items + 1, np.int64)
    stack[0], depth = offering, 0
    while depth >= 0:
        one, dependent = stack[depth], NOTHING
        if a.offerings[one].own_id != NOTHING:
            for k in range(s.people[person].held):
                other = s.places[person, k].offering
                for r in range(a.offerings[other].require_start, a.offerings[other + 1].require_start):
                    if other != one and a.requires[r].number == a.offerings[one].own_id:
                        dependent = other
        if dependent != NOTHING and depth < a.most_items:
            depth += 1
            stack[depth] = dependent
        else:
            remove(a, s, person, one)
            depth -= 1


@njit(cache=True, nogil=True)
def keep_share(a: ProblemArrays, m: MenuArrays, s: Seats) -> None:
    """Take people out of classes, who loses least for an hour first, until no more JP are in class than may be.

    First those whom a batch can spare; where that is not enough, whole offerings.
    """
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    size = s.places.shape[0] * s.places.shape[1]
    for closes in (False, True):
        keys, where = np.empty(size), np.empty(size, np.int64)
        n = 0
        for person in range(len(s.people)):
            for k in range(s.people[person].held):
                offering = s.places[person, k].offering
                if a.offerings[offering].is_classical and a.offerings[offering].hours > 0:
                    loss = loss_of(a, m, s, person, offering, taken, rungs)
                    keys[n] = loss / a.offerings[offering].hours
                    where[n] = person * len(s.offered) + offering
                    n += 1
        for k in np.argsort(keys[:n], kind="mergesort"):
            if holds_share(a, s.jp[0], s.jp[1]):
                return
            person, offering = where[k] // len(s.offered), where[k] % len(s.offered)
            place = place_of(s, person, offering)
            if place == NOTHING or s.places[person, place].is_pinned or s.offered[offering].must_be_held:
                continue
            if closes:
                _close(a, s, offering)
            elif can_be_held(a, offering, s.offered[offering].members - 1) and not is_required(a, s, person, offering):
                remove(a, s, person, offering)


@njit(cache=True, nogil=True)
def _close(a: ProblemArrays, s: Seats, offering: int) -> None:
    """Hold an offering no longer, where nobody's other offering requires it."""
    for person in range(len(s.people)):
        if place_of(s, person, offering) != NOTHING and is_required(a, s, person, offering):
            return
    for person in range(len(s.people)):
        if place_of(s, person, offering) != NOTHING:
            remove(a, s, person, offering)
