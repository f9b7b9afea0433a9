"""A quick answer to "what if": a lawful plan of a changed problem, and how far from the best it can be at most.

The prices of the last proven plan and of the budgets beside it say what people would take now; whoever has about that
already keeps it. What does not fit is mended, and a few times everybody is asked again within what is free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.bound import SAFETY
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays, weigh_again
from benangmerah.planner.compiled.search import MenuArrays
from benangmerah.planner.lifting import lift
from benangmerah.planner.mixing import Answers
from benangmerah.planner.objective import objective
from benangmerah.planner.pins import pin
from benangmerah.planner.prices import MILLION, Prices, Scarcity
from benangmerah.planner.pricing import Proved, find_prices
from benangmerah.planner.problem import Bools, Floats, Ints, PlanRules, Problem
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays, read_problem_arrays
from benangmerah.planner.proof import Line, Proof, carry_prices, highest
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.solution import Draft

WHOLE = 100
LOOKS = 4
"""How many prices are tried for what people would take, until it fits the money: a work limit."""
STEP = 5.0
"""So many percent of the budget further down are the prices that are tried next."""
NEARLY = 0.02
"""Whoever would lose no more than this part of what she has keeps it."""
ASKED, LIFTS = 1, 3
"""How often everybody is asked again at the end, and how often money and seats are moved to a floor: work limits."""
THREADS = 2


@dataclass(frozen=True)
class Sketch:
    """A lawful plan that was found quickly, and a figure that no lawful plan exceeds."""

    plan: SeatedPlan
    upper_bound: float
    proved: Proved
    """The prices of the lowest bound among those that were tried."""

    @property
    def items(self) -> list[list[int]]:
        """Everybody's offerings; quicker than the draft."""
        return self.plan.items()

    @cached_property
    def draft(self) -> Draft:
        """The plan as a draft."""
        return self.plan.draft()

    @property
    def objective(self) -> float:
        """What the plan is worth (rule 16)."""
        return objective(self.draft)


@dataclass(frozen=True)
class Look:
    """What everybody would take at some prices, what that is worth after them, what it costs, and the bound."""

    prices: Prices
    sets: Ints
    value: Floats
    cost: float
    bound: float


