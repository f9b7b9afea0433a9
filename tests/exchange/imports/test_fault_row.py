from __future__ import annotations

import pyarrow as pa

from benangmerah.exchange.imports.fault_row import FaultRow, show_faults
from benangmerah.exchange.imports.grid import Grid
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.inputs import EMPLOYEES, UNITS

SHEET = Grid("f.xlsx, Pegawai", ("NIP", "Nama"), (["1", 2.0], ["Budi", None]), pa.array([2, 4]), is_workbook=True)
FILE = Grid("units.csv", ("unit_id",), (pa.chunked_array([["a"]]),))


def refuse(table: str, row: int | None, column: str | None) -> Refusal:
    return Refusal(table, row, column, None, message("a"), message("b"))


def test_fault_comes_with_its_cell_and_its_row() -> None:
    refusals = [
        refuse("employees", 4, "name"),
        refuse("units", 2, "unit_id"),
        refuse("employees", 3, None),
        refuse("ratings", None, None),
    ]
    shown = list(show_faults([(EMPLOYEES, SHEET), (UNITS, FILE)], refusals))
    assert shown == [
        FaultRow(refusals[0], "B4", 1, ("NIP", "Nama"), ("2", "")),
        FaultRow(refusals[1], "", 0, ("unit_id",), ("a",)),
        FaultRow(refusals[2]),
        FaultRow(refusals[3]),
    ]
    assert [each.is_mendable for each in shown] == [True, True, False, False]


def test_heading_is_not_mended_in_a_cell() -> None:
    [shown] = show_faults([(EMPLOYEES, SHEET)], [refuse("employees", 1, "name")])
    assert (shown.cell, shown.is_mendable) == ("B1", False)
