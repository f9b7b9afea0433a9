"""The agency's money: never a rupiah above it."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft


def stops(draft: Draft, person: int, offering: int) -> bool:  # noqa: ARG001 every limit is asked the same way
    """Σ participants × cost_per_participant + Σ batches × cost_per_batch ≤ budget."""
    return draft.spent + draft.cost_of_joining(offering) > draft.problem.budget


LIMIT = Limit("budget", message("the budget of the agency"), stops=stops)
