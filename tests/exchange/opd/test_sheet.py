from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benangmerah.exchange.imports.mend import Mend
from benangmerah.exchange.opd.directory import Directory, person_key
from benangmerah.exchange.opd.heading_rows import find_heading_rows
from benangmerah.exchange.opd.meaning import suggest_columns
from benangmerah.exchange.opd.raw_sheet import RawSheet, read_raw_sheets
from benangmerah.exchange.opd.sheet import OpdReading, Respelt, read_opd_sheet
from benangmerah.kernel.explanation import render
from benangmerah.regulations.library import Law, load_library
from tests.exchange.opd.ugly import BUDI, LAYOUT, NINA, PLACE, RATNA, SARI, known, write_ugly


@pytest.fixture(scope="module")
def law() -> Law:
    return load_library().on(date(2026, 1, 1))


@pytest.fixture
def sheet(tmp_path: Path) -> RawSheet:
    return read_raw_sheets(write_ugly(tmp_path / "Data FIX.xlsx"))[0]


def read(sheet: RawSheet, law: Law, directory: Directory | None = None, **layout: object) -> OpdReading:
    return read_opd_sheet(sheet, replace(LAYOUT, **layout), PLACE, directory or known(), law)  # type: ignore[arg-type]


def refusals_of(read: OpdReading) -> list[tuple[str, str | None, str]]:
    return [
        (refusal.place.rpartition(", ")[2], refusal.value, render(refusal.reason, "en"))
        for refusal in read.reading.refusals
    ]


def test_sheets_are_listed_the_hidden_one_as_hidden_the_empty_one_not(tmp_path: Path) -> None:
    sheets = read_raw_sheets(write_ugly(tmp_path / "u.xlsx"))
    assert [(each.name, each.is_hidden) for each in sheets] == [("Lampiran", False), ("coret", True)]


def test_heading_of_two_lines_is_found_with_what_it_means(sheet: RawSheet) -> None:
    best = find_heading_rows(sheet)[0]
    assert (best.first, best.last, best.headings) == (
        7, 8, ("No", "Nama Lengkap\ndan Gelar", "NIP", "Data Pegawai\nTgl. Lahir", "Data Pegawai\nGol/Ruang",
               "Data Pegawai\nJabatan", "Pendidikan\nTerakhir", "JPL"),
    )  # fmt: skip
    assert suggest_columns(best.headings, "employees") == LAYOUT.columns


def test_what_a_heading_means_is_suggested_once_each() -> None:
    headings = ("No", "NAMA LENGKAP", "NIP", "Pangkat / Golongan", "Unit Kerja", "Nama", "Aneh")
    assert suggest_columns(headings, "employees") == {1: "name", 2: "employee_id", 3: "rank", 4: "unit_id"}


def test_every_row_has_its_fate(sheet: RawSheet, law: Law) -> None:
    found = read(sheet, law)
    assert [(row.row, row.fate.value) for row in found.left_out] == [
        (1, "letterhead"), (2, "letterhead"), (3, "letterhead"), (5, "letterhead"), (7, "heading"), (8, "heading"),
        (9, "numbering"), (10, "block"), (14, "subtotal"), (15, "block"), (18, "signature"), (19, "signature"),
        (21, "signature"), (22, "signature"),
    ]  # fmt: skip
    assert found.reading.dataset.tables["employees"].rows.to_pylist() == [11, 12, 13, 16, 17]  # type: ignore[union-attr]


