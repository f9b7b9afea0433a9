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
from benangmerah.planner.lifting import distance_of, lift
from benangmerah.planner.mixing import Answers
from benangmerah.planner.objective import objective
from benangmerah.planner.pins import pin
from benangmerah.planner.prices import MILLION, Prices, Scarcity
from benangmerah.planner.pricing import Proved, find_prices
from benangmerah.planner.problem import Bools, Floats, Ints, PlanRules, Problem
from benangmerah.planner.problem_arrays import NOTHING, ProblemArrays, read_problem_arrays, read_rules
from benangmerah.planner.proof import Line, Proof, carry_prices, highest
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.solution import Draft

WHOLE = 100
BELOW, LEAST_PART, FALLING = 0.97, 0.82, 0.6
"""Where there is less money people are asked at the prices of so large a part of it, the smaller the more is missing,
and of no smaller one: what many would take at one price does not fit whole, and what is left buys more than mending."""
LOOKS, TOO_MUCH = 4, 1.25
"""How many prices are tried for what people would take, until it costs so little more than there is: a work limit."""
STEP = 5.0
"""So many percent of the budget further down are the prices that are tried next."""
NEARLY = 0.02
"""Whoever would lose no more than this part of what she has keeps it."""
PARTS, SEATED = (1.0, 0.75, 0.9, 0.6, 0.4, 1.25), 6_000
"""The prices of so large parts of the budget are tried too, until so many people were seated: a work limit. The best of
these plans is taken."""
ASKED, LIFTS, NEARER = 1, 3, 0.1
"""How often everybody is asked again at the end, and how often money and seats are moved to a floor, as long as that
brings it nearer by so large a part: work limits."""
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
        arrays = self._arrays_of(problem)
        menus = self._menus_of(problem, arrays)
        pinned = pin(problem, menus)
        scarcity = self._scarcity_of(problem, menus)
        looks, plans = list[Look](), list[SeatedPlan]()
        for look in self._look_around(scarcity, progress):
            progress(message("Seating people"))
            plan = SeatedPlan(arrays, menus, pinned)
            self._seat(plan, scarcity, look)
            plan.settle(look.prices.of_rupiah)
            plan.use_up(look.prices.of_rupiah)
            plan.improve(look.prices.of_rupiah, ASKED)
            looks.append(look)
            plans.append(plan)
        keys = [(-round(distance_of(plan, scarcity.floor), 6), plan.worth) for plan in plans]
        chosen = keys.index(max(keys))
        plan = plans[chosen]
        lift(plan, scarcity.floor, looks[chosen].prices.of_rupiah, LIFTS, NEARER)
        penalty = problem.rules.penalty * float(problem.people.missing.sum())
        best = min(looks, key=lambda look: look.bound)
        bound = min([best.bound, *self._bounds_known(problem)]) - penalty
        bound = min(problem.weighted_gap, bound + SAFETY * max(1.0, abs(bound)))
        return Sketch(plan, bound, Proved(best.prices, best.bound))

    def _arrays_of(self, problem: Problem) -> ProblemArrays:
        """The arrays of a changed problem: those of the run, where nothing but money and weights is other in them."""
        return self._arrays._replace(**read_rules(problem)) if self._is_like(problem) else read_problem_arrays(problem)

    def _is_like(self, problem: Problem) -> bool:
        """Whether people may take the same as in the run, within the same quotas and units' money."""
        before = self.problem
        is_same = problem.quotas == before.quotas and problem.unit_budgets == before.unit_budgets
        is_same = is_same and problem.rules.max_items == before.rules.max_items
        return is_same and np.array_equal(problem.blocked, before.blocked)

    @cached_property
    def _arrays(self) -> ProblemArrays:
        return read_problem_arrays(self.problem)

    def _scarcity_of(self, problem: Problem, menus: MenuArrays) -> Scarcity:
        """What is scarce in a changed problem: as in the run, where people may take what they might there."""
        if self._is_like(problem) and self._has_items(menus):
            return self._scarcity.like(problem, menus)
        return Scarcity(problem, menus)

    def _has_items(self, menus: MenuArrays) -> bool:
        """Whether menus hold the same items for the same people as those of the run."""
        known = self._scarcity.menus
        if menus is known:
            return True
        return np.array_equal(menus.start, known.start) and np.array_equal(menus.offering, known.offering)

    def _menus_of(self, problem: Problem, arrays: ProblemArrays) -> MenuArrays:
        """The menus of a changed problem: those of the run, weighed again where only weights are others."""
        if not np.array_equal(problem.blocked, self.problem.blocked):
            return read_menu_arrays(problem, arrays)
        known = self._scarcity.menus
        if known.most_items != arrays.most_items:
            return read_menu_arrays(problem, arrays)
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
        is_same = is_same and before.bans == now.bans and self._is_like(now)
        if is_same and np.array_equal(before.slots.weight, now.slots.weight):
            more = now.budget - before.budget
            yield highest(self._lines, more)
            yield from (proof.bound_with(more) for proof in self.proofs)

    def _look_around(self, scarcity: Scarcity, progress: Progress) -> Iterator[Look]:
        """What people would take at the prices of about this budget; of lower ones while it costs far too much."""
        budget, people = scarcity.problem.budget, len(scarcity.problem.people)
        percent = WHOLE * budget / max(1, self.problem.budget)
        part = 1.0 if percent >= WHOLE else max(LEAST_PART, BELOW - FALLING * (1 - percent / WHOLE))
        first, others = percent * part, [percent * one for one in PARTS if one != part]
        for number in range(LOOKS):
            progress(message("Finding what money and seats are worth"), number, LOOKS)
            look = look_at(scarcity, scarcity.lawful(self._prices_at(first - STEP * number, scarcity)))
            yield look
            if look.cost * MILLION <= budget * TOO_MUCH:
                break
        for other in others[: SEATED // max(1, people)]:
            yield look_at(scarcity, scarcity.lawful(self._prices_at(other, scarcity)))

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
        if self._has_items(scarcity.menus):
            return replace(proof.prices, floors=scarcity.no_prices().floors)
        return carry_prices(proof.prices, self._scarcity, scarcity)

    @cached_property
    def _scarcity(self) -> Scarcity:
        return self._known or Scarcity(self.problem, read_menu_arrays(self.problem))

    @cached_property
    def _rows(self) -> Ints:
        """What everybody has in the run's plan, NOTHING behind the last."""
        rows = np.full((len(self.items), max([1, *map(len, self.items)])), NOTHING, dtype=np.int64)
        for person, items in enumerate(self.items):
            rows[person, : len(items)] = items
        return rows

    def _seat(self, plan: SeatedPlan, scarcity: Scarcity, look: Look) -> None:
        """Seat everybody: who keeps what she has comes first, then who gains the most; else the other of her plans."""
        changes = self._changes(plan, scarcity, look)
        wanted = np.append(scarcity.menus.offering, NOTHING)[look.sets]
        width = max(wanted.shape[1], self._rows.shape[1])
        new, old = (
            np.pad(one, ((0, 0), (0, width - one.shape[1])), constant_values=NOTHING) for one in (wanted, self._rows)
        )
        pairs = np.where(changes[:, None, None], np.stack([new, old], axis=1), np.stack([old, new], axis=1))
        order = np.lexsort((-look.value, changes))
        plan.seat_rows(order, 2 * np.arange(len(order) + 1), pairs[order].reshape(-1, width))

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
    item_prices = scarcity.of_items(prices)
    with ThreadPoolExecutor(THREADS) as threads:
        parts = np.array_split(everybody, THREADS)
        answers = list(threads.map(lambda part: Answers(scarcity, part, prices, item_prices), parts))
    sets = np.concatenate([one.sets for one in answers])
    value = np.concatenate([one.value for one in answers])
    rest = sum(float(one.bound.sum()) for one in answers)
    return Look(prices, sets, value, scarcity.cost_of(sets), scarcity.rent(prices, scarcity.stock) + rest)
