"""The limits of the plan (rule 17), one file each, in the order in which they are asked."""

from __future__ import annotations

from benangmerah.planner.constraints import (
    absence,
    budget,
    classical_share,
    eligibility,
    hours,
    item_count,
    period,
    prerequisite,
    programme,
    quota,
    seats,
    unit_budget,
)
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.solution import Draft

LIMITS: tuple[Limit, ...] = (
    eligibility.LIMIT,
    period.LIMIT,
    programme.COMPLETED,
    hours.LIMIT,
    prerequisite.LIMIT,
    programme.ONCE,
    item_count.LIMIT,
    quota.LIMIT,
    absence.LIMIT,
    classical_share.LIMIT,
    seats.FULL,
    seats.MINIMUM,
    unit_budget.LIMIT,
    budget.LIMIT,
)


def first_stop(draft: Draft, person: int, offering: int, *, beside: tuple[Limit, ...] = ()) -> Limit | None:
    """The first limit that keeps a person from one more item in a plan under way; those in `beside` are not asked."""
    for limit in LIMITS:
        if limit.stops is not None and limit not in beside and limit.stops(draft, person, offering):
            return limit
    return None
