"""What differs between rows given and rows that are there: new, changed in which columns, missing, the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.snapshot.chunks import joined
from benangmerah.snapshot.contract.column import Table


@dataclass(frozen=True)
class Comparison:
    """Rows by index: `new`, `changed` and `same` of the given table, `before` and `missing` of the one that is there.

    `changed` and `before` stand side by side; `columns` counts the changed rows that differ in a column.
    """

    new: pa.Int64Array
    changed: pa.Int64Array
    same: pa.Int64Array
    before: pa.Int64Array
    missing: pa.Int64Array
    columns: Mapping[str, int] = field(default_factory=dict)


def compare_rows(given: pa.Table, there: pa.Table, table: Table) -> Comparison:
    """Match the rows by key; without a key equal rows match one by one, so that none is ever changed."""
    given_key, there_key = _match_numbers(given, there, table)
    place = pc.index_in(given_key, value_set=there_key)
    found = pc.is_valid(place)
    matched, match = pc.indices_nonzero(found).cast(pa.int64()), place.drop_null().cast(pa.int64())
    differs = {name: _differ(given[name].take(matched), there[name].take(match)) for name in table.names}
    any_differs = pa.repeat(pa.scalar(False), len(matched))
    for column in differs.values():
        any_differs = pc.or_(any_differs, column)
    return Comparison(
        new=pc.indices_nonzero(pc.invert(found)).cast(pa.int64()),
        changed=matched.filter(any_differs),
        same=matched.filter(pc.invert(any_differs)),
        before=match.filter(any_differs),
        missing=pc.indices_nonzero(pc.invert(pc.is_in(there_key, value_set=given_key))).cast(pa.int64()),
        columns={name: count for name, column in differs.items() if (count := pc.sum(column).as_py())},
    )


def number_rows(tables: Sequence[pa.Table], columns: Sequence[str]) -> list[pa.Int64Array]:
    """A number for each row, the same for the same values in those columns in whichever table; unknown is a value."""
    whole = pa.concat_tables([table.select(list(columns)) for table in tables]).combine_chunks()
    numbers = pa.repeat(pa.scalar(0, pa.int64()), whole.num_rows)
    for column in whole.columns:
        encoded = _encode(column)
        part = encoded.indices.cast(pa.int64())
        # numbers stay below the count of rows, so that a product of two never overflows
        numbers = _encode(pc.add(pc.multiply(numbers, max(len(encoded.dictionary), 1)), part)).indices.cast(pa.int64())
    parts, start = [], 0
    for table in tables:
        parts.append(numbers.slice(start, table.num_rows))
        start += table.num_rows
    return parts


def _match_numbers(given: pa.Table, there: pa.Table, table: Table) -> tuple[pa.Int64Array, pa.Int64Array]:
    if table.key:
        first, second = number_rows([given, there], table.key)
        return first, second
    numbers = number_rows([given, there], table.names)
    counted = [pa.table({"row": number, "repetition": _repetition(number)}) for number in numbers]
    first, second = number_rows(counted, ("row", "repetition"))
    return first, second


def _repetition(numbers: pa.Int64Array) -> pa.Array:
    """How many rows with the same number stand before each."""
    return pc.subtract(pc.rank(numbers, tiebreaker="first"), pc.rank(numbers, tiebreaker="min"))


def _encode(values: pa.Array | pa.ChunkedArray) -> pa.DictionaryArray:
    return pc.dictionary_encode(joined(values), null_encoding="encode")


def _differ(first: pa.ChunkedArray, second: pa.ChunkedArray) -> pa.BooleanArray:
    """Where two columns differ; two unknown values are the same."""
    return joined(pc.coalesce(pc.not_equal(first, second), pc.xor(pc.is_null(first), pc.is_null(second))))
