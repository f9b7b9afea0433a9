from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from benangmerah.reports.mirror_workbook import write_policy_mirror_xlsx
from tests.reports.cast import CAST, HASH, ROWS, change, read_sheet, rows_from
from tests.reports.mirror_cast import FOUND, MIRRORED, SPENDING

SHEETS = [
    "Baca dulu", "Baris belanja", "Tidak dibutuhkan", "Tidak diketahui", "Tidak terjangkau", "Per kompetensi",
    "Per unit pembelanja", "Per tahun",
]  # fmt: skip
NO_DATA = "–"


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_policy_mirror_xlsx(MIRRORED)


def preface_of(data: bytes, name: str = "Baca dulu") -> dict[object, object]:
    return {row[0].value: row[1].value for row in read_sheet(data, name).iter_rows()}


def test_mirror_has_its_sheets_in_order(workbook: bytes) -> None:
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS


def test_lines_show_participants_needs_fit_and_objectives(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Baris belanja"), "Tahun") == [
        ("Tahun", "Uraian belanja", "Unit yang membelanjakan", "Jumlah (Rp)", "Peserta",
         "Pegawai yang membutuhkan dalam jangkauan", "Kecocokan (%)", "Sasaran yang didukung"),
        ("2025", "Bimtek integritas #1", "Dinas Pendidikan", 10_000_000, 4, 2, 50, 1),
        ("2025", "Kursus arsip", "Seluruh instansi", 4_000_000, NO_DATA, 0, NO_DATA, 0),
        ("2025", "Bimtek integritas", "Kecamatan Utara", 3_000_000, 5, 0, 0, 0),
        ("2025", "Studi banding", "Dinas Kesehatan", 2_000_000, 7, NO_DATA, NO_DATA, NO_DATA),
        ("2024", "Iuran asosiasi", "Dinas Kesehatan", 1_000_000, NO_DATA, NO_DATA, NO_DATA, NO_DATA),
        ("2025", "Bimtek batal", "SD Negeri 1", 500_000, 0, 1, NO_DATA, 0),
        (None, "Jumlah", None, 20_500_000, None, None, None, None),
    ]  # fmt: skip


def test_lines_nobody_needed_stand_apart(workbook: bytes) -> None:
    rows = rows_from(read_sheet(workbook, "Tidak dibutuhkan"), "Tahun")
    assert [row[1:5] for row in rows[1:]] == [
        ("Kursus arsip", "Seluruh instansi", 4_000_000, NO_DATA), ("Bimtek integritas", "Kecamatan Utara", 3_000_000, 5),
        ("Jumlah", None, 7_000_000, None),
    ]  # fmt: skip


def test_lines_of_which_nothing_is_known_say_why(workbook: bytes) -> None:
    rows = rows_from(read_sheet(workbook, "Tidak diketahui"), "Tahun")
    assert [(row[1], row[3], row[4]) for row in rows[1:]] == [
        ("Kursus arsip", 4_000_000, "tanpa jumlah peserta"),
        ("Studi banding", 2_000_000, "tanpa kompetensi"),
        ("Iuran asosiasi", 1_000_000, "tanpa kompetensi dan tanpa jumlah peserta"),
        ("Bimtek batal", 500_000, "tanpa seorang pun peserta"),
        ("Jumlah", 7_500_000, None),
    ]


def test_needs_nobody_served_stand_apart(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Tidak terjangkau"), "Kompetensi")[1:] == [
        ("Penyuluhan", "Teknis", 1, 1, 0, 0, 0, 0, 1)
    ]
    assert rows_from(read_sheet(workbook, "Per kompetensi"), "Kompetensi")[1:] == [
        ("Penyuluhan", "Teknis", 1, 1, 0, 0, 0, 0, 1),
        ("Integritas", "Manajerial", 2, 2.5, 3, 9, 13_500_000, 2, 0),
    ]


def test_buyers_stand_by_money_with_their_shares(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Per unit pembelanja"), "Unit yang membelanjakan")[1:] == [
        ("Dinas Pendidikan", 2, 10_500_000, 1, 10_000_000, 5_000_000, 50, 50),
        ("Seluruh instansi", 1, 4_000_000, 0, 0, 0, NO_DATA, NO_DATA),
        ("Dinas Kesehatan", 2, 3_000_000, 0, 0, 0, NO_DATA, NO_DATA),
        ("Kecamatan Utara", 1, 3_000_000, 1, 3_000_000, 0, 0, 0),
        ("Jumlah", 6, 20_500_000, 2, 13_000_000, 5_000_000, pytest.approx(500 / 13), pytest.approx(200 / 9)),
    ]


def test_years_are_told_apart(workbook: bytes) -> None:
    rows = rows_from(read_sheet(workbook, "Per tahun"), "Tahun")
    assert [row[:3] for row in rows[1:]] == [("2024", 1, 1_000_000), ("2025", 5, 19_500_000), ("Jumlah", 6, 20_500_000)]


def test_first_sheet_says_what_it_comes_to_and_what_it_rests_on(workbook: bytes) -> None:
    said = preface_of(workbook)
    assert said["Bertemu kebutuhan, paling banyak"] is not None
    first = [row[1].value for row in read_sheet(workbook, "Baca dulu").iter_rows()]
    assert "38,46 % belanja dan 22,22 % kursi dari 2 baris dengan kecocokan yang diketahui (Rp13.000.000)." in first
    assert said["Snapshot (sidik data)"] == HASH
    assert said["Keadaan data per"] == said["Peraturan yang berlaku per"] == "1 Januari 2026"
    assert said["Kebijakan yang berbeda dari bawaan"] == "gap_counts_from: 1"


def test_run_without_a_mirror_says_so() -> None:
    data = write_policy_mirror_xlsx(CAST)
    assert load_workbook(BytesIO(data)).sheetnames == ["Baca dulu"]
    assert "Perhitungan ini tidak memuat cermin kebijakan: berhenti sebelum tahap kebutuhan." in preface_of(data)


def test_dataset_without_spending_says_so() -> None:
    data = write_policy_mirror_xlsx(change(MIRRORED, spending=[], policy_mirror=[]))
    assert "Dataset tidak memuat baris belanja, sehingga tidak ada yang dapat dicerminkan." in preface_of(data)


def test_buyers_of_many_agencies_are_named_with_them() -> None:
    agencies = [*ROWS["agencies"], {"agency_id": "prov", "name": "Provinsi Contoh", "kind": "province"}]
    data = write_policy_mirror_xlsx(change(MIRRORED, agencies=agencies))
    rows = rows_from(read_sheet(data, "Baris belanja"), "Tahun")
    assert rows[0][2:4] == ("Instansi", "Unit yang membelanjakan")
    assert rows[1][:5] == ("2025", "Bimtek integritas #1", "Kota Contoh", "Dinas Pendidikan", 10_000_000)
    assert rows[-1][1:5] == ("Jumlah", None, None, 20_500_000)


def test_mirror_in_english_reads_in_english() -> None:
    data = write_policy_mirror_xlsx(MIRRORED, "en")
    assert load_workbook(BytesIO(data)).sheetnames[1:4] == ["Spending lines", "Nobody needed", "Not known"]
    assert rows_from(read_sheet(data, "Not known"), "Year")[2][4] == "without a competency"


def test_same_run_gives_the_same_bytes(workbook: bytes) -> None:
    assert write_policy_mirror_xlsx(replace(MIRRORED)) == workbook
    assert write_policy_mirror_xlsx(change(MIRRORED, spending=SPENDING[:1], policy_mirror=FOUND[:1])) != workbook
