from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import load_workbook as load_with_calamine

from benangmerah.reports.gap import write_gap_map
from benangmerah.reports.rollup import Figures
from benangmerah.reports.run import RunFacts
from tests.reports.cast import BUDI, CAST, CITY, ROLLUP, ROWS, VILLAGE, change, read_sheet, roll, rows_from

NO_DATA = "–"
SHEETS = ["Baca dulu", "Peta", "Beban", "Kedalaman", "Cakupan", "OPD", "Sektor", "IP ASN", "IP ASN per OPD"]
HEAD = (
    "Perangkat daerah",
    "Pegawai",
    "Cakupan (%)",
    "Semua kompetensi",
    "Integritas",
    "Penyuluhan",
    "Pengelolaan Arsip",
)


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_gap_map(CAST)


def cell_of(sheet: Worksheet, opd: str, competency: str) -> Cell:
    heading = next(row for row in sheet.iter_rows() if row[0].value == "Perangkat daerah")
    column = next(cell.column for cell in heading if cell.value == competency)
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == opd)
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def fill_of(cell: Cell) -> tuple[Any, Any]:
    return cell.fill.patternType, cell.fill.fgColor.rgb


def test_gap_map_has_its_sheets_in_order(workbook: bytes) -> None:
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS


def test_map_counts_people_below_standard(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Peta"), "Perangkat daerah") == [
        HEAD,
        ("Dinas Pendidikan", 2, 100, 2, 2, None, 0),
        ("Dinas Kesehatan", 1, 50, 0, 0, NO_DATA, None),
        ("Kecamatan Utara", 1, 0, NO_DATA, NO_DATA, None, NO_DATA),
        ("Seluruh Kota Contoh", 4, pytest.approx(400 / 7, rel=1e-15), 2, 2, NO_DATA, 0),
    ]


def test_burden_sheet_sums_levels_short(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Beban"), "Perangkat daerah")[1:] == [
        ("Dinas Pendidikan", 2, 100, 2.5, 2.5, None, 0),
        ("Dinas Kesehatan", 1, 50, 0, 0, NO_DATA, None),
        ("Kecamatan Utara", 1, 0, NO_DATA, NO_DATA, None, NO_DATA),
        ("Seluruh Kota Contoh", 4, pytest.approx(400 / 7, rel=1e-15), 2.5, 2.5, NO_DATA, 0),
    ]


def test_depth_sheet_shows_the_mean_gap_unrounded(workbook: bytes) -> None:
    third = pytest.approx(2.5 / 3, rel=1e-15)
    assert rows_from(read_sheet(workbook, "Kedalaman"), "Perangkat daerah")[1:] == [
        ("Dinas Pendidikan", 2, 100, third, 1.25, None, 0),
        ("Dinas Kesehatan", 1, 50, 0, 0, NO_DATA, None),
        ("Kecamatan Utara", 1, 0, NO_DATA, NO_DATA, None, NO_DATA),
        ("Seluruh Kota Contoh", 4, pytest.approx(400 / 7, rel=1e-15), 0.625, third, NO_DATA, 0),
    ]


def test_coverage_sheet_shows_nothing_assessed_as_zero(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Cakupan"), "Perangkat daerah") == [
        HEAD[:2] + HEAD[3:],
        ("Dinas Pendidikan", 2, 100, 100, None, 100),
        ("Dinas Kesehatan", 1, 50, 100, 0, None),
        ("Kecamatan Utara", 1, 0, 0, None, 0),
        ("Seluruh Kota Contoh", 4, pytest.approx(400 / 7, rel=1e-15), 75, 0, 50),
    ]


@pytest.mark.parametrize("name", ["Peta", "Beban", "Kedalaman", "Cakupan"])
def test_unassessed_cell_is_grey_hatched_and_says_so(workbook: bytes, name: str) -> None:
    cell = cell_of(read_sheet(workbook, name), "Kecamatan Utara", "Integritas")
    shown = cell.value if cell.value == NO_DATA else cell.number_format
    assert fill_of(cell) == ("lightUp", "FF9E9E9E")
    assert shown in {NO_DATA, f'[$-421]#,##0.00" {NO_DATA}"'}


def test_cell_nobody_is_required_to_have_is_blank(workbook: bytes) -> None:
    cell = cell_of(read_sheet(workbook, "Peta"), "Dinas Pendidikan", "Penyuluhan")
    assert (cell.value, fill_of(cell)[0]) == (None, None)


