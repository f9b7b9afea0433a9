"""The money of a unit with a budget row of its own: what its people and all below it cost by the head."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft


def stops(draft: Draft, person: int, offering: int) -> bool:
    """Σ cost_per_participant of the people of the unit and below ≤ its budget; batch costs never count there."""
    problem = draft.problem
    cost = problem.offerings[offering].cost_per_participant
    return any(
        draft.unit_spent[place] + cost > problem.unit_budgets[place].amount
        for place in problem.budgets_of[int(problem.people.unit[person])]
    )


LIMIT = Limit("unit_budget", message("the budget of the unit"), stops=stops)
