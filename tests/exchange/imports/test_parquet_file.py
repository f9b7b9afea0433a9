from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benangmerah.exchange.imports.dataset import read_dataset
from tests.exchange.imports.sample import BUDI, right_tables, told_at, write_folder

DAY = date(2025, 5, 6)
MOMENT = datetime(2025, 5, 6)  # noqa: DTZ001 a Parquet timestamp without a zone


def write_rating(folder: Path, column: str, values: pa.Array) -> Path:
    """The right tables with one rating from Parquet, one column of it as given."""
    tables = right_tables()
    del tables["ratings"]
    rating: dict[str, pa.Array] = {
        "rating_id": pa.array(["N1"]), "employee_id": pa.array([BUDI]), "competency_id": pa.array(["M.1"]),
        "source": pa.array(["superior"]), "level": pa.array([2.5]), "assessed_on": pa.array([DAY]),
    }  # fmt: skip
    write_folder(tables, folder / "data")
    pq.write_table(pa.table(rating | {column: values}), folder / "data" / "ratings.parquet")
    return folder / "data"


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        ("employee_id", pa.array([BUDI], pa.large_string()), BUDI),
        ("employee_id", pa.array([int(BUDI)], pa.int64()), BUDI),
        ("employee_id", pa.array([BUDI]).dictionary_encode(), BUDI),
        ("rating_id", pa.array([7.0]), "7"),
        ("rating_id", pa.array([123456789012345.0]), "123456789012345"),
        ("rating_id", pa.array([Decimal("12.50")], pa.decimal128(8, 2)), "12.50"),
        ("source", pa.array([" superior "]).dictionary_encode(), "superior"),
        ("level", pa.array([3], pa.int32()), 3.0),
        ("level", pa.array([3.67], pa.float32()), 3.67),
        ("level", pa.array([2.5], pa.float16()), 2.5),
        ("level", pa.array([Decimal("3.67")], pa.decimal128(5, 2)), 3.67),
        ("level", pa.array(["3.67"]), 3.67),
        ("assessed_on", pa.array(["2025-05-06"]), DAY),
        ("assessed_on", pa.array([DAY], pa.date64()), DAY),
        ("assessed_on", pa.array([MOMENT], pa.timestamp("us")), DAY),
        ("assessed_on", pa.array([MOMENT], pa.timestamp("ns", tz="UTC")), DAY),
    ],
)
def test_other_types_are_cast_without_loss(column: str, values: pa.Array, expected: object, tmp_path: Path) -> None:
    dataset, refusals = read_dataset(write_rating(tmp_path, column, values))
    assert refusals == ()
    assert dataset.table("ratings")[column].to_pylist() == [expected]


@pytest.mark.parametrize(
    ("column", "values", "value", "english"),
    [
        ("rating_id", pa.array([1.99002152015031e17]), "1.99002152015031e+17",
         ("1.99002152015031e+17 was stored as a number and has lost digits."
         " Format the column as text and enter it again with all its digits.")),
        ("rating_id", pa.array([1.5]), "1.5",
         ("1.5 was stored as a number and has lost digits."
         " Format the column as text and enter it again with all its digits.")),
        ("level", pa.array([2.125]), "2.125", "2.125 has more than two decimals. Round it to two decimals."),
        ("level", pa.array([True]), "true",
         "true is not a number. Write digits only, such as 1.5 or 1500000."),
        ("level", pa.array([float("nan")]), "nan",
         "nan is not a number. Write digits only, such as 1.5 or 1500000."),
        ("level", pa.array([DAY]), "2025-05-06",
         "2025-05-06 is not a number. Write digits only, such as 1.5 or 1500000."),
        ("assessed_on", pa.array([MOMENT.replace(hour=8)], pa.timestamp("s")), "2025-05-06 08:00:00.000",
         "2025-05-06 08:00:00.000 has a time of day. Write 2025-05-06."),
        ("level", pa.array([MOMENT], pa.timestamp("s")), "2025-05-06",
         "2025-05-06 is not a number. Write digits only, such as 1.5 or 1500000."),
        ("assessed_on", pa.array([45783], pa.int32()), "45783",
         "45783 is not a date. Write it as year, month, day, such as 2026-01-31."),
    ],
)  # fmt: skip
def test_what_would_lose_something_is_refused(
    column: str, values: pa.Array, value: str, english: str, tmp_path: Path
) -> None:
    told = told_at(write_rating(tmp_path, column, values))
    assert [line[:5] for line in told] == [("ratings", 2, column, value, english)]


def test_column_of_lists_is_refused_as_a_whole(tmp_path: Path) -> None:
    told = told_at(write_rating(tmp_path, "level", pa.array([[1.0, 2.0]])))
    assert told == [
        ("ratings", 1, "level", None,
         ("The column level holds list<element: double>, which no table can hold."
         " Write it as text, number, date or true and false."),
         ("Kolom level berisi list<element: double>, yang tidak dapat dimuat tabel."
         " Tulis sebagai teks, angka, tanggal, atau true dan false.")),
    ]  # fmt: skip


def test_zoned_midnight_is_the_day_of_its_zone(tmp_path: Path) -> None:
    jakarta_midnight = datetime(2025, 5, 5, 17, tzinfo=UTC)
    values = pa.array([jakarta_midnight], pa.timestamp("us", tz="Asia/Jakarta"))
    dataset, refusals = read_dataset(write_rating(tmp_path, "assessed_on", values))
    assert (refusals, dataset.table("ratings")["assessed_on"].to_pylist()) == ((), [DAY])


def test_file_that_is_no_parquet_is_refused(tmp_path: Path) -> None:
    folder = write_rating(tmp_path, "level", pa.array([2.5]))
    (folder / "ratings.parquet").write_text("rating_id,level\n", encoding="utf-8")
    told = told_at(folder)
    assert [line[:4] for line in told] == [("ratings", None, None, None)]
    assert told[0][4].startswith("The file cannot be read as Parquet: ")
    assert told[0][5].startswith("Berkas tidak dapat dibaca sebagai Parquet: ")


def test_parquet_with_letters_that_are_not_utf8_is_refused(tmp_path: Path) -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, pa.array([b"caf\xe9"]).buffers())
    told = told_at(write_rating(tmp_path, "rating_id", broken))
    assert [line[:4] for line in told] == [("ratings", None, None, None)]
    assert told[0][4].startswith("The file cannot be read as Parquet: ")


def test_more_rows_than_the_operator_allows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENANGMERAH_PARQUET_ROWS", "0")
    told = told_at(write_rating(tmp_path, "level", pa.array([2.5])))
    assert [line[4:] for line in told] == [
        ("The file says it holds 1 rows; at most 0 are read. Ask the operator to raise the limit, or split the data.",
         ("Berkas menyatakan berisi 1 baris; paling banyak 0 yang dibaca."
         " Minta operator menaikkan batasnya, atau bagi datanya.")),
    ]  # fmt: skip