def test_cell_assessed_without_any_gap_is_a_plain_zero(workbook: bytes) -> None:
    cell = cell_of(read_sheet(workbook, "Peta"), "Dinas Kesehatan", "Integritas")
    assert (cell.value, cell.number_format, fill_of(cell)[0]) == (0, "[$-421]#,##0", None)


def test_people_and_burden_carry_the_same_colour_and_numeral(workbook: bytes) -> None:
    people = cell_of(read_sheet(workbook, "Peta"), "Dinas Pendidikan", "Integritas")
    burden = cell_of(read_sheet(workbook, "Beban"), "Dinas Pendidikan", "Integritas")
    assert (people.number_format, burden.number_format) == ('[$-421]#,##0"  I"', '[$-421]#,##0.00"  I"')
    assert fill_of(people) == fill_of(burden) == ("solid", "FFFFF4CC")


def test_five_burdens_take_five_colours_and_numerals() -> None:
    cells = [
        row
        for number, burden in enumerate([1.0, 2.0, 3.0, 4.0, 5.0])
        for row in (roll(f"u{number}", None, *one(burden)), roll(f"u{number}", "m1", *one(burden)))
    ]
    units = [{"unit_id": f"u{n}", "agency_id": "kota", "name": f"Dinas {n}", "is_opd": True} for n in range(5)]
    sheet = read_sheet(write_gap_map(change(CAST, units=units, rollup=cells, professionalism_index=[])), "Peta")
    found = [cell_of(sheet, f"Dinas {number}", "Integritas") for number in range(5)]
    assert [cell.number_format for cell in found] == [
        f'[$-421]#,##0"  {numeral}"' for numeral in ("I", "II", "III", "IV", "V")
    ]
    assert len({fill_of(cell) for cell in found}) == 5


def one(burden: float) -> tuple[Any, ...]:
    return (4, 4, 4, 2, 2, burden, burden / 4, 100.0, None, 0)


def test_cell_with_less_than_half_assessed_carries_a_star() -> None:
    thin = [
        {**row, "required_count": 3} if (row["scope_id"], row["competency_id"]) == ("kes", "m1") else row
        for row in ROLLUP
    ]
    cell = cell_of(read_sheet(write_gap_map(change(CAST, rollup=thin)), "Peta"), "Dinas Kesehatan", "Integritas")
    assert (cell.value, cell.number_format) == (0, '[$-421]#,##0"  *"')


def test_every_cell_of_the_map_agrees_with_the_rollups(workbook: bytes) -> None:
    names = {unit["unit_id"]: unit["name"] for unit in ROWS["units"]}
    competencies = {row["competency_id"]: row["name"] for row in ROWS["competencies"]} | {None: "Semua kompetensi"}
    measures = {"Peta": "below_people", "Beban": "burden", "Kedalaman": "mean_gap"}
    rows = [row for row in ROLLUP if row["level"] == "unit" and row["sector"] is None]
    for name, column in measures.items():
        sheet = read_sheet(workbook, name)
        found = [cell_of(sheet, names[row["scope_id"]], competencies[row["competency_id"]]).value for row in rows]
        wanted = [row[column] if row["assessed_count"] else NO_DATA for row in rows]
        assert found == [pytest.approx(figure, rel=1e-15) if figure != NO_DATA else figure for figure in wanted]


def test_opds_stand_by_burden_and_the_unassessed_last(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "OPD"), "No.") == [
        ("No.", "Perangkat daerah", "Sektor", "Pegawai", "Tuntutan", "Dinilai", "Cakupan (%)",
         "Pegawai di bawah standar", "Beban (level)", "Rata-rata kesenjangan (level)", "Rata-rata IP ASN (simulasi)",
         "Pegawai ber-IP ASN", "Cakupan IP ASN (%)"),
        (1, "Dinas Pendidikan", "Pendidikan", 2, 3, 3, 100, 2, 2.5, pytest.approx(2.5 / 3, rel=1e-15), 75.5, 2, 100),
        (2, "Dinas Kesehatan", "Kesehatan", 1, 2, 1, 50, 0, 0, 0, 80, 1, 100),
        (3, "Kecamatan Utara", "Lainnya", 1, 2, 0, 0, NO_DATA, NO_DATA, NO_DATA, NO_DATA, 0, 0),
    ]  # fmt: skip


