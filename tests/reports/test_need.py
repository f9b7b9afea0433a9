from __future__ import annotations

import os
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import load_workbook as load_with_calamine

from benangmerah.reports.need import write_needs
from tests.reports.cast import BUDI, CAST, RINA, ROWS, SARI, TONO, change, read_sheet, rows_from

NO_DATA = "–"
PERSONAL = ["Kebutuhan", "Nilai dulu per orang", "Kualifikasi", "Kinerja"]
SHEETS = [
    "Baca dulu", "Kebutuhan", "Per kompetensi", "Nilai dulu", "Nilai dulu per orang", "Kualifikasi", "Kinerja",
    "Organisasi",
]  # fmt: skip
PERSON = ("NIP", "Nama", "Perangkat daerah", "Unit organisasi", "Jabatan")
HELD = "Jabatan sekarang"
BUDI_IS = (BUDI, "=Budi", "Dinas Pendidikan", "SD Negeri 1", "Guru Ahli Pertama")
RINA_IS = (RINA, "Rina", "Dinas Pendidikan", "Dinas Pendidikan", "Guru Ahli Pertama")
SARI_IS = (SARI, "Sari & Co", "Dinas Kesehatan", "Dinas Kesehatan", "Guru Ahli Pertama")
TONO_IS = (TONO, "Tono", "Kecamatan Utara", "Kecamatan Utara", "Guru Ahli Pertama")


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_needs(CAST)


def test_needs_have_their_sheets_in_order(workbook: bytes) -> None:
    assert load_workbook(BytesIO(workbook)).sheetnames == SHEETS


def test_needs_stand_by_rank_and_the_position_held_first(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Kebutuhan"), "Peringkat") == [
        ("Peringkat", *PERSON, "Kompetensi", "Jenis", "Diukur terhadap", "Level standar", "Level dicapai",
         "Kesenjangan (level)", "Bobot", "Prioritas", "Dasar standar", "Dasar level"),
        (1, *BUDI_IS, "Integritas", "Manajerial", HELD, 3, 1.5, 1.5, 2, 3, "Sementara", "Sementara"),
        (2, *RINA_IS, "Integritas", "Manajerial", HELD, 4, 3, 1, 2, 2, "Ditetapkan", "Terukur"),
        (2, *RINA_IS, "Integritas", "Manajerial", "Jabatan tujuan: Kepala Dinas", 5, 3, 2, 1, 2, "Bawaan", "Terukur"),
    ]  # fmt: skip


def test_needs_by_competency_keep_held_and_aimed_apart(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Per kompetensi"), "Kompetensi") == [
        ("Kompetensi", "Jenis", "Pegawai yang membutuhkan", "Kebutuhan, jabatan sekarang",
         "Beban, jabatan sekarang (level)", "Kebutuhan, jabatan tujuan", "Beban, jabatan tujuan (level)"),
        ("Integritas", "Manajerial", 2, 2, 2.5, 1, 2),
    ]  # fmt: skip


def test_needs_by_competency_put_the_heaviest_burden_first() -> None:
    lighter = {**ROWS["need"][2], "competency_id": "t1", "gap": 0.5}
    aimed = {**ROWS["need"][0], "competency_id": "t2"}
    rows = rows_from(
        read_sheet(write_needs(change(CAST, need=[aimed, lighter, *ROWS["need"]])), "Per kompetensi"), "Kompetensi"
    )
    assert rows[1:] == [
        ("Integritas", "Manajerial", 2, 2, 2.5, 1, 2),
        ("Pengelolaan Arsip", "Teknis", 1, 1, 0.5, 0, 0),
        ("Penyuluhan", "Teknis", 1, 0, 0, 1, 2),
    ]


def test_assess_first_counts_reasons_by_opd(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Nilai dulu"), "Perangkat daerah") == [
        ("Perangkat daerah", "Pegawai", "Tuntutan", "Tidak ada penilaian", "Penilaian kedaluwarsa",
         "Hanya penilaian diri sendiri"),
        ("Kecamatan Utara", 1, 2, 1, 1, 0),
        ("Dinas Kesehatan", 1, 1, 0, 0, 1),
    ]  # fmt: skip


def test_assess_first_counts_people_outside_every_opd() -> None:
    people = [{**row, "unit_id": "setda"} for row in ROWS["employees"]]
    rows = rows_from(read_sheet(write_needs(change(CAST, employees=people)), "Nilai dulu"), "Perangkat daerah")
    assert rows[1:] == [("Di luar semua OPD", 2, 3, 1, 1, 1)]


