"""A workbook as grids of cells, one a sheet; what its stored cells hide is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum
from xlsxwriter.utility import xl_range

from benangmerah.exchange.imports.grid import CellFault, Fault, Grid
from benangmerah.exchange.imports.limits import read_limits
from benangmerah.exchange.imports.settle_cells import write_value
from benangmerah.exchange.imports.sheet_scan import check_extent, find_cell_faults
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.imports.workbook_archive import Archive, damaged, open_archive
from benangmerah.kernel.explanation import message

_Range = tuple[tuple[int, int], tuple[int, int]]
_Faults = dict[tuple[int, int], CellFault]


@dataclass(frozen=True)
class Sheet:
    """A sheet that has not been read yet."""

    workbook: CalamineWorkbook
    archive: Archive
    name: str

    @property
    def place(self) -> str:
        """The workbook and the sheet, as a person names them."""
        return f"{self.archive.path.name}, {self.name}"

    def read(self) -> Grid:
        """The sheet without its blank rows; raises UnreadableFileError where it cannot be opened."""
        stored = self.archive.read_sheet(self.name)
        check_extent(stored, read_limits().sheet_cells)
        sheet = self._open()
        rows = sheet.to_python(skip_empty_area=False)
        faults = find_cell_faults(stored) | _merged_faults(sheet.merged_cell_ranges or [], rows)
        return _make_grid(self.place, rows, faults)

    def _open(self) -> CalamineSheet:
        try:
            return self.workbook.get_sheet_by_name(self.name)
        except CalamineError:
            raise UnreadableFileError(damaged()) from None


def open_workbook(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook in its order, charts left out; raises UnreadableFileError where it is none."""
    archive = open_archive(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError, ValueError):
        raise UnreadableFileError(damaged()) from None
    sheets = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    return tuple(Sheet(workbook, archive, name) for name in sheets)


def _headings(rows: Sequence[Sequence[object]]) -> tuple[str, ...]:
    return tuple((write_value(cell) or "").strip() for cell in rows[0]) if rows else ()


def _make_grid(place: str, rows: Sequence[Sequence[object]], faults: _Faults) -> Grid:
    headings = _headings(rows)
    faulty = {row for row, _ in faults}
    kept = [
        index for index, row in enumerate(rows[1:], 1)
        if any(row) or index + 1 in faulty or any(cell != "" for cell in row)
    ]  # fmt: skip
    below = [rows[index] for index in kept]
    numbers = None if kept == list(range(1, len(kept) + 1)) else pa.array([index + 1 for index in kept], pa.int64())
    columns = tuple(zip(*below, strict=True)) if below else tuple(() for _ in headings)
    return Grid(place, headings, columns, numbers, is_workbook=True, cell_faults=faults)


def _merged_faults(ranges: Sequence[_Range], rows: Sequence[Sequence[object]]) -> _Faults:
    """Every cell that a merge covers; of those in one row the first speaks for all."""
    faults: _Faults = {}
    last_row, last_column = len(rows) - 1, len(rows[0]) - 1 if rows else 0
    for (top, left), (bottom, right) in ranges:
        merged = xl_range(top, left, bottom, right)
        for row in range(max(top, 1), min(bottom, last_row) + 1):
            covered = [column for column in range(left, min(right, last_column) + 1) if (row, column) != (top, left)]
            for column in covered:
                faults[row + 1, column] = CellFault(merged, _merged(merged), told=column == covered[0])
    return faults


def _merged(cells: str) -> Fault:
    return message("The cells {range} are merged.", range=cells), message("Undo the merge and fill in every cell.")
