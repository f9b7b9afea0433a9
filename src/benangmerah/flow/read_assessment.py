"""Reading assessments: the one way to a person's ratings, which writes down who read whose."""

from __future__ import annotations

from django.db import transaction

from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.selectors.assessment import AssessmentSheet, read_sheet


@transaction.atomic
def read_assessment(visit: Visit, employee_id: str) -> AssessmentSheet:
    """The ratings of one person, with one entry in the audit log; refused where the person is not in scope."""
    sheet = read_sheet(visit.scope, employee_id)
    place = (sheet.person.agency_id, sheet.person.unit_id)
    write_audit(visit, Verb.ASSESSMENT_READ, employee_id=employee_id, place=place)
    return sheet