def test_rows_are_read_in_every_spelling(sheet: RawSheet, law: Law) -> None:
    table = read(sheet, law).reading.dataset.table("employees")
    names = (
        "employee_id",
        "name",
        "birth_date",
        "rank",
        "position_id",
        "unit_id",
        "education_level",
        "learning_hours",
        "status",
        "discipline",
    )
    assert [tuple(row[name] for name in names) for row in table.to_pylist()] == [
        (BUDI, "drg. Budi Santoso", date(1990, 1, 1), "III/d", "P1", "PKM-A", "s1", 20.0, "pns", "none"),
        (SARI, "Hj. Sari Wulandari, S.Kep., Ns.", date(1992, 5, 5), "III/d", None, "PKM-A", "s2", None, "pns", None),
        (None, "Ratna", date(1975, 2, 3), "IV/a", None, "PKM-A", "s2", None, None, None),
        (NINA, "Nina", date(2000, 1, 1), "IX", "P1", "PUSTU-A", "d3", 8.0, None, None),
        (None, "Budi Santosa", date(1991, 1, 1), "III/a", "P1", "PUSTU-A", "s1", None, None, None),
    ]


def test_what_cannot_be_taken_is_told_by_its_cell(sheet: RawSheet, law: Law) -> None:
    told = refusals_of(read(sheet, law))
    assert ("C13", "1.98E+17", "1.98E+17 was stored as a number and has lost digits.") in told
    assert ("C17", "1271010101900001", "1271010101900001 is a NIK, the number of an identity card.") in told
    assert ("H13", "3 hari", "3 hari are days, not learning hours.") in told
    assert ("F12", "Ahli Muda - Perawat", "Nobody has decided what Ahli Muda - Perawat means.") in told
    assert ("F13", "Kasi Yankes", "Nobody has decided what Kasi Yankes means.") in told
    assert len([reason for _, _, reason in told if reason == "status must not be empty."]) == 3


def test_names_are_asked_with_suggestions_and_never_decided(sheet: RawSheet, law: Law) -> None:
    asked = [
        (each.kind, each.text, each.row, each.count, [found.id for found in each.suggestions])
        for each in read(sheet, law).questions
    ]
    assert asked == [
        ("person", "Ratna, 1975-02-03", 13, 1, [RATNA]),
        ("person", "Budi Santosa, 1991-01-01", 17, 1, []),
        ("position", "Ahli Muda - Perawat", 12, 1, ["P1"]),
        ("position", "Kasi Yankes", 13, 1, []),
    ]


def test_decisions_hold_for_every_row_they_name(sheet: RawSheet, law: Law) -> None:
    decided = {
        ("person", person_key("Ratna", "1975-02-03")): RATNA, ("position", "ahli muda perawat"): "P1",
        ("position", "kasi yankes"): "P2",
    }  # fmt: skip
    found = read(sheet, law, replace(known(), decided=decided))
    rows = {
        row["name"]: (row["employee_id"], row["position_id"])
        for row in found.reading.dataset.table("employees").to_pylist()
    }
    assert rows["Ratna"] == (RATNA, "P2")
    assert rows["Hj. Sari Wulandari, S.Kep., Ns."] == (SARI, "P1")
    assert [each.text for each in found.questions] == ["Budi Santosa, 1991-01-01"]


def test_row_that_a_person_restores_is_read(sheet: RawSheet, law: Law) -> None:
    found = read(sheet, law, restored=(21,))
    assert 21 in found.reading.dataset.tables["employees"].rows.to_pylist()  # type: ignore[union-attr]
    assert 21 not in [row.row for row in found.left_out]


def test_what_was_read_otherwise_is_kept_beside_the_original(sheet: RawSheet, law: Law) -> None:
    respelt = read(sheet, law).respelt
    assert Respelt("rank", "III D", "III/d", 1) in respelt
    assert Respelt("learning_hours", "20 JPL", "20", 1) in respelt
    assert Respelt("employee_id", "19900101 201503 1 001", BUDI, 1) in respelt


def test_mended_cell_is_taken(sheet: RawSheet, law: Law) -> None:
    mends = [Mend("employees", 13, "employee_id", RATNA), Mend("employees", 13, "learning_hours", "24")]
    found = read_opd_sheet(sheet, LAYOUT, PLACE, known(), law, mends)
    row = found.reading.dataset.table("employees").to_pylist()[2]
    assert (row["employee_id"], row["learning_hours"]) == (RATNA, 24.0)
