from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from benangmerah.exchange.imports.dataset import read_dataset, read_source
from benangmerah.kernel.explanation import render
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.validate import check_dataset
from benangmerah.snapshot.validate_keep import keep_valid
from tests.exchange.imports.sample import right_tables, told_at, write_folder
from tests.exchange.siasn.sample import HEADINGS, WRITERS, Row, right_rows, write_csv, write_xlsx

EMPLOYEES = [
    {"employee_id": "198003102005012001", "unit_id": "BIDANG", "position_id": "J1",
     "name": "Dr. RATNA WULANDARI, M.Si.", "status": "pns", "standing": "active", "sex": "female",
     "birth_date": date(1980, 3, 10), "rank": "IV/a", "education_level": "s2",
     "field_of_study": "ADMINISTRASI PUBLIK"},
    {"employee_id": "199002152015031002", "unit_id": "BIDANG", "position_id": "J2", "name": "BUDI HARTONO",
     "status": "cpns", "standing": "study", "sex": "male", "birth_date": date(1990, 2, 15), "rank": "III/c",
     "education_level": "s1", "field_of_study": "PSIKOLOGI"},
    {"employee_id": "199507202022212003", "unit_id": "SEKRETARIAT", "position_id": "J3", "name": "SARI ANGGRAINI",
     "status": "pppk", "standing": "active", "sex": "female", "birth_date": date(1995, 7, 20), "rank": "IX",
     "education_level": "d3"},
]  # fmt: skip


