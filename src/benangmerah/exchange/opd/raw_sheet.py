"""The sheets of a workbook cell by cell, as a person sees them: merged cells hold their value everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from benangmerah.exchange.imports.limits import read_limits
from benangmerah.exchange.imports.settle_cells import is_exact, write_value
from benangmerah.exchange.imports.sheet_scan import check_extent
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.imports.workbook_archive import damaged, open_archive

Row = tuple[object, ...]


@dataclass(frozen=True)
class RawSheet:
    """A sheet: its name, the file it stands in, its rows from the first, and whether somebody has hidden it."""

    name: str
    place: str
    rows: tuple[Row, ...]
    is_hidden: bool = False

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(map(len, self.rows), default=0)

    def text(self, row: int, position: int) -> str:
        """What stands in a cell; rows are counted as a person does, from 1."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return say_cell(cells[position]) if position < len(cells) else ""

    def texts(self, row: int) -> tuple[str, ...]:
        """Every cell of a row."""
        return tuple(map(say_cell, self.rows[row - 1]))


def read_raw_sheets(path: Path) -> tuple[RawSheet, ...]:
    """Every sheet of a workbook that holds anything; raises UnreadableFileError where it cannot be opened."""
    archive = open_archive(path)
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheets = []
        for known in workbook.sheets_metadata:
            if known.typ != SheetTypeEnum.WorkSheet:
                continue
            check_extent(archive.read_sheet(known.name), read_limits().sheet_cells)
            sheet = workbook.get_sheet_by_name(known.name)
            rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            _fill_merged(rows, sheet.merged_cell_ranges or [])
            is_hidden = known.visible != SheetVisibleEnum.Visible
            sheets.append(RawSheet(known.name, f"{path.name}, {known.name}", tuple(map(tuple, rows)), is_hidden))
    except (CalamineError, OSError, ValueError):
        raise UnreadableFileError(damaged()) from None
    return tuple(sheet for sheet in sheets if any(any(map(say_cell, row)) for row in sheet.rows))


def say_cell(cell: object) -> str:
    """A cell as a person reads it, on one line; a number that has lost digits as a spreadsheet shows it."""
    if isinstance(cell, float) and cell.is_integer() and not is_exact(cell):
        return f"{cell:.2E}"
    return " ".join((write_value(cell) or "").split())


def _fill_merged(rows: list[list[object]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    for (top, left), (bottom, right) in ranges:
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for position in range(left, min(right, len(rows[row]) - 1) + 1):
                rows[row][position] = rows[top][left]
