"""A table as it stands in a file: headings, columns as the file holds them, and where each cell is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
from xlsxwriter.utility import xl_col_to_name

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message
from benangmerah.snapshot.dataset import FIRST_ROW

Cells: TypeAlias = "pa.ChunkedArray | Sequence[object]"
Fault: TypeAlias = tuple[Message, Message]
"""Why something cannot be taken, and how to mend it."""


@dataclass(frozen=True)
class CellFault:
    """What is wrong in one cell; `told` is false where a neighbouring cell of the same fault speaks for it."""

    value: str | None
    fault: Fault
    told: bool = True


@dataclass(frozen=True)
class RowFault:
    """A row of a file that could not be read into columns at all."""

    row: int
    value: str | None
    fault: Fault


@dataclass(frozen=True)
class Grid:
    """One table of a file, not yet typed.

    `columns` are Arrow arrays, or the cells of a sheet. `rows` holds the row numbers a person sees where they are not
    simply 2, 3, 4 … . `cell_faults` are known by row number and column position, counted from 0.
    """

    place: str
    headings: tuple[str, ...]
    columns: tuple[Cells, ...]
    rows: pa.Int64Array | None = None
    is_workbook: bool = False
    cell_faults: Mapping[tuple[int, int], CellFault] = field(default_factory=dict)
    row_faults: tuple[RowFault, ...] = ()

    @property
    def row_count(self) -> int:
        """How many rows stand below the heading."""
        return len(self.columns[0]) if self.columns else 0

    def row_number(self, index: int) -> int:
        """The row as a person sees it."""
        return index + FIRST_ROW if self.rows is None else int(self.rows[index].as_py())

    def row_numbers(self) -> pa.Int64Array:
        """The rows as a person sees them, all of them."""
        return pa.arange(FIRST_ROW, FIRST_ROW + self.row_count) if self.rows is None else self.rows

    def place_of(self, row: int, position: int) -> str:
        """The file, and in a workbook the sheet and cell."""
        return f"{self.place}, {xl_col_to_name(position)}{row}" if self.is_workbook else self.place

    def letters_of(self, position: int) -> str:
        """The letters of a column of a sheet; none in another file."""
        return xl_col_to_name(position) if self.is_workbook else ""

    def refuse_rows(self, table: str) -> list[Refusal]:
        """The rows that could not be read, as refusals of that table."""
        return [Refusal(table, row.row, None, row.value, *row.fault, self.place) for row in self.row_faults]


def text_of(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts without the spaces around them; a text of nothing else is empty, that is, unknown."""
    trimmed = pc.utf8_trim_whitespace(values)
    blank = pc.equal(trimmed, "")
    if not pc.any(blank, min_count=0).as_py():
        return trimmed
    return pc.if_else(blank, pa.scalar(None, pa.string()), trimmed)
