"""Prices of what is scarce: a rupiah, a unit's rupiah, a seat. They steer the plan and prove its bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from benangmerah.planner.person_menu import PersonMenu
from benangmerah.planner.problem import Problem

Thing: TypeAlias = "tuple[str, int]"
"""What is scarce: its kind, with the place of the unit budget or the offering."""
MONEY: Thing = ("money", 0)
MILLION = 1_000_000
"""Money is counted in millions of rupiah here, so that figures of all things are of one size."""


def unit_money(place: int) -> Thing:
    """The money of a unit budget."""
    return "unit_money", place


def seat_of(offering: int) -> Thing:
    """A seat of an offering."""
    return "seat", offering


class Scarcity:
    """What everybody's items use of what is scarce, and how much there is of it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._known: dict[tuple[int, int], tuple[tuple[Thing, float], ...]] = {}

    def uses(self, unit: int, offering: int) -> tuple[tuple[Thing, float], ...]:
        """What an item of a person of that unit uses."""
        found = self._known.get((unit, offering))
        if found is None:
            found = self._known[unit, offering] = tuple(self._find_uses(unit, offering))
        return found

    def _find_uses(self, unit: int, offering: int) -> Iterator[tuple[Thing, float]]:
        one = self.problem.offerings[offering]
        if one.seat_price:
            yield MONEY, one.seat_price / MILLION
        if one.cost_per_participant:
            for place in self.problem.budgets_of[unit]:
                yield unit_money(place), one.cost_per_participant / MILLION
        if one.seats is not None:
            yield seat_of(offering), 1.0

    def amount(self, thing: Thing) -> float:
        """How much there is of it."""
        kind, place = thing
        if kind == "money":
            return self.problem.budget / MILLION
        if kind == "unit_money":
            return self.problem.unit_budgets[place].amount / MILLION
        return float(self.problem.offerings[place].seats or 0)


@dataclass(frozen=True)
class Prices:
    """Points for one of each scarce thing; what is not named costs nothing, and nothing costs less."""

    of: Mapping[Thing, float] = field(default_factory=dict)

    @property
    def of_rupiah(self) -> float:
        """Points for one rupiah of the agency."""
        return self.of.get(MONEY, 0.0) / MILLION

    def item(self, uses: Iterable[tuple[Thing, float]]) -> float:
        """What something costs in points that uses these things."""
        return sum(self.of.get(thing, 0.0) * amount for thing, amount in uses)

    def menu(self, menu: PersonMenu, scarcity: Scarcity) -> list[float]:
        """What each item of a menu costs in points."""
        unit = int(menu.problem.people.unit[menu.person])
        return [self.item(scarcity.uses(unit, item.offering)) for item in menu.items]

    def rent(self, scarcity: Scarcity) -> float:
        """What everything scarce is worth at these prices: the part of the bound that does not depend on people."""
        return sum(price * scarcity.amount(thing) for thing, price in self.of.items())

    def with_prices(self, more: Mapping[Thing, float]) -> Prices:
        """These prices with others beside or instead of them."""
        return Prices({**self.of, **more})

    def towards(self, other: Prices, part: float) -> Prices:
        """Prices on the way from these to others."""
        things = dict.fromkeys([*self.of, *other.of])
        return Prices(
            {thing: (1 - part) * self.of.get(thing, 0.0) + part * other.of.get(thing, 0.0) for thing in things}
        )