def test_assess_first_lists_people_by_reason(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Nilai dulu per orang"), "NIP") == [
        (*PERSON, "Kompetensi", "Jenis", "Diukur terhadap", "Sebab"),
        (*TONO_IS, "Pengelolaan Arsip", "Teknis", HELD, "Tidak ada penilaian"),
        (*TONO_IS, "Integritas", "Manajerial", HELD, "Penilaian kedaluwarsa"),
        (*SARI_IS, "Penyuluhan", "Teknis", HELD, "Hanya penilaian diri sendiri"),
    ]


def test_qualifications_leave_out_what_is_met(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Kualifikasi"), "NIP") == [
        (*PERSON, "Diukur terhadap", "Jenis kualifikasi", "Dipersyaratkan", "Dimiliki", "Keadaan"),
        (*BUDI_IS, HELD, "Tingkat pendidikan", "S2 (magister)", "S1 (sarjana)", "Kesenjangan"),
        (*RINA_IS, "Jabatan tujuan: Kepala Dinas", "Pelatihan kepemimpinan", "PKN II", None, "Tidak diketahui"),
    ]


def test_having_a_training_is_said_as_yes_or_no() -> None:
    training = {"employee_id": BUDI, "target": "held", "kind": "leadership_training", "state": "gap"}
    rows = [{**training, "required_value": held, "held_value": held} for held in ("false", "true", "ahli")]
    found = rows_from(read_sheet(write_needs(change(CAST, qualification_gap=rows)), "Kualifikasi"), "NIP")
    assert [row[7:9] for row in found[1:]] == [("ahli", "ahli"), ("false", "Tidak"), ("true", "Ya")]


def test_performance_leaves_out_who_meets_it_and_keeps_the_score_unrounded(workbook: bytes) -> None:
    sheet = read_sheet(workbook, "Kinerja")
    assert rows_from(sheet, "NIP") == [
        (*PERSON, "Nilai kinerja", "Predikat kinerja", "Keadaan"),
        (*SARI_IS, 74.125, "Kurang", "Di bawah target"),
        (*TONO_IS, NO_DATA, None, "Belum dinilai kinerjanya"),
    ]
    assert next(cell for cell in sheet["F"] if cell.value == 74.125).number_format == "[$-421]#,##0.00"


def test_organisation_gaps_stand_by_people_missing(workbook: bytes) -> None:
    assert rows_from(read_sheet(workbook, "Organisasi"), "Perangkat daerah")[1:] == [
        ("Dinas Kesehatan", "Dinas Kesehatan", "Penyuluhan", "Teknis", 3, 4, 0, 4),
        ("Dinas Pendidikan", "SD Negeri 1", "Pengelolaan Arsip", "Teknis", 2, 1, 1, 0),
    ]


def test_nip_and_name_stay_text(workbook: bytes) -> None:
    _, nip, name, *_ = next(row for row in read_sheet(workbook, "Kebutuhan").iter_rows() if row[1].value == BUDI)
    assert (nip.data_type, nip.number_format, name.data_type, name.value) == ("s", "@", "s", "=Budi")


def preface_of(workbook: bytes) -> list[tuple[Any, ...]]:
    sheet = load_workbook(BytesIO(workbook)).worksheets[0]
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows() if any(cell.value for cell in row)]


def test_preface_counts_needs_and_what_they_rest_on(workbook: bytes) -> None:
    said = [row for row in preface_of(workbook) if row[0] not in SHEETS]
    assert said[:4] == [
        ("Kebutuhan pengembangan kompetensi", None),
        ("Kota Contoh", None),
        (
            "Siapa membutuhkan kompetensi apa, seberapa besar dan mendesak; serta apa yang harus dinilai atau dibenahi dulu.",
            None,
        ),
        ("Rahasia: data pribadi dan hasil penilaian, hanya untuk yang berwenang.", None),
    ]
    assert next(row for row in preface_of(workbook) if row[0] == "Kebutuhan") == ("Kebutuhan", "3 baris, 2 pegawai.")
    labelled = dict(said)
    assert {label: labelled[label] for label in (
        "Harus dinilai dulu", "Kualifikasi belum terpenuhi", "Kinerja di bawah ekspektasi", "Kekurangan orang pada unit",
        "Standar", "Level yang dicapai",
    )} == {
        "Harus dinilai dulu": "3 baris, 2 pegawai.",
        "Kualifikasi belum terpenuhi": "1 baris, 1 pegawai.",
        "Kinerja di bawah ekspektasi": "1 baris, 1 pegawai.",
        "Kekurangan orang pada unit": "4",
        "Standar": "1 kebutuhan bersandar pada standar sementara dan 1 pada standar bawaan.",
        "Level yang dicapai": "0 kebutuhan bersandar pada level menurut pertimbangan atasan, 1 pada level sementara.",
    }  # fmt: skip


