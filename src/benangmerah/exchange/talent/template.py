"""An empty table for talent results: the headings that are read, and what may stand below each."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from benangmerah.exchange.exports.workbook import CREATED
from benangmerah.kernel.explanation import Message, message, render

WIDTH, WIDE = 22, 90
HEADINGS: Sequence[tuple[str, bool, Message]] = (
    ("NIP", True, message("18 digits, as text.")),
    ("Nama", False, message("For people who read the table; it is not taken.")),
    ("Periode", True, message("The year of the result, like 2026.")),
    ("Kinerja", False, message("Di atas ekspektasi, Sesuai ekspektasi or Di bawah ekspektasi; or the predicate of the "
                               "evaluation. Empty: the predicate of the staff data holds.")),
    ("Tingkat Potensial", False, message("Tinggi, Menengah or Rendah, where a decision gives the level.")),
    ("Nilai Potensial", False, message("0 to 100; the agency's thresholds make the level of it.")),
    ("Nilai Kompetensi", False, message("0 to 100, where the potential is to be computed from its parts. Empty: the "
                                        "job match of the published run.")),
    ("Nilai Potensi", False, message("0 to 100, a part of the potential.")),
    ("Nilai Rekam Jejak", False, message("0 to 100, a part of the potential.")),
    ("Kotak", False, message("1 to 9 in the agency's numbering, where a decision names the box itself.")),
    ("Sumber", True, message("Where the result comes from, like Tim Manajemen Talenta 2026.")),
    ("Nomor Keputusan", False, message("The decision, where there is one.")),
)  # fmt: skip


def write_talent_template(language: str = "id") -> bytes:
    """A workbook with the headings, and a sheet that says what they mean; a star marks what must be filled in."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": CREATED})
        bold, text = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "@"})
        sheet, told = workbook.add_worksheet("Talenta"), workbook.add_worksheet("Petunjuk")
        sheet.freeze_panes(1, 0)
        told.set_column(0, 0, WIDTH)
        told.set_column(1, 1, WIDE)
        for place, (heading, is_required, words) in enumerate(HEADINGS):
            name = f"{heading} *" if is_required else heading
            sheet.set_column(place, place, WIDTH, text)
            sheet.write_string(0, place, name, bold)
            told.write_string(place, 0, name, bold)
            told.write_string(place, 1, render(words, language))
    return out.getvalue()
