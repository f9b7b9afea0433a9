"""A plain table on a sheet: title, notes, heading, rows; long ones go on in further sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import TypeAlias

import pyarrow as pa

from benangmerah.kernel.explanation import Message, Term, Value, message
from benangmerah.reports.format.xlsx import LINE_HEIGHT, NO_DATA, Cell, Document, Sheet, row_height

ROWS_PER_SHEET = 1_000_000
"""A sheet holds 1,048,576 rows; the rest stay free for titles and notes."""

HEADING_MARGIN = 6
A4_WIDTH = 190  # characters that stay readable on one landscape page

TEXTS = frozenset({"text", "id", "term", "value"})

PAGE = message("Page {number} of {count}", number="&P", count="&N")

Row: TypeAlias = "Sequence[str | int | float | None]"
ToCell: TypeAlias = "Callable[[str | int | float | None], Cell]"


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in characters, and what stands in it.

    Kinds: text, id (digits that stay text), term (a code shown as a word), value (a code or somebody's own words, left
    as they are), count, rupiah, figure and percent (two decimals).
    """

    heading: Value
    width: float
    kind: str = "text"


@dataclass(frozen=True)
class TableSheet:
    """A table with the sheet it stands on.

    `notes` are lines above the heading, `warning` stands above them in red; `groups` are headings over so many columns
    each; `totals` are set off below the rows, for tables that one sheet holds.
    """

    name: Value
    title: Message
    columns: Sequence[Column]
    notes: Sequence[Message] = ()
    warning: Message | None = None
    frozen_columns: int = 1
    groups: Sequence[tuple[Value, int]] = ()
    totals: Sequence[Row] = ()


def write_table(document: Document, table: TableSheet, rows: Iterable[Row], limit: int = ROWS_PER_SHEET) -> None:
    """Write the table, on as many sheets as its rows need."""
    rest = iter(rows)
    number, first = 1, next(rest, None)
    while first is not None or number == 1:
        start = () if first is None else (first,)
        write_part(document, table, chain(start, islice(rest, limit - 1)), number)
        number, first = number + 1, next(rest, None)


def write_part(document: Document, table: TableSheet, rows: Iterable[Row], number: int = 1) -> None:
    """Write one sheet of the table."""
    name = document.say(table.name)
    sheet = document.add_sheet(name if number == 1 else f"{name} ({number})", PAGE)
    sheet.set_widths([column.width for column in table.columns])
    if sum(column.width for column in table.columns) > A4_WIDTH:
        sheet.use_large_paper()
    sheet.add_row([(document.say(table.title), document.look("title"))], height=24)
    if table.warning is not None:
        sheet.add_row([(document.say(table.warning), document.look("warning"))])
    for note in table.notes:
        sheet.add_row([(document.say(note), document.look("note"))])
    _add_groups(document, sheet, table)
    heading = add_heading(document, sheet, table.columns)
    last = add_rows(document, sheet, table.columns, rows)
    _add_totals(document, sheet, table)
    sheet.frame_table(heading, last, len(table.columns), table.frozen_columns)
    for index, column in enumerate(table.columns):
        if column.kind == "id":
            sheet.expect_digits_as_text(index, heading + 1, last)


def _add_groups(document: Document, sheet: Sheet, table: TableSheet) -> None:
    if not table.groups:
        return
    groups = [(document.say(name), count) for name, count in table.groups]
    sizes = iter([column.width for column in table.columns])
    widths = [sum(islice(sizes, count)) for _, count in groups]
    cells: list[Cell] = [(name, None) for name, _ in groups]
    height = row_height(cells, widths) or LINE_HEIGHT
    sheet.add_groups(0, groups, document.look("group"), height + HEADING_MARGIN)


def _add_totals(document: Document, sheet: Sheet, table: TableSheet) -> None:
    for row in table.totals:
        pairs = zip(row, table.columns, strict=True)
        sheet.add_row([_total_cell(document, value, column.kind) for value, column in pairs])


def _total_cell(document: Document, value: str | float | None, kind: str) -> Cell:
    if kind in TEXTS:
        word = document.word(value) if isinstance(value, str) and kind == "term" else value
        return word or None, document.look("total_text")
    if value is None:
        return NO_DATA, document.look("no_data")
    return None if value == "" else value, document.number_look(kind, "total")


def rows_of(columns: Sequence[pa.ChunkedArray], at_once: int = 10_000) -> Iterator[Row]:
    """The rows of columns of the same length, a few thousand in memory at a time."""
    table = pa.table(list(columns), names=[str(number) for number in range(len(columns))])
    for batch in table.to_batches(max_chunksize=at_once):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def add_heading(document: Document, sheet: Sheet, columns: Sequence[Column]) -> int:
    """Write the row of headings and say where it stands."""
    look = document.look("heading")
    cells = [(document.say(column.heading), look) for column in columns]
    height = row_height(cells, [column.width for column in columns]) or LINE_HEIGHT
    return sheet.add_row(cells, height + HEADING_MARGIN)


def add_rows(document: Document, sheet: Sheet, columns: Sequence[Column], rows: Iterable[Row]) -> int:
    """Write the rows and say where the last one stands."""
    to_cells = [cell_writer(document, column.kind) for column in columns]
    widths = [column.width for column in columns]
    last = sheet.row - 1
    for row in rows:
        cells = [to_cell(value) for to_cell, value in zip(to_cells, row, strict=True)]
        last = sheet.add_row(cells, row_height(cells, widths))
    return last


def cell_writer(document: Document, kind: str) -> ToCell:
    """How values of a column become cells: a figure that is not known is grey and says so."""
    if kind == "text":
        return text_writer(document, str)
    if kind == "term":
        return text_writer(document, cache(document.word))
    if kind == "value":
        return text_writer(document, cache(lambda code: document.say(Term(code))))
    look = document.number_look(kind, "text" if kind == "id" else "number")
    unknown: Cell = (NO_DATA, document.look("no_data"))
    return lambda value: unknown if value is None else (value, look)


def text_writer(document: Document, say: Callable[[str], str]) -> ToCell:
    """How texts become cells: an unknown one stays empty."""
    look = document.look("text")
    return lambda value: (None if value is None else say(str(value)), look)
