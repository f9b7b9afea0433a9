"""Prices of what is scarce: a rupiah, a unit's rupiah, a seat. They steer the plan and prove its bound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from benangmerah.planner.person_menu import PersonMenu
from benangmerah.planner.problem import Problem


@dataclass(frozen=True)
class Prices:
    """Points for a rupiah of the agency, for one of each unit budget, and for a seat of each offering; none below 0."""

    money: float
    unit_money: tuple[float, ...] = ()
    seat: dict[int, float] = field(default_factory=dict)

    def with_money(self, money: float) -> Prices:
        """The same prices with another one for a rupiah of the agency."""
        return replace(self, money=money)

    def of_menu(self, menu: PersonMenu) -> list[float]:
        """What each item of a menu costs in points."""
        problem = menu.problem
        unit = sum(
            (self.unit_money[place] for place in problem.budgets_of[int(problem.people.unit[menu.person])]), start=0.0
        )
        return [
            self.money * one.seat_price + unit * one.cost_per_participant + self.seat.get(item.offering, 0.0)
            for item in menu.items
            for one in (problem.offerings[item.offering],)
        ]

    def rent(self, problem: Problem) -> float:
        """What everything scarce is worth at these prices: the part of the bound that does not depend on people."""
        units = sum(
            price * ceiling.amount for price, ceiling in zip(self.unit_money, problem.unit_budgets, strict=True)
        )
        seats = sum(price * (problem.offerings[place].seats or 0) for place, price in self.seat.items())
        return self.money * problem.budget + units + seats
