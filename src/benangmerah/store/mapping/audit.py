"""Entries of the audit log written in one statement, for looks at pages that were drawn before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection

from benangmerah.store.models.audit import AuditEntry


class Entry(NamedTuple):
    """The columns of an entry about no account, in the order in which they are written."""

    at: datetime
    account_id: int
    verb: str
    employee_id: str | None
    agency_id: str | None
    unit_id: str | None
    page: str
    address: str | None
    detail: dict[str, str | None]


def insert_entries(entries: Sequence[Entry]) -> None:
    """Write what was looked at into the audit log, all or nothing; it stands there when this returns.

    One statement, which is its own transaction where none is open: the database holds others back no longer than that.
    Written by hand, because the ORM takes longer to write it than the database to follow it.
    """
    if not entries:
        return
    operations = connection.ops
    values: list[Any] = []
    for entry in entries:
        at = operations.adapt_datetimefield_value(entry.at)
        values += (at, *entry[1:-1], operations.adapt_json_value(entry.detail, None))
    with connection.cursor() as cursor:
        cursor.execute(_statement(len(entries)), values)


@cache
def _statement(count: int) -> str:
    row = f"({', '.join(['%s'] * len(Entry._fields))})"
    return f"INSERT INTO {AuditEntry._meta.db_table} ({', '.join(Entry._fields)}) VALUES {', '.join([row] * count)}"
