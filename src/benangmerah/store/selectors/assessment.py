"""Reading assessments: only `flow.read_assessment` may, and it logs who read whose."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.role import Right
from benangmerah.kernel.quantity import exact, level_units
from benangmerah.store.models.attainment import Attainment as AttainmentRow
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.rating import Rating
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.employee import read_employee
from benangmerah.store.selectors.scope import Scope

NAMELESS = frozenset({"peer", "subordinate"})
"""Sources whose raters the person rated is not told: who fears for the morrow does not rate frankly."""


@dataclass(frozen=True)
class RatingLine:
    """A rating as its reader may see it."""

    rating_id: str
    competency_id: str
    source: str
    rater_id: str | None
    level: float
    assessed_on: date
    valid_until: date | None


@dataclass(frozen=True)
class AssessmentSheet:
    """A person and every current rating of theirs, newest first."""

    person: Employee
    ratings: tuple[RatingLine, ...]


def read_sheet(scope: Scope, employee_id: str) -> AssessmentSheet:
    """The ratings of one person: one's own, or of somebody whose assessments the reader may read."""
    person = read_employee(scope, employee_id, Right.READ_ASSESSMENTS)
    current = Rating.objects.filter(employee_id=employee_id, archived__isnull=True)
    rows = current.order_by("-assessed_on", "competency_id", "rating_id")
    is_own = person.employee_id == scope.employee_id
    return AssessmentSheet(person, tuple(_line(row, hide_rater=is_own and row.source in NAMELESS) for row in rows))


def _line(row: Rating, *, hide_rater: bool) -> RatingLine:
    rater_id = None if hide_rater else row.rater_id
    return RatingLine(
        row.rating_id, row.competency_id, row.source, rater_id, row.level, row.assessed_on, row.valid_until
    )


_MOST_NAMED = 500
"""A database takes so many names in one question without ado; beyond, all rows of a run are read and sifted."""


def read_levels(run: Run, employee_ids: AbstractSet[str]) -> dict[tuple[str, str], Attainment]:
    """The levels that a run found, by person and competency; the caller writes down whose they are."""
    rows = AttainmentRow.objects.filter(run=run)
    if len(employee_ids) <= _MOST_NAMED:
        rows = rows.filter(employee_id__in=employee_ids)
    columns = ("employee_id", "competency_id", "attained_level", "basis", "source", "rating_count")
    return {
        (person, competency): Attainment(level_units(exact(level)), basis, source, count)
        for person, competency, level, basis, source, count in rows.values_list(*columns).iterator()
        if person in employee_ids
    }
