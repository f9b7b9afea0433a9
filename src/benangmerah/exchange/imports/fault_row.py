"""A fault with the row it stands in, so that a person sees it as they know it from their sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from xlsxwriter.utility import xl_col_to_name

from benangmerah.exchange.imports.grid import Cells, Grid
from benangmerah.exchange.imports.heading import HEADING_ROW
from benangmerah.exchange.imports.mend import SIASN_TABLE, position_of
from benangmerah.exchange.imports.settle_cells import write_value
from benangmerah.kernel.errors import Refusal
from benangmerah.snapshot.contract.column import Table

LONGEST_SHOWN = 200


@dataclass(frozen=True)
class FaultRow:
    """What is refused, its cell (`C7`, where the file has cells), and the texts of its row below their headings."""

    refusal: Refusal
    cell: str = ""
    position: int | None = None
    headings: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def is_mendable(self) -> bool:
        """Whether another value in one cell can mend it."""
        return self.position is not None and (self.refusal.row or 0) > HEADING_ROW


class _Sheet:
    """A grid whose rows are found by the number a person sees."""

    def __init__(self, table: Table | None, grid: Grid) -> None:
        self.table, self.grid = table, grid
        self.indexes: Mapping[int, int] = {number: index for index, number in enumerate(grid.row_numbers().to_pylist())}

    def show(self, refusal: Refusal) -> FaultRow:
        position = position_of(self.grid, self.table, refusal.column)
        row = refusal.row
        cell = f"{xl_col_to_name(position)}{row}" if self.grid.is_workbook and position is not None and row else ""
        index = self.indexes.get(row) if row else None
        texts = () if index is None else tuple(cell_text(column, index) for column in self.grid.columns)
        return FaultRow(refusal, cell, position, self.grid.headings if texts else (), texts)


def show_faults(grids: Sequence[tuple[Table | None, Grid]], refusals: Iterable[Refusal]) -> Iterator[FaultRow]:
    """Every refusal with its row, in their order; one whose file could not be read stands alone."""
    sheets = {SIASN_TABLE if table is None else table.name: _Sheet(table, grid) for table, grid in grids}
    for refusal in refusals:
        sheet = sheets.get(refusal.table)
        yield FaultRow(refusal) if sheet is None else sheet.show(refusal)


def cell_text(cells: Cells, index: int) -> str:
    """A cell as a person would write it, cut where it is very long."""
    value = cells[index].as_py() if isinstance(cells, pa.ChunkedArray | pa.Array) else cells[index]
    return (write_value(value) or "")[:LONGEST_SHOWN]
