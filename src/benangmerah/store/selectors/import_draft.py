"""Imports of the reader's scope, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.import_draft import ImportDraft, ImportFault
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.scope import OutOfScopeError, Scope
from benangmerah.store.selectors.unit import name_places


def list_imports(scope: Scope) -> QuerySet[ImportDraft]:
    """The imports of the places where the reader may import, newest first, each with the name of its `place`."""
    within = scope.reach(Right.IMPORT_DATA).filter()
    units = Unit.objects.filter(archived__isnull=True, unit_id=OuterRef("unit_id")).values("name")
    agencies = Agency.objects.filter(archived__isnull=True, agency_id=OuterRef("agency_id")).values("name")
    place = Coalesce(Subquery(units[:1]), F("unit_id"), Subquery(agencies[:1]), F("agency_id"))
    return ImportDraft.objects.filter(within).select_related("uploaded_by").annotate(place=place)


def read_import(scope: Scope, import_id: int) -> ImportDraft:
    """One import of those places; any other does not exist for the reader."""
    drafts = list_imports(scope).select_related("uploaded_by", "decided_by", "receipt", "job")
    draft = drafts.filter(pk=import_id).first()
    if draft is None:
        raise OutOfScopeError(message("You see no such import."))
    return draft


def list_faults(draft: ImportDraft) -> QuerySet[ImportFault]:
    """What is wrong in it, in the order of the file. Give an import that the reader may see."""
    return draft.faults.all()


def read_fault(draft: ImportDraft, number: int) -> ImportFault:
    """One fault by its number."""
    fault = draft.faults.filter(number=number).first()
    if fault is None:
        raise OutOfScopeError(message("There is no such fault any more."))
    return fault


def list_faulty_tables(draft: ImportDraft) -> list[str]:
    """The tables in which something is wrong."""
    return sorted(set(draft.faults.values_list("table", flat=True).distinct().order_by("table")))


def list_import_places(scope: Scope) -> Sequence[tuple[str, str | None, str]]:
    """Where the reader may import: agency, unit (none: the whole agency) and name, by name."""
    grants = [grant for grant in scope.grants if scope.reach(Right.IMPORT_DATA).holds(grant.agency_id, grant.unit_id)]
    places = sorted({(grant.agency_id, grant.unit_id) for grant in grants}, key=str)
    names = name_places(places)
    return sorted(((*place, names[place]) for place in places), key=lambda place: place[2])
