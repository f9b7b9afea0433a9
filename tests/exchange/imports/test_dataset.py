"""What may stand at the path that is given."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from benangmerah.exchange.exports.dataset import Format, write_dataset
from benangmerah.exchange.exports.example import make_example
from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.kernel.explanation import Message, render
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset
from tests.exchange.imports.sample import WRITERS, right_tables, told_at, write_book, write_folder


def test_path_where_nothing_is_is_refused(tmp_path: Path) -> None:
    assert told_at(tmp_path / "tiada") == [
        ("", None, None, "tiada", "There is nothing at this path. Check how it is written.",
         "Tidak ada apa pun di lokasi ini. Periksa penulisannya."),
    ]  # fmt: skip


def test_folder_without_a_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("bukan tabel", encoding="utf-8")
    (tmp_path / ".units.csv").write_text("", encoding="utf-8")
    assert told_at(tmp_path) == [
        ("", None, None, tmp_path.name,
         "The folder holds no table. Put NAME.csv or NAME.parquet files there, such as employees.csv.",
         "Folder tidak berisi tabel. Letakkan berkas NAMA.csv atau NAMA.parquet di sana, misalnya employees.csv."),
    ]  # fmt: skip


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", [name for name, table in INPUTS.items() if table.required])
def test_missing_required_table_is_refused(form: str, name: str, tmp_path: Path) -> None:
    tables = right_tables()
    del tables[name]
    sheet = INPUTS[name].sheet
    assert told_at(WRITERS[form](tables, tmp_path)) == [
        (name, None, None, None, f"The table {name} is missing. Add {name}.csv, or a sheet {sheet}.",
         f"Tabel {name} tidak ada. Tambahkan {name}.csv, atau lembar {sheet}."),
    ]  # fmt: skip


def test_unknown_table_is_refused_by_name_and_others_of_the_folder_overlooked(tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    (folder / "rating.csv").write_text("rating_id\n", encoding="utf-8")
    (folder / "catatan.txt").write_text("bukan tabel", encoding="utf-8")
    (folder / "arsip").mkdir()
    assert told_at(folder) == [
        ("rating", None, None, None, "There is no table rating. Did you mean ratings?",
         "Tidak ada tabel bernama rating. Apakah maksudnya ratings?"),
    ]  # fmt: skip


def test_table_in_another_format_is_refused(tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    (folder / "budgets.csv").rename(folder / "budgets.txt")
    assert told_at(folder) == [
        ("budgets", None, None, None,
         ("Tables are read from .csv, .parquet and .xlsx files only."
          " Save it as CSV UTF-8 (comma separated) or as a workbook (.xlsx)."),
         ("Tabel hanya dibaca dari berkas .csv, .parquet, dan .xlsx."
          " Simpan sebagai CSV UTF-8 (dipisahkan koma) atau sebagai buku kerja (.xlsx).")),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["laporan.pdf", "laporan", "data.zip"])
def test_single_file_of_another_format_is_refused_once(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"PK apa saja")
    assert [(*line[:4], line[4].split(".csv")[0]) for line in told_at(tmp_path / name)] == [
        ("", None, None, None, "Tables are read from "),
    ]


def test_single_file_of_one_table_misses_the_others(tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    assert [line[0] for line in told_at(folder / "agencies.csv")] == [
        "units", "positions", "employees", "competencies", "requirements",
    ]  # fmt: skip


def test_two_files_for_one_table_are_refused(tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    pq.write_table(read_dataset(folder)[0].table("units"), folder / "units.parquet")
    assert told_at(folder) == [
        ("units", None, None, None,
         "The table units stands twice: units.csv, units.parquet. Leave one of them out.",
         "Tabel units ada dua kali: units.csv, units.parquet. Sertakan salah satu saja."),
    ]  # fmt: skip


def test_table_given_in_indonesian_beside_the_same_in_english_is_refused(tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    (folder / "UNIT.csv").write_bytes((folder / "units.csv").read_bytes())
    assert [line[:1] for line in told_at(folder)] == [("units",)]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    folder = write_folder(right_tables(), tmp_path / "data")
    (folder / "budgets.csv").chmod(0)
    assert [line[:4] for line in told_at(folder)] == [("budgets", None, None, None)]


def test_table_that_is_not_given_is_empty(tmp_path: Path) -> None:
    dataset, refusals = read_dataset(write_folder(right_tables(), tmp_path / "data"))
    assert refusals == ()
    assert "wishes" not in dataset.tables
    assert dataset.table("wishes").num_rows == 0


def test_columns_that_are_not_given_are_empty_and_all_are_typed(tmp_path: Path) -> None:
    dataset, _ = read_dataset(write_folder(right_tables(), tmp_path / "data"))
    assert {name: source.data.schema for name, source in dataset.tables.items()} == {
        name: INPUTS[name].schema for name in right_tables()
    }
    assert dataset.table("employees")["standing"].to_pylist() == [None, None]


def test_tables_come_in_the_order_of_the_contract(tmp_path: Path) -> None:
    tables = dict(reversed(right_tables().items()))
    dataset, _ = read_dataset(write_book(tables, tmp_path / "data.xlsx"))
    assert list(dataset.tables) == [name for name in INPUTS if name in tables]


def test_place_says_file_or_sheet(tmp_path: Path) -> None:
    folder = read_dataset(write_folder(right_tables(), tmp_path / "data"))[0]
    book = read_dataset(write_book(right_tables(), tmp_path / "kota.xlsx"))[0]
    assert (folder.tables["units"].place, book.tables["units"].place) == ("units.csv", "kota.xlsx, units")


def test_progress_names_each_table(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []

    def watch(stage: Message, done: int = 0, total: int = 0) -> None:
        seen.append((render(stage, "id"), done, total))

    tables = {name: right_tables()[name] for name in ("agencies", "units")}
    read_dataset(write_folder(tables, tmp_path / "data"), progress=watch)
    assert seen == [("Membaca agencies.csv", 0, 2), ("Membaca units.csv", 1, 2)]


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_what_is_written_is_read_back_the_same(form: Format, tmp_path: Path) -> None:
    example = make_example()
    target = tmp_path / ("data.xlsx" if form == "xlsx" else "data")
    write_dataset(example, target, format=form)
    dataset, refusals = read_dataset(target)
    assert refusals == ()
    assert tables_of(dataset) == tables_of(example)


def tables_of(dataset: Dataset) -> dict[str, list[dict[str, object]]]:
    return {name: source.data.to_pylist() for name, source in dataset.tables.items()}
