"""Plans of people: a mixture with whole batches becomes one plan for each person, mended until no limit is passed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.batch import batches_needed, can_be_held, largest_held, next_held
from benangmerah.planner.dive import dive, dive_again, make_whole, shares
from benangmerah.planner.methods.greedy import chosen_of, lacking, try_to_add, use_what_is_left
from benangmerah.planner.objective import objective, person_value
from benangmerah.planner.person_menu import LEAST, PersonMenu
from benangmerah.planner.pricing import Found
from benangmerah.planner.problem import Ints, Problem
from benangmerah.planner.solution import Draft

REPAIRS = 5
LOST = 0.0005
"""How often batches are chosen again at most, where so large a part is lost because people to fill them are lacking."""


def draft_by_person_plans(draft: Draft, menus: Sequence[PersonMenu], found: Found, progress: Progress = silent) -> None:
    """Seat everybody's plan of the mixture, mend the batches that cannot be held, use what is left."""
    mixing, pinned = found.mixing, [tuple(items) for items in draft.items]
    mixture, best = dive(mixing, found.mixture, progress), _Best(draft)
    for number in range(1 + REPAIRS):
        progress(message("Seating people"), number, 1 + REPAIRS)
        restore_all(draft, pinned)
        of_item = mixing.scarcity.menus.offering
        for person, plans in shares(mixing, make_whole(mixing, mixture)):
            seat(draft, person, [_offerings(of_item, plan) for _, plan in plans])
        seated = objective(draft)
        lacking_fillers = settle(draft, menus, found.prices.of_rupiah)
        use_up(draft, menus, found.prices.of_rupiah)
        best.look()
        if seated - objective(draft) <= LOST * abs(seated + mixing.penalty):
            break
        short = {int(mixing.scarcity.batch_of[one]): count for one, count in lacking_fillers.items()}
        mixture = dive_again(mixing, {batch: count for batch, count in short.items() if batch >= 0})
    restore_all(draft, best.items)


def use_up(draft: Draft, menus: Sequence[PersonMenu], rupiah_price: float) -> None:
    """Use what is left, take away what adds nothing, and use what that leaves."""
    use_what_is_left(draft, menus, rupiah_price)
    drop_superfluous(draft, menus)
    use_what_is_left(draft, menus, rupiah_price)


class _Best:
    """The best plan on the way; of equal worth the cheaper one."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.items = [tuple(items) for items in draft.items]
        self._worth = objective(draft), -draft.spent

    def look(self) -> None:
        """Remember the plan as it stands where it is better."""
        worth = objective(self._draft), -self._draft.spent
        if worth[0] > self._worth[0] + LEAST or (worth[0] >= self._worth[0] - LEAST and worth[1] > self._worth[1]):
            self._worth, self.items = worth, [tuple(items) for items in self._draft.items]


def restore_all(draft: Draft, items: Sequence[Sequence[int]]) -> None:
    """Give everybody exactly these items again."""
    for person, before in enumerate(items):
        if set(before) != set(draft.items[person]):
            restore(draft, person, before)


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


def settle(draft: Draft, menus: Sequence[PersonMenu], rupiah_price: float) -> dict[int, int]:
    """Fill each batch that cannot be held, first with those who gain by it, or send home who loses least.

    Gives for each offering that people were sent home from how many could have filled it.
    """
    found: dict[int, int] = {}
    while (offering := _not_held(draft)) is not None:
        fillers = _fill_up(draft, menus, offering, rupiah_price)
        if fillers is not None:
            found[offering] = fillers
            _thin_out(draft, offering)
    return found


def _not_held(draft: Draft) -> int | None:
    for offering, members in enumerate(draft.members):
        if not can_be_held(draft.problem.offerings[offering], len(members)):
            return offering
    return None


def _fill_up(draft: Draft, menus: Sequence[PersonMenu], offering: int, rupiah_price: float) -> int | None:
    """Add enough people, where who gains nothing costs less than sending others home loses; None where that is done.

    Else how many of those who gain nothing could have been added.
    """
    one, members = draft.problem.offerings[offering], draft.members[offering]
    needed = next_held(one, len(members))
    if needed is None:
        return 0
    worth = _worth_of_thinning(draft, offering, rupiah_price)
    added, fillers = list[int](), 0
    for gain, person in _candidates(draft, menus, offering):
        if len(members) >= needed:
            break
        if try_to_add(draft, person, offering, in_group=True):
            added.append(person)
            fillers += gain <= LEAST
            worth -= gain - rupiah_price * one.cost_per_participant
    if len(members) >= needed and worth <= LEAST:
        return None
    for person in reversed(added):
        draft.remove(person, offering)
    return fillers


def _candidates(draft: Draft, menus: Sequence[PersonMenu], offering: int) -> Iterator[tuple[float, int]]:
    """Who gains by an offering, the most first; then who gains nothing, those with the fewest items first."""
    gaining, others = [], []
    for menu in menus:
        if draft.has(menu.person, offering) or draft.problem.blocked[menu.person, offering]:
            continue
        place = menu.place_of.get(offering)
        gain = menu.gain(chosen_of(draft, menu), menu.items[place], lacking(draft, menu)) if place is not None else 0.0
        if gain > LEAST:
            gaining.append((-gain, menu.person))
        else:
            others.append((len(draft.items[menu.person]), menu.person))
    yield from ((-gain, person) for gain, person in sorted(gaining))
    yield from ((0.0, person) for _, person in sorted(others))


def _worth_of_thinning(draft: Draft, offering: int, rupiah_price: float) -> float:
    """What is won by sending people home until the rest can be held: the money freed, less what they lose."""
    one, members = draft.problem.offerings[offering], draft.members[offering]
    keep = largest_held(one, len(members))
    losses = sorted(_loss(draft.problem, person, offering, draft.items[person]) for person in members)
    leaving = len(members) - keep
    batches = batches_needed(one, len(members)) - batches_needed(one, keep)
    freed = leaving * one.cost_per_participant + batches * one.cost_per_batch
    return rupiah_price * freed - sum(losses[:leaving])


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
