"""A person, the unit and the position held belong to one agency; so do a unit and the unit above it."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.dataset import Dataset
from benangmerah.snapshot.validate_fault import refuse_row

LINKS = (
    ("employees", "unit_id", "units", "unit_id"),
    ("employees", "position_id", "positions", "position_id"),
    ("units", "parent_unit_id", "units", "unit_id"),
)


def find_foreign_agencies(dataset: Dataset) -> Iterator[Refusal]:
    """A refusal for every row whose unit, position or unit above belongs to another agency."""
    for table, column, target, key in LINKS:
        source = dataset.tables.get(table)
        if source is None:
            continue
        own, agencies = source.data["agency_id"], _agency_of(dataset.table(target), key, source.data[column])
        differs = pc.fill_null(pc.not_equal(own, agencies), False)
        for index in pc.indices_nonzero(differs).to_pylist():
            values = {"value": source.data[column][index].as_py(), "table": target}
            reason = message(
                "{value} in {table} belongs to the agency {other}, this row to {own}.",
                **values, other=agencies[index].as_py(), own=own[index].as_py(),
            )  # fmt: skip
            suggestion = message("Correct {column} or agency_id so that both name one agency.", column=column)
            yield refuse_row(source, index, column, reason, suggestion)


def _agency_of(table: pa.Table, key: str, ids: pa.ChunkedArray) -> pa.ChunkedArray:
    """The agency of each id by the first row that has it; empty where none has."""
    return table["agency_id"].take(pc.index_in(ids, value_set=table[key], skip_nulls=True))
