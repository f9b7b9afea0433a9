from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from benangmerah.exchange.imports.dataset import Manner, read_source
from benangmerah.exchange.imports.grid import CellFault, Grid
from benangmerah.exchange.imports.mend import Mend, mend_grid, position_of
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.inputs import EMPLOYEES
from tests.exchange.imports.sample import right_tables, write_folder

FAULT = CellFault("#REF!", (message("a"), message("b")))


def grid(*columns: object, is_workbook: bool = True) -> Grid:
    return Grid("f.xlsx, Pegawai", ("NIP", "Nama *"), columns, is_workbook=is_workbook, cell_faults={(3, 1): FAULT})


def test_mended_cell_takes_the_place_of_what_stood_there_and_its_fault_is_forgotten() -> None:
    before = grid(["1", "2"], ["Budi", ""])
    after = mend_grid(before, EMPLOYEES, [Mend("employees", 3, "name", "Sari")])
    assert (after.columns, after.cell_faults) == ((["1", "2"], ["Budi", "Sari"]), {})
    assert before.columns == (["1", "2"], ["Budi", ""])


@pytest.mark.parametrize("column", ["name", "Nama", "nama *"])
def test_column_is_found_by_name_or_heading(column: str) -> None:
    assert position_of(grid([], []), EMPLOYEES, column) == 1


@pytest.mark.parametrize(
    "mend", [Mend("units", 3, "name", "x"), Mend("employees", 3, "status", "x"), Mend("employees", 99, "name", "x")]
)
def test_mend_of_elsewhere_changes_no_cell(mend: Mend) -> None:
    assert [list(column) for column in mend_grid(grid(["1"], ["Budi"]), EMPLOYEES, [mend]).columns] == [["1"], ["Budi"]]


def test_typed_column_becomes_texts() -> None:
    years = pa.chunked_array([pa.array([2024, 2025, None])])
    columns = Grid("f.parquet", ("NIP", "performance_year"), (years, years))
    mended = mend_grid(
        columns,
        EMPLOYEES,
        [Mend("employees", 2, "performance_year", "2023"), Mend("employees", 3, "performance_year", "")],
    )
    assert mended.columns[1].to_pylist() == ["2023", None, None]  # type: ignore[union-attr]


def test_export_of_siasn_is_mended_by_its_own_heading() -> None:
    export = Grid("siasn.xlsx, Data", ("NIP BARU", "NAMA"), (["1"], ["Budi"]), is_workbook=True)
    assert mend_grid(export, None, [Mend("employees", 2, "NIP BARU", "2")]).columns[0] == ["2"]


def test_dataset_is_read_as_it_is_mended(tmp_path: Path) -> None:
    tables = right_tables()
    tables["employees"][1][5] = "honorer"
    folder = write_folder(tables, tmp_path / "data")
    assert len(read_source(folder).refusals) == 1
    reading = read_source(folder, manner=Manner(mends=[Mend("employees", 2, "status", "pppk")]))
    assert (reading.refusals, reading.dataset.table("employees")["status"].to_pylist()) == ((), ["pppk", "pppk"])


def test_part_of_an_archive_may_lack_tables_and_rows(tmp_path: Path) -> None:
    tables = right_tables()
    folder = write_folder({"employees": tables["employees"][:1]}, tmp_path / "data")
    assert read_source(folder, manner=Manner(is_part=True)).refusals == ()
    assert len(read_source(folder).refusals) == 6
