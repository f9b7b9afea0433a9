"""Changes by hand within the reader's agencies: what each was, and whether it can still be undone."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.dated import Receipt
from benangmerah.store.selectors.history import Event, list_changes_of
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


def list_changes(scope: Scope) -> QuerySet[Receipt]:
    """The changes by hand that the reader may look at and undo, newest first; the dictionary's for who keeps it."""
    kept = scope.require(Right.KEEP_STANDARDS).agency_ids
    within = Q(agency_id__in=kept)
    known = Agency.objects.filter(archived__isnull=True).values_list("agency_id", flat=True)
    if kept and set(known) <= kept:
        within |= Q(agency_id__isnull=True)
    return Receipt.objects.filter(within, kind=Receipt.Kind.EDIT).select_related("made_by", "undone_by")


def read_change(scope: Scope, receipt_id: int) -> Receipt:
    """One change by hand."""
    change = list_changes(scope).filter(pk=receipt_id).first()
    if change is None:
        raise OutOfScopeError(message("You see no such change."))
    return change


def read_event(change: Receipt) -> Event:
    """A change with every row it touched."""
    made_by = change.made_by.name if change.made_by else ""
    return Event(change.pk, change.kind, change.made_at, made_by, change.note, tuple(list_changes_of(change.pk)))
