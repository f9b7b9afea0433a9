"""A Renstra table as offices write it: what is read, and which cell is refused with which way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from benangmerah.exchange.renstra.sheet import Renstra, key_of, read_renstra
from benangmerah.kernel.explanation import render

HEADINGS = (
    ("Tujuan", "Sasaran", "Indikator", "Kode", "Program/Kegiatan/Sub Kegiatan", "Satuan", "Kondisi Awal", "2026", "2026",
     "2027", "2027", "Unit Penanggung Jawab"),
    ("Tujuan", "Sasaran", "Indikator", "Kode", "Program/Kegiatan/Sub Kegiatan", "Satuan", "Kondisi Awal", "Target", "Rp",
     "Target", "Rp", "Unit Penanggung Jawab"),
)  # fmt: skip
GOAL, TARGET = "Birokrasi yang melayani", "Meningkatnya profesionalitas aparatur"
GOOD = (
    (GOAL, TARGET, "IP ASN", "", "", "poin", 68.5, 74, "", 78, "", ""),
    ("", "", "Pegawai memenuhi JP", "5.04.02", "Program Pengembangan SDM", "persen", "61,5", "70", "1.250.000.000", 80, "", "BKPSDM"),
    ("", "", "", "5.04.02.2.01", "Pengembangan Kompetensi Teknis", "", "", "", 400000000, "", "", ""),
    ("", "", "Peserta", "5.04.02.2.01.0001", "Pelatihan teknis", "", "", "120 orang", "Rp 150.000.000", "", "", "Bidang Diklat"),
    ("", "", "", "5.04.02.2.01.02", "Uji kompetensi", "", "", "", 0, "", "", ""),
)  # fmt: skip
UNITS = {"BKPSDM": "U1", "Bidang Diklat": "U2"}


def write(path: Path, rows: Sequence[Sequence[object]], headings: Sequence[Sequence[object]] = HEADINGS) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Tabel")
    for at, row in enumerate([["RENSTRA BKPSDM 2025-2029"], *headings, [f"({n})" for n in range(1, 13)], *rows]):
        sheet.write_row(at, 0, row)
    book.close()
    return path


@pytest.fixture
def good(tmp_path: Path) -> Renstra:
    return read_renstra(write(tmp_path / "r.xlsx", GOOD), UNITS)


def test_tree_is_read_with_its_levels_from_the_codes(good: Renstra) -> None:
    assert good.refusals == []
    goal, target = key_of("goal", GOAL), key_of("target", TARGET)
    assert [(node.key, node.kind, node.parent) for node in good.nodes.values()] == [
        (goal, "goal", None), (target, "target", goal), ("5.04.02", "program", target),
        ("5.04.02.2.01", "activity", "5.04.02"), ("5.04.02.2.01.0001", "sub_activity", "5.04.02.2.01"),
        ("5.04.02.2.01.02", "sub_activity", "5.04.02.2.01"),
    ]  # fmt: skip


def test_figures_are_read_as_offices_write_them(good: Renstra) -> None:
    target = key_of("target", TARGET)
    assert good.targets == {
        (target, "IP ASN", 2026): ("poin", 74.0), (target, "IP ASN", 2027): ("poin", 78.0),
        ("5.04.02", "Pegawai memenuhi JP", 2026): ("persen", 70.0),
        ("5.04.02", "Pegawai memenuhi JP", 2027): ("persen", 80.0),
        ("5.04.02.2.01.0001", "Peserta", 2026): ("orang", 120.0),
    }  # fmt: skip
    assert good.bases == {(target, "IP ASN"): 68.5, ("5.04.02", "Pegawai memenuhi JP"): 61.5}
    assert good.money == {
        ("5.04.02", 2026): 1_250_000_000, ("5.04.02.2.01", 2026): 400_000_000,
        ("5.04.02.2.01.0001", 2026): 150_000_000, ("5.04.02.2.01.02", 2026): 0,
    }  # fmt: skip
    assert good.units == {"5.04.02": "U1", "5.04.02.2.01.0001": "U2"}


def test_same_words_get_the_same_key_so_that_a_table_can_come_in_again() -> None:
    assert key_of("target", "Layanan  CEPAT") == key_of("target", "layanan cepat")
    assert key_of("target", "layanan") != key_of("goal", "layanan")


@pytest.mark.parametrize(
    ("at", "column", "value", "cell", "words"),
    [
        (1, 3, "5.4.2", "Tabel!D6", "no code of the nomenclature"),
        (1, 3, "5.04.02.3.01", "Tabel!D6", "no code of the nomenclature"),
        (1, 4, "", "Tabel!E6", "has no title"),
        (1, 3, "", "Tabel!D6", "has no code"),
        (2, 3, "5.04.03.2.01", "Tabel!D7", "5.04.03, which 5.04.03.2.01 belongs to"),
        (1, 7, "banyak", "Tabel!H6", "banyak is no number"),
        (1, 8, "12,5", "Tabel!I6", "no amount in whole rupiah"),
        (0, 2, "", "Tabel!H5", "without an indicator"),
        (0, 5, "", "Tabel!F5", "IP ASN has no measure"),
        (1, 11, "BKPSDN", "Tabel!L6", "No unit is called BKPSDN"),
        (3, 3, "5.04.02.2.01", "Tabel!D8", "is called Pengembangan Kompetensi Teknis further up"),
    ],
)
def test_cell_that_cannot_be_taken_is_named_with_a_way_out(
    tmp_path: Path, at: int, column: int, value: str, cell: str, words: str
) -> None:
    rows = [list(row) for row in GOOD]
    rows[at][column] = value
    found = read_renstra(write(tmp_path / "r.xlsx", rows), UNITS)
    refusal = next(each for each in found.refusals if words in render(each.reason, "en"))
    assert refusal.place == cell
    assert render(refusal.suggestion, "id")


def test_unit_with_a_slip_is_answered_with_the_likely_name(tmp_path: Path) -> None:
    rows = [list(row) for row in GOOD]
    rows[3][11] = "Bidang Dikat"
    found = read_renstra(write(tmp_path / "r.xlsx", rows), UNITS)
    assert render(found.refusals[0].suggestion, "en") == "Write Bidang Diklat, if that is meant."


def test_programme_without_a_target_above_it_is_refused(tmp_path: Path) -> None:
    found = read_renstra(write(tmp_path / "r.xlsx", GOOD[1:2]), UNITS)
    assert "No target stands above 5.04.02" in render(found.refusals[0].reason, "en")


def test_one_row_of_headings_and_separate_columns_are_read_too(tmp_path: Path) -> None:
    headings = [("Tujuan", "Sasaran", "Indikator Sasaran", "Kode", "Program", "Kegiatan", "Sub Kegiatan", "Satuan",
                 "Target 2026", "Pagu 2026")]  # fmt: skip
    rows = [
        (GOAL, TARGET, "IP ASN", "", "", "", "", "poin", 74, ""),
        ("", "", "", "5.04.02", "Program Pengembangan SDM", "", "", "", "", 5),
        ("", "", "", "5.04.02.2.01", "", "Pengembangan Kompetensi Teknis", "", "", "", 3),
    ]
    found = read_renstra(write(tmp_path / "r.xlsx", rows, headings), {})
    assert found.refusals == []
    assert found.money == {("5.04.02", 2026): 5, ("5.04.02.2.01", 2026): 3}


def test_workbook_without_such_a_table_is_refused(tmp_path: Path) -> None:
    found = read_renstra(write(tmp_path / "r.xlsx", [], [("Nama", "NIP")]), {})
    assert "No sheet has the headings of a Renstra" in render(found.refusals[0].reason, "en")
