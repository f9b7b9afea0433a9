"""A list of a page as a workbook: letterhead, frozen heading, and every value by its own kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from benangmerah.kernel.explanation import message, render_value
from benangmerah.reports.format.table import PAGE, Column, add_heading
from benangmerah.reports.format.xlsx import NO_DATA, Cell, Document, Edge, Sheet, row_height, write_document

FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 spreadsheets count their days from here, in no zone
SECONDS_PER_DAY = 86_400
LONGEST_SHEET = 1_000_000
LONGEST_TEXT = 32_767
NARROW, WIDE = 12.0, 28.0
ListValue: TypeAlias = "str | int | float | Decimal | Fraction | date | datetime | None"


@dataclass(frozen=True)
class ListColumn:
    """A column: its heading, whether it holds figures (an unknown one is then grey), and whether they are shares."""

    heading: str
    is_number: bool = False
    is_share: bool = False


@dataclass(frozen=True)
class ListFacts:
    """What stands above and around the rows: whose they are, what they rest on, what they were chosen by."""

    title: str
    agency: str
    day: date
    columns: Sequence[ListColumn]
    notes: Sequence[str] = ()
    warning: str = ""
    row_count: int = 0


def write_list_workbook(facts: ListFacts, rows: Iterable[Sequence[ListValue]], language: str = "id") -> bytes:
    """The bytes of a workbook with one sheet; the rows are taken one after the other."""
    day = f"{facts.agency}, {render_value(facts.day, language)}"
    edge = Edge(facts.title, day, "; ".join(facts.notes), facts.warning)
    return write_document(edge, facts.day, language, lambda document: _write_sheet(document, facts, rows))


def _write_sheet(document: Document, facts: ListFacts, rows: Iterable[Sequence[ListValue]]) -> None:
    sheet = document.add_sheet(_sheet_name(facts.title), PAGE)
    columns = [_frame(column) for column in facts.columns]
    widths = [column.width for column in columns]
    sheet.set_widths(widths)
    sheet.add_row([(facts.agency, document.look("subtitle"))])
    sheet.add_row([(facts.title, document.look("title"))], height=24)
    if facts.warning:
        sheet.add_row([(facts.warning, document.look("warning"))])
    told = document.say(message("{rows} rows, written on {day}", rows=facts.row_count, day=facts.day))
    cut = []
    if facts.row_count > LONGEST_SHEET:
        cut = [document.say(message("Only the first {rows} rows: a sheet holds no more.", rows=LONGEST_SHEET))]
    for note in (told, *cut, *facts.notes):
        sheet.add_row([(note, document.look("note"))])
    heading = add_heading(document, sheet, columns)
    last = _add_rows(document, sheet, facts.columns, rows, widths)
    sheet.frame_table(heading, last, len(columns))
    for place in range(len(columns)):
        sheet.expect_digits_as_text(place, heading + 1, last)


def _add_rows(
    document: Document, sheet: Sheet, columns: Sequence[ListColumn], rows: Iterable[Sequence[ListValue]],
    widths: Sequence[float],
) -> int:  # fmt: skip
    writers = [_writer(document, column) for column in columns]
    last = sheet.row - 1
    for count, row in enumerate(rows):
        if count == LONGEST_SHEET:
            break
        cells = [write(value) for write, value in zip(writers, row, strict=True)]
        last = sheet.add_row(cells, row_height(cells, widths))
    return last


def _writer(document: Document, column: ListColumn) -> Callable[[ListValue], Cell]:
    """How a value of the column becomes a cell; a text stays a text, whatever it begins with."""
    text, day = document.look("text"), document.number_look("day")
    whole, broken = document.number_look("count"), document.number_look("share" if column.is_share else "figure")
    unknown: Cell = (NO_DATA, document.look("no_data")) if column.is_number else (None, text)

    def write(value: ListValue) -> Cell:
        if value is None:
            return unknown
        if isinstance(value, str):
            return value[:LONGEST_TEXT], text
        if isinstance(value, datetime):
            return _number_of_day(value), document.number_look("moment")
        if isinstance(value, date):
            return _number_of_day(datetime(value.year, value.month, value.day)), day  # noqa: DTZ001 a day has no zone
        if isinstance(value, int) and not column.is_share:
            return int(value), whole
        return float(value), broken

    return write


def _number_of_day(moment: datetime) -> float:
    """The moment as a spreadsheet counts it.

    >>> _number_of_day(datetime(2026, 8, 17, 12))
    46251.5
    """
    passed = moment.replace(tzinfo=None) - FIRST_DAY
    return passed.days + passed.seconds / SECONDS_PER_DAY


def _frame(column: ListColumn) -> Column:
    return Column(column.heading, max(NARROW, len(column.heading) / 2) if column.is_number else WIDE)


def _sheet_name(title: str) -> str:
    """A name that a sheet may have.

    >>> _sheet_name("Pegawai: [belum/dinilai]"), _sheet_name("?")
    ('Pegawai belum dinilai', 'List')
    """
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)
    return " ".join(plain.split()) or "List"
