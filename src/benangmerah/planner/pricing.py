"""Finding prices by column generation: plans of people, mixed by a linear program whose prices ask for better plans.

A sample of the people is asked, with everything scarce cut down to their part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.objective import person_value
from benangmerah.planner.person_menu import Best, PersonMenu
from benangmerah.planner.prices import MONEY, Prices, Scarcity, Thing
from benangmerah.planner.solver import MasterProgram

SAMPLE = 800
ROUNDS = 25
CLOSE = 0.001
"""How many people are asked, how often at most, and how near to the bound is near enough: work limits."""
SMOOTHING = 0.5
DEAR = 3.0
"""Plans at money so many times dearer than at first are offered too."""


def find_prices(scarcity: Scarcity, menus: Sequence[PersonMenu], progress: Progress = silent) -> Prices:
    """Prices at which what people would take about fits the money, the unit budgets and the seats."""
    every = max(1, -(-len(menus) // SAMPLE))
    sample = [menu for menu in menus[::every] if menu.items]
    if not sample:
        return Prices()
    wanted, asked = _wishes(menus, scarcity), _wishes(sample, scarcity)
    whole, part = sum(wanted.values()), sum(asked.values())
    amounts = {
        thing: scarcity.amount(thing) * (part / whole if thing == MONEY else count / wanted[thing])
        for thing, count in asked.items()
    }
    first = _first_prices(scarcity, sample)
    rounds = _Rounds(scarcity, sample, amounts)
    rounds.add_plans(rounds.answers(Prices({MONEY: first.of.get(MONEY, 0.0) * DEAR})))
    return rounds.run(first, progress)


def _wishes(menus: Iterable[PersonMenu], scarcity: Scarcity) -> dict[Thing, float]:
    """How much of each scarce thing everything on the menus would use."""
    found: dict[Thing, float] = {}
    for menu in menus:
        unit = int(menu.problem.people.unit[menu.person])
        for item in menu.items:
            for thing, amount in scarcity.uses(unit, item.offering):
                found[thing] = found.get(thing, 0.0) + amount
    return found


def _first_prices(scarcity: Scarcity, sample: Sequence[PersonMenu]) -> Prices:
    """What money gains where everybody takes everything: a start."""
    gain = sum(item.gain for menu in sample for item in menu.items)
    cost = _wishes(sample, scarcity).get(MONEY, 0.0)
    return Prices({MONEY: gain / cost} if cost else {})


class _Rounds:
    """Column generation over some people and so much of each scarce thing."""

    def __init__(self, scarcity: Scarcity, people: Sequence[PersonMenu], amounts: Mapping[Thing, float]) -> None:
        self._scarcity, self._people, self._amounts = scarcity, people, amounts
        self._row_of = {thing: row for row, thing in enumerate(amounts)}
        self._master = MasterProgram(list(amounts.values()), len(people))
        self._known: set[tuple[int, tuple[int, ...]]] = set()

    def answers(self, prices: Prices) -> list[Best]:
        """Everybody's best items at these prices."""
        return [menu.best(prices.menu(menu, self._scarcity)) for menu in self._people]

    def run(self, prices: Prices, progress: Progress = silent) -> Prices:
        """The prices with the lowest bound over these people."""
        best, best_bound = prices, float("inf")
        for number in range(ROUNDS):
            progress(message("Finding what money and seats are worth"), number, ROUNDS)
            found = self.answers(prices)
            rent = sum(price * self._amounts[thing] for thing, price in prices.of.items())
            bound = rent + sum(one.bound for one in found)
            if bound < best_bound:
                best, best_bound = prices, bound
            new = self.add_plans(found)
            value, duals = self._master.solve()
            if best_bound - value <= CLOSE * abs(best_bound):
                break
            target = Prices({thing: float(duals[row]) for thing, row in self._row_of.items() if duals[row] > 0})
            prices = best.towards(target, SMOOTHING) if new else target
        return best

    def add_plans(self, found: Sequence[Best]) -> int:
        """Offer new plans to the linear program; how many there were."""
        before = len(self._known)
        for person, (menu, best) in enumerate(zip(self._people, found, strict=True)):
            key = (person, tuple(sorted(best.offerings)))
            if best.offerings and key not in self._known:
                self._known.add(key)
                value = person_value(menu.problem, menu.person, key[1])
                self._master.add_plan(person, value, dict(self._use(menu, key[1])))
        return len(self._known) - before

    def _use(self, menu: PersonMenu, offerings: tuple[int, ...]) -> Iterator[tuple[int, float]]:
        unit = int(menu.problem.people.unit[menu.person])
        found: dict[int, float] = {}
        for offering in offerings:
            for thing, amount in self._scarcity.uses(unit, offering):
                if thing in self._row_of:
                    row = self._row_of[thing]
                    found[row] = found.get(row, 0.0) + amount
        yield from found.items()
