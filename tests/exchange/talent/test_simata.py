"""The file for SIMATA, read back: every column, figures as figures, and nothing a spreadsheet would compute."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from io import BytesIO, StringIO

import openpyxl

from benangmerah.exchange.talent.simata import COLUMNS, SimataRow, write_simata_csv, write_simata_workbook

ROWS = (
    SimataRow("199001012015031001", "Budi, S.Kep.", "Puskesmas", "Perawat", 2026, 8, Fraction(2507, 30),
              "sesuai ekspektasi", "tinggi", "diimpor", "Tim", "SK 1"),
    SimataRow("199205052018032002", "=HYPERLINK(\"http://x\")", "+62", "-1", None, 3, None, "@cmd", "menengah",
              "dihitung", None, None),
)  # fmt: skip


def test_csv_read_back_has_every_column_and_no_formula() -> None:
    heading, first, second = csv.reader(StringIO(write_simata_csv(ROWS).decode("utf-8-sig")))
    assert heading == [column.name for column in COLUMNS]
    assert first == ["199001012015031001", "Budi, S.Kep.", "Puskesmas", "Perawat", "2026", "8", "83.57",
                     "sesuai ekspektasi", "tinggi", "diimpor", "Tim", "SK 1"]  # fmt: skip
    assert second == ["199205052018032002", "'=HYPERLINK(\"http://x\")", "'+62", "'-1", "", "3", "", "'@cmd", "menengah",
                      "dihitung", "", ""]  # fmt: skip


def test_workbook_read_back_keeps_texts_as_texts_and_says_what_columns_mean() -> None:
    data = write_simata_workbook(ROWS, ["Sembilan kotak Kota Contoh"], date(2026, 8, 17))
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book["SIMATA"]
    heading, first, second = sheet.iter_rows(values_only=True)
    assert heading == tuple(column.name for column in COLUMNS)
    assert first[:8] == ("199001012015031001", "Budi, S.Kep.", "Puskesmas", "Perawat", 2026, 8, 83.57,
                         "sesuai ekspektasi")  # fmt: skip
    assert second[4] is None
    assert second[6] is None
    assert [cell.data_type for cell in sheet[3]].count("f") == 0
    assert sheet["B3"].value == '=HYPERLINK("http://x")'
    assert sheet["B3"].data_type == "s"
    assert sheet["B3"].hyperlink is None
    told = [row[0] for row in book["Keterangan"].iter_rows(values_only=True)]
    assert told[:2] == ["Sembilan kotak Kota Contoh", "Ditulis pada 17 Agustus 2026."]
    assert {column.name for column in COLUMNS} <= set(told)


def test_same_rows_give_the_same_bytes() -> None:
    assert write_simata_workbook(ROWS, [], date(2026, 8, 17)) == write_simata_workbook(ROWS, [], date(2026, 8, 17))
