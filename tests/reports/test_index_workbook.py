from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from benangmerah.reports.index_workbook import write_index_xlsx
from tests.reports.cast import CAST, HASH, ROWS, change, read_sheet, rows_from

SHEETS = [
    "Baca dulu", "Menurut dimensi", "Menurut kategori", "Sektor", "Status kepegawaian", "OPD", "Tidak tercakup",
    "Tidak dilaporkan",
]  # fmt: skip
SIMULATION = "IP ASN: simulasi menurut Peraturan BKN 8/2019, bukan angka resmi."
NO_DATA = "–"
GROUP = (
    "Pegawai", "Pegawai ber-IP ASN", "Cakupan IP ASN (%)", "Rata-rata IP ASN (simulasi)", "Kategori rata-rata",
    "Kualifikasi", "Kompetensi", "Kinerja", "Disiplin",
)  # fmt: skip
TEACHERS = (2, 2, 100, 75.5, "Sedang", 17.5, 27.5, 25.5, 5)
NURSES = (1, 1, 100, 80, "Sedang", 20, 30, 25, 5)
VILLAGE = (1, 0, 0, NO_DATA, None, NO_DATA, NO_DATA, NO_DATA, NO_DATA)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_index_xlsx(CAST)


def close(*numbers: float) -> tuple[Any, ...]:
    return tuple(pytest.approx(number, rel=1e-15) for number in numbers)


WHOLE = (4, 3, 75, 77, "Sedang", *close(55 / 3, 85 / 3, 76 / 3, 5))


def test_index_has_its_sheets_in_order(workbook: bytes) -> None:
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_says_that_it_is_a_simulation(workbook: bytes, name: str) -> None:
    assert SIMULATION in [cell.value for row in read_sheet(workbook, name).iter_rows() for cell in row]


def test_dimensions_show_mean_most_points_and_what_is_missing(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Menurut dimensi"), "Dimensi") == [
        ("Dimensi", "Rata-rata", "Poin tertinggi", "Poin yang hilang", "Bagian tercapai (%)"),
        ("Kualifikasi", *close(55 / 3, 25, 20 / 3, 220 / 3)),
        ("Kompetensi", *close(85 / 3, 40, 35 / 3, 425 / 6)),
        ("Kinerja", *close(76 / 3, 30, 14 / 3, 760 / 9)),
        ("Disiplin", *close(5, 5, 0, 100)),
        ("Jumlah", *close(77, 100, 23, 77)),
    ]


def test_categories_show_also_those_without_people(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Menurut kategori"), "Kategori")[1:] == [
        ("Sangat tinggi", 0, 0), ("Tinggi", 0, 0), ("Sedang", 3, 100), ("Rendah", 0, 0), ("Sangat rendah", 0, 0),
        ("Jumlah", 3, 100),
    ]  # fmt: skip


def test_sectors_and_statuses_stand_beside_their_coverage(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Sektor"), "Sektor") == [
        ("Sektor", *GROUP), ("Pendidikan", *TEACHERS), ("Kesehatan", *NURSES), ("Lainnya", *VILLAGE), ("Jumlah", *WHOLE),
    ]  # fmt: skip
    assert rows_from(read_sheet(workbook, "Status kepegawaian"), "Status kepegawaian")[1:] == [
        ("PNS", 3, 3, 100, 77, *WHOLE[4:]), ("CPNS", *VILLAGE), ("Jumlah", *WHOLE),
    ]  # fmt: skip


def test_opds_stand_lowest_mean_first_with_people_by_category(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "OPD"), "No.") == [
        ("No.", "Perangkat daerah", *GROUP, "Sangat tinggi", "Tinggi", "Sedang", "Rendah", "Sangat rendah"),
        (1, "Dinas Pendidikan", *TEACHERS, 0, 0, 2, 0, 0),
        (2, "Dinas Kesehatan", *NURSES, 0, 0, 1, 0, 0),
        (3, "Kecamatan Utara", *VILLAGE, 0, 0, 0, 0, 0),
    ]


