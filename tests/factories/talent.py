"""Tables of talent results as people send them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook

HEADINGS = ("NIP", "Nama", "Periode", "Kinerja", "Tingkat Potensial", "Nilai Potensial", "Nilai Kompetensi",
            "Nilai Potensi", "Nilai Rekam Jejak", "Kotak", "Sumber", "Nomor Keputusan")  # fmt: skip
PLACES = {heading: "ABCDEFGHIJKL"[place] for place, heading in enumerate(HEADINGS)}


def row(nip: object, **cells: object) -> list[object]:
    """A row that is right, but for what is given: heading with `_` for its spaces."""
    values: dict[str, object] = {"NIP": nip, "Periode": 2026, "Kinerja": "Sesuai ekspektasi", "Nilai Potensial": 82.5,
                                 "Sumber": "Tim Talenta"}  # fmt: skip
    values |= {heading.replace("_", " "): value for heading, value in cells.items()}
    return [values.get(heading) for heading in HEADINGS]


def workbook(rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook with one sheet called Talenta."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Talenta"
    for each in (headings, *rows):
        sheet.append(list(each))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def csv_file(rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> bytes:
    """The same as CSV."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(["" if cell is None else cell for cell in each] for each in rows)
    return text.getvalue().encode()
