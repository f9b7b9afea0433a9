"""What was changed about something, when and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from benangmerah.store.mapping.tables import DATED_MODELS, fields_of
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.input_row import InputRow

Value = Any


@dataclass(frozen=True)
class RowChange:
    """One row that was added, changed or ended: its key in words, and what differs as column, before, after."""

    table: str
    key: tuple[Value, ...]
    kind: str
    differences: tuple[tuple[str, Value, Value], ...]


@dataclass(frozen=True)
class Event:
    """Everything one receipt changed about something."""

    receipt_id: int
    kind: str
    made_at: datetime
    made_by: str
    note: str
    changes: tuple[RowChange, ...]


def list_events(tables: Sequence[str], **where: Value) -> list[Event]:
    """What was changed in the rows of those tables that have these values, newest first.

    Give rows that the reader may see: nothing is asked here.
    """
    changes: dict[int, list[RowChange]] = {}
    for name in tables:
        for receipt_id, change in _changes_of(name, where):
            changes.setdefault(receipt_id, []).append(change)
    receipts = Receipt.objects.filter(pk__in=changes).select_related("made_by")
    return [
        Event(
            receipt.pk, receipt.kind, receipt.made_at, receipt.made_by.name if receipt.made_by else "",
            receipt.note or receipt.file_name, tuple(changes[receipt.pk]),
        )
        for receipt in receipts
    ]  # fmt: skip


def list_changes_of(receipt_id: int) -> list[RowChange]:
    """Every row that one receipt added, changed or ended; meant for changes by hand, which are small."""
    touched = Q(recorded_id=receipt_id) | Q(archived_id=receipt_id)
    return [
        change
        for name in DATED_MODELS
        for number, change in _pair(name, DATED_MODELS[name]._default_manager.filter(touched))
        if number == receipt_id
    ]


def _changes_of(name: str, where: Mapping[str, Value]) -> list[tuple[int, RowChange]]:
    return _pair(name, DATED_MODELS[name]._default_manager.filter(**where))


def _pair(name: str, rows: QuerySet[InputRow]) -> list[tuple[int, RowChange]]:
    """Every change of rows with its receipt: rows added and ended under one receipt are paired by their key."""
    key = DATED_MODELS[name].contract.key or DATED_MODELS[name].contract.names
    pairs: dict[tuple[int, tuple[Value, ...]], list[InputRow | None]] = {}
    for row in rows.order_by("pk"):
        values = tuple(getattr(row, column) for column in key)
        pairs.setdefault((row.recorded_id, values), [None, None])[1] = row
        if row.archived_id is not None:
            pairs.setdefault((row.archived_id, values), [None, None])[0] = row
    return [(receipt_id, _compare(name, values, *pair)) for (receipt_id, values), pair in pairs.items()]


def _compare(name: str, key: tuple[Value, ...], before: InputRow | None, after: InputRow | None) -> RowChange:
    kind = "changed" if before and after else "added" if after else "ended"
    columns = [column for column in fields_of(DATED_MODELS[name]) if column not in DATED_MODELS[name].contract.key]
    values = ((column, getattr(before, column, None), getattr(after, column, None)) for column in columns)
    return RowChange(name, key, kind, tuple(each for each in values if each[1] != each[2]))
