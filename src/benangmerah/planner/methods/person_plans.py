"""Plans of people: what each would take at the prices, seated in whole batches, then mended person by person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.batch import batches_needed, largest_held
from benangmerah.planner.constraints import budget, first_stop, item_count, programme, seats
from benangmerah.planner.constraints import hours as hours_limit
from benangmerah.planner.constraints import prerequisite as prerequisite_limit
from benangmerah.planner.methods.greedy import admit_group, open_batches, try_to_add, use_what_is_left
from benangmerah.planner.objective import objective, person_value
from benangmerah.planner.person_menu import LEAST, Best, PersonMenu
from benangmerah.planner.prices import MONEY, Prices, Scarcity
from benangmerah.planner.problem import Problem
from benangmerah.planner.solution import Draft

MONEY_PRICES = (1.0, 0.6, 0.6)
"""How often everybody's items are thought over (a work limit), and at what part of the price of money: whole batches
rarely use as much of it as the shares of seats did that the price was found with."""
NEVER = float("inf")
OWN_LIMITS = (
    budget.LIMIT, item_count.LIMIT, hours_limit.LIMIT, prerequisite_limit.LIMIT, programme.ONCE, seats.MINIMUM,
)  # fmt: skip
"""Limits that the search for a person keeps itself, or that are asked when its result is seated."""


def draft_by_person_plans(
    draft: Draft, menus: Sequence[PersonMenu], wishes: Sequence[Best], prices: Prices, progress: Progress = silent
) -> None:
    """Seat what people wish at the prices, think everybody over, and use what is left; no limit is ever passed.

    Each step may trade closure for money that the next one uses better, so the best plan on the way is kept.
    """
    best, scarcity = _Best(draft), Scarcity(draft.problem)
    seat_wishes(draft, menus, wishes, prices)
    for number, share in enumerate(MONEY_PRICES):
        progress(message("Mending the plan"), number, len(MONEY_PRICES))
        cheaper = prices.with_prices({MONEY: prices.of.get(MONEY, 0.0) * share})
        think_over(draft, menus, scarcity, cheaper)
        open_batches(draft, menus, cheaper.of_rupiah)
        best.look()
        if number:
            use_what_is_left(draft, menus, cheaper.of_rupiah)
            best.look()
    drop_superfluous(draft, menus)
    use_what_is_left(draft, menus, prices.of_rupiah)
    best.look()
    best.restore()


class _Best:
    """The best plan on the way; of equal worth the cheaper one."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._items = [tuple(items) for items in draft.items]
        self._worth = objective(draft), -draft.spent

    def look(self) -> None:
        """Remember the plan as it stands where it is better."""
        worth = objective(self._draft), -self._draft.spent
        if worth[0] > self._worth[0] + LEAST or (worth[0] >= self._worth[0] - LEAST and worth[1] > self._worth[1]):
            self._worth, self._items = worth, [tuple(items) for items in self._draft.items]

    def restore(self) -> None:
        """Go back to the best plan."""
        for person, items in enumerate(self._items):
            if set(items) != set(self._draft.items[person]):
                _restore(self._draft, person, items)


def seat_wishes(draft: Draft, menus: Sequence[PersonMenu], wishes: Sequence[Best], prices: Prices) -> None:
    """Whole batches of those who wish an offering and gain most by it; the best use of money first."""
    members: dict[int, list[tuple[float, int]]] = {}
    for menu, wish in zip(menus, wishes, strict=True):
        for offering in wish.offerings:
            others = tuple(one for one in wish.offerings if one != offering)
            gain = wish_gain(draft.problem, menu.person, offering, others)
            members.setdefault(offering, []).append((-gain, menu.person))
    order = []
    for offering, wished in members.items():
        people = [(-gain, person) for gain, person in sorted(wished)]
        worth, kept = _worth_of_batches(draft.problem, offering, people, prices)
        if kept:
            order.append((-worth, offering, [person for _, person in people], kept))
    for _, offering, candidates, kept in sorted(order):
        admit_group(draft, offering, _first(draft, offering, candidates, kept))


def wish_gain(problem: Problem, person: int, offering: int, others: tuple[int, ...]) -> float:
    """What a person would lose of a set without one of its items."""
    return person_value(problem, person, (*others, offering)) - person_value(problem, person, others)


