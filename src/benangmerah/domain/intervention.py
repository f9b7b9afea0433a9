"""Kegiatan pengembangan kompetensi: who may take an offering, when, how often, and after what (rule 17)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from benangmerah.kernel.period import months_after


@dataclass(frozen=True)
class EligibilityRow:
    """One way to qualify for an offering; an empty column asks nothing."""

    grade: str | None = None
    job_family: str | None = None
    unit_id: str | None = None
    status: str | None = None


@dataclass(frozen=True)
class Applicant:
    """What eligibility looks at: the position held, the status, and the person's unit with all units above it."""

    grade: str
    job_family: str | None
    status: str
    units: Collection[str]


def programme_of(intervention_id: str, program_id: str | None) -> tuple[str, str]:
    """The programme an offering belongs to: the named one, else the offering itself."""
    return ("program", program_id) if program_id is not None else ("intervention", intervention_id)


def qualifies(applicant: Applicant, rows: Iterable[EligibilityRow]) -> bool:
    """Whether one row fits in all its filled columns; no row at all lets everybody in."""
    rows = tuple(rows)
    return not rows or any(_fits(applicant, row) for row in rows)


def _fits(applicant: Applicant, row: EligibilityRow) -> bool:
    return (
        row.grade in (None, applicant.grade)
        and row.job_family in (None, applicant.job_family)
        and row.status in (None, applicant.status)
        and (row.unit_id is None or row.unit_id in applicant.units)
    )


def is_period_passed(period: int | None, year: int, as_of: date) -> bool:
    """Whether the month of an offering of the plan year lies before the day's month; without a month never."""
    return period is not None and (year, period) < (as_of.year, as_of.month)


def starts_on(period: int | None, year: int, as_of: date) -> date:
    """The first day of an offering's month; the day of the run where it has none."""
    return as_of if period is None else date(year, period, 1)


def may_take_again(latest: date | None, repeat_after_months: int | None, first_day: date) -> bool:
    """Whether a programme finished on that day may be taken once more on the first day of an offering.

    Never finished: yes. Finished and not to be repeated: no. Else when the months have passed, the exact day counting.
    """
    if latest is None:
        return True
    return repeat_after_months is not None and months_after(latest, repeat_after_months) <= first_day


def can_precede(required_period: int | None, period: int | None) -> bool:
    """Whether one plan can hold an offering and what it requires: in an earlier month when both have one."""
    return required_period is None or period is None or required_period < period


@dataclass(frozen=True, order=True)
class Raise:
    """What an offering does to one competency, in the order of rule 15; levels in ten-thousandths."""

    raise_to: int
    raise_by: int
    intervention_id: str

    def apply(self, level: int) -> int:
        """The level afterwards: never lower, never above what the offering can bring a person to."""
        return max(level, min(self.raise_to, level + self.raise_by))


def levels_added(attained: int, raises: Sequence[Raise]) -> dict[str, int]:
    """Rule 15: the level each offering adds, applied in ascending raise_to, then raise_by, then id."""
    added, level = {}, attained
    for one in sorted(raises):
        after = one.apply(level)
        added[one.intervention_id] = after - level
        level = after
    return added
