"""Seating people, compiled: who takes what within all limits, batches that can be held, and what is left used.

The same steps for the greedy plan, for plans mixed by the linear program and for sketches. Everything here keeps to
rule 17; only whole groups may stand below the minimum of a batch while they are being seated.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np
from numba import njit

from benangmerah.planner.menu_arrays import CHAIN, find_chain
from benangmerah.planner.problem import Bools, Floats, Ints
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays, Records
from benangmerah.planner.search import LEAST, MenuArrays, best_set, closure_beside

MONTHS = 13
PROHIBITIVE = 1e12
ALONE, IN_GROUP, IN_NEW_BATCH, AT_ONCE = 0, 1, 2, 3
"""What a newcomer answers for: all limits; not the minimum, for which the group answers; nor for money and seats; not
the minimum nor the share of JP in class, which is mended when everybody sits."""


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
def _offerings_of(s: Seats, person: int) -> Ints:
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
    if way != AT_ONCE and _passes_share(a, s, offering):
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
def _holds_share(a: ProblemArrays, hours: int, classical: int) -> bool:
    """Whether no more of these hours are in class than may be."""
    return bool(100.0 * classical <= a.classical_percent * hours)


@njit(cache=True, nogil=True)
def _passes_share(a: ProblemArrays, s: Seats, offering: int) -> bool:
    """Whether one more participant would put more JP in class than may be."""
    hours, in_class = a.offerings[offering].hours, a.offerings[offering].is_classical
    return in_class and not _holds_share(a, s.jp[0] + hours, s.jp[1] + hours)


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
            if _holds_share(a, s.jp[0], s.jp[1]):
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


@njit(cache=True, nogil=True)
def _menu_items(s: Seats, person: int, but: int, taken: Ints) -> int:
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
        count = _menu_items(s, person, offering, taken)
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
def _best_entry(
    a: ProblemArrays, m: MenuArrays, s: Seats, person: int, refused: Bools, taken: Ints, rungs: Ints
) -> tuple[float, int]:
    """The item with the most points for a rupiah that a person may still take, best first in a heap."""
    best_key, best = 0.0, NOTHING
    if s.people[person].held >= a.most_items:
        return best_key, best
    count = _menu_items(s, person, NOTHING, taken)
    has_missing, left = a.people[person].missing > s.people[person].hours, a.budget - s.money[0]
    for item in range(m.start[person], m.start[person + 1]):
        if refused[item] or (not has_missing and m.items[item].raise_start == m.items[item + 1].raise_start):
            continue
        cost = cost_of_joining(a, s, m.items[item].offering)
        if cost > left or place_of(s, person, m.items[item].offering) != NOTHING:
            continue
        gain = gain_of(m, s, person, item, taken, count, rungs)
        if gain > LEAST:
            key = -gain / (1 + cost)
            if best == NOTHING or key < best_key:
                best_key, best = key, item
    return best_key, best


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
def _has_another_batch(a: ProblemArrays, s: Seats, offering: int) -> bool:
    if a.offerings[offering].size == 0:
        return bool(s.offered[offering].members == 0 and a.offerings[offering].least > 1)
    return bool(
        a.offerings[offering].most == 0
        or batches_needed(a, offering, s.offered[offering].members) < a.offerings[offering].most
    )


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
        count = _menu_items(s, person, NOTHING, taken)
        for item in range(m.start[person], m.start[person + 1]):
            offering = m.items[item].offering
            if is_open[offering] and place_of(s, person, offering) == NOTHING:
                gain = gain_of(m, s, person, item, taken, count, rungs)
                if gain > LEAST:
                    gains[item] = gain
                    wanting[offering] += 1
    return wanting


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
def use_what_is_left(a: ProblemArrays, m: MenuArrays, s: Seats, owner: Ints, rupiah_price: float) -> None:
    """Fill free seats and open batches as long as there is money."""
    fill(a, m, s)
    while open_batches(a, m, s, owner, rupiah_price) > 0:
        fill(a, m, s)


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
def drop_superfluous(a: ProblemArrays, m: MenuArrays, s: Seats) -> None:
    """Take away what costs and adds nothing: of plans of equal worth the cheaper one."""
    taken, rungs = np.empty(a.most_items + 1, np.int64), np.empty(a.most_items + 2, np.int64)
    for person in range(len(s.people)):
        mine = _offerings_of(s, person)
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
            if not in_class and not _holds_share(a, s.jp[0] - a.offerings[offering].hours, s.jp[1]):
                continue
            remove(a, s, person, offering)


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
def _worth_of_thinning(a: ProblemArrays, m: MenuArrays, s: Seats, offering: int, rupiah_price: float) -> float:
    """What is won by sending people home until the rest can be held: the money freed, less what they lose."""
    members = s.offered[offering].members
    keep = largest_held(a, offering, members)
    losses, _people = _losses(a, m, s, offering)
    batches = batches_needed(a, offering, members) - batches_needed(a, offering, keep)
    freed = (members - keep) * a.offerings[offering].head + batches * a.offerings[offering].batch_cost
    return float(rupiah_price * freed - losses[: members - keep].sum())


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
            gains[person] = gain_of(m, s, person, item, taken, _menu_items(s, person, NOTHING, taken), rungs)
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
def settle(a: ProblemArrays, m: MenuArrays, s: Seats, rupiah_price: float) -> Ints:
    """Fill each batch that cannot be held, first with those who gain by it, or send home who loses least.

    Gives for each offering that people were sent home from how many could have filled it, NOTHING for the others.
    """
    short = np.full(len(s.offered), NOTHING, np.int64)
    offering = 0
    while offering < len(s.offered):
        if can_be_held(a, offering, s.offered[offering].members):
            offering += 1
            continue
        fillers = _fill_up(a, m, s, offering, rupiah_price)
        if fillers != NOTHING:
            short[offering] = fillers
            _thin_out(a, m, s, offering)
        offering = 0
    return short


@njit(cache=True, nogil=True)
def give_back(a: ProblemArrays, m: MenuArrays, s: Seats, person: int, before: Ints) -> None:
    """Give a person exactly these offerings again."""
    for one in _offerings_of(s, person):
        is_kept = False
        for k in range(len(before)):
            is_kept = is_kept or before[k] == one
        if not is_kept:
            remove(a, s, person, one)
    for one in before:
        if one != NOTHING and place_of(s, person, one) == NOTHING:
            add(a, s, person, one, item_of(m, person, one))


@njit(cache=True, nogil=True)
def seat(a: ProblemArrays, m: MenuArrays, s: Seats, people: Ints, plan_start: Ints, plans: Ints) -> None:
    """For each of these people the first of her plans that fits whole; where none does, what fits of the first.

    `plans[plan_start[k] … plan_start[k+1]]` are the offerings of the k-th person's plans, NOTHING behind the last.
    """
    chain = np.empty(CHAIN, np.int64)
    for k in range(len(people)):
        person, is_seated = people[k], False
        before = _offerings_of(s, person)
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
def give_all_back(a: ProblemArrays, m: MenuArrays, s: Seats, before: Ints) -> None:
    """Give everybody exactly these offerings again."""
    for person in range(len(s.people)):
        give_back(a, m, s, person, before[person])


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


@njit(cache=True, nogil=True)
def plan_again(a: ProblemArrays, m: MenuArrays, s: Seats, rupiah_price: float, most_steps: int) -> int:
    """Ask one person after the other for what she would rather have within what is free; how many changed.

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
    for person in range(len(s.people)):
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
            is_better = is_better and _holds_share(a, s.jp[0], s.jp[1])
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
