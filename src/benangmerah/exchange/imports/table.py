"""One table of a file becomes a typed table, each fault told by row and column."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.exchange.imports.fault import empty_cell, explain_cell
from benangmerah.exchange.imports.grid import CellFault, Fault, Grid
from benangmerah.exchange.imports.heading import HEADING_ROW, match_headings
from benangmerah.exchange.imports.settle_arrow import settle_arrow
from benangmerah.exchange.imports.settle_cells import settle_cells, write_value
from benangmerah.exchange.imports.settle_text import Settled
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.column import ARROW, Column, Table
from benangmerah.snapshot.dataset import SourceTable

NEEDS_ROWS = ("agencies", "units", "positions", "employees")
"""Without a row in these there is nobody to compute anything for; the others may be empty."""


def build_table(table: Table, grid: Grid, *, may_be_empty: bool = False) -> tuple[SourceTable | None, list[Refusal]]:
    """The typed table and everything in it that is refused; no table where its headings cannot be read."""
    positions, refusals = match_headings(table, grid)
    if not positions:
        return None, refusals + grid.refuse_rows(table.name)
    reading = _Reading(table, grid)
    data = pa.table([reading.read(column, positions.get(column.name)) for column in table.columns], table.schema)
    refusals += grid.refuse_rows(table.name) + reading.refusals
    if table.name in NEEDS_ROWS and not may_be_empty and not grid.row_count and not grid.row_faults:
        refusals.append(_refuse_empty(table, grid))
    letters = {name: grid.letters_of(position) for name, position in positions.items()}
    return SourceTable(table.name, data, grid.rows, grid.place, letters), refusals


class _Reading:
    """The columns of one table as they are settled, and the refusals found so far."""

    def __init__(self, table: Table, grid: Grid) -> None:
        self.table, self.grid = table, grid
        self.refusals: list[Refusal] = []

    def read(self, column: Column, position: int | None) -> pa.ChunkedArray:
        """The column typed; all empty where the file has no such column."""
        if position is None:
            return pa.chunked_array([pa.nulls(self.grid.row_count, ARROW[column.kind])])
        try:
            settled, written, faults = self._settle(column, position)
        except pa.ArrowNotImplementedError as problem:
            return self._refuse_type(column, position, str(problem))
        faults |= self._faults_in(position)
        self._refuse_faults(column, position, faults)
        self._refuse_wrong(column, position, settled, written, faults)
        if not column.optional:
            self._refuse_empty_cells(column, position, written, faults)
        return _emptied(settled.values, faults)

    def _settle(self, column: Column, position: int) -> tuple[Settled, pa.ChunkedArray, dict[int, CellFault]]:
        cells = self.grid.columns[position]
        if self.grid.is_workbook:
            return settle_cells(column, cells)
        return (*settle_arrow(column, cells), {})

    def _faults_in(self, position: int) -> dict[int, CellFault]:
        """The faults of cells that the file itself shows (formula errors, merged cells), by index."""
        known = {row: fault for (row, column), fault in self.grid.cell_faults.items() if column == position}
        if not known:
            return {}
        numbers = pa.array(sorted(known), pa.int64())
        indexes = pc.index_in(numbers, value_set=self.grid.row_numbers())
        return {
            index: known[row]
            for row, index in zip(numbers.to_pylist(), indexes.to_pylist(), strict=True)
            if index is not None
        }

    def _refuse_faults(self, column: Column, position: int, faults: dict[int, CellFault]) -> None:
        for index, found in sorted(faults.items()):
            if found.told:
                self._refuse(column, position, index, found.value, found.fault)

    def _refuse_wrong(
        self, column: Column, position: int, settled: Settled, written: pa.ChunkedArray, faults: dict[int, CellFault]
    ) -> None:
        reasons: dict[str, Fault] = {}
        for index in _where(settled.wrong):
            if index in faults:
                continue
            text = write_value(written[index].as_py()) or ""
            if text not in reasons:
                reasons[text] = explain_cell(column, text, in_workbook=self.grid.is_workbook)
            self._refuse(column, position, index, text, reasons[text])

    def _refuse_empty_cells(
        self, column: Column, position: int, written: pa.ChunkedArray, faults: dict[int, CellFault]
    ) -> None:
        if written.null_count:
            fault = empty_cell(column.name)
            for index in _where(pc.is_null(written)):
                if index not in faults:
                    self._refuse(column, position, index, None, fault)

    def _refuse(self, column: Column, position: int, index: int, value: str | None, fault: Fault) -> None:
        row = self.grid.row_number(index)
        place = self.grid.place_of(row, position)
        self.refusals.append(Refusal(self.table.name, row, column.name, value, *fault, place))

    def _refuse_type(self, column: Column, position: int, kind: str) -> pa.ChunkedArray:
        reason = message("The column {column} holds {type}, which no table can hold.", column=column.name, type=kind)
        fault = reason, message("Write it as text, number, date or true and false.")
        place = self.grid.place_of(HEADING_ROW, position)
        self.refusals.append(Refusal(self.table.name, HEADING_ROW, column.name, None, *fault, place))
        return pa.chunked_array([pa.nulls(self.grid.row_count, ARROW[column.kind])])


def _where(mask: pa.ChunkedArray) -> Iterator[int]:
    return iter(pc.indices_nonzero(mask).to_pylist())


def _emptied(values: pa.ChunkedArray, faults: dict[int, CellFault]) -> pa.ChunkedArray:
    """The column without the values of faulty cells."""
    if not faults:
        return values
    faulty = pc.is_in(pa.arange(0, len(values)), value_set=pa.array(list(faults), pa.int64()))
    return pc.if_else(faulty, pa.scalar(None, values.type), values)


def _refuse_empty(table: Table, grid: Grid) -> Refusal:
    reason = message("The table {table} has a heading but no rows.", table=table.name)
    return Refusal(table.name, None, None, None, reason, message("Fill in at least one row."), grid.place)
