from __future__ import annotations

from pathlib import Path

import pytest

from benangmerah.exchange.exports.refusals import write_refusals
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message


def refuse(value: str | None, row: int | None = 2) -> Refusal:
    reason, suggestion = message("{value} is not a number.", value=value), message("Correct the number.")
    return Refusal("ratings", row, "level", value, reason, suggestion, "ratings.csv")


def test_one_line_for_each_refusal_in_the_language(tmp_path: Path) -> None:
    missing = Refusal("units", None, None, None, message("The table {table} is missing.", table="units"),
                      message("Fill in at least one row."))  # fmt: skip
    write_refusals([refuse("tiga, koma"), missing], tmp_path / "id.csv", "id")
    write_refusals([refuse("tiga, koma"), missing], tmp_path / "en.csv", "en")
    assert (tmp_path / "id.csv").read_text(encoding="utf-8") == (
        "table,row,column,value,reason,suggestion\n"
        'ratings,2,level,"tiga, koma","tiga, koma bukan angka.",Perbaiki angkanya.\n'
        "units,,,,Tabel units tidak ada.,Isi sedikitnya satu baris.\n"
    )
    assert (tmp_path / "en.csv").read_text(encoding="utf-8") == (
        "table,row,column,value,reason,suggestion\n"
        'ratings,2,level,"tiga, koma","tiga, koma is not a number.",Correct the number.\n'
        "units,,,,The table units is missing.,Fill in at least one row.\n"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-x", "'-x"), ("-1", "-1"), ("+2.5", "+2.5"), ("1,5", '"1,5"')],
)
def test_value_that_is_a_formula_to_a_spreadsheet_is_made_harmless(value: str, written: str, tmp_path: Path) -> None:
    write_refusals([refuse(value)], tmp_path / "refused.csv", "en")
    line = (tmp_path / "refused.csv").read_text(encoding="utf-8").splitlines()[1]
    assert line.startswith(f"ratings,2,level,{written},")
