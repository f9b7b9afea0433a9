"""A quick answer to "what if": a lawful plan of a changed problem, and how far from the best it can be at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.bound import prove
from benangmerah.planner.methods.greedy import plan_greedily
from benangmerah.planner.objective import objective
from benangmerah.planner.prices import Scarcity
from benangmerah.planner.pricing import find_prices
from benangmerah.planner.problem import Problem
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.solution import Draft


@dataclass(frozen=True)
class Sketch:
    """A lawful plan that was found quickly, and a figure that no lawful plan exceeds."""

    draft: Draft
    upper_bound: float

    @property
    def objective(self) -> float:
        """What the plan is worth (rule 16)."""
        return objective(self.draft)


class Sketcher:
    """Answers questions about one agency, from the problem and the plan of its last proven run."""

    def __init__(self, problem: Problem, items: Sequence[Sequence[int]]) -> None:
        self.problem, self.items = problem, items

    def sketch(self, problem: Problem, progress: Progress = silent) -> Sketch:
        """A plan of a problem with the same people and offerings, and other money, weights, pins, bans or quotas."""
        plan = SeatedPlan.begin(problem)
        found = find_prices(Scarcity(problem, plan.menus), progress)
        plan_greedily(plan)
        return Sketch(plan.draft(), prove(problem, found))
