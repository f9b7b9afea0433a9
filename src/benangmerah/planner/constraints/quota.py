"""At most so many people of a unit and all below it with an item, by policy."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft


def stops(draft: Draft, person: int, offering: int) -> bool:  # noqa: ARG001 every limit is asked the same way
    """People of the unit and below with an item ≤ max_people."""
    problem = draft.problem
    return not draft.items[person] and any(
        draft.quota_people[place] >= problem.quotas[place].amount
        for place in problem.quotas_of[int(problem.people.unit[person])]
    )


LIMIT = Limit("count", message("the quota of the unit"), stops=stops)
