"""Not too many of a workplace away in classes that begin in one month."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft


def stops(draft: Draft, person: int, offering: int) -> bool:
    """Σ x[people of a unit, classical offerings of a month] ≤ max(1, floor(percent × people of the unit))."""
    one = draft.problem.offerings[offering]
    if not one.is_classical or one.period is None:
        return False
    unit = int(draft.problem.people.unit[person])
    return draft.away.get((unit, one.period), 0) >= int(draft.problem.absence_room[unit])


LIMIT = Limit("absence", message("people of a unit away in one month"), stops=stops)
