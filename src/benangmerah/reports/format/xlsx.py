"""XLSX workbooks that people read, filter and print; the only module that names the XLSX library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import Any, TypeAlias
from zipfile import ZipFile

import xlsxwriter

from benangmerah.kernel.explanation import Message, Term, Value, render_value

Cell: TypeAlias = "tuple[str | int | float | None, Any]"
"""A value and its look; None is an empty cell."""

NO_DATA = "–"
INDONESIAN = "[$-421]"
FORMATS = {
    "count": "#,##0", "figure": "#,##0.00", "percent": "#,##0.00", "rupiah": "#,##0", "id": "@", "share": "0.0%",
    "day": "d mmmm yyyy", "moment": "d mmmm yyyy hh:mm",
}  # fmt: skip
A4, A3 = 9, 8
HATCH = 14  # thin diagonal lines, which stay visible on a black and white print
EDGE_LENGTH = 80  # header and footer together hold 255 characters in each line
SHEET_NAME_LENGTH = 31
LINE_HEIGHT = 15.0
LETTERS_PER_DIGIT = 1.1  # widths count digits, and letters are narrower

INK = "#263238"
THREAD = "#8C1C2B"
LINE = "#CFD8DC"
_CELL = {"border": 1, "border_color": LINE, "valign": "vcenter"}
LOOKS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": THREAD},
    "subtitle": {"font_size": 11, "font_color": INK},
    "section": {"bold": True, "font_size": 12, "font_color": THREAD, "bottom": 1, "bottom_color": THREAD},
    "note": {"italic": True, "font_color": "#455A64"},
    "warning": {"bold": True, "font_color": "#B71C1C"},
    "label": {"bold": True, "font_color": INK, "valign": "top", "text_wrap": True},
    "prose": {"font_color": INK, "valign": "top", "text_wrap": True, "indent": 1},
    "link": {"font_color": "#0B5394", "underline": 1, "valign": "top"},
    "heading": {**_CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": INK, "align": "center", "text_wrap": True},
    "turned": {
        **_CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": INK, "align": "center", "valign": "bottom",
        "text_wrap": True, "rotation": 90,
    },
    "group": {**_CELL, "bold": True, "font_color": INK, "bg_color": "#B0BEC5", "align": "center", "text_wrap": True},
    "text": {**_CELL, "text_wrap": True, "indent": 1},
    "number": {**_CELL, "align": "right"},
    "cell": {**_CELL, "align": "center"},
    "no_data": {
        **_CELL, "align": "center", "pattern": HATCH, "fg_color": "#9E9E9E", "bg_color": "#E0E0E0",
        "font_color": "#000000",
    },
    "total_text": {**_CELL, "bold": True, "bg_color": "#ECEFF1", "top": 2, "text_wrap": True, "indent": 1},
    "total": {**_CELL, "bold": True, "bg_color": "#ECEFF1", "top": 2, "align": "right"},
}  # fmt: skip


@dataclass(frozen=True)
class Edge:
    """What stands on the edge of every printed page: document, day, snapshot and, where needed, a warning."""

    title: str
    day: str
    snapshot: str
    warning: str = ""

    @property
    def header(self) -> str:
        """The page header in the notation of spreadsheets."""
        return f"&L&9{_plain(self.title)}&R&9{_plain(self.day)}"

    def footer(self, page: str) -> str:
        """The page footer in the notation of spreadsheets."""
        return f"&L&7{_plain(self.snapshot)}&C&7{_plain(self.warning)}&R&8{page}"


def lines_needed(text: str, width: float) -> int:
    """About how many lines a wrapped text takes in a column of that width.

    >>> lines_needed("Dinas Sosial", 12), lines_needed("Dinas Perumahan Rakyat dan Permukiman", 15)
    (1, 3)
    """
    limit = int(width * LETTERS_PER_DIGIT)
    return 1 if len(text) <= limit else len(wrap(text, limit))


def row_height(cells: Sequence[Cell], widths: Sequence[float]) -> float | None:
    """The height of a row of cells in columns of those widths; None where one line is enough."""
    texts = ((value, width) for (value, _), width in zip(cells, widths, strict=False) if isinstance(value, str))
    lines = max((lines_needed(text, width) for text, width in texts), default=1)
    return LINE_HEIGHT * lines if lines > 1 else None


def _plain(text: str) -> str:
    return " " + text[:EDGE_LENGTH].replace("&", "&&")


class Sheet:
    """One sheet, written from the top row down; a row that is done leaves the memory."""

    def __init__(self, sheet: Any, name: str) -> None:
        self._sheet = sheet
        self.name = name
        self.row = 0

    def add_row(self, cells: Sequence[Cell], height: float | None = None) -> int:
        """Write the next row and say which one it was, counted from 0."""
        row, sheet = self.row, self._sheet
        if height is not None:
            sheet.set_row(row, height)
        for column, (value, look) in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(row, column, value, look)
            elif value is not None:
                sheet.write_number(row, column, value, look)
            elif look is not None:
                sheet.write_blank(row, column, None, look)
        self.row += 1
        return row

    def skip_row(self) -> None:
        """Leave one row empty."""
        self.row += 1

    def add_groups(self, first_column: int, groups: Sequence[tuple[str, int]], look: Any, height: float) -> None:
        """Write a row of headings, each over so many columns."""
        self._sheet.set_row(self.row, height)
        column = first_column
        for text, width in groups:
            if width > 1:
                self._sheet.merge_range(self.row, column, self.row, column + width - 1, text, look)
            else:
                self._sheet.write_string(self.row, column, text, look)
            column += width
        self.row += 1

    def add_link(self, target: str, look: Any, cells: Sequence[Cell]) -> None:
        """Write a row whose first cell leads to another sheet."""
        self._sheet.write_url(self.row, 0, f"internal:'{target}'!A1", look, target)
        self.add_row([(None, None), *cells])

    def set_widths(self, widths: Sequence[float]) -> None:
        """Set the width of the columns from the first one on, in characters."""
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)

    def frame_table(self, heading_row: int, last_row: int, column_count: int, frozen_columns: int = 1) -> None:
        """Keep the heading in sight and on every page, and let each column be filtered."""
        self._sheet.freeze_panes(heading_row + 1, frozen_columns)
        self._sheet.repeat_rows(heading_row)
        self._sheet.autofilter(heading_row, 0, max(last_row, heading_row), column_count - 1)

    def expect_digits_as_text(self, column: int, first_row: int, last_row: int) -> None:
        """Keep the spreadsheet from marking identity numbers as mistakes."""
        if first_row <= last_row:
            area = xlsxwriter.utility.xl_range(first_row, column, last_row, column)
            self._sheet.ignore_errors({"number_stored_as_text": area})

    def use_large_paper(self) -> None:
        """Print on A3, for what is too wide for A4."""
        self._sheet.set_paper(A3)

    def spread_over(self, pages: int, repeated_columns: int = 1) -> None:
        """Print over so many pages side by side, with the first columns on each."""
        self._sheet.fit_to_pages(pages, 0)
        if pages > 1:
            self._sheet.repeat_columns(0, repeated_columns - 1)


class Document:
    """A workbook under way, in one language."""

    def __init__(self, book: Any, edge: Edge, language: str) -> None:
        self._book = book
        self._edge = edge
        self._looks: dict[tuple[object, ...], Any] = {}
        self.language = language

    def say(self, value: Value) -> str:
        """The value as a person of that language writes it."""
        return render_value(value, self.language)

    def word(self, code: str) -> str:
        """A code of the tables as a word that begins a cell."""
        text = self.say(Term(code))
        return text[:1].upper() + text[1:]

    def look(self, name: str, **more: object) -> Any:
        """A named look, with whatever a single cell adds to it."""
        key = (name, *sorted(more.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format({**LOOKS[name], **more})
        return self._looks[key]

    def number_look(self, kind: str, name: str = "number", sign: str = "", **more: object) -> Any:
        """The look of a figure that a person reads with two decimals, half up, and a sign behind it."""
        locale = INDONESIAN if self.language == "id" and kind != "id" else ""
        behind = f'"{sign}"' if sign else ""
        return self.look(name, num_format=f"{locale}{FORMATS[kind]}{behind}", **more)

    def add_sheet(self, name: str, page: Message, *, landscape: bool = True) -> Sheet:
        """A new sheet, set up to be printed one page wide."""
        sheet = self._book.add_worksheet(name[:SHEET_NAME_LENGTH])
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.set_header(self._edge.header)
        sheet.set_footer(self._edge.footer(self.say(page)))
        sheet.hide_gridlines(2)
        return Sheet(sheet, name)


def write_document(edge: Edge, day: date, language: str, write: Callable[[Document], None]) -> bytes:
    """The bytes of a workbook, dated that day; the same content gives the same bytes on every machine."""
    buffer = BytesIO()
    # Rows pass through files of their own folder, so that nothing about a person stays behind.
    with TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(buffer, {"constant_memory": True, "tmpdir": folder, "use_zip64": True})
        created = datetime.combine(day, time(), tzinfo=UTC)
        book.set_properties({"title": edge.title, "author": "BenangMerah", "created": created})
        write(Document(book, edge, language))
        book.close()
    _forget_machine(buffer)
    return buffer.getvalue()


def _forget_machine(buffer: BytesIO) -> None:
    with ZipFile(buffer, "a") as archive:
        for entry in archive.infolist():
            entry.external_attr = 0
            entry.create_system = 0
        archive.comment = b""  # set, so that the list of entries is written anew
