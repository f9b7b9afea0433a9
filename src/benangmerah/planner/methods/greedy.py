"""The most for a rupiah first: single items into free seats, and whole batches where enough people gain by them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from benangmerah.planner.batch import can_be_held, largest_held
from benangmerah.planner.constraints import budget, first_stop, seats
from benangmerah.planner.person_menu import LEAST, Chosen, Item, PersonMenu, with_item
from benangmerah.planner.problem import Offering
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.solution import Draft

GROUP = (seats.MINIMUM,)
"""What a group answers for together, so that it is not asked of its first members."""


def draft_greedily(draft: Draft, menus: Sequence[PersonMenu]) -> None:
    """The most points for a rupiah first, hours of the minimum among them; then whole batches with what is left."""
    use_what_is_left(draft, menus, rupiah_price=0.0)


def use_what_is_left(draft: Draft, menus: Sequence[PersonMenu], rupiah_price: float) -> None:
    """Fill free seats and open batches as long as there is money."""
    fill(draft, menus)
    while open_batches(draft, menus, rupiah_price):
        fill(draft, menus)


def try_to_add(draft: Draft, person: int, offering: int, *, in_group: bool = False) -> bool:
    """Give a person an item with all that it requires, or leave everything as it was and say no."""
    added: list[int] = []
    for one in (*required_chain(draft.problem, person, offering), offering):
        if draft.has(person, one):
            continue
        beside = GROUP if in_group and one == offering else ()
        if draft.problem.blocked[person, one] or first_stop(draft, person, one, beside=beside) is not None:
            for back in reversed(added):
                draft.remove(person, back)
            return False
        draft.add(person, one)
        added.append(one)
    return True


def chosen_of(draft: Draft, menu: PersonMenu) -> Chosen:
    """What works in each slot of a person as the plan stands."""
    chosen: Chosen = {}
    mine = set(draft.items[menu.person])
    for item in menu.items:
        if item.offering in mine:
            chosen = with_item(chosen, item)
    return chosen


def lacking(draft: Draft, menu: PersonMenu) -> int:
    """The hours a person still lacks to the minimum, in millionths."""
    return max(0, menu.missing - draft.hours[menu.person])


def fill(draft: Draft, menus: Sequence[PersonMenu]) -> int:
    """Add single items, the most points for a rupiah first, until no limit admits one more; how many were added."""
    refused: set[tuple[int, int]] = set()
    heap = [entry for menu in menus if (entry := _best_entry(draft, menu, refused)) is not None]
    heapq.heapify(heap)
    added = 0
    while heap:
        _, person, offering = heapq.heappop(heap)
        if try_to_add(draft, person, offering):
            added += 1
        else:
            refused.add((person, offering))
        entry = _best_entry(draft, menus[person], refused)
        if entry is not None:
            heapq.heappush(heap, entry)
    return added


def _best_entry(draft: Draft, menu: PersonMenu, refused: set[tuple[int, int]]) -> tuple[float, int, int] | None:
    """The item with the most points for a rupiah that a person may still take, best first in a heap."""
    person = menu.person
    if len(draft.items[person]) >= draft.problem.rules.max_items:
        return None
    chosen, missing = chosen_of(draft, menu), lacking(draft, menu)
    best: tuple[float, int, int] | None = None
    for item in menu.useful(missing):
        if (person, item.offering) in refused or draft.has(person, item.offering):
            continue
        gain = menu.gain(chosen, item, missing)
        if gain > LEAST:
            entry = (-gain / (1 + draft.cost_of_joining(item.offering)), person, item.offering)
            best = entry if best is None else min(best, entry)
    return best


def open_batches(draft: Draft, menus: Sequence[PersonMenu], rupiah_price: float) -> int:
    """Open one more batch of each offering where the people it would seat gain more than it costs; how many."""
    left = draft.problem.budget - draft.spent
    wanting = _wanting(draft, menus)
    order = []
    for offering, gains in wanting.items():
        one = draft.problem.offerings[offering]
        group = _group(draft, offering, gains, left)
        cost = one.cost_per_batch + len(group) * one.cost_per_participant
        worth = sum(gain for gain, _ in group)
        if group and worth - min(rupiah_price, worth / max(1, cost)) * cost > -LEAST and worth > LEAST:
            order.append((-worth / (1 + cost), offering, [person for _, person in group]))
    return sum(admit_group(draft, offering, people) for _, offering, people in sorted(order))


def _wanting(draft: Draft, menus: Sequence[PersonMenu]) -> dict[int, list[tuple[float, int]]]:
    """For each offering with another batch on offer who would gain how much by it, the most first."""
    found: dict[int, list[tuple[float, int]]] = {}
    for menu in menus:
        if len(draft.items[menu.person]) >= draft.problem.rules.max_items:
            continue
        chosen, missing = chosen_of(draft, menu), lacking(draft, menu)
        for item in menu.useful(missing):
            if not draft.has(menu.person, item.offering) and _has_another_batch(draft, item):
                gain = menu.gain(chosen, item, missing)
                if gain > LEAST:
                    found.setdefault(item.offering, []).append((-gain, menu.person))
    return {offering: [(-gain, person) for gain, person in sorted(found[offering])] for offering in sorted(found)}


def _has_another_batch(draft: Draft, item: Item) -> bool:
    one = draft.problem.offerings[item.offering]
    if one.batch_size is None:
        return not draft.members[item.offering] and one.min_batch_size > 1
    return one.max_batches is None or draft.batches(item.offering) < one.max_batches


def _group(draft: Draft, offering: int, gains: list[tuple[float, int]], left: int) -> list[tuple[float, int]]:
    """The people of one more batch, as many as gain more by it than they cost and as there is money for."""
    one, members = draft.problem.offerings[offering], len(draft.members[offering])
    size = _free_seats(one, members)
    affordable = (left - one.cost_per_batch) // one.cost_per_participant if one.cost_per_participant else size
    size = max(0, min(size, affordable, len(gains)))
    while size and not can_be_held(one, members + size):
        size -= 1
    beside = (*GROUP, budget.LIMIT, seats.FULL)
    found: list[tuple[float, int]] = []
    for gain, person in gains:
        if len(found) == size:
            break
        if first_stop(draft, person, offering, beside=beside) is None:
            found.append((gain, person))
    return found if can_be_held(one, members + len(found)) else []


def _free_seats(one: Offering, members: int) -> int:
    """Seats up to the end of the next batch."""
    if one.batch_size is None:
        return 10**9
    return (members // one.batch_size + 1) * one.batch_size - members


def admit_group(draft: Draft, offering: int, people: Iterable[int]) -> int:
    """Seat these people together, the first ones first; as many as can be held, else none."""
    seated = [person for person in people if try_to_add(draft, person, offering, in_group=True)]
    keep = largest_held(draft.problem.offerings[offering], len(draft.members[offering]))
    while len(draft.members[offering]) > keep and seated:
        draft.remove(seated.pop(), offering)
    return len(seated)
