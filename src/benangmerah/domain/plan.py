"""Rencana pengembangan kompetensi: whom it is for, what an item closes, and how a plan is valued (rules 14-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from benangmerah.domain.intervention import Raise as Raise  # noqa: PLC0414 the plan has known it by this name
from benangmerah.domain.intervention import levels_added as levels_added  # noqa: PLC0414 the same
from benangmerah.domain.policy import PlanPolicy
from benangmerah.kernel.period import months_after, years_after
from benangmerah.regulations.library import Law

PNS = "pns"
PPPK_STATUSES = ("pppk", "pppk_part_time")
AGE_LIMIT = "career/retirement_age"
PPPK_CEILING = "learning_hour/maximum_pppk"
NEGLIGIBLE = 1 / 100
"""A distance between bound and objective up to this counts as none."""
CUT_PERCENT = 25
"""By how much less money is asked about: the question an official asks first."""


@dataclass(frozen=True)
class PlanPerson:
    """What rule 14 looks at; `standing` is `active` where nothing is written."""

    status: str
    standing: str
    grade: str
    birth_date: date | None = None
    contract_end: date | None = None


def reason_not_planned(person: PlanPerson, as_of: date, law: Law, policy: PlanPolicy) -> str | None:
    """Rule 14: why a person is left out of the plan; None for those it is for."""
    if person.status not in policy.statuses:
        return f"status_{person.status}"
    if person.standing not in policy.standings:
        return f"standing_{person.standing}"
    if person.birth_date is not None:
        years = int(law.table(AGE_LIMIT)[person.grade])
        if reaches_age_on(person.birth_date, years) < months_after(as_of, policy.retiring_months):
            return "age_limit"
    if person.contract_end is not None and person.contract_end < months_after(as_of, policy.contract_months):
        return "contract_end"
    return None


def reaches_age_on(birth_date: date, years: int) -> date:
    """The day somebody reaches that age; who was born on 29 February does so on the 28th in other years."""
    return years_after(birth_date, years)


def levels_closed(required: int, before: int, after: int) -> int:
    """What a rise closes of a need: min(required, after) − min(required, before)."""
    return min(required, after) - min(required, before)


def missing_hours(minimum: Fraction, so_far: Fraction, planned: Fraction) -> Fraction:
    """What a PNS lacks to the minimum JP after the plan; never less than nothing."""
    return max(Fraction(), minimum - so_far - planned)


def absence_room(people: int, percent: Fraction) -> int:
    """How many of a workplace may be away in classes that begin in one month: at least one."""
    return max(1, int(people * percent / 100))


def optimality_gap_percent(upper_bound: float, objective: float) -> float:
    """How far a plan can be from the best one, in percent of the bound; 0 where they meet.

    >>> optimality_gap_percent(200.0, 150.0), optimality_gap_percent(10.005, 10.0)
    (25.0, 0.0)
    """
    if upper_bound - objective <= NEGLIGIBLE:
        return 0.0
    return (upper_bound - objective) / max(1.0, abs(upper_bound)) * 100
