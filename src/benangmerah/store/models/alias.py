"""Decisions of an agency on names: what an office's word for a post, unit, course or person means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

KINDS = ("unit", "position", "competency", "intervention", "person")


class Alias(models.Model):
    """One decision (padanan nama): who decided when that a name means something, until another decision ends it."""

    agency_id = models.TextField()
    kind = models.CharField(max_length=16)
    key = models.TextField()
    """The name without capitals and signs; of a person without titles, with the birth date."""
    written = models.TextField()
    target_id = models.TextField()
    decided_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One decision on a name holds at a time."""

        ordering: ClassVar[Sequence[str]] = ["kind", "key", "-decided_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            UniqueConstraint(
                fields=["agency_id", "kind", "key"], condition=Q(ended_at__isnull=True), name="alias_one_current"
            ),
            CheckConstraint(condition=Q(kind__in=list(KINDS)), name="alias_kind_in_list"),
            CheckConstraint(condition=~Q(key="") & ~Q(target_id=""), name="alias_not_blank"),
        ]

    def __str__(self) -> str:
        return f"{self.written} = {self.target_id}"


class ColumnMapping(models.Model):
    """What the headings of an office's sheet mean, remembered for its next one (pemetaan kolom)."""

    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    table = models.CharField(max_length=32)
    columns = models.JSONField(default=dict)
    """By heading without capitals and signs, the column of the contract; nothing where it is not taken."""
    decided_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering: ClassVar[Sequence[str]] = ["-decided_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agency_id", "unit_id", "table"], name="column_mapping_place")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.agency_id}/{self.unit_id or '*'}"
