"""No more of the plan's learning hours in class than policy says, where it says so."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft

WHOLE = 100.0


def stops(draft: Draft, person: int, offering: int) -> bool:  # noqa: ARG001 every limit is asked the same way
    """100 × Σ hours in class ≤ percent × Σ hours."""
    percent, one = draft.problem.rules.classical_percent, draft.problem.offerings[offering]
    if percent is None or not one.is_classical:
        return False
    return WHOLE * (draft.classical_hours + one.hours) > percent * (draft.all_hours + one.hours)


LIMIT = Limit("count", message("the share of JP in class that policy allows"), stops=stops)
