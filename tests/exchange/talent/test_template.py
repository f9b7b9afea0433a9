"""The template is read by the reader of results, and says what every column means."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl

from benangmerah.exchange.talent.sheet import read_talent_sheet
from benangmerah.exchange.talent.template import HEADINGS, write_talent_template


def test_filled_in_template_is_read_whole(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(write_talent_template()))
    sheet = book["Talenta"]
    cells = ("199001012015031001", "Budi", "2026", "Baik", "Tinggi", "91", "90", "80", "70", "8", "Tim", "SK 1")
    for column, value in enumerate(cells, 1):
        sheet.cell(2, column, value)
    path = tmp_path / "templat.xlsx"
    book.save(path)
    found = read_talent_sheet(path, {"baik": "meets"}, 9)
    assert found.refusals == []
    assert found.ignored == []
    (line,) = found.lines
    assert (line.performance, line.potential, line.score, line.box, len(line.parts)) == (
        "meets",
        "high",
        Fraction(91),
        8,
        3,
    )


def test_every_column_is_explained() -> None:
    told = openpyxl.load_workbook(BytesIO(write_talent_template()))["Petunjuk"]
    rows = list(told.iter_rows(values_only=True))
    assert [str(row[0]).rstrip(" *") for row in rows] == [heading for heading, *_ in HEADINGS]
    assert all(row[1] for row in rows)