def test_opd_means_agree_with_the_rollups(workbook: bytes) -> None:
    names = {unit["unit_id"]: unit["name"] for unit in ROWS["units"]}
    wanted = {
        names[row["scope_id"]]: (row["people"], row["index_people"], row["index_mean"] or NO_DATA)
        for row in ROWS["rollup"]
        if row["level"] == "unit" and row["competency_id"] is None and row["sector"] is None
    }
    rows = rows_from(read_sheet(workbook, "OPD"), "No.")[1:]
    assert {row[1]: (row[2], row[3], row[5]) for row in rows} == wanted


def test_who_is_not_covered_and_what_was_not_reported(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Tidak tercakup"), "Tanpa IP ASN: status kepegawaian")[1:] == [("CPNS", 1)]
    assert rows_from(read_sheet(workbook, "Tidak dilaporkan"), "Kolom kosong pada")[1:] == [
        ("Pelatihan kepemimpinan", 0, 0, "dihitung tidak diikuti"),
        ("Pelatihan fungsional", 3, 100, "dihitung tidak diikuti"),
        ("JP pelatihan teknis", 3, 100, "dihitung 0 JP"),
        ("Seminar atau sejenisnya", 3, 100, "dihitung tidak diikuti"),
        ("Hukuman disiplin", 3, 100, "dihitung tidak ada"),
        ("Kinerja", 3, 100, "dihitung 0 poin"),
    ]


def test_first_sheet_says_what_it_comes_to_and_what_it_rests_on(workbook: bytes) -> None:
    rows = [(row[0].value, row[1].value) for row in read_sheet(workbook, "Baca dulu").iter_rows()]
    assert ("Rata-rata", "77 (sedang), dari 3 pegawai.") in rows
    assert ("Cakupan", "3 dari 4 pegawai (75 %); yang lain tidak masuk rata-rata mana pun.") in rows
    assert ("Rata-rata terendah", "Dinas Pendidikan (75,5), Dinas Kesehatan (80)") in rows
    assert ("Snapshot (sidik data)", HASH) in rows
    assert ("Tahun pelatihan yang dihitung", "Tidak disebut dalam perhitungan ini.") in rows


def test_year_of_the_trainings_is_that_of_the_run() -> None:
    facts = replace(CAST, summary={"professionalism_index": {"measurement_year": "2025", "assumed": False}})
    rows = [(row[0].value, row[1].value) for row in read_sheet(write_index_xlsx(facts), "Baca dulu").iter_rows()]
    assert ("Tahun pelatihan yang dihitung", "2025") in rows


def test_nobody_with_an_index_leaves_means_unknown() -> None:
    data = write_index_xlsx(change(CAST, professionalism_index=[], excluded=[]))
    assert rows_from(read_sheet(data, "Menurut dimensi"), "Dimensi")[-1] == ("Jumlah", NO_DATA, 100, NO_DATA, NO_DATA)
    assert rows_from(read_sheet(data, "Menurut kategori"), "Kategori")[-1] == ("Jumlah", 0, NO_DATA)
    assert rows_from(read_sheet(data, "Tidak tercakup"), "Tanpa IP ASN: status kepegawaian")[1:] == []


def test_opds_of_many_agencies_are_named_with_them() -> None:
    agencies = [*ROWS["agencies"], {"agency_id": "prov", "name": "Provinsi Contoh", "kind": "province"}]
    rows = rows_from(read_sheet(write_index_xlsx(change(CAST, agencies=agencies)), "OPD"), "No.")
    assert [row[1:4] for row in rows[:2]] == [
        ("Perangkat daerah", "Instansi", "Pegawai"),
        ("Dinas Pendidikan", "Kota Contoh", 2),
    ]


def test_index_in_english_reads_in_english() -> None:
    data = write_index_xlsx(CAST, "en")
    assert load_workbook(BytesIO(data)).sheetnames[1:3] == ["Dimensions", "Categories"]
    assert rows_from(read_sheet(data, "Not reported"), "Empty column")[1] == (
        "Leadership training",
        0,
        0,
        "counted as not attended",
    )


def test_same_run_gives_the_same_bytes(workbook: bytes) -> None:
    assert write_index_xlsx(CAST) == workbook
