"""Reading the needs of a run one by one: gaps of people, so that every look is written down."""

from __future__ import annotations

from django.db.models import QuerySet

from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.models.need_line import NeedLine
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.need import NeedQuestion, list_need_lines
from benangmerah.store.selectors.place import Place


def read_needs(visit: Visit, run: Run, place: Place, question: NeedQuestion) -> QuerySet[NeedLine]:
    """The needs of a place, as far as the reader may read assessments there."""
    rows = list_need_lines(visit.scope, run, place, question)
    write_audit(visit, Verb.ASSESSMENT_READ, place=(place.agency_id, place.unit_id), run=str(run.pk), about="need")
    return rows
