"""Finding prices by column generation: plans of a sample of people, mixed by a linear program, priced, once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.objective import person_value
from benangmerah.planner.person_menu import Best, PersonMenu
from benangmerah.planner.prices import Prices
from benangmerah.planner.problem import Floats, Problem
from benangmerah.planner.solver import MasterProgram

SAMPLE = 800
ROUNDS = 25
CLOSE = 0.001
"""How many people are asked, how often at most, and how near to the bound is near enough: work limits."""
MILLION = 1_000_000
"""Money stands in millions of rupiah in the linear program, so that its figures are of one size."""
SMOOTHING = 0.5


def find_prices(problem: Problem, menus: Sequence[PersonMenu], progress: Progress = silent) -> Prices:
    """Prices at which what people would take about fits the money, the unit budgets and the seats."""
    every = max(1, -(-len(menus) // SAMPLE))
    sample = [menu for menu in menus[::every] if menu.items]
    return _Rounds(problem, menus, sample).run(progress) if sample else Prices(0.0, (0.0,) * len(problem.unit_budgets))


class _Rounds:
    """Column generation over a sample of people, with what is scarce cut down to their part."""

    def __init__(self, problem: Problem, menus: Sequence[PersonMenu], sample: Sequence[PersonMenu]) -> None:
        self._problem, self._sample = problem, sample
        wanted = _wishes(menus)
        asked = _wishes(sample)
        self._seats = [
            place for place, one in enumerate(problem.offerings) if one.seats is not None and asked.get(place, 0)
        ]
        self._money_part = sum(asked.values()) / max(1, sum(wanted.values()))
        self._scarce = [
            self._money_part * problem.budget / MILLION,
            *(self._unit_part(place, menus) * one.amount / MILLION for place, one in enumerate(problem.unit_budgets)),
            *((problem.offerings[place].seats or 0) * asked[place] / wanted[place] for place in self._seats),
        ]
        self._row_of = {place: 1 + len(problem.unit_budgets) + row for row, place in enumerate(self._seats)}
        self._master = MasterProgram(self._scarce, len(sample))
        self._known: set[tuple[int, tuple[int, ...]]] = set()

    def _unit_part(self, place: int, menus: Sequence[PersonMenu]) -> float:
        """The part of the people under a unit budget who are in the sample; at least the part of all."""
        all_people = sum(place in self._budgets(menu) for menu in menus)
        asked = sum(place in self._budgets(menu) for menu in self._sample)
        return asked / all_people if all_people and asked else 1.0

    def _budgets(self, menu: PersonMenu) -> tuple[int, ...]:
        return self._problem.budgets_of[int(self._problem.people.unit[menu.person])]

    def run(self, progress: Progress) -> Prices:
        """The prices with the lowest bound on the sample."""
        prices = self._first_prices()
        best, best_bound = prices, float("inf")
        for number in range(ROUNDS):
            progress(message("Finding what money and seats are worth"), number, ROUNDS)
            found = [menu.best(prices.of_menu(menu)) for menu in self._sample]
            bound = self._rent(prices) + sum(one.bound for one in found)
            if bound < best_bound:
                best, best_bound = prices, bound
            new = self._add_plans(found)
            value, duals = self._master.solve()
            if best_bound - value <= CLOSE * abs(best_bound):
                break
            target = self._prices(duals)
            prices = target if not new else _between(best, target, SMOOTHING)
        return best

    def _first_prices(self) -> Prices:
        """What a rupiah gains where everybody takes everything: a start, and plans at dearer and cheaper money."""
        gain = sum(item.gain for menu in self._sample for item in menu.items)
        cost = sum(self._problem.offerings[item.offering].seat_price for menu in self._sample for item in menu.items)
        free = (0.0,) * len(self._problem.unit_budgets)
        first = gain / cost if cost else 0.0
        for scale in (3.0,):
            prices = Prices(first * scale, free)
            self._add_plans([menu.best(prices.of_menu(menu)) for menu in self._sample])
        return Prices(first, free)

    def _add_plans(self, found: Sequence[Best]) -> int:
        """Offer new plans to the linear program; how many there were."""
        before = len(self._known)
        for person, (menu, best) in enumerate(zip(self._sample, found, strict=True)):
            key = (person, tuple(sorted(best.offerings)))
            if best.offerings and key not in self._known:
                self._known.add(key)
                self._master.add_plan(
                    person, person_value(self._problem, menu.person, key[1]), dict(self._use(menu, key[1]))
                )
        return len(self._known) - before

    def _use(self, menu: PersonMenu, offerings: tuple[int, ...]) -> Iterator[tuple[int, float]]:
        taken = [self._problem.offerings[place] for place in offerings]
        yield 0, sum(one.seat_price for one in taken) / MILLION
        for place in self._budgets(menu):
            yield 1 + place, sum(one.cost_per_participant for one in taken) / MILLION
        yield from ((self._row_of[place], 1.0) for place in offerings if place in self._row_of)

    def _prices(self, duals: Floats) -> Prices:
        units = len(self._problem.unit_budgets)
        seats = {place: float(duals[row]) for place, row in self._row_of.items() if duals[row] > 0}
        return Prices(float(duals[0]) / MILLION, tuple(float(one) / MILLION for one in duals[1 : 1 + units]), seats)

    def _rent(self, prices: Prices) -> float:
        rows = [prices.money * MILLION, *(one * MILLION for one in prices.unit_money)]
        rows += [prices.seat.get(place, 0.0) for place in self._seats]
        return sum(price * amount for price, amount in zip(rows, self._scarce, strict=True))


def _wishes(menus: Sequence[PersonMenu]) -> dict[int, int]:
    """How many people have each offering on their menu."""
    found: dict[int, int] = {}
    for menu in menus:
        for item in menu.items:
            found[item.offering] = found.get(item.offering, 0) + 1
    return found


def _between(one: Prices, other: Prices, part: float) -> Prices:
    """Prices on the way from one to the other."""
    seats = {
        place: (1 - part) * one.seat.get(place, 0.0) + part * other.seat.get(place, 0.0)
        for place in sorted({*one.seat, *other.seat})
    }
    return Prices(
        (1 - part) * one.money + part * other.money,
        tuple((1 - part) * mine + part * yours for mine, yours in zip(one.unit_money, other.unit_money, strict=True)),
        seats,
    )
