"""Prices of what is scarce: a rupiah, a unit's rupiah, a seat, an absence. They steer the plan and prove its bound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np

from benangmerah.planner.menu_arrays import people_of
from benangmerah.planner.problem import Floats, Ints, Offering, Problem
from benangmerah.planner.search import MenuArrays

Thing: TypeAlias = "tuple[str, int, int]"
"""What is scarce: its kind, the place of the unit budget, offering or unit, and the month of an absence (else 0)."""
MONEY: Thing = ("money", 0, 0)
UNIT_MONEY, SEAT, ABSENCE, SHARE = "unit_money", "seat", "absence_room", "share"
MILLION = 1_000_000
"""Money is counted in millions of rupiah here, so that figures of all things are of one size."""
NOTHING = -1
MONTHS = 13


class Scarcity:
    """What everybody's items use of what is scarce, and how much there is of it.

    Things stand in a fixed order: money, unit budgets, seats of offerings whose batches are counted, absences of the
    workplaces and months where more could be away than may. A seat's share of a full batch is part of the money.
    """

    def __init__(self, problem: Problem, menus: MenuArrays) -> None:
        self.problem, self.menus = problem, menus
        self.person = people_of(menus)
        self.unit = problem.people.unit[self.person]
        offerings = problem.offerings
        self.head = np.array([one.cost_per_participant for one in offerings], dtype=np.float64) / MILLION
        self.wanting = np.bincount(menus.offering, minlength=len(offerings))
        """On how many menus each offering stands: where its batch has no size, so many share it at most."""
        self.seat_price = np.array(
            [_seat_price(one, int(count)) for one, count in zip(offerings, self.wanting, strict=True)], dtype=np.float64
        )
        self.things: list[Thing] = [MONEY]
        amounts = [problem.budget / MILLION]
        self.in_budget = np.zeros((len(problem.unit_ids), len(problem.unit_budgets)))
        for place, ceiling in enumerate(problem.unit_budgets):
            self.things.append((UNIT_MONEY, place, 0))
            amounts.append(ceiling.amount / MILLION)
        for unit, places in enumerate(problem.budgets_of):
            self.in_budget[unit, list(places)] = 1.0
        seat_of = np.full(len(offerings), NOTHING, dtype=np.int64)
        for place, one in enumerate(offerings):
            if one.seats is not None:
                seat_of[place] = len(self.things)
                self.things.append((SEAT, place, 0))
                amounts.append(float(one.seats))
        self.seat = seat_of[menus.offering] if len(offerings) else np.zeros(0, dtype=np.int64)
        self.absence = self._absences(amounts)
        self.amounts = np.array(amounts)
        self.place_of = {thing: place for place, thing in enumerate(self.things)}

    def _absences(self, amounts: list[float]) -> Ints:
        """For each item the absence it counts for; none where all of the workplace who could be away in a month may."""
        months = np.array(
            [one.period if one.is_classical and one.period is not None else 0 for one in self.problem.offerings],
            dtype=np.int64,
        )
        month = months[self.menus.offering] if len(months) else np.zeros(0, dtype=np.int64)
        key = np.where(month > 0, self.unit * MONTHS + month, NOTHING)
        could = key[key >= 0]
        keys, counts = np.unique(could, return_counts=True)
        thing_of = np.full(len(self.problem.unit_ids) * MONTHS + MONTHS, NOTHING, dtype=np.int64)
        for one, count in zip(keys.tolist(), counts.tolist(), strict=True):
            room = int(self.problem.absence_room[one // MONTHS])
            if count > room:
                thing_of[one] = len(self.things)
                self.things.append((ABSENCE, one // MONTHS, one % MONTHS))
                amounts.append(float(room))
        return np.where(key >= 0, thing_of[key], NOTHING)

    def of_items(self, vector: Floats) -> Floats:
        """What each item costs in points."""
        offering, padded = self.menus.offering, np.append(vector, 0.0)
        budgets = self.in_budget @ vector[1 : 1 + self.in_budget.shape[1]]
        if not len(offering):
            return np.zeros(0)
        found: Floats = vector[0] * self.seat_price[offering] + budgets[self.unit] * self.head[offering]
        found += padded[self.seat] + padded[self.absence]
        return found

    def rent(self, vector: Floats) -> float:
        """What everything scarce is worth at these prices: the part of the bound that does not depend on people."""
        return float(vector @ self.amounts)

    def shares(self) -> Iterator[tuple[Offering, float, int]]:
        """Offerings whose one batch has a cost and no size: each participant's share in millions, and of how many."""
        for one, wanting in zip(self.problem.offerings, self.wanting.tolist(), strict=True):
            if one.batch_size is None and one.cost_per_batch and wanting:
                yield one, one.cost_per_batch / wanting / MILLION, wanting

    def asked(self, sets: Ints) -> Floats:
        """How much of each thing sets of items use together; NOTHING in a set is no item."""
        items = sets[sets >= 0]
        found = np.zeros(len(self.things))
        offering, unit = self.menus.offering[items], self.unit[items]
        found[0] = self.seat_price[offering].sum()
        if self.in_budget.shape[1]:
            found[1 : 1 + self.in_budget.shape[1]] = self.head[offering] @ self.in_budget[unit]
        for things in (self.seat[items], self.absence[items]):
            np.add.at(found, things[things >= 0], 1.0)
        return found


def _seat_price(offering: Offering, wanting: int) -> float:
    """The least that a participant costs in any lawful plan, in millions: the head and a share of a full batch."""
    seats = offering.batch_size if offering.batch_size is not None else max(1, wanting)
    return (offering.cost_per_participant + offering.cost_per_batch / seats) / MILLION
