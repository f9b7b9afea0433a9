"""What was read, written as a workbook again: every bad cell red, its reason beside it, to mend and send anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from benangmerah.exchange.exports.workbook import LONGEST_SHEET, LONGEST_TEXT, open_workbook
from benangmerah.exchange.imports.grid import Grid
from benangmerah.exchange.imports.heading import HEADING_ROW
from benangmerah.exchange.imports.mend import SIASN_TABLE, position_of
from benangmerah.kernel.errors import BenangMerahError, Refusal
from benangmerah.kernel.explanation import message, render
from benangmerah.snapshot.contract.column import Table

LIST_SHEET = "Petunjuk"
"""The list of faults stands in a sheet that the import overlooks, so that the workbook can be sent as it is."""
MOST_COMMENTS = 10_000
"""More of them make a spreadsheet program slow; further cells are red, and told in the list."""
_LONGEST_NAME = 31
_WIDTHS = (14, 10, 24, 60, 60)
_BESIDE = {"x_scale": 2, "y_scale": 1.5}
Marks = Mapping[tuple[int, int], Sequence[Refusal]]


def write_marked_workbook(
    grids: Sequence[tuple[Table | None, Grid]], refusals: Sequence[Refusal], path: Path, language: str = "id"
) -> None:
    """Write every grid to its own sheet, each cell where it stood, and before them the list of what is wrong.

    Raises BenangMerahError where a table has more rows than a sheet.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_workbook(path, constant_memory=True) as workbook:
        _write_list(workbook, refusals, language)
        used = {LIST_SHEET}
        for table, grid in grids:
            _check_size(grid)
            sheet = workbook.add_worksheet(_free_name(_name_of(table, grid), used))
            _Writer(workbook, sheet, language).write(grid, find_marks(table, grid, refusals))


def find_marks(table: Table | None, grid: Grid, refusals: Iterable[Refusal]) -> Marks:
    """The refusals of each cell, by row as a person sees it and column from 0; of a whole row: its first cell."""
    name = SIASN_TABLE if table is None else table.name
    marks: dict[tuple[int, int], list[Refusal]] = {}
    for refusal in refusals:
        if refusal.table == name and refusal.row is not None:
            position = position_of(grid, table, refusal.column)
            if position is None and refusal.row == HEADING_ROW and refusal.value in grid.headings:
                position = grid.headings.index(refusal.value)
            marks.setdefault((refusal.row, position or 0), []).append(refusal)
    return marks


def _name_of(table: Table | None, grid: Grid) -> str:
    if grid.is_workbook:
        return grid.place.rpartition(", ")[2]
    return "SIASN" if table is None else table.sheet


def _free_name(name: str, used: set[str]) -> str:
    """A name that no sheet has yet, as short as a sheet's name must be."""
    plain = "".join("_" if sign in "[]:*?/\\" else sign for sign in name)[:_LONGEST_NAME] or LIST_SHEET
    free, number = plain, 1
    while free.casefold() in {each.casefold() for each in used}:
        number += 1
        free = f"{plain[: _LONGEST_NAME - 4]} {number}"
    used.add(free)
    return free


def _check_size(grid: Grid) -> None:
    if grid.row_count and grid.row_number(grid.row_count - 1) > LONGEST_SHEET:
        reason = message("{place} has {rows} rows, more than a sheet holds.", place=grid.place, rows=grid.row_count)
        raise BenangMerahError(reason, message("Mend the file itself; the list of faults names each row."))


def _write_list(workbook: Any, refusals: Sequence[Refusal], language: str) -> None:
    sheet = workbook.add_worksheet(LIST_SHEET)
    bold = workbook.add_format({"bold": True, "text_wrap": True})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    headings = (message("Table"), message("Row"), message("Value"), message("Why"), message("How to mend it"))
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, render(heading, language), bold)
    sheet.freeze_panes(1, 0)
    for row, refusal in enumerate(refusals[: LONGEST_SHEET - 1], 1):
        for column, text in enumerate(_line(refusal, language)):
            if text:
                sheet.write_string(row, column, text[:LONGEST_TEXT], wrapped)


