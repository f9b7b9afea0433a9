"""Reading assessments: only `flow.read_assessment` may, and it logs who read whose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from benangmerah.domain.assessment import Rating
from benangmerah.domain.role import Right
from benangmerah.kernel.quantity import exact
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.rating import Rating as RatingRow
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.employee import read_employee
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.seen import seen_by

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
    current = RatingRow.objects.filter(employee_id=employee_id, archived__isnull=True)
    rows = current.order_by("-assessed_on", "competency_id", "rating_id")
    is_own = person.employee_id == scope.employee_id
    return AssessmentSheet(person, tuple(_line(row, hide_rater=is_own and row.source in NAMELESS) for row in rows))


def read_ratings_seen(run: Run, employee_id: str) -> Iterator[tuple[str, Rating]]:
    """The ratings of one person as a run saw them, by competency."""
    for row in RatingRow.objects.filter(seen_by(run), employee_id=employee_id).order_by("rating_id"):
        yield (
            row.competency_id,
            Rating(row.rating_id, row.source, exact(row.level), row.assessed_on, row.valid_until, row.rater_id),
        )


def _line(row: RatingRow, *, hide_rater: bool) -> RatingLine:
    rater_id = None if hide_rater else row.rater_id
    return RatingLine(
        row.rating_id, row.competency_id, row.source, rater_id, row.level, row.assessed_on, row.valid_until
    )
