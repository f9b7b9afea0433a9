from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models import ProtectedError

from benangmerah.store.models.audit import AppendOnlyError, AuditEntry
from tests.factories import cast

pytestmark = pytest.mark.django_db


def make_entry() -> AuditEntry:
    budi = cast.make_account(cast.BUDI, "Budi")
    return AuditEntry.objects.create(at=cast.NOW, account=budi, verb="logged_in", page="test")


def test_entry_can_neither_be_changed_nor_removed() -> None:
    entry = make_entry()
    entry.verb = "something_else"
    for change in (entry.save, entry.delete):
        with pytest.raises(AppendOnlyError):
            change()
    assert AuditEntry.objects.values_list("verb", flat=True).get() == "logged_in"


def test_entries_can_neither_be_changed_nor_removed_together() -> None:
    entry = make_entry()
    entries = AuditEntry.objects.all()
    changes: tuple[Callable[[], object], ...] = (
        lambda: entries.update(verb="x"),
        entries.delete,
        lambda: entries.bulk_update([entry], ["verb"]),
        lambda: entries.update_or_create(pk=entry.pk),
        lambda: AuditEntry.objects.bulk_create(
            [entry], update_conflicts=True, update_fields=["verb"], unique_fields=["pk"]
        ),
    )
    for change in changes:
        with pytest.raises(AppendOnlyError):
            change()
    assert list(AuditEntry.objects.values_list("verb", flat=True)) == ["logged_in"]


def test_account_that_stands_in_the_log_stays() -> None:
    entry = make_entry()
    assert entry.account is not None
    with pytest.raises(ProtectedError):
        entry.account.delete()
