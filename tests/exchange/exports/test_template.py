from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from benangmerah.exchange.exports.example import make_example
from benangmerah.exchange.exports.instruction import ROWS
from benangmerah.exchange.exports.template import write_template
from benangmerah.exchange.imports.dataset import read_dataset
from benangmerah.snapshot.contract.column import Kind
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.validate import check_dataset
from tests.exchange.imports.sample import told_at


def test_filled_template_is_a_dataset_without_a_fault(tmp_path: Path) -> None:
    write_template(tmp_path / "contoh.xlsx", filled=make_example())
    dataset, refusals = read_dataset(tmp_path / "contoh.xlsx")
    assert (refusals, check_dataset(dataset)) == ((), ())
    for name, source in make_example().tables.items():
        assert dataset.table(name).to_pylist() == source.data.to_pylist()


def test_empty_template_asks_for_rows_and_nothing_else(tmp_path: Path) -> None:
    write_template(tmp_path / "kosong.xlsx")
    assert told_at(tmp_path / "kosong.xlsx") == [
        (name, None, None, None, f"The table {name} has a heading but no rows. Fill in at least one row.",
         f"Tabel {name} hanya berisi judul kolom, tanpa baris. Isi sedikitnya satu baris.")
        for name in ("agencies", "units", "positions", "employees")
    ]  # fmt: skip


def test_sheets_stand_in_the_order_of_filling_between_instructions_and_codes(tmp_path: Path) -> None:
    write_template(tmp_path / "kosong.xlsx")
    book = load_workbook(tmp_path / "kosong.xlsx")
    assert book.sheetnames == ["Petunjuk", *(table.sheet for table in INPUTS.values()), "Daftar"]
    assert book["Petunjuk"]["A1"].value == "Cara mengisi buku kerja ini"
    assert [row[1] for row in book["Daftar"].iter_rows(min_row=2, max_row=3, values_only=True)] == [
        "Jenis Instansi"
    ] * 2
    assert book["Daftar"]["D2"].value == "kementerian"


@pytest.mark.parametrize("name", ["employees", "ratings", "units"])
def test_each_column_says_what_may_stand_in_it(name: str, tmp_path: Path) -> None:
    write_template(tmp_path / "kosong.xlsx")
    sheet = load_workbook(tmp_path / "kosong.xlsx")[INPUTS[name].sheet]
    choices = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert sheet.freeze_panes == "A2"
    for place, column in enumerate(INPUTS[name].columns, 1):
        heading, below = sheet.cell(1, place), sheet.cell(2, place).coordinate
        assert heading.value == column.heading + ("" if column.optional else " *")
        assert heading.comment is not None
        assert column.note in heading.comment.text
        if column.values:
            assert choices[below] == f'"{",".join(column.values)}"'
        if column.kind is Kind.BOOLEAN:
            assert choices[below] == '"Ya,Tidak"'


def test_template_is_the_same_bytes_whenever_it_is_written(tmp_path: Path) -> None:
    write_template(tmp_path / "one.xlsx")
    write_template(tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_every_table_is_explained() -> None:
    assert list(ROWS) == list(INPUTS)
