"""Writing to the archive: one receipt, the rows it archives, the rows it records, one writer at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from django.db import IntegrityError, connection

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.store.mapping.rows import BATCH, insert_rows
from benangmerah.store.mapping.tables import INPUT_MODELS
from benangmerah.store.models import Account, Receipt

LOCK = 0x62656E616E67
"""The number under which writers of PostgreSQL wait for each other; SQLite has one writer anyway."""
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Stamp:
    """What the receipt of a change says: how it came in, when, by whom, and from which file."""

    kind: Receipt.Kind
    made_at: datetime
    made_by: Account | None = None
    file_name: str = ""
    file_sha256: str = ""
    agency_id: str | None = None
    note: str = ""


def newest_receipt() -> int:
    """The number of the newest receipt; 0 where there is none."""
    return Receipt.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def lock_archive() -> None:
    """Let no other change begin before this transaction has ended."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def write_change(
    archived: Mapping[str, pa.ChunkedArray],
    added: Mapping[str, pa.Table],
    stamp: Stamp,
    counts: Counts,
    progress: Progress,
) -> Receipt:
    """Archive and add the rows of every table; the caller has opened the transaction and locked the archive."""
    receipt = Receipt.objects.create(
        kind=stamp.kind, made_at=stamp.made_at, made_by=stamp.made_by, file_name=stamp.file_name,
        file_sha256=stamp.file_sha256, agency_id=stamp.agency_id, note=stamp.note,
        counts={name: dict(of_table) for name, of_table in counts.items()},
    )  # fmt: skip
    watch = _Watch(progress, sum(map(len, archived.values())) + sum(table.num_rows for table in added.values()))
    try:
        for name in INPUTS:
            _archive_rows(name, archived.get(name), receipt, watch)
            if name in added:
                watch.table = name
                insert_rows(INPUT_MODELS[name], added[name], {"recorded_id": receipt.pk}, watch.written)
    except IntegrityError as problem:
        reason = message("The archive refuses a row of {table}: {problem}", table=watch.table, problem=str(problem))
        raise BenangMerahError(reason) from problem
    return receipt


@dataclass
class _Watch:
    """How much of the writing is done."""

    progress: Progress
    total: int
    done: int = 0
    table: str = ""

    def written(self, rows: int) -> None:
        self.done += rows
        self.progress(message("Writing {table}", table=self.table), self.done, self.total)


def _archive_rows(name: str, numbers: pa.ChunkedArray | None, receipt: Receipt, watch: _Watch) -> None:
    watch.table = name
    for part in _parts(numbers) if numbers is not None else ():
        rows = INPUT_MODELS[name]._default_manager.filter(pk__in=part, archived__isnull=True)
        if rows.update(archived=receipt) != len(part):
            raise BenangMerahError(message("Rows of {table} are no longer current.", table=name))
        watch.written(len(part))


def _parts(numbers: pa.ChunkedArray) -> Iterator[list[int]]:
    for start in range(0, len(numbers), BATCH):
        yield numbers.slice(start, BATCH).to_pylist()
