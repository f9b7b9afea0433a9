"""What SIMATA is given: one row a person who stands in a box, as CSV and as a workbook.

The names BOX, SUMBU_X and SUMBU_Y are those of the service that BKN's talent mapping was seen to take; that X is the
potential and Y the performance, and that BOX is numbered as PermenPANRB 3/2020 does, is our reading.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO

import xlsxwriter

from benangmerah.exchange.exports.workbook import CREATED
from benangmerah.kernel.explanation import Message, message, render
from benangmerah.kernel.quantity import shown

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
WIDE, NARROW = 28, 16


@dataclass(frozen=True)
class SimataRow:
    """Somebody who stands in a box."""

    employee_id: str
    name: str
    unit: str
    position: str
    period: int | None
    box: int
    potential_score: Fraction | None
    performance: str
    potential: str
    origin: str
    source: str | None
    decree: str | None


@dataclass(frozen=True)
class SimataColumn:
    """A column: its name, what it means, and its value for a row; a figure stays a figure in the workbook."""

    name: str
    words: Message
    value: Callable[[SimataRow], str | float | int | None]


def _score(row: SimataRow) -> float | None:
    return None if row.potential_score is None else float(shown(row.potential_score))


COLUMNS: Sequence[SimataColumn] = (
    SimataColumn("NIP", message("The person's NIP; SIMATA's own id (pns_id) is looked up by it."),
                 lambda row: row.employee_id),
    SimataColumn("NAMA", message("The name, for people who read the file."), lambda row: row.name),
    SimataColumn("UNIT", message("The unit of today."), lambda row: row.unit),
    SimataColumn("JABATAN", message("The position held today."), lambda row: row.position),
    SimataColumn("PERIODE", message("The year of the imported result; empty where the box was computed."),
                 lambda row: row.period),
    SimataColumn("BOX", message("The box by the numbers of PermenPANRB 3/2020, whatever numbering the agency uses."),
                 lambda row: row.box),
    SimataColumn("SUMBU_X", message("The potential as a score; empty where only its level was given (assumed: X)."),
                 _score),
    SimataColumn("SUMBU_Y", message("The performance as a band: above, meets or below expectations (assumed: Y)."),
                 lambda row: row.performance),
    SimataColumn("TINGKAT_POTENSIAL", message("The level of the potential."), lambda row: row.potential),
    SimataColumn("ASAL", message("Whether the box was imported from a decision, or computed by BenangMerah."),
                 lambda row: row.origin),
    SimataColumn("SUMBER", message("What the imported result names as its source."), lambda row: row.source),
    SimataColumn("NOMOR_KEPUTUSAN", message("The decision, where one was named."), lambda row: row.decree),
)  # fmt: skip


def write_simata_csv(rows: Iterable[SimataRow]) -> bytes:
    """UTF-8 with commas and one heading row; a value that a spreadsheet would take for a formula gets an apostrophe."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in COLUMNS)
    for row in rows:
        writer.writerow([_harmless(column.value(row)) for column in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def write_simata_workbook(rows: Iterable[SimataRow], notes: Sequence[str], day: date, language: str = "id") -> bytes:
    """A sheet of rows, with texts kept as texts, and a sheet that says what each column means."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        workbook.set_properties({"created": CREATED})
        bold, text = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "@"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        sheet = workbook.add_worksheet("SIMATA")
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, WIDE if column.name in {"NAMA", "UNIT", "JABATAN"} else NARROW)
            sheet.write_string(0, place, column.name, bold)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(COLUMNS):
                value = column.value(row)
                if isinstance(value, str):
                    sheet.write_string(number, place, value, text)
                elif value is not None:
                    sheet.write_number(number, place, value)
        told = workbook.add_worksheet("Keterangan")
        told.set_column(0, 0, WIDE)
        told.set_column(1, 1, WIDE * 2, wrapped)
        lines = [*notes, render(message("Written on {day}.", day=day), language)]
        for number, line in enumerate(lines):
            told.write_string(number, 0, line)
        for number, column in enumerate(COLUMNS, len(lines) + 1):
            told.write_string(number, 0, column.name, bold)
            told.write_string(number, 1, render(column.words, language), wrapped)
    return out.getvalue()


def _harmless(value: str | float | None) -> str | float | None:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value
