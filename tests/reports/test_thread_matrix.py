from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from benangmerah.reports.thread_matrix import read_measured, write_thread_matrix_pdf, write_thread_matrix_xlsx
from benangmerah.reports.unit_target import read_unit_targets
from tests.reports.cast import CAST, change
from tests.reports.plan_cast import ANALYSED
from tests.reports.read_pages import text_of


@pytest.fixture(scope="module")
def text() -> str:
    return text_of(write_thread_matrix_pdf(ANALYSED))


def test_matrix_says_how_many_targets_are_served_and_what_money_is_traced(text: str) -> None:
    assert "Matriks benang merah" in text
    assert "1 dari 3" in text
    assert "19,44 %" in text
    assert "2 sasaran belum didukung" in text


def test_every_target_stands_there_with_its_lines(text: str) -> None:
    for title in ("Jalan mulus", "Murid cerdas", "Arsip tertib", "Pelatihan Integritas"):
        assert title in text


def test_line_without_a_target_is_named(text: str) -> None:
    after = text[text.index("Kegiatan rencana yang tidak mendukung sasaran") :]
    assert "Pelatihan Dasar" in after
    assert "Pelatihan Integritas" not in after


def test_indicator_is_told_in_its_latest_year_with_a_realised_figure() -> None:
    found = {(one.indicator): (one.year, one.aimed, one.realised) for one in read_measured(ANALYSED)}
    assert found["Nilai literasi"] == (2025, 72.0, 66.5)
    assert found["Arsip rapi"] == (2026, 10.0, None)
    by_name = {one.indicator: one for one in read_measured(ANALYSED)}
    assert by_name["Kepuasan pasien"].achievement == 100
    assert by_name["Arsip rapi"].achievement is None


def test_falling_targets_turn_the_achievement_round() -> None:
    indicator = {"objective_id": "s2", "unit_id": None, "name": "Angka stunting", "measure": "persen"}
    years = [{**indicator, "year": 2025, "target": 14.0, "realised": 15.4},
             {**indicator, "year": 2026, "target": 12.0, "realised": None}]  # fmt: skip
    facts = change(ANALYSED, objective_indicators=years)
    assert [one.achievement for one in read_measured(facts)] == [90]
    assert [(one.year, one.is_below) for one in read_unit_targets(facts).targets] == [(2025, True)]
    reached = [{**years[0], "realised": 14.0}, years[1]]
    assert [one.is_below for one in read_unit_targets(change(ANALYSED, objective_indicators=reached)).targets] == [
        False
    ]


def test_workbook_has_the_same_tables() -> None:
    book = load_workbook(BytesIO(write_thread_matrix_xlsx(ANALYSED)))
    assert book.sheetnames[1:] == [
        "Sasaran pembangunan",
        "Sasaran dan kegiatan",
        "Indikator",
        "Tanpa sasaran",
        "Benang lengkap",
    ]
    cells = [cell for row in book["Sasaran pembangunan"].iter_rows(values_only=True) for cell in row]
    assert {"Jalan mulus", "Murid cerdas", "Arsip tertib"} <= set(cells)


def test_workbook_walks_from_each_target_over_unit_and_competency_to_a_line() -> None:
    sheet = load_workbook(BytesIO(write_thread_matrix_xlsx(ANALYSED)))["Benang lengkap"]
    cells = list(sheet.iter_rows(values_only=True))
    at = next(number for number, row in enumerate(cells) if row[0] == "Sasaran")
    rows = [dict(zip(cells[at], row, strict=True)) for row in cells[at + 1 :]]
    assert {row["Sasaran"] for row in rows} == {"Murid cerdas", "Arsip tertib"}  # nobody is asked anything for roads
    (school,) = [row for row in rows if row["Diminta oleh"] == "Guru belajar"]
    assert (school["Jenis"], school["Bobot"]) == ("Program", 1)
    served = [row for row in rows if row["Pegawai yang naik"]]
    assert {row["Kegiatan dalam rencana"] for row in served} == {"Pelatihan Integritas"}
    idle = [row for row in rows if not row["Pegawai yang naik"]]
    assert {row["Kegiatan dalam rencana"] for row in idle} == {"Tidak ada kegiatan yang menaikkan kompetensinya"}


def test_run_without_a_plan_still_gives_the_matrix_and_says_so() -> None:
    assert "Belum ada rencana" in text_of(write_thread_matrix_pdf(CAST))


def test_same_facts_give_the_same_bytes() -> None:
    assert write_thread_matrix_pdf(ANALYSED) == write_thread_matrix_pdf(ANALYSED)
    assert write_thread_matrix_xlsx(ANALYSED) == write_thread_matrix_xlsx(ANALYSED)
