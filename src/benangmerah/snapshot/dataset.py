"""A dataset in memory: typed tables, each row knowing where a person finds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from benangmerah.snapshot.contract.inputs import INPUTS

FIRST_ROW = 2
"""The heading is row 1, so the first row of data is row 2."""


@dataclass(frozen=True)
class SourceTable:
    """One table as it was read: every column of the contract, an absent optional one all empty.

    `rows` holds the row number a person sees for each row; empty = the rows stand one below the other from row 2.
    `place` is the file, or the workbook and sheet; in a workbook `letters` has the letters of each column.
    """

    name: str
    data: pa.Table
    rows: pa.Int64Array | None = None
    place: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    def place_of(self, index: int, column: str) -> str:
        """Where a person finds a value: the file, and in a workbook the sheet and cell."""
        row, letters = self.row_number(index), self.letters.get(column)
        return f"{self.place}, {letters}{row}" if letters and row > 0 else self.place

    def row_number(self, index: int) -> int:
        """The row as a person sees it, for the row at that index."""
        return index + FIRST_ROW if self.rows is None else int(self.rows[index].as_py())


@dataclass(frozen=True)
class Dataset:
    """All tables of a dataset by name; a table that was not given is empty."""

    tables: Mapping[str, SourceTable] = field(default_factory=dict)

    def table(self, name: str) -> pa.Table:
        """The typed rows of a table, with no rows where it was not given."""
        source = self.tables.get(name)
        return INPUTS[name].schema.empty_table() if source is None else source.data
