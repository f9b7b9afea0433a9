"""No two rows of a table may have the same key; an empty part of a key equals an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.validate_fault import refuse_row

_INDEX = "#"


def find_duplicate_keys(dataset: Dataset) -> Iterator[Refusal]:
    """A refusal for every later row of a key, naming the first row that has it."""
    for source in dataset.tables.values():
        table = INPUTS[source.name]
        for index, first in duplicate_rows(source.data, table):
            yield _refuse_duplicate(source, table, index, source.row_number(first))


def duplicate_rows(data: pa.Table, table: Table) -> list[tuple[int, int]]:
    """Each later row of a key with the first row of that key, by index; rows without a whole key are left out."""
    if not table.key:
        return []
    keyed = _rows_with_key(data, table)
    if _count_keys(keyed, table.key) == keyed.num_rows:
        return []
    groups = keyed.group_by(list(table.key), use_threads=False).aggregate([(_INDEX, "list"), (_INDEX, "count")])
    repeated = groups.filter(pc.greater(groups[f"{_INDEX}_count"], 1))[f"{_INDEX}_list"].to_pylist()
    return sorted((later, rows[0]) for rows in map(sorted, repeated) for later in rows[1:])


def _rows_with_key(data: pa.Table, table: Table) -> pa.Table:
    keyed = data.select(list(table.key)).append_column(_INDEX, pa.arange(0, data.num_rows))
    needed = [name for name in table.key if not table.column(name).optional and data[name].null_count]
    if not needed:
        return keyed
    return keyed.filter(reduce(pc.and_, (pc.is_valid(keyed[name]) for name in needed)))


def _count_keys(keyed: pa.Table, key: tuple[str, ...]) -> int:
    if len(key) == 1:
        return len(pc.unique(keyed[key[0]]))
    return int(keyed.select(list(key)).group_by(list(key)).aggregate([]).num_rows)


def _refuse_duplicate(source: SourceTable, table: Table, index: int, first_row: int) -> Refusal:
    key = ", ".join(table.key)
    reason = message("Row {row} already has the same {key}.", row=str(first_row), key=key)
    return refuse_row(source, index, table.key[0], reason, message("Keep one of the two rows, or correct the key."))
