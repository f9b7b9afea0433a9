"""Reading the people of a run as a list: with their levels where the reader may, and then the look is written down."""

from __future__ import annotations

from django.db.models import QuerySet

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.place import Place
from benangmerah.store.selectors.run_person import list_run_people


def read_people(visit: Visit, run: Run, place: Place, sector: str, status: str) -> tuple[QuerySet[RunPerson], bool]:
    """The people of a place, and whether their levels may be shown: only where the reader may read all of them."""
    reach = visit.scope.reach(Right.READ_ASSESSMENTS)
    may_read = _holds_all(reach.agency_ids, reach.unit_ids, place)
    rows = list_run_people(visit.scope, run, place)
    chosen = {name: value for name, value in (("sector", sector), ("status", status)) if value}
    if may_read:
        write_audit(
            visit, Verb.ASSESSMENT_READ, place=(place.agency_id, place.unit_id), run=str(run.pk), about="people"
        )
    return rows.filter(**chosen), may_read


def _holds_all(agency_ids: frozenset[str], unit_ids: frozenset[str], place: Place) -> bool:
    return place.agency_id in agency_ids or (bool(place.unit_ids) and place.unit_ids <= unit_ids)
