"""Imports: a file that somebody has sent, what was found in it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, Q

from benangmerah.kernel.explanation import Message
from benangmerah.kernel.message_json import read_message

_FIRST_SHOWN = 3
"""So many columns of a row tell whose it is."""


class ImportDraft(models.Model):
    """A file (unggahan) kept until somebody accepts its rows or leaves it; the receipt says what was written."""

    class State(models.TextChoices):
        """Where an import stands."""

        WAITING = "waiting", "waiting"
        """It is being read, or will be."""
        LAYOUT = "layout", "layout"
        """A sheet of an OPD: somebody must say which row holds the headings and what they mean."""
        CHECKED = "checked", "checked"
        """Read and compared; somebody must decide."""
        ACCEPTED = "accepted", "accepted"
        LEFT = "left", "left"
        UNDONE = "undone", "undone"

    folder = models.CharField(max_length=64, unique=True)
    """A random name below the uploads of the data folder."""
    file_name = models.CharField(max_length=255)
    file_sha256 = models.CharField(max_length=64)
    size_bytes = models.BigIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, related_name="+")
    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    """Where the rows belong: rows outside that place are refused. Unknown = the whole agency."""
    is_rotation = models.BooleanField(default=False)
    """Whether it is the annex of a decree that gives people other positions (mutasi, pelantikan)."""
    note = models.TextField(blank=True)
    """Of such an annex: the decree and the day it takes effect."""
    is_siasn = models.BooleanField(default=False)
    """Whether it turned out to be an export of SIASN."""
    is_complete = models.BooleanField(default=False)
    """Whether whoever stands in the archive and not in the file is archived."""

    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    job = models.ForeignKey("store.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    """The newest work on it: reading, writing or undoing."""
    layout = models.JSONField(null=True)
    """Of a sheet as an OPD keeps it: sheet, heading rows, meaning of the columns, rows taken in all the same."""
    left_out = models.JSONField(default=list)
    """Rows of such a sheet that are nobody's: row, fate, text."""
    questions = models.JSONField(default=list)
    """Names in it that nobody has decided on, with suggestions."""
    respelt = models.JSONField(default=list)
    """Values in it that were read otherwise than they are written: column, written, taken, count."""
    mends = models.JSONField(default=list)
    """Cells that were mended in the page: table, row, column, value."""
    notes = models.JSONField(default=list)
    """What a person should know though nothing is wrong, as sentences."""
    counts = models.JSONField(default=dict)
    """By table: new, changed, gone, unchanged, refused."""
    fault_count = models.BigIntegerField(default=0)
    is_applicable = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True)
    """A hash of what would be written: who accepts it accepts what was shown."""
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("store.Account", on_delete=models.PROTECT, null=True, related_name="+")
    receipt = models.OneToOneField("store.Receipt", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Newest first; what was accepted has its receipt."""

        ordering: ClassVar[Sequence[str]] = ["-uploaded_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["agency_id", "unit_id"], name="import_place")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            CheckConstraint(
                condition=Q(state__in=["waiting", "layout", "checked", "accepted", "left", "undone"]),
                name="import_state_in_list",
            ),
            CheckConstraint(
                condition=Q(state__in=["accepted", "undone"], receipt__isnull=False, decided_at__isnull=False)
                | ~Q(state__in=["accepted", "undone"]) & Q(receipt__isnull=True),
                name="import_accepted_has_receipt",
            ),
            CheckConstraint(condition=~Q(agency_id="") & ~Q(unit_id=""), name="import_place_not_blank"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} {self.state}"


class ImportFault(models.Model):
    """One thing in a file that cannot be taken: its cell, its value, why, and how to mend it."""

    draft = models.ForeignKey(ImportDraft, on_delete=models.CASCADE, related_name="faults")
    number = models.BigIntegerField()
    table = models.TextField()
    row = models.BigIntegerField(null=True)
    column = models.TextField(null=True)
    value = models.TextField(null=True)
    place = models.TextField(blank=True)
    cell = models.TextField(blank=True)
    reason = models.JSONField()
    suggestion = models.JSONField()
    """Both as sentences."""
    headings = models.JSONField(default=list)
    texts = models.JSONField(default=list)
    """The row as it stands in the file, with its headings."""
    position = models.IntegerField(null=True)
    """Which of the texts is wrong."""
    is_mendable = models.BooleanField(default=False)

    class Meta:
        """In the order of the file."""

        ordering: ClassVar[Sequence[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "number"], name="import_fault_number"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.cell or self.row}"

    @property
    def where(self) -> str:
        """The cell, or the row, or the file where there is neither."""
        return self.cell or (str(self.row) if self.row else self.place)

    @property
    def excerpt(self) -> list[tuple[str, str, bool]]:
        """The row as it stands, around what is wrong: heading, text, and whether it is the wrong one."""
        wrong = -1 if self.position is None else self.position
        shown = {*range(_FIRST_SHOWN), wrong - 1, wrong, wrong + 1}
        cells = zip(self.headings, self.texts, strict=False)
        return [(heading, text, place == wrong) for place, (heading, text) in enumerate(cells) if place in shown]

    @property
    def sentences(self) -> tuple[Message, Message]:
        """Why it cannot be taken, and how to mend it."""
        return read_message(self.reason), read_message(self.suggestion)


class ImportMention(models.Model):
    """A person whom an accepted file names, whether or not it changed anything about them."""

    draft = models.ForeignKey(ImportDraft, on_delete=models.CASCADE, related_name="mentions")
    employee_id = models.TextField()

    class Meta:
        """Once a file."""

        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "employee_id"], name="import_mention_once"),
        ]

    def __str__(self) -> str:
        return self.employee_id