def test_sectors_stand_apart_and_together(workbook: bytes) -> None:
    third = pytest.approx(2.5 / 3, rel=1e-15)
    rows = rows_from(read_sheet(workbook, "Sektor"), "Kompetensi")
    assert rows[1:8] == [
        ("Semua kompetensi", None, "Pendidikan", 2, 3, 3, 100, 2, 2.5, third, 75.5, 2, 100),
        ("Semua kompetensi", None, "Kesehatan", 1, 2, 1, 50, 0, 0, 0, 80, 1, 100),
        ("Semua kompetensi", None, "Lainnya", 1, 2, 0, 0, NO_DATA, NO_DATA, NO_DATA, NO_DATA, 0, 0),
        (
            "Semua kompetensi",
            None,
            "Semua sektor",
            4,
            7,
            4,
            pytest.approx(400 / 7, rel=1e-15),
            2,
            2.5,
            0.625,
            77,
            3,
            75,
        ),
        ("Integritas", "Manajerial", "Pendidikan", 2, 2, 2, 100, 2, 2.5, 1.25, 75.5, 2, 100),
        ("Integritas", "Manajerial", "Kesehatan", 1, 1, 1, 100, 0, 0, 0, 80, 1, 100),
        ("Integritas", "Manajerial", "Lainnya", 1, 1, 0, 0, NO_DATA, NO_DATA, NO_DATA, NO_DATA, 0, 0),
    ]
    assert [row[:3] for row in rows[9:]] == [
        ("Penyuluhan", "Teknis", "Kesehatan"),
        ("Penyuluhan", "Teknis", "Semua sektor"),
        ("Pengelolaan Arsip", "Teknis", "Pendidikan"),
        ("Pengelolaan Arsip", "Teknis", "Lainnya"),
        ("Pengelolaan Arsip", "Teknis", "Semua sektor"),
    ]


def test_index_sheet_counts_categories_and_calls_itself_a_simulation(workbook: bytes) -> None:
    sheet = read_sheet(workbook, "IP ASN")
    assert sheet["A2"].value == "IP ASN: simulasi menurut Peraturan BKN 8/2019, bukan angka resmi."
    assert rows_from(sheet, "Kategori") == [
        ("Kategori", "Pegawai", "Bagian (%)"),
        ("Sangat tinggi", 0, 0),
        ("Tinggi", 0, 0),
        ("Sedang", 3, 100),
        ("Rendah", 0, 0),
        ("Sangat rendah", 0, 0),
        ("Jumlah", 3, 100),
    ]
    assert [row[:2] for row in rows_from(sheet, "Dimensi")] == [
        ("Dimensi", "Rata-rata"),
        ("Kualifikasi", pytest.approx(55 / 3, rel=1e-15)),
        ("Kompetensi", pytest.approx(85 / 3, rel=1e-15)),
        ("Kinerja", pytest.approx(76 / 3, rel=1e-15)),
        ("Disiplin", 5),
        ("Jumlah", 77),
    ]
    assert [row[:2] for row in rows_from(sheet, "Tanpa IP ASN: status kepegawaian")[1:]] == [("CPNS", 1)]


def test_index_by_opd_counts_the_units_below(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "IP ASN per OPD"), "Perangkat daerah")[1:] == [
        ("Dinas Pendidikan", 2, 2, 75.5, 0, 0, 2, 0, 0),
        ("Dinas Kesehatan", 1, 1, 80, 0, 0, 1, 0, 0),
        ("Kecamatan Utara", 1, 0, NO_DATA, 0, 0, 0, 0, 0),
    ]


def test_category_of_another_law_is_counted_too() -> None:
    people = [{**row, "category": "istimewa"} for row in ROWS["professionalism_index"]]
    rows = rows_from(read_sheet(write_gap_map(change(CAST, professionalism_index=people)), "IP ASN"), "Kategori")
    assert rows[-2:] == [("Istimewa", 3, 100), ("Jumlah", 3, 100)]


def preface_of(facts: RunFacts, language: str = "id") -> list[tuple[Any, ...]]:
    sheet = load_workbook(BytesIO(write_gap_map(facts, language))).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows() if any(cell.value for cell in row)]


