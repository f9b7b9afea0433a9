from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from benangmerah.kernel.explanation import Message
from benangmerah.reports.format.table import Column, Row, TableSheet, write_table
from benangmerah.reports.format.xlsx import Edge, write_document

TABLE = TableSheet("Daftar", Message("Title"), (Column("Nama", 12), Column("Nilai", 8, "figure")))


def write(rows: Iterable[Row], limit: int = 1000, edge: Edge | None = None) -> Any:
    page = edge or Edge("Judul", "Hari", "Snapshot")
    data = write_document(page, date(2026, 1, 1), "en", lambda document: write_table(document, TABLE, rows, limit))
    return load_workbook(BytesIO(data))


@pytest.mark.parametrize(
    ("count", "sheets"),
    [(0, {"Daftar": []}), (2, {"Daftar": ["0", "1"]}), (3, {"Daftar": ["0", "1"], "Daftar (2)": ["2"]})],
)
def test_table_goes_on_in_a_further_sheet_when_full(count: int, sheets: dict[str, list[str]]) -> None:
    book = write([(str(number), 1.0) for number in range(count)], limit=2)
    assert {sheet.title: [row[0] for row in sheet.iter_rows(min_row=3, values_only=True)] for sheet in book} == sheets


def test_unknown_figure_is_grey_and_unknown_text_is_empty() -> None:
    name, value = write([(None, None)])["Daftar"][3]
    assert (name.value, value.value, value.fill.patternType) == (None, "–", "lightUp")


def test_long_text_makes_the_row_higher() -> None:
    sheet = write([("Dinas Pekerjaan Umum", 1.0), ("Dinas", 2.0)])["Daftar"]
    assert (sheet.row_dimensions[3].height, sheet.row_dimensions[4].height) == (45.0, None)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    cell = write([("=1+1", 1.0)])["Daftar"]["A3"]
    assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_edge_of_the_page_keeps_ampersands_and_cuts_what_is_too_long() -> None:
    sheet = write([], edge=Edge("Seni & Budaya", "1 Januari", "x" * 300))["Daftar"]
    assert (sheet.oddHeader.left.text, sheet.oddFooter.left.text) == ("Seni && Budaya", "x" * 80)


def test_nothing_is_left_behind_on_disk(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    write([("Budi", 1.0)])
    assert list(tmp_path.iterdir()) == []


def test_groups_stand_above_the_heading_and_totals_below_the_filtered_rows() -> None:
    table = TableSheet(
        "Daftar", Message("Title"), TABLE.columns, groups=[("Siapa", 1), ("Berapa", 1)], totals=[("Jumlah", 3.0)]
    )
    page = Edge("Judul", "Hari", "Snapshot")
    data = write_document(
        page, date(2026, 1, 1), "en", lambda document: write_table(document, table, [("A", 1.0), ("B", 2.0)])
    )
    sheet = load_workbook(BytesIO(data))["Daftar"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows == [("Siapa", "Berapa"), ("Nama", "Nilai"), ("A", 1), ("B", 2), ("Jumlah", 3)]
    assert (sheet.auto_filter.ref, sheet["B6"].font.bold, sheet["B6"].number_format) == ("A3:B5", True, "#,##0.00")


def test_totals_say_words_and_what_nobody_knows_like_the_rows() -> None:
    columns = (
        Column("Jenis", 12, "term"),
        Column("Nama", 12),
        Column("Nilai", 8, "figure"),
        Column("Jumlah", 8, "count"),
    )
    table = TableSheet("Daftar", Message("Title"), columns, totals=[("technical", "", None, ""), (None, "a", 1.5, 2)])
    page = Edge("Judul", "Hari", "Snapshot")
    data = write_document(page, date(2026, 1, 1), "en", lambda document: write_table(document, table, []))
    sheet = load_workbook(BytesIO(data))["Daftar"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows == [("Technical", None, "–", None), (None, "a", 1.5, 2)]
    assert sheet["C3"].fill.patternType == "lightUp"
