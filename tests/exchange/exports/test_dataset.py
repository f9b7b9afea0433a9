from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from benangmerah.exchange.exports.dataset import Format, write_dataset
from benangmerah.exchange.exports.example import make_example
from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.snapshot.validate import check_dataset
from tests.factories.dataset import make_dataset

AGENCY: dict[str, Any] = {"agency_id": "kota", "name": 'Kota "Benang", Merah\n=1+1', "kind": "city"}


def test_the_example_has_no_fault() -> None:
    example = make_example()
    assert check_dataset(example) == ()
    assert example.table("employees").num_rows == 3


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_same_dataset_gives_the_same_bytes(form: Format, tmp_path: Path) -> None:
    written = []
    for name in ("first", "second"):
        target = tmp_path / name / ("data.xlsx" if form == "xlsx" else "data")
        write_dataset(make_example(), target, format=form)
        files = [target] if form == "xlsx" else sorted(target.iterdir())
        written.append([(file.name, file.read_bytes()) for file in files])
    assert written[0] == written[1]


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_odd_values_survive(form: Format, tmp_path: Path) -> None:
    unit = {"unit_id": "007", "agency_id": "kota", "name": "http://contoh.go.id", "is_opd": False}
    budget = {"agency_id": "kota", "unit_id": None, "year": 2026, "amount_rupiah": 123_456_789_012_345}
    rating = {
        "rating_id": "1", "employee_id": "x", "competency_id": "y", "source": "self", "rater_id": None, "level": 0.07,
        "assessed_on": date(1900, 3, 1), "valid_until": date(2199, 12, 31),
    }  # fmt: skip
    dataset = make_dataset({"agencies": [AGENCY], "units": [unit], "ratings": [rating], "budgets": [budget]})
    target = tmp_path / ("data.xlsx" if form == "xlsx" else "data")
    write_dataset(dataset, target, format=form)
    read, _ = read_dataset(target)
    for name in ("agencies", "units", "ratings", "budgets"):
        assert read.table(name).to_pylist() == dataset.table(name).to_pylist()


def test_required_tables_are_always_written(tmp_path: Path) -> None:
    write_dataset(make_dataset({"agencies": [AGENCY]}), tmp_path / "data")
    assert sorted(file.name for file in (tmp_path / "data").iterdir()) == [
        "agencies.csv", "competencies.csv", "employees.csv", "positions.csv", "requirements.csv", "units.csv",
    ]  # fmt: skip


def test_workbook_has_indonesian_sheets_and_headings_and_ids_as_text(tmp_path: Path) -> None:
    write_dataset(make_example(), tmp_path / "data.xlsx", format="xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "data.xlsx")
    rows = book.get_sheet_by_name("Pegawai").to_python()
    assert rows[0][:4] == ["NIP *", "ID Instansi *", "ID Unit *", "ID Jabatan *"]
    assert rows[1][0] == "198003102005012001"
    assert rows[1][11] == date(1980, 3, 10)


def test_text_too_long_for_a_cell_is_an_error(tmp_path: Path) -> None:
    dataset = make_dataset({"agencies": [{**AGENCY, "name": "x" * 32_768}]})
    with pytest.raises(BenangMerahError) as caught:
        write_dataset(dataset, tmp_path / "data.xlsx", format="xlsx")
    assert caught.value.say("id") == (
        "Ada teks pada agencies, name yang lebih panjang daripada daya tampung satu sel. Pilih csv atau parquet."
    )


@pytest.mark.slow
def test_table_too_long_for_a_sheet_is_an_error(tmp_path: Path) -> None:
    dataset = make_dataset({"agencies": [AGENCY]})
    long = make_dataset({"agencies": [AGENCY] * 2**20})
    write_dataset(dataset, tmp_path / "data.xlsx", format="xlsx")
    with pytest.raises(BenangMerahError) as caught:
        write_dataset(long, tmp_path / "data.xlsx", format="xlsx")
    assert caught.value.say("en") == (
        "The table agencies has 1,048,576 rows, more than a sheet holds. Choose csv or parquet."
    )