def test_preface_tells_day_law_snapshot_policy_and_coverage() -> None:
    assert preface_of(CAST)[:14] == [
        ("Peta kesenjangan kompetensi", None),
        ("Kota Contoh", None),
        (
            "Di mana pegawai di bawah standar jabatannya, seberapa dalam, dan seberapa banyak yang sudah diketahui.",
            None,
        ),
        ("Dasar perhitungan", None),
        ("Keadaan data per", "1 Januari 2026"),
        ("Peraturan yang berlaku per", "1 Januari 2026"),
        ("Snapshot (sidik data)", CAST.snapshot_hash),
        ("Kebijakan yang berbeda dari bawaan", "gap_counts_from: 1"),
        ("Ringkasan", None),
        (
            "Dinilai",
            "4 dari 7 tuntutan kompetensi (57,14 %). Yang belum dinilai belum diketahui dan tidak dihitung nol.",
        ),
        ("Di bawah standar", "2 dari 4 pegawai pada sekurangnya satu kompetensi; seluruhnya kurang 2,5 level."),
        ("Perangkat daerah", "3 yang memiliki pegawai."),
        ("Belum ada penilaian pada", "1 di antaranya: Kecamatan Utara."),
        ("Rata-rata IP ASN (simulasi)", "77, dari 3 pegawai."),
    ]


def test_preface_counts_what_is_provisional() -> None:
    said = dict(row[:2] for row in preface_of(CAST))
    assert [said[label] for label in ("Standar", "Level yang dicapai", "IP ASN")] == [
        "Dari 7 tuntutan kompetensi, 1 bersandar pada standar sementara dan 1 pada standar bawaan; semuanya ikut dihitung.",
        "2 terukur, 1 berdasarkan pertimbangan atasan, 1 sementara (sesudah pelatihan, belum dikukuhkan); semuanya ikut dihitung.",
        "Sebaran pegawai menurut kategori IP ASN (simulasi).",
    ]
    assert ("IP ASN", "IP ASN: simulasi menurut Peraturan BKN 8/2019, bukan angka resmi.") in preface_of(CAST)


def test_preface_of_an_aggregate_run_says_what_it_cannot_count() -> None:
    said = dict(row[:2] for row in preface_of(change(CAST, gap=None, attainment=None)))
    assert [said["Standar"], said["Level yang dicapai"]] == [
        "Perhitungan ini tidak menyimpan baris per pegawai dan kompetensi, sehingga hal ini tidak dapat dihitung di sini."
    ] * 2


def test_preface_says_that_no_policy_differs() -> None:
    said = dict(row[:2] for row in preface_of(replace(CAST, policy_differences=())))
    assert said["Kebijakan yang berbeda dari bawaan"] == "Tidak ada: berlaku kebijakan bawaan."


def test_gap_map_speaks_english() -> None:
    workbook = load_workbook(BytesIO(write_gap_map(CAST, "en")))
    assert workbook.sheetnames == [
        "Read me first", "Map", "Burden", "Depth", "Coverage", "OPD", "Sector", "IP ASN", "IP ASN by OPD",
    ]  # fmt: skip
    assert workbook["Map"]["A1"].value == "Gap map: people below standard"


def test_gap_map_names_no_person(workbook: bytes) -> None:
    texts = {str(cell.value) for sheet in load_workbook(BytesIO(workbook)) for row in sheet.iter_rows() for cell in row}
    people = {value for row in ROWS["employees"] for value in (row["employee_id"], row["name"])}
    assert BUDI in people
    assert [text for text in texts for person in people if person in text] == []


def test_gap_map_of_several_agencies_names_the_agency_and_sums_the_nation() -> None:
    agencies = [*ROWS["agencies"], {"agency_id": "kab", "name": "Kabupaten Contoh", "kind": "regency"}]
    units = [*ROWS["units"], {"unit_id": "camat", "agency_id": "kab", "name": "Kecamatan Barat", "is_opd": True}]
    rollup = [*ROLLUP, roll("camat", None, *VILLAGE), roll("nation", None, *CITY), roll("nation", "m1", *CITY)]
    workbook = write_gap_map(change(CAST, agencies=agencies, units=units, rollup=rollup))
    rows = rows_from(read_sheet(workbook, "Peta"), "Perangkat daerah")
    assert [row[:2] for row in rows] == [
        ("Perangkat daerah", "Instansi"),
        ("Dinas Pendidikan", "Kota Contoh"),
        ("Dinas Kesehatan", "Kota Contoh"),
        ("Kecamatan Barat", "Kabupaten Contoh"),
        ("Kecamatan Utara", "Kota Contoh"),
        ("Semua instansi", None),
    ]
    assert [row[:3] for row in rows_from(read_sheet(workbook, "OPD"), "No.")[1:3]] == [
        (1, "Dinas Pendidikan", "Kota Contoh"),
        (2, "Dinas Kesehatan", "Kota Contoh"),
    ]


