"""What falls away when there is less money: a plan made again for the lower budget, beside the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benangmerah.domain.plan import optimality_gap_percent
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.objective import objective
from benangmerah.planner.pins import ImpossiblePinError
from benangmerah.planner.plan import AgencyPlan
from benangmerah.planner.problem import Problem
from benangmerah.planner.sketch import Sketcher
from benangmerah.planner.solution import Draft

WHOLE = 100


@dataclass(frozen=True)
class PlanCut:
    """A lawful plan of a lower budget, and a figure that no lawful plan of that budget exceeds."""

    percent: int
    draft: Draft
    upper_bound: float

    @property
    def objective(self) -> float:
        """What it is worth (rule 16)."""
        return objective(self.draft)

    @property
    def optimality_gap_percent(self) -> float:
        """How far it is from the best plan of that budget at most."""
        return optimality_gap_percent(self.upper_bound, self.objective)


def cut_plan(plan: AgencyPlan, percent: int, progress: Progress = silent) -> PlanCut | None:
    """The plan sketched again with so many percent less money; None where the lower budget cannot keep the pins.

    The bound of the plan is proven for the whole budget, so that it holds for less money too. A plan that spends no
    more than the lower budget stays as it is where nothing better is found.
    """
    draft = plan.draft
    lower = replace(draft.problem, budget=draft.problem.budget * (WHOLE - percent) // WHOLE)
    try:
        sketch = Sketcher(draft.problem, draft.items, plan.proofs, plan.lines, plan.scarcity).sketch(lower, progress)
    except ImpossiblePinError:
        return None
    bound = min(plan.upper_bound, sketch.upper_bound)
    if draft.spent <= lower.budget and objective(draft) >= sketch.objective:
        return PlanCut(percent, _copy(lower, draft.items), bound)
    return PlanCut(percent, sketch.draft, bound)


def _copy(problem: Problem, items: Sequence[Sequence[int]]) -> Draft:
    draft = Draft(problem)
    for person, offerings in enumerate(items):
        for offering in offerings:
            draft.add(person, offering)
    return draft
