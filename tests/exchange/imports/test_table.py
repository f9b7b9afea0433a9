"""Each fault of a cell, tried in a CSV file and in a workbook, told in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.snapshot.contract.inputs import GRADES
from tests.exchange.imports.sample import WRITERS, right_tables, told_at

ALL_GRADES = ", ".join(GRADES)
LOST = "was stored as a number and has lost digits. Format the column as text and enter it again with all its digits."
HILANG = (
    "tersimpan sebagai angka dan sebagian digitnya hilang."
    " Ubah format kolom menjadi teks, lalu ketik ulang dengan semua digitnya."
)
CASES = [
    ("agencies", "kind", "kota",
     "kota is not one of the allowed values. Write one of: ministry, agency, province, regency, city.",
     "kota bukan salah satu nilai yang diterima. Tulis salah satu dari: ministry, agency, province, regency, city."),
    ("positions", "grade", "jf_ahli_mudah",
     f"jf_ahli_mudah is not one of the allowed values. Did you mean jf_ahli_muda? Allowed are: {ALL_GRADES}.",
     f"jf_ahli_mudah bukan salah satu nilai yang diterima. Apakah maksudnya jf_ahli_muda? Yang diterima: {ALL_GRADES}."),
    ("positions", "criticality", "0",
     "0 lies outside the allowed range. Write a number above 0.",
     "0 berada di luar rentang yang diterima. Tulis angka di atas 0."),
    ("positions", "criticality", "1,5",
     "1,5 has a comma before its decimals. Write 1.5.",
     "1,5 memakai koma sebagai tanda desimal. Tulis 1.5."),
    ("positions", "criticality", "1.500,75",
     "1.500,75 has a comma before its decimals. Write 1500.75.",
     "1.500,75 memakai koma sebagai tanda desimal. Tulis 1500.75."),
    ("positions", "criticality", "tinggi",
     "tinggi is not a number. Write digits only, such as 1.5 or 1500000.",
     "tinggi bukan angka. Tulis angka saja, misalnya 1.5 atau 1500000."),
    ("positions", "criticality", "nan",
     "nan is not a number. Write digits only, such as 1.5 or 1500000.",
     "nan bukan angka. Tulis angka saja, misalnya 1.5 atau 1500000."),
    ("positions", "criticality", "1e999",
     "1e999 is too large. Correct the number.",
     "1e999 terlalu besar. Perbaiki angkanya."),
    ("positions", "title", None,
     "title must not be empty. Fill it in.",
     "title tidak boleh kosong. Isi kolom itu."),
    ("employees", "birth_date", "2026-02-30",
     "There is no day 2026-02-30. Correct the date.",
     "Tanggal 2026-02-30 tidak ada. Perbaiki tanggalnya."),
    ("employees", "birth_date", "1899-12-31",
     "1899-12-31 lies before 1900. Correct the year.",
     "1899-12-31 lebih awal dari tahun 1900. Perbaiki tahunnya."),
    ("employees", "birth_date", "15/02/1990",
     "15/02/1990 is not written as year, month, day. If you mean 15 February 1990, write 1990-02-15.",
     "15/02/1990 tidak ditulis sebagai tahun, bulan, hari. Bila maksudnya 15 Februari 1990, tulis 1990-02-15."),
    ("employees", "birth_date", "1990-02-15 08:30:00",
     "1990-02-15 08:30:00 has a time of day. Write 1990-02-15.",
     "1990-02-15 08:30:00 memuat jam. Tulis 1990-02-15."),
    ("employees", "performance_year", "2025.5",
     "2025.5 is not a whole number. Write a whole number without decimals.",
     "2025.5 bukan bilangan bulat. Tulis bilangan bulat tanpa desimal."),
    ("employees", "performance_year", "1899",
     "1899 lies outside the allowed range. Write a number from 1900 to 2200.",
     "1899 berada di luar rentang yang diterima. Tulis angka dari 1900 sampai 2200."),
    ("employees", "learning_hours", "-1",
     "-1 lies outside the allowed range. Write a number of 0 or more.",
     "-1 berada di luar rentang yang diterima. Tulis angka 0 atau lebih."),
    ("employees", "learning_hours", "20 JP",
     "20 JP is not a number. Write digits only, such as 1.5 or 1500000.",
     "20 JP bukan angka. Tulis angka saja, misalnya 1.5 atau 1500000."),
    ("employees", "employee_id", "1.99002E+17",
     f"1.99002E+17 {LOST}", f"1.99002E+17 {HILANG}"),
    ("ratings", "level", "2.125",
     "2.125 has more than two decimals. Round it to two decimals.",
     "2.125 memiliki lebih dari dua desimal. Bulatkan menjadi dua desimal."),
    ("ratings", "level", "5.01",
     "5.01 lies outside the allowed range. Write a number from 0 to 5.",
     "5.01 berada di luar rentang yang diterima. Tulis angka dari 0 sampai 5."),
    ("requirements", "required_level", "6",
     "6 lies outside the allowed range. Write a number from 1 to 5.",
     "6 berada di luar rentang yang diterima. Tulis angka dari 1 sampai 5."),
    ("budgets", "amount_rupiah", "1.500.000",
     "1.500.000 is written with separators. Write 1500000.",
     "1.500.000 ditulis dengan pemisah ribuan. Tulis 1500000."),
    ("budgets", "amount_rupiah", "99999999999999999999",
     "99999999999999999999 is too large. Correct the number.",
     "99999999999999999999 terlalu besar. Perbaiki angkanya."),
]  # fmt: skip
ONE_FORM = [
    ("csv", "units", "is_opd", "yes",
     "yes is neither true nor false. Write true or false.",
     "yes bukan true atau false. Tulis true atau false."),
    ("xlsx", "units", "is_opd", "yes",
     "yes is neither Ya nor Tidak. Write Ya or Tidak.",
     "yes bukan Ya atau Tidak. Tulis Ya atau Tidak."),
    ("csv", "units", "is_opd", "Ya",
     "Ya is neither true nor false. Write true or false.",
     "Ya bukan true atau false. Tulis true atau false."),
    ("csv", "employees", "birth_date", "15-02-1990",
     "15-02-1990 is not written as year, month, day. If you mean 15 February 1990, write 1990-02-15.",
     "15-02-1990 tidak ditulis sebagai tahun, bulan, hari. Bila maksudnya 15 Februari 1990, tulis 1990-02-15."),
    ("csv", "employees", "birth_date", "Pebruari 1990",
     "Pebruari 1990 is not a date. Write it as year, month, day, such as 2026-01-31.",
     "Pebruari 1990 bukan tanggal. Tulis tahun, bulan, hari, misalnya 2026-01-31."),
    ("xlsx", "employees", "birth_date", "Pebruari 1990",
     "Pebruari 1990 is not a date. Enter a date such as 31-01-2026.",
     "Pebruari 1990 bukan tanggal. Isi tanggal, misalnya 31-01-2026."),
    ("xlsx", "employees", "birth_date", "30-02-1990",
     "There is no day 30-02-1990. Correct the date.",
     "Tanggal 30-02-1990 tidak ada. Perbaiki tanggalnya."),
]  # fmt: skip
ALL_CASES = [(form, *case) for case in CASES for form in WRITERS] + ONE_FORM


@pytest.mark.parametrize(("form", "table", "column", "value", "english", "indonesian"), ALL_CASES)
def test_cell_that_does_not_fit_is_refused(
    form: str, table: str, column: str, value: str | None, english: str, indonesian: str, tmp_path: Path
) -> None:
    tables = right_tables()
    tables[table][1][tables[table][0].index(column)] = value or ""
    path = WRITERS[form](tables, tmp_path)
    assert told_at(path) == [(table, 2, column, value, english, indonesian)]


@pytest.mark.parametrize("form", WRITERS)
def test_right_tables_have_no_fault(form: str, tmp_path: Path) -> None:
    assert told_at(WRITERS[form](right_tables(), tmp_path)) == []


@pytest.mark.parametrize("form", WRITERS)
def test_spaces_around_a_value_are_no_part_of_it(form: str, tmp_path: Path) -> None:
    tables = right_tables()
    tables["units"][1:] = [[f"  {cell}\u00a0" if cell else "   " for cell in row] for row in tables["units"][1:]]
    dataset, refusals = read_dataset(WRITERS[form](tables, tmp_path))
    assert refusals == ()
    assert dataset.table("units").select(["unit_id", "parent_unit_id", "is_opd"]).to_pylist() == [
        {"unit_id": "dinas", "parent_unit_id": None, "is_opd": True},
        {"unit_id": "bidang", "parent_unit_id": "dinas", "is_opd": False},
    ]


@pytest.mark.parametrize("form", WRITERS)
def test_two_faults_of_a_row_and_two_rows_of_a_fault_are_each_told(form: str, tmp_path: Path) -> None:
    tables = right_tables()
    tables["ratings"][1][4:] = ["6", "kemarin"]
    tables["ratings"][2][4] = "6"
    told = told_at(WRITERS[form](tables, tmp_path))
    assert [(row, column, value) for _, row, column, value, *_ in told] == [
        (2, "level", "6"), (3, "level", "6"), (2, "assessed_on", "kemarin"),
    ]  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
def test_blank_rows_are_no_rows_and_keep_their_number(form: str, tmp_path: Path) -> None:
    tables = right_tables()
    blank: list[object] = [""] * len(tables["ratings"][0])
    tables["ratings"][2:2] = [blank, blank]
    tables["ratings"] += [blank]
    tables["ratings"][4][4] = "6"
    path = WRITERS[form](tables, tmp_path)
    dataset, _ = read_dataset(path)
    assert [row for _, row, *_ in told_at(path)] == [5]
    assert dataset.table("ratings")["rating_id"].to_pylist() == ["N1", "N2"]


@pytest.mark.parametrize("form", WRITERS)
def test_capitals_of_true_and_whole_decimals_are_taken(form: str, tmp_path: Path) -> None:
    tables = right_tables()
    tables["units"][1][4] = "TRUE"
    tables["employees"][1][8] = "2025.0"
    dataset, refusals = read_dataset(WRITERS[form](tables, tmp_path))
    assert refusals == ()
    assert dataset.table("units")["is_opd"].to_pylist() == [True, False]
    assert dataset.table("employees")["performance_year"].to_pylist() == [2025, None]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("table", ["agencies", "units", "positions", "employees"])
def test_table_that_must_have_rows_is_refused_without(form: str, table: str, tmp_path: Path) -> None:
    tables = right_tables()
    del tables[table][1:]
    assert told_at(WRITERS[form](tables, tmp_path)) == [
        (table, None, None, None, f"The table {table} has a heading but no rows. Fill in at least one row.",
         f"Tabel {table} hanya berisi judul kolom, tanpa baris. Isi sedikitnya satu baris."),
    ]  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
def test_a_city_without_any_standard_is_taken(form: str, tmp_path: Path) -> None:
    tables = right_tables()
    del tables["requirements"][1:], tables["competencies"][1:], tables["ratings"]
    assert told_at(WRITERS[form](tables, tmp_path)) == []