class Sketcher:
    """Answers questions about one agency, from the problem, the plan and the proofs of its last proven run."""

    def __init__(
        self, problem: Problem, items: Sequence[Sequence[int]], proofs: Sequence[Proof] = (),
        lines: Sequence[Line] = (), scarcity: Scarcity | None = None,
    ) -> None:  # fmt: skip
        self.problem, self.items, self._given, self._lines, self._known = problem, items, proofs, lines, scarcity

    @cached_property
    def proofs(self) -> Sequence[Proof]:
        """The proofs by their budgets; where none were kept, one is made."""
        if self._given:
            return sorted(self._given, key=lambda one: one.percent)
        found = find_prices(self._scarcity)
        return (Proof(WHOLE, found.bound, found.prices),)

    def sketch(self, problem: Problem, progress: Progress = silent) -> Sketch:
        """A plan of a problem with the same people and offerings, and other money, weights, pins, bans or quotas."""
        arrays = read_problem_arrays(problem)
        plan = SeatedPlan(arrays, self._menus_of(problem, arrays), pin(problem))
        scarcity = Scarcity(problem, plan.menus)
        looks = list(self._look_around(scarcity, progress))
        progress(message("Seating people"))
        plan.seat(self._wishes(plan, scarcity, looks[-1]))
        price = looks[-1].prices.of_rupiah
        plan.settle(price)
        plan.use_up(price)
        plan.improve(price, ASKED)
        lift(plan, scarcity.floor, price, LIFTS)
        penalty = problem.rules.penalty * float(problem.people.missing.sum())
        best = min(looks, key=lambda look: look.bound)
        bound = min([best.bound, *self._bounds_known(problem)]) - penalty
        bound = min(problem.weighted_gap, bound + SAFETY * max(1.0, abs(bound)))
        return Sketch(plan, bound, Proved(best.prices, best.bound))

    def _menus_of(self, problem: Problem, arrays: ProblemArrays) -> MenuArrays:
        """The menus of a changed problem: those of the run, weighed again where only weights are others."""
        if not np.array_equal(problem.blocked, self.problem.blocked):
            return read_menu_arrays(problem, arrays)
        known = self._scarcity.menus
        if known.penalty == arrays.penalty and np.array_equal(known.weight, arrays.weight):
            return known
        return weigh_again(known, arrays) or read_menu_arrays(problem, arrays)

    def _bounds_known(self, problem: Problem) -> Iterator[float]:
        """The bounds of the proofs where nothing but the money is another, each with the difference paid for.

        What no bound asks for, the share of JP in class and the floor per OPD, may be another too.
        """
        before, now = self.problem, problem
        is_same = (
            _proved_rules(before) == _proved_rules(now) and before.quotas == now.quotas and before.pins == now.pins
        )
        if is_same and before.bans == now.bans and np.array_equal(before.slots.weight, now.slots.weight):
            more = now.budget - before.budget
            yield highest(self._lines, more)
            yield from (proof.bound_with(more) for proof in self.proofs)

    def _look_around(self, scarcity: Scarcity, progress: Progress) -> Iterator[Look]:
        """What people would take at the prices of this budget, and of lower ones as long as that costs too much."""
        budget = scarcity.problem.budget
        percent = WHOLE * budget / max(1, self.problem.budget)
        for number in range(LOOKS):
            progress(message("Finding what money and seats are worth"), number, LOOKS)
            look = look_at(scarcity, scarcity.lawful(self._prices_at(percent, scarcity)))
            yield look
            if look.cost * MILLION <= budget:
                return
            percent -= STEP

    def _prices_at(self, percent: float, scarcity: Scarcity) -> Prices:
        """The prices between those of the nearest budgets; below the lowest dearer ones, above the highest the same."""
        percents = [proof.percent for proof in self.proofs]
        after = int(np.searchsorted(percents, percent))
        if after == len(percents):
            return self._fitted(self.proofs[-1], scarcity)
        if after == 0:
            lowest = self.proofs[0]
            return self._fitted(lowest, scarcity).times(lowest.percent / max(1.0, percent))
        low, high = self.proofs[after - 1], self.proofs[after]
        part = (percent - low.percent) / (high.percent - low.percent)
        return self._fitted(low, scarcity).towards(self._fitted(high, scarcity), part)

    def _fitted(self, proof: Proof, scarcity: Scarcity) -> Prices:
        """The prices of a proof for the menus of a changed problem."""
        return carry_prices(proof.prices, self._scarcity, scarcity)

    @cached_property
    def _scarcity(self) -> Scarcity:
        return self._known or Scarcity(self.problem, read_menu_arrays(self.problem))

    @cached_property
    def _taken(self) -> list[Ints]:
        """What everybody has in the run's plan."""
        return [np.array(items, dtype=np.int64) for items in self.items]

    @cached_property
    def _rows(self) -> Ints:
        """The same as a table."""
        rows = np.full((len(self.items), max([1, *map(len, self.items)])), NOTHING, dtype=np.int64)
        for person, items in enumerate(self.items):
            rows[person, : len(items)] = items
        return rows

    def _wishes(self, plan: SeatedPlan, scarcity: Scarcity, look: Look) -> dict[int, list[Ints]]:
        """Everybody's plans in the order of seating: who keeps what she has comes first, then who gains the most."""
        offering = scarcity.menus.offering
        changes = self._changes(plan, scarcity, look)
        wishes = dict[int, list[Ints]]()
        for person in np.lexsort((-look.value, changes)).tolist():
            row = look.sets[person]
            new, old = offering[row[row >= 0]], self._taken[person]
            wishes[person] = [new, old] if changes[person] else [old, new]
        return wishes

    def _changes(self, plan: SeatedPlan, scarcity: Scarcity, look: Look) -> Bools:
        """Who would lose too much by keeping what she has; nobody where all of it stays within the money."""
        # in a plan of its own: one that is given back forgets what is pinned
        before = SeatedPlan(plan.arrays, plan.menus, Draft(scarcity.problem))
        kept = before.first
        width = min(kept.shape[1], self._rows.shape[1])
        kept[:, :width] = self._rows[:, :width]
        before.give_back(kept)
        if before.spent <= scarcity.problem.budget:
            return np.zeros(len(kept), dtype=np.bool_)
        nets = before.nets(np.append(scarcity.of_items(look.prices), 0.0))
        found: Bools = look.value - nets > NEARLY * np.maximum(look.value, 0.0) + SAFETY
        return found


def _proved_rules(problem: Problem) -> PlanRules:
    """The rules that a bound rests on."""
    return replace(problem.rules, classical_percent=None, floor_percent=None)


def look_at(scarcity: Scarcity, prices: Prices) -> Look:
    """Ask everybody at these prices, the people shared out over threads: each answer depends on one person alone."""
    everybody = np.arange(len(scarcity.problem.people))
    with ThreadPoolExecutor(THREADS) as threads:
        parts = np.array_split(everybody, THREADS)
        answers = list(threads.map(lambda part: Answers(scarcity, part, prices), parts))
    sets = np.concatenate([one.sets for one in answers])
    value = np.concatenate([one.value for one in answers])
    rest = sum(float(one.bound.sum()) for one in answers)
    return Look(prices, sets, value, _cost(scarcity, sets), scarcity.rent(prices, scarcity.stock) + rest)


def _cost(scarcity: Scarcity, sets: Ints) -> float:
    """What these sets cost with whole batches, in millions."""
    items = sets[sets >= 0]
    taken = np.bincount(scarcity.item_batch[items] + 1, minlength=len(scarcity.batched) + 1)[1:]
    batches = np.ceil(taken / np.maximum(1.0, scarcity.size))
    return float(scarcity.head[scarcity.menus.offering[items]].sum() + batches @ scarcity.cost)
