"""Plans of people mixed by a linear program within what is scarce, and the prices that ask for better plans."""

from __future__ import annotations

import numpy as np

from benangmerah.planner.compiled.search import SEARCH_STEPS, best_sets
from benangmerah.planner.prices import NOTHING, Prices, Scarcity, Stock
from benangmerah.planner.problem import Floats, Ints
from benangmerah.planner.solver import BatchRow, MasterProgram, Mixture

BROKEN = 1e-4
"""Who has so much more of an offering than there are batches of it."""


class Answers:
    """What people would take at some prices, what that is worth after the prices, and a bound on it."""

    def __init__(self, scarcity: Scarcity, people: Ints, prices: Prices, item_prices: Floats | None = None) -> None:
        count = len(people)
        item_prices = scarcity.of_items(prices) if item_prices is None else item_prices
        self.sets = np.full((count, max(1, scarcity.menus.most_items)), NOTHING, dtype=np.int64)
        self.value, self.bound = np.zeros(count), np.zeros(count)
        best_sets(scarcity.steered(prices), people, item_prices, SEARCH_STEPS, self.sets, self.value, self.bound)
        padded = np.append(item_prices, 0.0)
        self.worth = self.value + padded[self.sets].sum(axis=1)
        """What the items are worth before their prices."""
        if scarcity.floor is not None:
            saved = scarcity.saved_by(people, self.sets)
            more = np.append(prices.floors, 0.0)[scarcity.floor.group[people]]
            self.worth = (self.worth - saved) / (1.0 + more) + saved


class Mixing:
    """The master program over some people and so much of each scarce thing, with whole or parts of batches.

    A plan uses money by the head; batches use the rest. Each batched offering has its batches as a column, and those
    who only fill them as another.
    """

    def __init__(self, scarcity: Scarcity, people: Ints, stock: Stock) -> None:
        self.scarcity, self.people = scarcity, people
        self.rows = [
            BatchRow(*row)
            for row in zip(
                scarcity.size.tolist(), scarcity.least.tolist(), stock.batches.tolist(), scarcity.cost.tolist(),
                scarcity.head[scarcity.batched].tolist(), stock.fillers.tolist(), strict=True,
            )
        ]  # fmt: skip
        floors = scarcity.no_prices().floors if scarcity.floor is None else scarcity.floor.scale
        self.master = MasterProgram(stock.limits, self.rows, len(people), floors)
        self._row_of_person = np.full(len(scarcity.problem.people), NOTHING, dtype=np.int64)
        self._row_of_person[people] = self.master.first_person + np.arange(len(people))
        self.penalty = scarcity.menus.penalty * float(scarcity.menus.missing[people].sum())
        """The penalty of the hours that these people lack before the plan: values are told beside it."""
        self._known: set[tuple[int, bytes]] = set()
        self.sets: list[Ints] = []
        self.owners: list[Ints] = []
        self._cut_of = np.full(len(scarcity.menus.offering), NOTHING, dtype=np.int64)
        self._cuts: list[int] = []

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
            self.master.add_plans(worth[chosen], *self._columns(people[chosen], sets[chosen], worth[chosen]))
        return len(new)

    def _columns(self, people: Ints, sets: Ints, worth: Floats) -> tuple[Ints, Ints, Floats]:
        """What each plan uses, as a column of the program: where it begins, rows, amounts."""
        scarcity = self.scarcity
        column, place = np.nonzero(sets >= 0)
        items = sets[column, place]
        head, batch = scarcity.head[scarcity.menus.offering[items]], scarcity.item_batch[items]
        parts: list[tuple[Ints, Ints, Floats]] = [(column, np.zeros(len(items), dtype=np.int64), head)]
        for budget in range(scarcity.in_budget.shape[1]):
            share = head * scarcity.in_budget[scarcity.unit[items], budget]
            parts.append((column, np.full(len(items), 1 + budget), share))
        seats = np.where(batch >= 0, batch + self.master.limit_count, NOTHING)
        fewest = np.where(batch >= 0, seats + self.master.batch_count, NOTHING)
        cuts = np.where(self._cut_of[items] >= 0, self._cut_of[items] + self.master.first_cut, NOTHING)
        parts += [
            (column, rows.astype(np.int64), (rows >= 0).astype(np.float64))
            for rows in (scarcity.absence[items], seats, fewest, cuts)
        ]
        owners = np.arange(len(people))
        parts.append((owners, self._row_of_person[people], np.ones(len(people))))
        if scarcity.floor is not None:
            group = scarcity.floor.group[people]
            closed = np.where(group >= 0, worth - scarcity.saved_by(people, sets), 0.0)
            parts.append((owners, self.master.first_floor + group, closed))
        columns, rows, amounts = (np.concatenate([part[k] for part in parts]) for k in range(3))
        kept = amounts > 0
        columns, rows, amounts = columns[kept], rows[kept], amounts[kept]
        height = self.master.first_cut + len(self._cuts)
        keys, inverse = np.unique(columns * height + rows, return_inverse=True)
        total = np.bincount(inverse, weights=amounts)
        return np.searchsorted(keys // height, owners).astype(np.int64), keys % height, total.astype(np.float64)

    def cut(self, mixture: Mixture) -> int:
        """Forbid that somebody has more of an offering than there are batches of it; how many did."""
        if not self.sets:
            return 0
        sets = np.concatenate(self.sets)
        column, place = np.nonzero(sets >= 0)
        items = sets[column, place]
        taken = np.bincount(items, weights=mixture.shares[column], minlength=len(self._cut_of))
        held = np.append(mixture.batches, np.inf)[self.scarcity.item_batch]
        broken = np.flatnonzero((taken > held + BROKEN) & (self._cut_of < 0))
        if not len(broken):
            return 0
        self._cut_of[broken] = len(self._cuts) + np.arange(len(broken))
        self._cuts += broken.tolist()
        order = np.argsort(items, kind="stable")
        first, last = (np.searchsorted(items[order], broken, side=side) for side in ("left", "right"))
        for item, start, end in zip(broken.tolist(), first.tolist(), last.tolist(), strict=True):
            self.master.add_cut(int(self.scarcity.item_batch[item]), column[order[start:end]])
        return len(broken)

    def prices(self, mixture: Mixture) -> Prices:
        """The prices that a mixture gives."""
        joining = np.zeros(len(self._cut_of))
        joining[self._cuts] = mixture.cut_prices
        fewest, floors = -mixture.fewest_prices, -mixture.floor_prices
        return Prices(mixture.limit_prices, mixture.seat_prices, fewest, joining, floors)

    def ask_for_floors(self) -> None:
        """Let every OPD have its floor closed, where that can be."""
        if self.scarcity.floor is not None:
            self.master.ask_for_floors(self.scarcity.floor.target)

    def reopen(self) -> None:
        """Hold no batches and ask for no floors any longer."""
        self.master.ask_for_floors(np.full(len(self.scarcity.no_prices().floors), -np.inf))
        for batch, row in enumerate(self.rows):
            self.master.free(batch, row.most, row.fillers)
