"""Tables of talent results: what is read, and every cell that cannot be taken with its place and a way out."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from benangmerah.exchange.talent.sheet import TalentLine, TalentSheet, read_talent_sheet
from benangmerah.kernel.explanation import render
from tests.factories.talent import HEADINGS, PLACES, csv_file, row, workbook

PREDICATES = {"sangat_baik": "above", "baik": "meets", "butuh_perbaikan": "below"}
NIP, OTHER = "199001012015031001", "199205052018032002"


def read(folder: Path, content: bytes, suffix: str = ".xlsx") -> TalentSheet:
    path = folder / f"talenta{suffix}"
    path.write_bytes(content)
    return read_talent_sheet(path, PREDICATES, 9)


def test_row_is_read_the_same_from_workbook_and_csv(tmp_path: Path) -> None:
    rows = [
        row(NIP, Kinerja="DI ATAS EKSPEKTASI", Nilai_Potensial="82,5", Kotak="Kotak 7", Nomor_Keputusan="SK 1/2026"),
        row(OTHER, Periode="2025", Kinerja="Baik", Nilai_Potensial=None, Tingkat_Potensial="Sedang", Nilai_Kompetensi=80,
            Nilai_Potensi=90.25, Nilai_Rekam_Jejak=100),
    ]  # fmt: skip
    expected = [
        TalentLine(2, NIP, 2026, "above", None, Fraction(165, 2), {}, 7, "Tim Talenta", "SK 1/2026"),
        TalentLine(3, OTHER, 2025, "meets", "medium", None,
                   {"competency": Fraction(80), "potential": Fraction(361, 4), "track_record": Fraction(100)}, None,
                   "Tim Talenta", None),
    ]  # fmt: skip
    for content, suffix in ((workbook(rows), ".xlsx"), (csv_file(rows), ".csv")):
        found = read(tmp_path, content, suffix)
        assert found.lines == expected
        assert found.refusals == []
        assert found.row_count == 2


@pytest.mark.parametrize(
    ("cells", "heading", "reason", "suggestion"),
    [
        ({"Periode": None}, "Periode", "Periode kosong.", "Tulis tahun hasilnya, misalnya 2026."),
        ({"Periode": "Semester I"}, "Periode", "Semester I bukan tahun.", "Tulis tahun hasilnya, misalnya 2026."),
        ({"Periode": 26}, "Periode", "26 bukan tahun.", "Tulis tahun hasilnya, misalnya 2026."),
        ({"Kinerja": "Lumayan"}, "Kinerja", "Lumayan tidak dikenal di sini.",
         "Tulis Di atas ekspektasi, Sesuai ekspektasi, atau Di bawah ekspektasi, atau predikat evaluasi kinerjanya."),
        ({"Tingkat Potensial": "Hebat"}, "Tingkat Potensial", "Hebat tidak dikenal di sini.",
         "Tulis Tinggi, Menengah, atau Rendah."),
        ({"Nilai Potensial": "baik"}, "Nilai Potensial", "baik bukan nilai.",
         "Tulis angka dari 0 sampai 100, misalnya 82,5."),
        ({"Nilai Potensial": -5}, "Nilai Potensial", "-5 bukan nilai.", "Tulis angka dari 0 sampai 100, misalnya 82,5."),
        ({"Nilai Potensial": 100.5}, "Nilai Potensial", "100.5 lebih dari 100.",
         "Tulis angka dari 0 sampai 100, misalnya 82,5."),
        ({"Nilai Kompetensi": "x"}, "Nilai Kompetensi", "x bukan nilai.",
         "Tulis angka dari 0 sampai 100, misalnya 82,5."),
        ({"Nilai Potensi": 101}, "Nilai Potensi", "101 lebih dari 100.",
         "Tulis angka dari 0 sampai 100, misalnya 82,5."),
        ({"Nilai Rekam Jejak": "#N/A"}, "Nilai Rekam Jejak", "Rumus menghasilkan galat #N/A.",
         "Perbaiki rumusnya, atau tulis nilainya langsung."),
        ({"Kotak": 10}, "Kotak", "Tidak ada kotak 10.", "Tulis angka dari 1 sampai 9, menurut penomoran instansi Anda."),
        ({"Kotak": 0}, "Kotak", "Tidak ada kotak 0.", "Tulis angka dari 1 sampai 9, menurut penomoran instansi Anda."),
        ({"Kotak": "bintang"}, "Kotak", "Tidak ada kotak bintang.",
         "Tulis angka dari 1 sampai 9, menurut penomoran instansi Anda."),
        ({"Sumber": None}, "Sumber", "Asal hasil ini tidak disebut.",
         "Isi kolom Sumber, misalnya Tim Manajemen Talenta 2026."),
        ({"NIP": None}, "NIP", "NIP kosong.", "Isi, atau hapus barisnya."),
        ({"NIP": 199001012015031001.0}, "NIP",
         "NIP di sini tersimpan sebagai angka dan kehilangan digit terakhirnya.",
         "Ubah kolom menjadi teks lalu tulis ulang NIP-nya."),
        ({"Kinerja": None, "Nilai Potensial": None}, "NIP",
         "Baris ini tidak memuat kinerja, potensial, maupun kotak.", "Isi salah satunya, atau hapus barisnya."),
    ],
)  # fmt: skip
def test_cell_that_cannot_be_taken_is_named_and_mended(
    tmp_path: Path, cells: dict[str, object], heading: str, reason: str, suggestion: str
) -> None:
    wrong = row(NIP, **{name.replace(" ", "_"): value for name, value in cells.items()})
    found = read(tmp_path, workbook([row(OTHER), wrong]))
    (refusal,) = found.refusals
    assert (refusal.place, refusal.row, refusal.column) == (f"Talenta!{PLACES[heading]}3", 3, heading)
    assert (render(refusal.reason), render(refusal.suggestion)) == (reason, suggestion)
    assert [line.employee_id for line in found.lines] == [OTHER]


def test_every_fault_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    found = read(tmp_path, workbook([row(NIP, Periode="?", Kinerja="?", Nilai_Potensial="?", Sumber=None)]))
    assert [refusal.place for refusal in found.refusals] == ["Talenta!C2", "Talenta!D2", "Talenta!F2", "Talenta!K2"]


def test_person_stands_once_for_a_period(tmp_path: Path) -> None:
    found = read(tmp_path, workbook([row(NIP), row(NIP, Periode=2025), row(NIP)]))
    (refusal,) = found.refusals
    assert refusal.place == "Talenta!A4"
    assert render(refusal.reason) == "Pegawai ini sudah punya hasil 2026 pada baris 2."
    assert [line.row for line in found.lines] == [2, 3]


def test_fault_of_a_csv_is_told_by_the_cell_a_spreadsheet_shows(tmp_path: Path) -> None:
    content = csv_file([row(OTHER), [], row(NIP, Kotak="12")])
    found = read(tmp_path, content, ".csv")
    assert [refusal.place for refusal in found.refusals if refusal.column == "Kotak"] == ["talenta.csv!J4"]


def test_headings_may_stand_below_a_title_and_be_fewer(tmp_path: Path) -> None:
    book = workbook(
        [["NIP", "Tahun", "Kotak", "Sumber Data", "Catatan"], [NIP, 2026, 5, "Rapat", "x"]], ["PETA TALENTA"]
    )
    found = read(tmp_path, book)
    assert [(line.row, line.box) for line in found.lines] == [(3, 5)]
    assert found.ignored == ["Catatan"]


def test_two_columns_of_one_meaning_and_a_sheet_without_headings_are_refused(tmp_path: Path) -> None:
    twice = read(tmp_path, workbook([[*row(NIP), "Baik"]], [*HEADINGS, "Predikat Kinerja"]))
    assert [(each.place, render(each.reason)) for each in twice.refusals] == [
        ("Talenta!M1", "Dua kolom berarti Predikat Kinerja.")
    ]
    none = read(tmp_path, workbook([["a", "b"]], ["Satu", "Dua"]))
    assert [render(each.reason) for each in none.refusals] == ["Tidak ada lembar dengan judul kolom hasil talenta."]
