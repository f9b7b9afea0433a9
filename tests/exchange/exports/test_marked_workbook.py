from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from benangmerah.exchange.exports.marked_workbook import LIST_SHEET, write_marked_workbook
from benangmerah.exchange.imports.grid import Grid
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.inputs import EMPLOYEES, UNITS

RED = "FFF4B6B0"
WHY, HOW = message("Fill it in."), message("Correct this value.")
PEOPLE = Grid(
    "f.xlsx, Data Pegawai", ("NIP", "Nama", "Tanggal Lahir", "Aneh"),
    (["1", 1.99e17], ["=1+1", ""], [date(1990, 1, 2), "x"], [True, 2.5]), pa.array([3, 5]), is_workbook=True,
)  # fmt: skip


def refuse(row: int | None, column: str | None, value: str | None = None, table: str = "employees") -> Refusal:
    return Refusal(table, row, column, value, WHY, HOW, "f.xlsx, Data Pegawai, B5")


def red_cells(sheet: Worksheet) -> list[str]:
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.fill.fgColor.rgb == RED]


def test_every_cell_stands_where_it_stood_and_the_bad_ones_are_red(tmp_path: Path) -> None:
    refusals = [
        refuse(5, "name"),
        refuse(5, "employee_id", "1.99E+17"),
        refuse(1, "Aneh", "Aneh"),
        refuse(4, None, "kacau"),
    ]
    write_marked_workbook([(EMPLOYEES, PEOPLE)], refusals, tmp_path / "m.xlsx")
    book = load_workbook(tmp_path / "m.xlsx")
    sheet = book["Data Pegawai"]
    assert book.sheetnames == [LIST_SHEET, "Data Pegawai"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["NIP", "Nama", "Tanggal Lahir", "Aneh"],
        [None] * 4,
        ["1", "=1+1", sheet["C3"].value, "Ya"],
        [None] * 4,
        [1.99e17, None, "x", 2.5],
    ]
    assert sheet["B3"].data_type == "s"
    assert red_cells(sheet) == ["D1", "A4", "A5", "B5"]
    assert {name: bool(sheet[name].comment) for name in ("A5", "B5", "D1", "A4", "B3")} == {
        "A5": True, "B5": True, "D1": True, "A4": True, "B3": False,
    }  # fmt: skip


def test_list_of_faults_comes_first_in_the_language_asked_for(tmp_path: Path) -> None:
    write_marked_workbook([(EMPLOYEES, PEOPLE)], [refuse(5, "name")], tmp_path / "m.xlsx", "en")
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "m.xlsx")[LIST_SHEET].iter_rows()]
    assert rows == [
        ["Table", "Row", "Value", "Why", "How to mend it"],
        ["employees", "B5", None, "Fill it in.", "Correct this value."],
    ]


def test_tables_of_csv_files_get_the_sheets_of_the_template(tmp_path: Path) -> None:
    units = Grid("units.csv", ("unit_id", "name"), (pa.chunked_array([["a"]]), pa.chunked_array([["b"]])))
    export = Grid("siasn.csv", ("NIP BARU",), (pa.chunked_array([["1"]]),))
    refusals = [refuse(2, "name", table="units"), refuse(2, "NIP BARU", "1")]
    write_marked_workbook([(UNITS, units), (None, export)], refusals, tmp_path / "m.xlsx")
    book = load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames == [LIST_SHEET, "Unit", "SIASN"]
    assert (red_cells(book["Unit"]), red_cells(book["SIASN"])) == (["B2"], ["A2"])
