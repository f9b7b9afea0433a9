"""Plans of people mixed by a linear program within what is scarce, and the prices that ask for better plans."""

from __future__ import annotations

import numpy as np

from benangmerah.planner.prices import MILLION, NOTHING, SEAT, Scarcity
from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.search import best_sets
from benangmerah.planner.solver import BatchRow, MasterProgram, Mixture

SEARCH_STEPS = 50_000
"""How many sets of items are looked at for one person before an estimate is taken: a work limit, never a time."""


class Answers:
    """What people would take at some prices, what that is worth after the prices, and a bound on it."""

    def __init__(self, scarcity: Scarcity, people: Ints, item_prices: Floats) -> None:
        count = len(people)
        self.sets = np.full((count, max(1, scarcity.menus.most_items)), NOTHING, dtype=np.int64)
        self.value, self.bound = np.zeros(count), np.zeros(count)
        best_sets(scarcity.menus, people, item_prices, SEARCH_STEPS, self.sets, self.value, self.bound)
        padded = np.append(item_prices, 0.0)
        self.worth = self.value + padded[self.sets].sum(axis=1)
        """What the items are worth before their prices."""


class Mixing:
    """The master program over some people and so much of each scarce thing, with whole or parts of batches.

    A plan uses money by the head; batches use the rest. Each offering whose batches cost, are limited or need a
    number of participants has its batches as a column.
    """

    def __init__(self, scarcity: Scarcity, people: Ints, amounts: Floats) -> None:
        self.scarcity, self.people, self.amounts = scarcity, people, amounts
        problem = scarcity.problem
        is_seat = np.array([thing[0] == SEAT for thing in scarcity.things])
        self._limits = np.flatnonzero(~is_seat)
        self._limit_row = np.full(len(is_seat) + 1, NOTHING, dtype=np.int64)
        self._limit_row[self._limits] = np.arange(len(self._limits))
        wanted = scarcity.wanting
        self.batched = [
            place
            for place, one in enumerate(problem.offerings)
            if wanted[place] and (one.cost_per_batch or one.batch_size is not None or one.min_batch_size > 1)
        ]
        rows = []
        for place in self.batched:
            one = problem.offerings[place]
            thing = scarcity.place_of.get((SEAT, place, 0))
            size = float(one.batch_size if one.batch_size is not None else max(1, wanted[place]))
            most = 1.0 if one.batch_size is None else float(one.max_batches or np.inf)
            if thing is not None:
                most = amounts[thing] / size
            rows.append(BatchRow(size, float(one.min_batch_size), most, one.cost_per_batch / MILLION))
        self.rows = rows
        self.batch_of = np.full(len(problem.offerings), NOTHING, dtype=np.int64)
        self.batch_of[self.batched] = np.arange(len(self.batched))
        self._seats = np.array([row.seats for row in rows])
        self._costs = np.array([row.cost for row in rows])
        self._fewest = np.array([row.fewest for row in rows])
        self.master = MasterProgram(amounts[self._limits], rows, len(people))
        self._row_of_person = np.full(len(problem.people), NOTHING, dtype=np.int64)
        self._row_of_person[people] = self.master.first_person + np.arange(len(people))
        self.penalty = scarcity.menus.penalty * float(scarcity.menus.missing[people].sum())
        """The penalty of the hours that these people lack before the plan: values are told beside it."""
        self._known: set[tuple[int, bytes]] = set()
        self.sets: list[Ints] = []
        self.owners: list[Ints] = []

    def add(self, people: Ints, sets: Ints, worth: Floats) -> int:
        """Offer plans that the program does not know yet; how many there were."""
        ordered = np.sort(sets, axis=1)
        new = []
        for place, (person, row) in enumerate(zip(people.tolist(), ordered, strict=True)):
            if row[-1] < 0:
                continue
            key = (person, row.tobytes())
            if key not in self._known:
                self._known.add(key)
                new.append(place)
        if new:
            chosen = np.array(new)
            self.sets.append(sets[chosen])
            self.owners.append(people[chosen])
            self.master.add_plans(worth[chosen], *self._columns(people[chosen], sets[chosen]))
        return len(new)

    def _columns(self, people: Ints, sets: Ints) -> tuple[Ints, Ints, Floats]:
        """What each plan uses, as a column of the program: where it begins, rows, amounts."""
        scarcity = self.scarcity
        column, place = np.nonzero(sets >= 0)
        items = sets[column, place]
        offering = scarcity.menus.offering[items]
        head, batch, absence = scarcity.head[offering], self.batch_of[offering], scarcity.absence[items]
        parts = [(column, np.zeros(len(items), dtype=np.int64), head)]
        for budget in range(scarcity.in_budget.shape[1]):
            share = head * scarcity.in_budget[scarcity.unit[items], budget]
            parts.append((column, np.full(len(items), 1 + budget), share))
        first = self.master.limit_count
        seats = np.where(batch >= 0, batch + first, NOTHING)
        fewest = np.where(batch >= 0, seats + self.master.batch_count, NOTHING)
        parts += [(column, rows, (rows >= 0).astype(np.float64)) for rows in (self._limit_row[absence], seats, fewest)]
        owners = np.arange(len(people))
        parts.append((owners, self._row_of_person[people], np.ones(len(people))))
        columns, rows, amounts = (np.concatenate([part[k] for part in parts]) for k in range(3))
        kept = amounts > 0
        columns, rows, amounts = columns[kept], rows[kept], amounts[kept]
        height = self.master.first_person + len(self.people)
        keys, inverse = np.unique(columns * height + rows, return_inverse=True)
        total = np.bincount(inverse, weights=amounts)
        return np.searchsorted(keys // height, owners).astype(np.int64), keys % height, total.astype(np.float64)

    def prices(self, mixture: Mixture) -> Floats:
        """The prices of the things that a mixture gives: a seat's share of its batch is paid with the money."""
        vector = np.zeros(len(self.scarcity.things))
        vector[self._limits] = mixture.limit_prices
        shares = mixture.limit_prices[0] * self._costs - mixture.fewest_prices * self._fewest
        beyond = mixture.seat_prices - shares / np.maximum(1.0, self._seats)
        for place, offering in enumerate(self.batched):
            thing = self.scarcity.place_of.get((SEAT, offering, 0))
            if thing is not None:
                vector[thing] = max(0.0, beyond[place])
        return vector

    def exact_prices(self, mixture: Mixture) -> Floats:
        """What each item costs where batches are fixed: seats and fewest participants have their own prices."""
        scarcity, offering = self.scarcity, self.scarcity.menus.offering
        vector = np.zeros(len(scarcity.things) + 1)
        vector[self._limits] = mixture.limit_prices
        budgets = scarcity.in_budget @ vector[1 : 1 + scarcity.in_budget.shape[1]]
        found: Floats = (vector[0] + budgets[scarcity.unit]) * scarcity.head[offering] + vector[scarcity.absence]
        found += np.append(mixture.seat_prices + mixture.fewest_prices, 0.0)[self.batch_of[offering]]
        return found
