"""At most so many plan items a person."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft


def stops(draft: Draft, person: int, offering: int) -> bool:  # noqa: ARG001 every limit is asked the same way
    """Σ x[person, ·] ≤ the most items."""
    return len(draft.items[person]) >= draft.problem.rules.max_items


LIMIT = Limit("count", message("the most items a person may have"), stops=stops)
