"""Rows with a past: a change archives the old row and adds a new one, so that yesterday can be read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q, UniqueConstraint


class Receipt(models.Model):
    """Who changed data, when, from which file: what every row and every archiving points to."""

    class Kind(models.TextChoices):
        """How the change came in."""

        IMPORT = "import", "import"
        EDIT = "edit", "edit"
        EXAMPLE = "example", "example"
        UNDO = "undo", "undo"
        POLICY = "policy", "policy"
        TALENT = "talent", "talent"

    kind = models.CharField(max_length=16, choices=Kind)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, null=True, related_name="+")
    file_name = models.CharField(max_length=255, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    agency_id = models.TextField(null=True)
    """Whose data were changed by hand; unknown for the dictionary, and for files, which say so themselves."""
    note = models.TextField(blank=True)
    """Of a change by hand: what it is, with its decree where it has one."""
    counts = models.JSONField(default=dict)
    undone_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undoes")

    class Meta:
        """Newest first."""

        ordering: ClassVar[Sequence[str]] = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at:%Y-%m-%d %H:%M}"


class DatedRow(models.Model):
    """A row that is current until it is archived; `recorded` and `archived` name the receipts."""

    recorded = models.ForeignKey(Receipt, on_delete=models.PROTECT, related_name="+")
    archived = models.ForeignKey(Receipt, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Nothing of its own in the database."""

        abstract = True


def one_current(table: str, *key: str, **options: Any) -> UniqueConstraint:
    """At most one current row for a key; archived rows may repeat it."""
    return UniqueConstraint(fields=key, condition=Q(archived__isnull=True), name=f"{table}_one_current", **options)
