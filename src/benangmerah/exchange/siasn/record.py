"""The rows of an export, cell by cell as SIASN means them: no leading apostrophe, no text null, days as days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from benangmerah.exchange.imports.fault import lost_digits
from benangmerah.exchange.imports.grid import Fault, Grid
from benangmerah.exchange.imports.settle_cells import is_exact, write_value
from benangmerah.exchange.siasn.heading import USED, plain_heading
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message

TABLE = "employees"
"""A row of the export is a person, so its refusals are told under this table, by the export's own heading."""

_NOTHING = {"", "NULL", "-"}
_SERIAL_ZERO = date.fromisoformat("1899-12-30")
_SERIAL = re.compile(r"[1-9]\d{4}")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-/](?P<month>\d{1,2})[-/](?P<year>\d{4})")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})( 00:00:00)?")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
    """One person's row: the texts that stand in it, by heading."""

    row: int
    texts: Mapping[str, str]

    def text(self, *headings: str) -> str | None:
        """The first of these headings that holds something."""
        return next((self.texts[heading] for heading in headings if heading in self.texts), None)


class Export:
    """The rows of an export, and the refusals found in them so far."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.refusals: list[Refusal] = grid.refuse_rows(TABLE)
        found = [plain_heading(heading) for heading in grid.headings]
        self.positions = {heading: found.index(heading) for heading in USED if heading in found}
        self.repeated = [heading for heading in self.positions if found.count(heading) > 1]

    def records(self) -> list[Record]:
        """Every row with the headings that are used."""
        columns = {heading: _clean(self.grid.columns[position]) for heading, position in self.positions.items()}
        return [
            Record(row, {heading: texts[index] for heading, texts in columns.items() if texts[index]})
            for index, row in enumerate(self.grid.row_numbers().to_pylist())
        ]

    def refuse(self, record: Record, heading: str, fault: Fault) -> None:
        """Tell what is wrong in one cell."""
        position = self.positions.get(heading)
        place = self.grid.place if position is None else self.grid.place_of(record.row, position)
        self.refusals.append(Refusal(TABLE, record.row, heading, record.text(heading), *fault, place))

    def refuse_cell_faults(self, rows: set[int]) -> None:
        """Formula errors, merged cells and broken letters in the cells that are used."""
        headings = {position: heading for heading, position in self.positions.items()}
        for (row, position), found in sorted(self.grid.cell_faults.items()):
            if found.told and row in rows and position in headings:
                place = self.grid.place_of(row, position)
                self.refusals.append(Refusal(TABLE, row, headings[position], found.value, *found.fault, place))


def read_number(text: str, digits: int) -> str | Fault:
    """A person's number as its digits, or why it cannot be taken."""
    number = "".join(text.split())
    if _SCIENTIFIC.fullmatch(number):
        return lost_digits(text)
    if not (number.isascii() and number.isdigit() and len(number) == digits):
        reason = message("{value} does not have {digits} digits.", value=text, digits=digits)
        return reason, message("Copy it again from SIASN, with the column formatted as text.")
    return number


def read_day(text: str) -> date | Fault:
    """A day written dd-mm-yyyy, year first, or as the serial number of a spreadsheet; or why it is none."""
    if _SERIAL.fullmatch(text):
        return _SERIAL_ZERO + timedelta(days=int(text))
    written = _DAY_FIRST.fullmatch(text) or _ISO.fullmatch(text)
    if written is None:
        return message("{value} is not a date.", value=text), message("Enter a date such as 31-01-2026.")
    try:
        return date(*map(int, written.group("year", "month", "day")))
    except ValueError:
        return message("There is no day {value}.", value=text), message("Correct the date.")


def _clean(cells: pa.ChunkedArray | Sequence[object]) -> list[str]:
    values = cells if isinstance(cells, Sequence) else cells.to_pylist()
    return [_clean_cell(value) for value in values]


def _clean_cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer() and not is_exact(cell):
        return f"{cell:E}"  # shown as a spreadsheet shows it, so that lost digits are seen to be lost
    text = (write_value(cell) or "").strip().lstrip("'’`").strip()
    return "" if text.upper() in _NOTHING else text