def _line(refusal: Refusal, language: str) -> tuple[str, ...]:
    row = "" if refusal.row is None else str(refusal.row)
    place = refusal.place.rpartition(", ")[2] if refusal.place.count(", ") > 1 else ""
    reason, suggestion = render(refusal.reason, language), render(refusal.suggestion, language)
    return refusal.table, place or row, refusal.value or "", reason, suggestion


class _Writer:
    """Writes the cells of one sheet in their rows."""

    def __init__(self, workbook: Any, sheet: Any, language: str) -> None:
        self.sheet, self.language = sheet, language
        self.heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.text = workbook.add_format({"num_format": "@"})
        self.day = workbook.add_format({"num_format": "dd-mm-yyyy"})
        red = {"bg_color": "#F4B6B0", "border": 2, "border_color": "#A3261A"}
        self.bad = workbook.add_format({**red, "num_format": "@"})
        self.bad_day = workbook.add_format({**red, "num_format": "dd-mm-yyyy"})
        self.comments = 0

    def write(self, grid: Grid, marks: Marks) -> None:
        """The heading and every row, marked where something is wrong."""
        waiting = sorted(marks)
        self.sheet.freeze_panes(1, 0)
        for position, heading in enumerate(grid.headings):
            look = self.bad if (HEADING_ROW, position) in marks else self.heading
            self.sheet.write_string(0, position, heading[:LONGEST_TEXT], look)
        columns = [column.to_pylist() if isinstance(column, pa.ChunkedArray) else column for column in grid.columns]
        width = max(len(grid.headings), 1)
        self._comment_row(HEADING_ROW, width, marks)
        for row, values in _rows_in_order(grid, columns, waiting):
            for position in range(max(width, len(values))):
                value = values[position] if position < len(values) else None
                self._write_cell(row, position, value, is_bad=(row, position) in marks)
            self._comment_row(row, max(width, len(values)), marks)

    def _write_cell(self, row: int, position: int, value: object, *, is_bad: bool) -> None:
        place = (row - 1, position)
        if value is None or value == "":
            if is_bad:
                self.sheet.write_blank(*place, None, self.bad)
        elif isinstance(value, bool):
            self.sheet.write_string(*place, "Ya" if value else "Tidak", *self._look(is_bad=is_bad))
        elif isinstance(value, int | float):
            self.sheet.write_number(*place, value, *self._look(is_bad=is_bad))
        elif isinstance(value, datetime | date):
            self.sheet.write_datetime(*place, value, self.bad_day if is_bad else self.day)
        else:
            self.sheet.write_string(*place, str(value)[:LONGEST_TEXT], self.bad if is_bad else self.text)

    def _look(self, *, is_bad: bool) -> tuple[Any, ...]:
        return (self.bad,) if is_bad else ()

    def _comment_row(self, row: int, width: int, marks: Marks) -> None:
        """The comments of a row, while it is the one being written."""
        for position in range(width):
            if (row, position) in marks:
                self._comment(row, position, marks[row, position])

    def _comment(self, row: int, position: int, refusals: Sequence[Refusal]) -> None:
        if self.comments < MOST_COMMENTS:
            self.comments += 1
            sentences = [sentence for each in refusals for sentence in (each.reason, each.suggestion)]
            lines = dict.fromkeys(render(sentence, self.language) for sentence in sentences)
            self.sheet.write_comment(row - 1, position, "\n".join(lines)[:LONGEST_TEXT], _BESIDE)


def _rows_in_order(
    grid: Grid, columns: Sequence[Sequence[object]], marked: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Sequence[object]]]:
    """Every row by its number; rows that could not be read into columns stand empty in their place."""
    numbers = grid.row_numbers().to_pylist()
    known = set(numbers)
    lost = sorted({row for row, _ in marked if row not in known and row > HEADING_ROW})
    for index, number in enumerate(numbers):
        while lost and lost[0] < number:
            yield lost.pop(0), ()
        yield number, [column[index] for column in columns]
    yield from ((row, ()) for row in lost)
