"""From arrays of numbers to the typed tables of the contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.synthesis.draw import Flags, Ints

Cells: TypeAlias = "pa.Array | Sequence[object] | Ints"

EPOCH = date(1970, 1, 1).toordinal()


def build_table(name: str, columns: Mapping[str, Cells]) -> pa.Table:
    """The table of that name in the contract's types; a column that is not given is empty."""
    schema = INPUTS[name].schema
    rows = len(next(iter(columns.values())))
    empty = [field.name for field in schema if field.name not in columns]
    given = {field.name: _typed(columns[field.name], field.type) for field in schema if field.name in columns}
    nulls = {field: pa.nulls(rows, schema.field(field).type) for field in empty}
    return pa.Table.from_pydict({field.name: {**given, **nulls}[field.name] for field in schema}, schema=schema)


def build_rows(name: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """The table of that name from rows written out one by one."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=INPUTS[name].schema)


def _typed(cells: Cells, kind: pa.DataType) -> pa.Array:
    if isinstance(cells, pa.Array | pa.ChunkedArray):
        return cells if cells.type == kind else cells.cast(kind)
    return pa.array(cells, type=kind)


def words(values: Sequence[str], places: Ints) -> pa.Array:
    """The word at each place; unknown where the place is negative."""
    return pa.array(values, pa.string()).take(pa.array(places, mask=places < 0))


def pick_texts(values: pa.Array, places: Ints) -> pa.Array:
    """The text of an array at each place; unknown where the place is negative."""
    return pc.take(values, pa.array(places, mask=places < 0))


def numbers(values: Ints, unknown: Flags | None = None, kind: pa.DataType | None = None) -> pa.Array:
    """Whole numbers, empty where unknown."""
    return pa.array(values, mask=unknown).cast(kind or pa.int64())


def hundredths(values: Ints) -> pa.Array:
    """Levels given in hundredths, as the nearest doubles to two decimals."""
    return pa.array(values / 100.0)


def days(values: Ints, unknown: Flags | None = None) -> pa.Array:
    """Dates given as days since 1970, empty where unknown."""
    return pa.array(values.astype(np.int32), mask=unknown).cast(pa.date32())


def day_number(day: date) -> int:
    """A date as days since 1970."""
    return day.toordinal() - EPOCH


def flags(places: Ints) -> pa.Array:
    """Yes for 1, no for 0, unknown for negative."""
    return pa.array(places == 1, mask=places < 0)


def numbered(letter: str, count: int, width: int, first: int = 1) -> pa.Array:
    """Running ids such as R0000001, wide enough that their order as text is their order as numbers."""
    digits = pc.utf8_lpad(pa.array(np.arange(first, first + count)).cast(pa.string()), width, "0")
    return pc.binary_join_element_wise(letter, digits, "")
