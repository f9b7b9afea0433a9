"""Plans of people: a mixture with whole batches becomes one plan for each person, mended until no limit is passed."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.batch import can_be_held, largest_held, next_held
from benangmerah.planner.dive import dive, shares
from benangmerah.planner.methods.greedy import chosen_of, lacking, try_to_add, use_what_is_left
from benangmerah.planner.objective import person_value
from benangmerah.planner.person_menu import LEAST, PersonMenu
from benangmerah.planner.pricing import Found
from benangmerah.planner.problem import Ints, Problem
from benangmerah.planner.solution import Draft


def draft_by_person_plans(draft: Draft, menus: Sequence[PersonMenu], found: Found, progress: Progress = silent) -> None:
    """Seat everybody's plan of the mixture, mend the batches that cannot be held, use what is left."""
    mixture = dive(found.mixing, found.mixture, progress)
    progress(message("Seating people"), 0, 1)
    of_item = found.mixing.scarcity.menus.offering
    for person, plans in shares(found.mixing, mixture):
        seat(draft, person, [_offerings(of_item, plan) for _, plan in plans])
    settle(draft, menus)
    use_what_is_left(draft, menus, found.rupiah_price)
    drop_superfluous(draft, menus)
    use_what_is_left(draft, menus, found.rupiah_price)


def _offerings(of_item: Ints, plan: Ints) -> list[int]:
    chosen: list[int] = of_item[plan[plan >= 0]].tolist()
    return chosen


def seat(draft: Draft, person: int, plans: Sequence[Sequence[int]]) -> None:
    """The first plan that fits whole; where none does, what fits of the first."""
    for plan in plans:
        before = tuple(draft.items[person])
        if all(draft.has(person, one) or try_to_add(draft, person, one, in_group=True) for one in plan):
            return
        restore(draft, person, before)
    for one in plans[0]:
        if not draft.has(person, one):
            try_to_add(draft, person, one, in_group=True)


def restore(draft: Draft, person: int, before: Sequence[int]) -> None:
    """Give a person exactly these items again."""
    for one in tuple(draft.items[person]):
        if one not in before:
            draft.remove(person, one)
    for one in before:
        if not draft.has(person, one):
            draft.add(person, one)


def settle(draft: Draft, menus: Sequence[PersonMenu]) -> None:
    """Fill each batch that cannot be held with those who gain most by it, or send those home who lose least."""
    while (offering := _not_held(draft)) is not None:
        if not _fill_up(draft, menus, offering):
            _thin_out(draft, offering)


def _not_held(draft: Draft) -> int | None:
    for offering, members in enumerate(draft.members):
        if not can_be_held(draft.problem.offerings[offering], len(members)):
            return offering
    return None


def _fill_up(draft: Draft, menus: Sequence[PersonMenu], offering: int) -> bool:
    """Whether enough people who gain by it could be added."""
    one, members = draft.problem.offerings[offering], draft.members[offering]
    needed = next_held(one, len(members))
    if needed is None:
        return False
    gains = []
    for menu in menus:
        place = menu.place_of.get(offering)
        if place is not None and menu.person not in members:
            gain = menu.gain(chosen_of(draft, menu), menu.items[place], lacking(draft, menu))
            if gain > LEAST:
                gains.append((-gain, menu.person))
    added: list[int] = []
    for _, person in sorted(gains):
        if len(members) >= needed:
            break
        if try_to_add(draft, person, offering, in_group=True):
            added.append(person)
    if len(members) >= needed:
        return True
    for person in reversed(added):
        draft.remove(person, offering)
    return False


def _thin_out(draft: Draft, offering: int) -> None:
    """Leave as many as can be held; who loses least goes first, with what requires the offering."""
    one, members = draft.problem.offerings[offering], draft.members[offering]
    losses = sorted((_loss(draft.problem, person, offering, draft.items[person]), person) for person in members)
    keep = largest_held(one, len(members))
    for _, person in losses:
        if len(members) <= keep:
            break
        if (person, offering) not in draft.pinned:
            _leave(draft, person, offering)


def _leave(draft: Draft, person: int, offering: int) -> None:
    wanted = draft.problem.offerings[offering].intervention_id
    for other in tuple(draft.items[person]):
        if other != offering and wanted in draft.problem.offerings[other].requires_ids and draft.has(person, other):
            _leave(draft, person, other)
    draft.remove(person, offering)


def _loss(problem: Problem, person: int, offering: int, items: Sequence[int]) -> float:
    """What a person would lose of a set without one of its items."""
    others = tuple(one for one in items if one != offering)
    return person_value(problem, person, items) - person_value(problem, person, others)


def drop_superfluous(draft: Draft, menus: Sequence[PersonMenu]) -> None:
    """Take away what adds nothing: of plans of equal worth the cheaper one."""
    for menu in menus:
        person = menu.person
        for offering in sorted(draft.items[person], key=lambda one: -draft.problem.offerings[one].cost_per_participant):
            costs = draft.problem.offerings[offering].cost_per_participant
            if (
                costs
                and draft.may_remove(person, offering)
                and _loss(draft.problem, person, offering, draft.items[person]) <= LEAST
            ):
                draft.remove(person, offering)