def filled(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows without their empty cells, and without the agency that all of them share."""
    return [{name: cell for name, cell in row.items() if cell is not None and name != "agency_id"} for row in rows]


@pytest.mark.parametrize("form", WRITERS)
def test_export_becomes_agencies_units_positions_and_employees(form: str, tmp_path: Path) -> None:
    dataset, refusals = read_dataset(WRITERS[form](right_rows(), tmp_path))
    assert (refusals, check_dataset(dataset)) == ((), ())
    assert dataset.table("agencies").to_pylist() == [
        {"agency_id": "KOTA", "name": "Pemerintah Kota Contoh", "kind": "city"},
    ]
    assert filled(dataset.table("units").to_pylist()) == [
        {"unit_id": "SATKER", "name": "Pemerintah Kota Contoh", "is_opd": False},
        {"unit_id": "BIDANG", "parent_unit_id": "SATKER", "name": "Bidang Pengembangan Kompetensi", "is_opd": True},
        {"unit_id": "SEKRETARIAT", "parent_unit_id": "SATKER", "name": "Sekretariat", "is_opd": True},
    ]
    assert filled(dataset.table("positions").to_pylist()) == [
        {"position_id": "J1", "title": "Kepala Bidang Pengembangan Kompetensi", "grade": "administrator"},
        {"position_id": "J2", "title": "Analis Sumber Daya Manusia Aparatur Ahli Muda", "grade": "jf_ahli_muda",
         "job_family": "Analis Sumber Daya Manusia Aparatur"},
        {"position_id": "J3", "title": "Pengelola Kepegawaian", "grade": "pelaksana"},
    ]  # fmt: skip
    assert filled(dataset.table("employees").to_pylist()) == EMPLOYEES


def test_export_alone_gets_the_general_standard_of_the_law(tmp_path: Path) -> None:
    dataset, _ = read_dataset(WRITERS["csv"](right_rows(), tmp_path))
    law = load_library().on(date(2026, 1, 1))
    levels = law.table("default_level")
    codes = [record["code"] for record in law.records("competency_dictionary")]
    assert dataset.table("competencies")["competency_id"].to_pylist() == codes
    assert filled(dataset.table("requirements").to_pylist()) == [
        {"position_id": position, "competency_id": code, "required_level": int(levels[grade]), "basis": "default"}
        for position, grade in (("J1", "administrator"), ("J2", "jf_ahli_muda"), ("J3", "pelaksana"))
        for code in codes
    ]


def test_what_is_left_out_or_stood_in_for_is_said(tmp_path: Path) -> None:
    notes = read_source(WRITERS["csv"](right_rows(), tmp_path)).notes
    assert [render(note, "en") for note in notes] == [
        "1 people are left out, since their legal position is Pensiun.",
        "The export does not tell the offices of the agency: each of its units counts as one.",
        "No standard was given: the general levels of each grade stand in for it.",
    ]
    assert [render(note, "id") for note in notes] == [
        "1 orang tidak disertakan karena kedudukan hukumnya Pensiun.",
        "Ekspor tidak memuat perangkat daerah: setiap unit organisasi dihitung sebagai perangkat daerah.",
        "Standar kompetensi tidak disertakan: level umum tiap jenjang dipakai sebagai gantinya.",
    ]


def test_export_beside_table_files_takes_their_standard(tmp_path: Path) -> None:
    tables = right_tables()
    folder = write_folder({name: tables[name] for name in ("competencies",)}, tmp_path / "data")
    standard = "position_id,competency_id,required_level\nJ1,M.1,4\n"
    (folder / "requirements.csv").write_text(standard, encoding="utf-8")
    write_csv(right_rows(), folder / "Data ASN per 1 Januari (FINAL).csv")
    reading = read_source(folder)
    assert (reading.refusals, check_dataset(reading.dataset)) == ((), ())
    assert reading.dataset.table("requirements")["required_level"].to_pylist() == [4]
    assert len(reading.notes) == 2


def test_export_beside_a_table_it_gives_itself_is_refused(tmp_path: Path) -> None:
    folder = write_folder({"units": right_tables()["units"]}, tmp_path / "data")
    write_csv(right_rows(), folder / "ekspor.csv")
    assert told_at(folder)[0][:5] == (
        "units", None, None, None, "The table units stands twice: ekspor.csv, units.csv. Leave one of them out.",
    )  # fmt: skip


LOST = "was stored as a number and has lost digits. Format the column as text and enter it again with all its digits."
HILANG = (
    "tersimpan sebagai angka dan sebagian digitnya hilang."
    " Ubah format kolom menjadi teks, lalu ketik ulang dengan semua digitnya."
)
CASES: list[tuple[Row, str, str | None, str, str]] = [
    ({"NIP BARU": "1.99002E+17"}, "NIP BARU", "1.99002E+17", f"1.99002E+17 {LOST}", f"1.99002E+17 {HILANG}"),
    ({"NIP BARU": "130456789"}, "NIP BARU", "130456789",
     "130456789 does not have 18 digits. Copy it again from SIASN, with the column formatted as text.",
     "130456789 tidak terdiri atas 18 angka. Salin ulang dari SIASN dengan kolom berformat teks."),
    ({"NIP BARU": "null"}, "NIP BARU", None, "NIP BARU must not be empty. Fill it in.",
     "NIP BARU tidak boleh kosong. Isi kolom itu."),
    ({"NIP BARU": "'198003102005012001"}, "NIP BARU", "198003102005012001",
     "Row 2 already has the same NIP BARU. Keep one of the two rows, or correct the key.",
     "Baris 2 sudah memiliki NIP BARU yang sama. Pertahankan salah satu dari kedua baris, atau perbaiki kuncinya."),
    ({"NAMA": ""}, "NAMA", None, "NAMA must not be empty. Fill it in.", "NAMA tidak boleh kosong. Isi kolom itu."),
    ({"TANGGAL LAHIR": "30-02-1990"}, "TANGGAL LAHIR", "30-02-1990",
     "There is no day 30-02-1990. Correct the date.", "Tanggal 30-02-1990 tidak ada. Perbaiki tanggalnya."),
    ({"TANGGAL LAHIR": "Pebruari"}, "TANGGAL LAHIR", "Pebruari",
     "Pebruari is not a date. Enter a date such as 31-01-2026.",
     "Pebruari bukan tanggal. Isi tanggal, misalnya 31-01-2026."),
    ({"JENIS KELAMIN": "X"}, "JENIS KELAMIN", "X",
     "X is not one of the allowed values. Write one of: M, F, L, P.",
     "X bukan salah satu nilai yang diterima. Tulis salah satu dari: M, F, L, P."),
    ({"STATUS CPNS PNS": ""}, "STATUS CPNS PNS", None, "STATUS CPNS PNS must not be empty. Fill it in.",
     "STATUS CPNS PNS tidak boleh kosong. Isi kolom itu."),
    ({"TINGKAT PENDIDIKAN ID": ""}, "TINGKAT PENDIDIKAN ID", None,
     "TINGKAT PENDIDIKAN ID must not be empty. Fill it in.",
     "TINGKAT PENDIDIKAN ID tidak boleh kosong. Isi kolom itu."),
    ({"JABATAN ID": ""}, "JABATAN ID", None, "JABATAN ID must not be empty. Fill it in.",
     "JABATAN ID tidak boleh kosong. Isi kolom itu."),
    ({"JABATAN NAMA": "Guru"}, "JABATAN NAMA", "Guru",
     ("The grade (jenjang) of Guru cannot be told from its title or echelon."
      " Write the title with its grade, such as Guru Ahli Muda, or fill in ESELON ID."),
     ("Jenjang Guru tidak dapat diketahui dari nama jabatan atau eselonnya."
      " Tulis nama jabatan beserta jenjangnya, misalnya Guru Ahli Muda, atau isi ESELON ID.")),
    ({"JABATAN ID": "J1"}, "JABATAN ID", "J1",
     ("The position J1 has the grade administrator in row 2, and jf_ahli_muda here."
      " Give one of the two positions another id."),
     ("Jabatan J1 berjenjang administrator pada baris 2, tetapi jf_ahli_muda di sini."
      " Beri salah satu dari kedua jabatan ID yang lain.")),
    ({"UNOR ID": "null"}, "UNOR ID", None, "UNOR ID must not be empty. Fill it in.",
     "UNOR ID tidak boleh kosong. Isi kolom itu."),
    ({"INSTANSI KERJA ID": "", "INSTANSI INDUK ID": ""}, "INSTANSI KERJA ID", None,
     "INSTANSI KERJA ID must not be empty. Fill it in.", "INSTANSI KERJA ID tidak boleh kosong. Isi kolom itu."),
]  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("cells", "heading", "value", "english", "indonesian"), CASES)
def test_cell_that_cannot_be_taken_is_told_by_its_own_heading(
    form: str, cells: Row, heading: str, value: str | None, english: str, indonesian: str, tmp_path: Path
) -> None:
    rows = right_rows()
    rows[1] |= cells
    path = WRITERS[form](rows, tmp_path)
    dataset, refusals = read_dataset(path)
    assert told_at(path) == [("employees", 3, heading, value, english, indonesian)]
    assert check_dataset(dataset) == ()
    kept, further = keep_valid(dataset, refusals)
    assert (further, kept.table("employees")["employee_id"].to_pylist()) == (
        (), ["198003102005012001", "199507202022212003"],
    )  # fmt: skip


def test_unknown_legal_position_is_refused(tmp_path: Path) -> None:
    rows = right_rows()
    rows[1] |= {"KEDUDUKAN HUKUM ID": "44", "KEDUDUKAN HUKUM NAMA": "Entah"}
    told = told_at(WRITERS["csv"](rows, tmp_path))
    assert [line[:4] for line in told] == [("employees", 3, "KEDUDUKAN HUKUM ID", "44")]


def test_number_stored_as_a_number_is_refused_in_a_workbook(tmp_path: Path) -> None:
    rows = right_rows()
    rows[0]["NIP BARU"] = 198003102005012001
    path = write_xlsx(rows, tmp_path / "ekspor.xlsx")
    refusals = read_dataset(path)[1]
    place = f"ekspor.xlsx, Data Utama, {'ABCDEFGHIJ'[HEADINGS.index('NIP BARU')]}2"
    assert [(refusal.column, refusal.value, refusal.place) for refusal in refusals] == [
        ("NIP BARU", "1.980031E+17", place),
    ]


def test_cells_typed_by_excel_are_taken(tmp_path: Path) -> None:
    rows = right_rows()
    rows[0] |= {"TANGGAL LAHIR": 29290, "TINGKAT PENDIDIKAN ID": 45, "ESELON ID": 31, "JENIS JABATAN ID": 1}
    rows[1] |= {"TANGGAL LAHIR": date(1990, 2, 15), "KEDUDUKAN HUKUM ID": 3, "NIP BARU": "1990 0215 201503 1 002"}
    rows[2] |= {"KEDUDUKAN HUKUM ID": 1, "GOL AKHIR ID": "null"}
    dataset, refusals = read_dataset(write_xlsx(rows, tmp_path / "ekspor.xlsx"))
    assert refusals == ()
    assert filled(dataset.table("employees").to_pylist()) == EMPLOYEES


def test_headings_are_found_by_name_and_others_overlooked(tmp_path: Path) -> None:
    shuffled = ["UNOR (1)", *reversed(HEADINGS), "KOLOM BARU"]
    rows = [{**row, "UNOR (1)": "Sekretariat Daerah", "KOLOM BARU": "x"} for row in right_rows()]
    dataset, refusals = read_dataset(write_csv(rows, tmp_path / "ekspor.csv", shuffled))
    assert refusals == ()
    assert filled(dataset.table("employees").to_pylist()) == EMPLOYEES


def test_export_without_the_newer_headings_reads_the_grade_from_the_title(tmp_path: Path) -> None:
    older = [heading for heading in HEADINGS if not heading.startswith("ESELON")]
    dataset, refusals = read_dataset(write_csv(right_rows(), tmp_path / "ekspor.csv", older))
    assert refusals == ()
    assert dataset.table("positions")["grade"].to_pylist() == ["administrator", "jf_ahli_muda", "pelaksana"]


def spoil_headings(old: str, new: str) -> Sequence[str]:
    return [new if heading == old else heading for heading in HEADINGS]


def test_missing_and_repeated_headings_are_refused(tmp_path: Path) -> None:
    path = write_csv(right_rows(), tmp_path / "ekspor.csv", spoil_headings("UNOR ID", "NAMA"))
    assert told_at(path) == [
        ("employees", 1, None, "UNOR ID", "The column UNOR ID is missing. Export the data from SIASN again.",
         "Kolom UNOR ID tidak ada. Ekspor ulang datanya dari SIASN."),
        ("employees", 1, None, "NAMA", "The heading NAMA stands twice. Leave one of the two columns out.",
         "Judul NAMA ada dua kali. Hapus salah satu dari kedua kolom itu."),
    ]  # fmt: skip


def test_export_without_people_is_refused(tmp_path: Path) -> None:
    assert [line[:5] for line in told_at(write_csv([], tmp_path / "ekspor.csv"))] == [
        ("employees", None, None, None, "The table employees has a heading but no rows. Fill in at least one row."),
    ]


def test_unit_of_an_office_that_is_no_whole_agency_stands_below_it(tmp_path: Path) -> None:
    rows = right_rows()[:2]
    for row in rows:
        row |= {"SATUAN KERJA KERJA ID": "DINAS", "SATUAN KERJA KERJA NAMA": "Dinas Contoh"}
    rows[1] |= {"UNOR ID": "DINAS", "UNOR NAMA": "Dinas Contoh"}
    reading = read_source(WRITERS["csv"](rows, tmp_path))
    assert filled(reading.dataset.table("units").to_pylist()) == [
        {"unit_id": "DINAS", "name": "Dinas Contoh", "is_opd": True},
        {"unit_id": "BIDANG", "parent_unit_id": "DINAS", "name": "Bidang Pengembangan Kompetensi", "is_opd": False},
    ]
    assert reading.dataset.table("employees")["unit_id"].to_pylist() == ["BIDANG", "DINAS"]
    assert len(reading.notes) == 1


def test_unit_without_an_office_stands_alone(tmp_path: Path) -> None:
    rows = right_rows()[:1]
    rows[0] |= {"SATUAN KERJA KERJA ID": "null", "SATUAN KERJA KERJA NAMA": ""}
    dataset, _ = read_dataset(WRITERS["csv"](rows, tmp_path))
    assert filled(dataset.table("units").to_pylist()) == [
        {"unit_id": "BIDANG", "name": "Bidang Pengembangan Kompetensi", "is_opd": True},
    ]


def test_person_working_elsewhere_has_unit_and_position_of_that_agency(tmp_path: Path) -> None:
    rows = right_rows()
    rows[1] |= {"INSTANSI KERJA ID": "KEMENTERIAN", "INSTANSI KERJA NAMA": "Kementerian Contoh",
                "SATUAN KERJA KERJA ID": "", "JABATAN ID": "J3", "JENIS JABATAN ID": "4"}  # fmt: skip
    dataset, refusals = read_dataset(WRITERS["csv"](rows, tmp_path))
    assert (refusals, check_dataset(dataset)) == ((), ())
    places = ["agency_id", "unit_id", "position_id"]
    assert dataset.table("employees").select(places).to_pylist() == [
        {"agency_id": "KOTA", "unit_id": "BIDANG", "position_id": "J1"},
        {"agency_id": "KEMENTERIAN", "unit_id": "BIDANG/KEMENTERIAN", "position_id": "J3/KEMENTERIAN"},
        {"agency_id": "KOTA", "unit_id": "SEKRETARIAT", "position_id": "J3"},
    ]