def test_gap_map_of_a_ministry_speaks_of_work_units() -> None:
    agencies = [{"agency_id": "kota", "name": "Kementerian Contoh", "kind": "ministry"}]
    sheet = read_sheet(write_gap_map(change(CAST, agencies=agencies)), "Peta")
    assert rows_from(sheet, "Satuan kerja")[0][0] == "Satuan kerja"


def test_gap_map_without_people_has_headings_only() -> None:
    empty = change(CAST, employees=[], rollup=[], professionalism_index=[], gap=[], attainment=[], excluded=[])
    workbook = write_gap_map(empty)
    assert rows_from(read_sheet(workbook, "OPD"), "No.")[1:] == []
    assert rows_from(read_sheet(workbook, "IP ASN"), "Kategori")[-1] == ("Jumlah", 0, NO_DATA)
    assert dict(row[:2] for row in preface_of(empty))["Pegawai"] == "Data tidak memuat pegawai."


def test_gap_map_bytes_depend_on_nothing_but_the_facts(workbook: bytes) -> None:
    before = os.umask(0o077)
    try:
        assert write_gap_map(CAST) == workbook
    finally:
        os.umask(before)


def test_gap_map_is_dated_by_its_facts(workbook: bytes) -> None:
    assert load_workbook(BytesIO(workbook)).properties.created == datetime(2026, 1, 1)  # noqa: DTZ001


def test_two_readers_see_the_same_map(workbook: bytes) -> None:
    seen = load_with_calamine(BytesIO(workbook)).get_sheet_by_name("Beban").to_python()
    assert [row[:7] for row in seen[5:9]] == [
        ["Dinas Pendidikan", 2, 100, 2.5, 2.5, "", 0],
        ["Dinas Kesehatan", 1, 50, 0, 0, NO_DATA, ""],
        ["Kecamatan Utara", 1, 0, NO_DATA, NO_DATA, "", NO_DATA],
        ["Seluruh Kota Contoh", 4, pytest.approx(400 / 7, rel=1e-15), 2.5, 2.5, NO_DATA, 0],
    ]


@pytest.mark.parametrize("name", SHEETS[1:])
def test_pages_carry_day_and_snapshot(workbook: bytes, name: str) -> None:
    sheet = read_sheet(workbook, name)
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None
    assert footer is not None
    assert (header.left.text, header.right.text) == ("Peta kesenjangan kompetensi", "Keadaan data 1 Januari 2026")
    assert (footer.left.text, footer.right.text) == (f"Snapshot data {CAST.snapshot_hash}", "Halaman &P dari &N")


def test_map_keeps_headings_in_sight_and_filters_its_columns(workbook: bytes) -> None:
    sheet = read_sheet(workbook, "Peta")
    set_up = sheet.page_setup
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("B6", "A5:G8", "$5:$5")
    # One page wide is the default and not written; no limit in height is 0.
    assert (set_up.orientation, set_up.paperSize, set_up.fitToWidth, set_up.fitToHeight) == ("landscape", 8, None, 0)


def test_map_with_many_competencies_prints_over_several_pages() -> None:
    many = [{"competency_id": f"c{n}", "name": f"Kompetensi {n}", "kind": "technical"} for n in range(31)]
    rollup = [*ROLLUP, *(roll("dik", f"c{n}", *one(1.0)) for n in range(31))]
    sheet = read_sheet(write_gap_map(change(CAST, competencies=many, rollup=rollup)), "Peta")
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols) == (2, "$A:$A")


def test_figures_are_thin_below_half() -> None:
    def figures(required: int, assessed: int) -> Figures:
        return Figures(1, required, assessed, 0, 0, 0.0, None, None, None, 0)

    assert [figures(4, 1).is_thin, figures(4, 2).is_thin, figures(0, 0).is_thin] == [True, False, False]