def _worth_of_batches(
    problem: Problem, offering: int, people: Sequence[tuple[float, int]], prices: Prices
) -> tuple[float, int]:
    """Points for a rupiah of the best number of participants, and that number."""
    one = problem.offerings[offering]
    most = largest_held(one, len(people))
    full = 0 if one.batch_size is None else most // one.batch_size * one.batch_size
    best = (0.0, 0, 0.0)
    for count in {most, largest_held(one, full)} - {0}:
        gain = sum(gained for gained, _ in people[:count])
        cost = count * one.cost_per_participant + batches_needed(one, count) * one.cost_per_batch
        best = max(best, (gain - prices.of_rupiah * cost, count, gain / (1 + cost)))
    return best[2], best[1]


def _first(draft: Draft, offering: int, people: Iterable[int], count: int) -> list[int]:
    """The first so many who may take the offering as the plan stands."""
    found: list[int] = []
    for person in people:
        if len(found) == count:
            break
        if first_stop(draft, person, offering, beside=(seats.MINIMUM, prerequisite_limit.LIMIT)) is None:
            found.append(person)
    return found


def think_over(draft: Draft, menus: Sequence[PersonMenu], scarcity: Scarcity, prices: Prices) -> int:
    """Search everybody's best items among what is free now, and change where it is worth it; how many changed."""
    return sum(_change(draft, menu, scarcity, prices) for menu in menus if menu.items)


def _change(draft: Draft, menu: PersonMenu, scarcity: Scarcity, prices: Prices) -> bool:
    person, before = menu.person, tuple(draft.items[menu.person])
    wish = menu.best([_price_now(draft, person, item.offering, scarcity, prices) for item in menu.items])
    after = set(wish.offerings)
    fixed = [one for one in before if not draft.may_remove(person, one) and one not in after]
    if after == set(before) or len(after) + len(fixed) > draft.problem.rules.max_items:
        return False
    spent, value = draft.spent, person_value(draft.problem, person, before)
    for one in before:
        if one not in after and one not in fixed:
            draft.remove(person, one)
    is_whole = all(draft.has(person, one) or try_to_add(draft, person, one) for one in sorted(after))
    gained = person_value(draft.problem, person, draft.items[person]) - value
    freed = prices.of_rupiah * (spent - draft.spent) + sum(
        sign * _beside_money(draft, person, one, scarcity, prices)
        for sign, items in ((1, before), (-1, draft.items[person]))
        for one in items
    )
    if is_whole and gained + freed > LEAST and draft.spent <= draft.problem.budget:
        return True
    _restore(draft, person, before)
    return False


def _restore(draft: Draft, person: int, before: tuple[int, ...]) -> None:
    for one in tuple(draft.items[person]):
        if one not in before:
            draft.remove(person, one)
    for one in before:
        if not draft.has(person, one):
            draft.add(person, one)


def _price_now(draft: Draft, person: int, offering: int, scarcity: Scarcity, prices: Prices) -> float:
    """What an item costs a person as the plan stands; NEVER where a limit stops it."""
    beside = _beside_money(draft, person, offering, scarcity, prices)
    if draft.has(person, offering):
        return beside + prices.of_rupiah * draft.problem.offerings[offering].cost_per_participant
    if first_stop(draft, person, offering, beside=OWN_LIMITS) is not None:
        return NEVER
    if seats.is_below_minimum(draft, person, offering):
        return NEVER
    return beside + prices.of_rupiah * draft.cost_of_joining(offering)


def _beside_money(draft: Draft, person: int, offering: int, scarcity: Scarcity, prices: Prices) -> float:
    """What an item costs in points beside the agency's money: its seat and the unit's money."""
    unit = int(draft.problem.people.unit[person])
    return prices.item(use for use in scarcity.uses(unit, offering) if use[0] != MONEY)


def drop_superfluous(draft: Draft, menus: Sequence[PersonMenu]) -> None:
    """Take away what adds nothing: of plans of equal worth the cheaper one."""
    for menu in menus:
        person = menu.person
        for offering in sorted(draft.items[person], key=lambda one: -draft.problem.offerings[one].cost_per_participant):
            others = tuple(one for one in draft.items[person] if one != offering)
            costs = draft.problem.offerings[offering].cost_per_participant
            if (
                costs
                and draft.may_remove(person, offering)
                and wish_gain(draft.problem, person, offering, others) <= LEAST
            ):
                draft.remove(person, offering)