def test_tables_that_the_run_does_not_hold_have_no_sheet() -> None:
    aggregate = change(CAST, need=None, gap=None, attainment=None, assess_first=None)
    workbook = write_needs(aggregate)
    assert load_workbook(BytesIO(workbook)).sheetnames == ["Baca dulu", "Kualifikasi", "Kinerja", "Organisasi"]
    said = dict(preface_of(workbook))
    assert said["Harus dinilai dulu"] == "Tidak ada dalam perhitungan ini."
    assert said["Kebutuhan"] == (
        "Perhitungan ini tidak menyimpan baris per pegawai dan kompetensi, sehingga hal ini tidak dapat dihitung di sini."
    )


def test_tables_without_rows_have_headings_only() -> None:
    empty = change(CAST, need=[], assess_first=[], qualification_gap=[], performance_gap=[], organisation_gap=[])
    workbook = write_needs(empty)
    assert [len(rows_from(read_sheet(workbook, name), heading)) for name, heading in (
        ("Kebutuhan", "Peringkat"), ("Nilai dulu", "Perangkat daerah"), ("Kualifikasi", "NIP"),
    )] == [1, 1, 1]  # fmt: skip
    assert dict(preface_of(workbook))["Kekurangan orang pada unit"] == "0"


@pytest.mark.parametrize("name", PERSONAL)
def test_sheets_about_people_are_marked_confidential(workbook: bytes, name: str) -> None:
    sheet = read_sheet(workbook, name)
    footer = sheet.oddFooter
    assert footer is not None
    warning = "Rahasia: data pribadi dan hasil penilaian, hanya untuk yang berwenang."
    assert (sheet["A2"].value, footer.center.text) == (warning, warning)


@pytest.mark.parametrize("name", [name for name in SHEETS[1:] if name not in PERSONAL])
def test_sheets_about_units_name_no_person(workbook: bytes, name: str) -> None:
    texts = [str(cell.value) for row in read_sheet(workbook, name).iter_rows() for cell in row]
    people = [value for row in ROWS["employees"] for value in (row["employee_id"], row["name"])]
    assert [text for text in texts for person in people if person in text] == []


def test_needs_of_several_agencies_stand_by_agency_then_rank() -> None:
    agencies = [{"agency_id": "kab", "name": "Kabupaten Contoh", "kind": "regency"}, *ROWS["agencies"]]
    units = [*ROWS["units"], {"unit_id": "camat", "agency_id": "kab", "name": "Kecamatan Barat", "is_opd": True}]
    people = [*ROWS["employees"], {**ROWS["employees"][0], "employee_id": "9", "agency_id": "kab", "unit_id": "camat"}]
    need = [*ROWS["need"], {**ROWS["need"][1], "employee_id": "9", "rank_in_agency": 1}]
    rows = rows_from(
        read_sheet(write_needs(change(CAST, agencies=agencies, units=units, employees=people, need=need)), "Kebutuhan"),
        "Peringkat",
    )
    assert [row[:5] for row in rows] == [
        ("Peringkat", "NIP", "Nama", "Instansi", "Perangkat daerah"),
        (1, "9", "Rina", "Kabupaten Contoh", "Kecamatan Barat"),
        (1, BUDI, "=Budi", "Kota Contoh", "Dinas Pendidikan"),
        (2, RINA, "Rina", "Kota Contoh", "Dinas Pendidikan"),
        (2, RINA, "Rina", "Kota Contoh", "Dinas Pendidikan"),
    ]


def test_needs_speak_english() -> None:
    workbook = write_needs(CAST, "en")
    assert load_workbook(BytesIO(workbook)).sheetnames[:3] == ["Read me first", "Needs", "By competency"]
    assert rows_from(read_sheet(workbook, "Needs"), "Rank")[3][8] == "Position aimed at: Kepala Dinas"


def test_needs_bytes_depend_on_nothing_but_the_facts(workbook: bytes) -> None:
    before = os.umask(0o077)
    try:
        assert write_needs(CAST) == workbook
    finally:
        os.umask(before)


def test_rows_in_another_order_give_the_same_needs(workbook: bytes) -> None:
    names = ("need", "assess_first", "qualification_gap", "performance_gap", "organisation_gap", "gap", "attainment")
    assert write_needs(change(CAST, **{name: ROWS[name][::-1] for name in names})) == workbook


@pytest.mark.slow
def test_more_needs_than_old_workbooks_had_rows_are_all_written() -> None:
    """65,536 of them; the format allows a million."""
    need = [
        {"employee_id": BUDI, "competency_id": "m1", "target": "held", "gap": 1.0, "weight": 1.0, "priority": 1.0,
         "rank_in_agency": rank}
        for rank in range(1, 66_001)
    ]  # fmt: skip
    rows = load_with_calamine(BytesIO(write_needs(change(CAST, need=need)))).get_sheet_by_name("Kebutuhan").to_python()
    assert [row[0] for row in rows[4:]] == list(range(1, 66_001))
