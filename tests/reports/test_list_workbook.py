from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from benangmerah.reports.list_workbook import ListColumn, ListFacts, ListValue, write_list_workbook

DAY = date(2026, 8, 17)


def read(
    rows: Sequence[Sequence[ListValue]], columns: Sequence[ListColumn], *, language: str = "id", warning: str = ""
) -> Any:
    facts = ListFacts(
        "Pegawai: dinilai", "Kota Contoh", DAY, columns, ["Proses 7", "Unit: Dinas A"], warning, len(rows)
    )
    return load_workbook(BytesIO(write_list_workbook(facts, rows, language))).active


def test_letterhead_says_whose_it_is_how_much_and_what_it_was_chosen_by() -> None:
    sheet = read([["Budi"], ["Sari"]], [ListColumn("Nama")], warning="Simulasi, bukan angka resmi")
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == [
        "Kota Contoh", "Pegawai: dinilai", "Simulasi, bukan angka resmi", "2 baris, ditulis pada 17 Agustus 2026",
        "Proses 7", "Unit: Dinas A", "Nama", "Budi", "Sari",
    ]  # fmt: skip
    assert (sheet.title, sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == (
        "Pegawai dinilai", "B8", "$7:$7", "A7:A9",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "column", "read_back", "kind", "look"),
    [
        ("=1+1", ListColumn("x"), "=1+1", "s", "General"),
        ("198001012005011001", ListColumn("x"), "198001012005011001", "s", "General"),
        (12_000, ListColumn("x", is_number=True), 12_000, "n", "[$-421]#,##0"),
        (1.5, ListColumn("x", is_number=True), 1.5, "n", "[$-421]#,##0.00"),
        (Decimal("2.25"), ListColumn("x", is_number=True), 2.25, "n", "[$-421]#,##0.00"),
        (Fraction(1, 4), ListColumn("x", is_number=True, is_share=True), 0.25, "n", "[$-421]0.0%"),
        (1, ListColumn("x", is_number=True, is_share=True), 1, "n", "[$-421]0.0%"),
        (date(2026, 2, 28), ListColumn("x"), datetime(2026, 2, 28), "d", "[$-421]d mmmm yyyy"),  # noqa: DTZ001
        (datetime(2026, 2, 28, 18), ListColumn("x"), datetime(2026, 2, 28, 18), "d", "[$-421]d mmmm yyyy hh:mm"),  # noqa: DTZ001
        (None, ListColumn("x"), None, "n", "General"),
        (None, ListColumn("x", is_number=True), "–", "s", "General"),
    ],
)
def test_value_keeps_its_kind(value: ListValue, column: ListColumn, read_back: object, kind: str, look: str) -> None:
    cell = read([[value]], [column])["A7"]
    assert (cell.value, cell.data_type, cell.number_format) == (read_back, kind, look)


def test_same_list_gives_the_same_bytes() -> None:
    facts = ListFacts("Unit", "Kota", DAY, [ListColumn("Nama")], row_count=1)
    assert write_list_workbook(facts, [["A"]]) == write_list_workbook(facts, [["A"]])
