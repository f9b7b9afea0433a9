"""Reading assessments: the one way to a person's ratings, which writes down who read whose."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from benangmerah.domain.assessment import Rating
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.assessment import AssessmentSheet, read_ratings_seen, read_sheet


@transaction.atomic
def read_assessment(visit: Visit, employee_id: str) -> AssessmentSheet:
    """The ratings of one person, with one entry in the audit log; refused where the person is not in scope."""
    sheet = read_sheet(visit.scope, employee_id)
    place = (sheet.person.agency_id, sheet.person.unit_id)
    write_audit(visit, Verb.ASSESSMENT_READ, employee_id=employee_id, place=place)
    return sheet


def list_ratings_seen(run: Run, employee_id: str) -> Iterator[tuple[str, Rating]]:
    """The ratings that a run saw of a person, by competency; the caller writes down whose they are."""
    return read_ratings_seen(run, employee_id)
