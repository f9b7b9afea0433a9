"""Tables of the contract become rows of the archive, and rows become tables again."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeAlias

import pyarrow as pa
from django.db import connection
from django.db.models import QuerySet
from pyarrow import csv

from benangmerah.store.models.input_row import InputRow
from benangmerah.store.models.run_row import RunRow

ArchiveModel: TypeAlias = type[InputRow] | type[RunRow]
BATCH = 5_000
"""So many rows are in memory as objects at a time."""
QUOTED = csv.WriteOptions(include_header=False, quoting_style="all_valid")
"""Everything known is quoted, so that an empty text is no unknown one."""


def insert_rows(
    model: ArchiveModel, table: pa.Table, owner: Mapping[str, int], written: Callable[[int], None] | None = None
) -> None:
    """Add every row of the table in batches; `owner` is the receipt or the run, by column; `written` hears of each.

    Objects of Django would take five times as long: docs/decisions/0006 has the figures.
    """
    insert = _copy if connection.vendor == "postgresql" else _execute
    with connection.cursor() as cursor:
        whole = table.select(list(model.contract.names)).combine_chunks()
        for batch in whole.to_batches(max_chunksize=BATCH):
            insert(cursor, model._meta.db_table, _with_owner(batch, owner))
            if written is not None:
                written(batch.num_rows)


def _with_owner(batch: pa.RecordBatch, owner: Mapping[str, int]) -> pa.RecordBatch:
    for name, number in owner.items():
        batch = batch.append_column(name, pa.repeat(number, batch.num_rows))
    return batch


def _copy(cursor: Any, table: str, batch: pa.RecordBatch) -> None:
    """PostgreSQL reads a batch as a file."""
    file = io.BytesIO()
    csv.write_csv(batch, file, QUOTED)
    copying = f"COPY {table} ({_columns(batch)}) FROM STDIN WITH (FORMAT csv)"
    with connection.wrap_database_errors, cursor.copy(copying) as copy:
        copy.write(file.getbuffer())


def _execute(cursor: Any, table: str, batch: pa.RecordBatch) -> None:
    """SQLite takes rows of values; it keeps days as texts."""
    values = [column.cast(pa.string()) if pa.types.is_date(column.type) else column for column in batch.columns]
    places = ", ".join(["%s"] * batch.num_columns)
    rows = zip(*(column.to_pylist() for column in values), strict=True)
    cursor.executemany(f"INSERT INTO {table} ({_columns(batch)}) VALUES ({places})", list(rows))


def _columns(batch: pa.RecordBatch) -> str:
    return ", ".join(map(connection.ops.quote_name, batch.schema.names))


def fetch_rows(rows: QuerySet[Any, tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """The rows of a query in that schema, read through Django in batches."""
    batches = [_batch(chunk, schema) for chunk in _chunks(rows.iterator(chunk_size=BATCH))]
    return pa.Table.from_batches(batches, schema)


def _chunks(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while chunk := list(islice(rows, BATCH)):
        yield chunk


def _batch(rows: list[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
