"""Prices of what is scarce: money, units' money, absences, seats, batches. They steer the plan and prove its bound."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np

from benangmerah.planner.compiled.menu_arrays import people_of
from benangmerah.planner.compiled.search import MenuArrays
from benangmerah.planner.floor import read_floor, steer
from benangmerah.planner.problem import Floats, Ints, Places, Problem

Thing: TypeAlias = "tuple[str, int, int]"
"""A limit on all: its kind, the place of the unit budget or unit, and the month of an absence (else 0)."""
MONEY: Thing = ("money", 0, 0)
UNIT_MONEY, ABSENCE = "unit_money", "absence_room"
BATCH, SEAT, MINIMUM, JOINING = "batch", "seat", "minimum", "joining"
MILLION = 1_000_000
"""Money is counted in millions of rupiah here, so that figures of all things are of one size."""
NOTHING = -1
MONTHS = 13


@dataclass(frozen=True)
class Prices:
    """Points for one of each: limits on all, a seat, one participant towards a batch's minimum, joining by item.

    A seat is paid by whoever takes part; to help a batch to its minimum is rewarded; joining is what one person pays
    for the batch being held at all, which it is whole or not: nobody can have more of an offering than there are
    batches of it. `floors` holds for each OPD by how much more its gains count, so that it reaches its floor.
    """

    limits: Floats
    seats: Floats
    fewest: Floats
    joining: Floats
    floors: Floats = field(default_factory=lambda: np.zeros(0))

    def towards(self, other: Prices, part: float) -> Prices:
        """Prices on the way from these to others."""
        return Prices(
            self.limits + part * (other.limits - self.limits),
            self.seats + part * (other.seats - self.seats),
            self.fewest + part * (other.fewest - self.fewest),
            self.joining + part * (other.joining - self.joining),
            self.floors + part * (other.floors - self.floors),
        )

    def times(self, share: float) -> Prices:
        """All prices dearer or cheaper by one factor."""
        limits, seats, fewest, joining = (one * share for one in (self.limits, self.seats, self.fewest, self.joining))
        return Prices(limits, seats, fewest, joining, self.floors)

    @property
    def of_rupiah(self) -> float:
        """Points for one rupiah of the agency."""
        return float(self.limits[0]) / MILLION


@dataclass(frozen=True)
class Stock:
    """How much there is: of each limit, the most batches of each batched offering (infinite: no end), and fillers.

    Fillers are those who gain nothing by a batched offering and may help it to its minimum. `held` are the batches
    that are held in any case.
    """

    limits: Floats
    batches: Floats
    fillers: Floats
    held: Floats


class Scarcity:
    """What everybody's items use of what is scarce, and how much there is of it.

    Limits stand in a fixed order: money, unit budgets, absences of the workplaces and months where more could be away
    than may. `batched` are the offerings whose batches cost, are limited or need a number of participants. No more
    people than have it on their menus gain by a batch, so it has no more seats than that here, also where its size is
    unlimited; who gains nothing by it may fill it up to its minimum and needs no seat.
    """

    def __init__(self, problem: Problem, menus: MenuArrays) -> None:
        self.problem, self.menus = problem, menus
        self.floor = read_floor(problem)
        self.person = people_of(menus).astype(np.int32)
        self.unit = problem.people.unit.astype(np.int32)[self.person]
        offerings = problem.offerings
        self.head = _millions([one.cost_per_participant for one in offerings])
        wanting = np.bincount(menus.offering, minlength=len(offerings))
        self.things: list[Thing] = [MONEY]
        amounts = [problem.budget / MILLION]
        self.in_budget = np.zeros((len(problem.unit_ids), len(problem.unit_budgets)))
        for place, ceiling in enumerate(problem.unit_budgets):
            self.things.append((UNIT_MONEY, place, 0))
            amounts.append(ceiling.amount / MILLION)
        for unit, places in enumerate(problem.budgets_of):
            self.in_budget[unit, list(places)] = 1.0
        self.absence = self._absences(amounts)
        self.batched = [
            place
            for place, one in enumerate(offerings)
            if wanting[place] and (one.cost_per_batch or one.max_batches is not None or one.min_batch_size > 1)
        ]
        chosen = [offerings[place] for place in self.batched]
        self.batch_of = np.full(len(offerings), NOTHING, dtype=np.int64)
        self.batch_of[self.batched] = np.arange(len(self.batched))
        batch_of = self.batch_of.astype(np.int32)
        self.item_batch = batch_of[menus.offering] if len(offerings) else batch_of
        self.wanting = wanting[self.batched]
        self.size = np.array(
            [min(one.batch_size or count, count) for one, count in zip(chosen, self.wanting.tolist(), strict=True)],
            dtype=np.float64,
        )
        self.least = np.array([one.min_batch_size for one in chosen], dtype=np.float64)
        self.cost = _millions([one.cost_per_batch for one in chosen])
        self.most = np.array([1.0 if one.batch_size is None else one.max_batches or np.inf for one in chosen])
        order = np.argsort(menus.offering, kind="stable")
        after = np.cumsum(wanting)
        fillers = [
            self._fillers(one, self.person[order[after[one] - wanting[one] : after[one]]]) for one in self.batched
        ]
        self.stock = Stock(np.array(amounts), self.most, np.array(fillers), np.zeros(len(chosen)))

    def like(self, problem: Problem, menus: MenuArrays) -> Scarcity:
        """That of a problem with the same items on its menus and the same limits but for the agency's money."""
        found = copy(self)
        found.problem, found.menus, found.floor = problem, menus, read_floor(problem)
        limits = self.stock.limits.copy()
        limits[0] = problem.budget / MILLION
        found.stock = replace(self.stock, limits=limits)
        return found

    def _fillers(self, place: int, gaining: Places) -> float:
        """How many may fill an offering beside who gains by it, from each workplace no more than may be away."""
        one, problem = self.problem.offerings[place], self.problem
        if one.min_batch_size == 1:
            return 0.0
        may = problem.blocked[:, place] == 0
        may[gaining] = False
        found = np.bincount(problem.people.unit[may], minlength=len(problem.unit_ids))
        if one.is_classical and one.period is not None:
            found = np.minimum(found, problem.absence_room)
        return float(found.sum())

    def _absences(self, amounts: list[float]) -> Places:
        """For each item the absence it counts for; none where all of the workplace who could be away in a month may."""
        months = np.array(
            [one.period if one.is_classical and one.period is not None else 0 for one in self.problem.offerings],
            dtype=np.int32,
        )
        # of every workplace a counter a month; month 0 is that of items that nobody is away for
        key = self.unit * np.int32(MONTHS)
        key += months[self.menus.offering] if len(months) else np.int32(0)
        counts = np.bincount(key, minlength=len(self.problem.unit_ids) * MONTHS)
        thing_of = np.full(len(counts), NOTHING, dtype=np.int32)
        for one in np.flatnonzero(counts).tolist():
            room = int(self.problem.absence_room[one // MONTHS])
            if one % MONTHS and counts[one] > room:
                thing_of[one] = len(self.things)
                self.things.append((ABSENCE, one // MONTHS, one % MONTHS))
                amounts.append(float(room))
        found: Places = thing_of[key]
        return found

    def no_prices(self) -> Prices:
        """Everything for nothing, in arrays of its own."""
        limits, batches, items = np.zeros(len(self.things)), np.zeros(len(self.batched)), len(self.menus.offering)
        floors = np.zeros(0 if self.floor is None else len(self.floor.opd))
        return Prices(limits, batches, batches.copy(), np.zeros(items), floors)

    def of_money(self, price: float) -> Prices:
        """A price of money alone; each seat pays its share of a full batch."""
        found = self.no_prices()
        found.limits[0] = price
        found.seats[:] = price * self.cost / np.maximum(1.0, self.size)
        return found

    def of_items(self, prices: Prices) -> Floats:
        """What each item costs in points."""
        offering = self.menus.offering
        if not len(offering):
            return np.zeros(0)
        budgets = self.in_budget @ prices.limits[1 : 1 + self.in_budget.shape[1]]
        found: Floats = budgets[self.unit]
        found += prices.limits[0]
        found *= self.head[offering]
        found += prices.joining
        found += np.append(prices.limits, 0.0)[self.absence]
        found += np.append(prices.seats - prices.fewest, 0.0)[self.item_batch]
        return found

    def of_batches(self, prices: Prices) -> Floats:
        """What one more batch of each offering would be worth, after what it costs."""
        joined = np.bincount(self.item_batch + 1, weights=prices.joining, minlength=len(self.batched) + 1)[1:]
        found: Floats = prices.seats * self.size + joined - prices.fewest * self.least - prices.limits[0] * self.cost
        return found

    def lawful(self, prices: Prices, most: Floats | None = None) -> Prices:
        """The nearest prices that prove a bound: a batch of which there is no end must be worth nothing.

        Where another number of batches is on offer at most, it is `most`.
        """
        worth = self.of_batches(prices)
        over = (worth > 0) & np.isinf(self.most if most is None else most)
        if not over.any():
            return prices
        asked = prices.limits[0] * self.cost + prices.fewest * self.least
        share = np.where(over, asked / np.maximum(1e-300, asked + worth), 1.0)
        joining = prices.joining * np.append(share, 1.0)[self.item_batch]
        return replace(prices, seats=prices.seats * share, joining=joining)

    def rent(self, prices: Prices, stock: Stock) -> float:
        """What everything scarce is worth at lawful prices: the part of the bound that does not depend on people."""
        worth = self.of_batches(prices)
        limited = np.isfinite(stock.batches)
        batches = float(np.maximum(0.0, worth[limited]) @ stock.batches[limited])
        batches += float(np.minimum(0.0, worth) @ stock.held)
        rewarded = np.maximum(0.0, prices.fewest - prices.limits[0] * self.head[self.batched])
        floors = 0.0 if self.floor is None else float(prices.floors @ self.floor.target)
        return float(prices.limits @ stock.limits) + batches + float(rewarded @ stock.fillers) - floors

    def steered(self, prices: Prices) -> MenuArrays:
        """The menus where what an OPD gains counts for as much more as these prices say."""
        return (
            self.menus
            if self.floor is None or not prices.floors.any()
            else steer(self.menus, self.floor, prices.floors)
        )

    def saved_by(self, people: Ints, sets: Ints) -> Floats:
        """The penalty that the hours of these sets of items save."""
        hours = np.append(self.menus.hours, 0)[sets].sum(axis=1)
        found: Floats = self.menus.penalty * np.minimum(self.menus.missing[people], hours)
        return found

    def cost_of(self, sets: Ints) -> float:
        """What these sets of items cost with whole batches, in millions."""
        items = sets[sets >= 0]
        taken = np.bincount(self.item_batch[items] + 1, minlength=len(self.batched) + 1)[1:]
        batches = np.ceil(taken / np.maximum(1.0, self.size))
        return float(self.head[self.menus.offering[items]].sum() + batches @ self.cost)

    def asked_money(self, people: Ints) -> float:
        """What everything on the menus of these people would cost, in millions."""
        share = np.append(self.cost / np.maximum(1.0, self.size), 0.0)
        items = np.isin(self.person, people)
        return float((self.head[self.menus.offering[items]] + share[self.item_batch[items]]).sum())


def _millions(amounts: Sequence[int]) -> Floats:
    return np.array(amounts, dtype=np.float64) / MILLION
