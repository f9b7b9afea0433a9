"""Every id that a row points to must stand in its own table."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.column import Column
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.validate_fault import refuse_row


def find_dangling_ids(dataset: Dataset) -> Iterator[Refusal]:
    """A refusal for every id that no row of the table it points to has."""
    known: dict[str, pa.Array | None] = {}
    for source, column in _references(dataset):
        if column.references not in known:
            known[column.references] = _known_ids(dataset, column.references)
        ids = known[column.references]
        if ids is not None:
            yield from _refuse_unknown(source, column, ids)


def target_of(column: Column) -> tuple[str, str]:
    """The table and the column that a reference points to."""
    table, _, name = column.references.partition(".")
    return table, name


def _references(dataset: Dataset) -> Iterator[tuple[SourceTable, Column]]:
    for source in dataset.tables.values():
        for column in INPUTS[source.name].columns:
            if column.references:
                yield source, column


def _known_ids(dataset: Dataset, reference: str) -> pa.Array | None:
    """The ids of the table pointed to; None where it was refused as a whole, so that one fault is told once."""
    table, _, name = reference.partition(".")
    if INPUTS[table].required and table not in dataset.tables:
        return None
    ids = dataset.table(table)[name]
    if len(ids) and ids.null_count == len(ids):
        return None
    return pc.unique(ids).drop_null()


def _refuse_unknown(source: SourceTable, column: Column, ids: pa.Array) -> Iterator[Refusal]:
    values = source.data[column.name]
    unknown = pc.and_(pc.is_valid(values), pc.invert(pc.is_in(values, value_set=ids)))
    if not pc.any(unknown, min_count=0).as_py():
        return
    table, name = target_of(column)
    for index in pc.indices_nonzero(unknown).to_pylist():
        value = values[index].as_py()
        reason = message("{value} does not stand in the table {table}.", value=value, table=table)
        suggestion = message("Add it to {table} as {column}, or correct it here.", table=table, column=name)
        yield refuse_row(source, index, column.name, reason, suggestion)
