from __future__ import annotations

import math
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benangmerah.snapshot.contract.column import Column, Kind
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.parquet import hash_file, write_table
from benangmerah.store.extract import extract_dataset, in_key_order
from benangmerah.store.mapping.tables import INPUT_MODELS
from benangmerah.store.models import Agency
from benangmerah.synthesis.city import make_city
from tests.factories.archive import make_receipt, on_disk, store_dataset
from tests.factories.dataset import make_dataset

KOTA = {"agency_id": "K", "name": "Kota", "kind": "city"}
KABUPATEN = {"agency_id": "A", "name": "Kabupaten", "kind": "regency"}


@cache
def city_of_300() -> Dataset:
    return make_city(people=300, seed=1)


def hash_tables(tables: dict[str, pa.Table], folder: Path) -> dict[str, str]:
    """What stands in each table's Parquet file, byte for byte."""
    hashes = {}
    for name, table in tables.items():
        write_table(table, folder / f"{name}.parquet")
        hashes[name] = hash_file(folder / f"{name}.parquet")
    return hashes


def ordered(dataset: Dataset) -> dict[str, pa.Table]:
    return {name: in_key_order(dataset.table(name), INPUTS[name]) for name in INPUTS}


def extracted(**options: Any) -> dict[str, pa.Table]:
    return {name: source.data for name, source in extract_dataset(**options).tables.items()}


@pytest.mark.django_db(transaction=True)
def test_example_city_comes_back_byte_for_byte(tmp_path: Path) -> None:
    store_dataset(city_of_300())
    expected = hash_tables(ordered(city_of_300()), tmp_path)
    with on_disk(tmp_path) as using:
        assert hash_tables(extracted(using=using), tmp_path) == expected


@pytest.mark.django_db
def test_change_under_way_is_read_through_its_own_connection(tmp_path: Path) -> None:
    with transaction.atomic():
        store_dataset(city_of_300())
        assert hash_tables(extracted(), tmp_path) == hash_tables(ordered(city_of_300()), tmp_path)


@pytest.mark.django_db(transaction=True)
def test_empty_archive_gives_empty_tables(tmp_path: Path) -> None:
    with on_disk(tmp_path) as using:
        assert extracted(using=using) == {name: table.schema.empty_table() for name, table in INPUTS.items()}


@pytest.mark.django_db(transaction=True)
def test_archive_is_read_as_it_was_after_a_receipt(tmp_path: Path) -> None:
    first = store_dataset(make_dataset({"agencies": [KOTA, KABUPATEN]}))
    second = make_receipt()
    Agency.objects.filter(agency_id="K").update(archived=second)
    Agency.objects.create(**KOTA | {"name": "Kota Baru"}, recorded=second)
    third = make_receipt()
    Agency.objects.filter(agency_id="A").update(archived=third)
    with on_disk(tmp_path) as using:
        told = {
            until: [
                (row["agency_id"], row["name"]) for row in extracted(until=until, using=using)["agencies"].to_pylist()
            ]
            for until in (first.pk - 1, first.pk, second.pk, third.pk, None)
        }
    assert told == {
        first.pk - 1: [],
        first.pk: [("A", "Kabupaten"), ("K", "Kota")],
        second.pk: [("A", "Kabupaten"), ("K", "Kota Baru")],
        third.pk: [("K", "Kota Baru")],
        None: [("K", "Kota Baru")],
    }


@pytest.mark.django_db(transaction=True)
def test_column_known_only_far_below_is_read(tmp_path: Path) -> None:
    rows = [{**KOTA, "agency_id": f"K{number:05d}"} for number in range(3_000)]
    units = [{"unit_id": row["agency_id"], "agency_id": "K", "name": "a", "is_opd": True} for row in rows]
    units[-1] |= {"parent_unit_id": "K00000", "sector": "health"}
    dataset = make_dataset({"agencies": rows, "units": units})
    store_dataset(dataset)
    with on_disk(tmp_path) as using:
        assert extracted(using=using) == ordered(dataset)


WRITE_ELSEWHERE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as problem:
    print(problem)
"""


@pytest.mark.django_db(transaction=True)
def test_reading_takes_no_lock_from_a_writer_of_the_same_process(tmp_path: Path) -> None:
    store_dataset(make_dataset({"agencies": [KOTA]}))
    with on_disk(tmp_path) as using:
        if connections[using].vendor == "postgresql":
            assert [row["agency_id"] for row in extracted(using=using)["agencies"].to_pylist()] == ["K"]
            return
        path = connections[using].settings_dict["NAME"]
        with closing(sqlite3.connect(path)) as writer:
            writer.execute("BEGIN IMMEDIATE")
            assert [row["agency_id"] for row in extracted(using=using)["agencies"].to_pylist()] == ["K"]
            elsewhere = [sys.executable, "-c", WRITE_ELSEWHERE, path]
            assert (
                subprocess.run(elsewhere, capture_output=True, text=True, check=True).stdout == "database is locked\n"
            )


TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=40) | (
    st.sampled_from(
        ["0", "1e5", "true", "NULL", '"', "\\N", "\\.", "a\nb", "\r\n", ",", " ", "😀é", "x" * 5_000, "'; --"]
    )
)
NUMBERS = st.sampled_from([0.1, 0.30000000000000004, 1e-300, 1e300, 5e-324, 100.0, -0.0, 1 / 3, math.pi]) | st.floats(
    min_value=0, allow_nan=False, allow_infinity=False
)
DAYS = st.sampled_from([date(1900, 1, 1), date(1, 1, 1), date(9999, 12, 31)]) | st.dates()
VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.TEXT: TEXTS,
    Kind.NUMBER: NUMBERS,
    Kind.LEVEL: NUMBERS,
    Kind.INTEGER: st.integers(0, 2**63 - 1),
    Kind.RUPIAH: st.integers(0, 2**63 - 1),
    Kind.DATE: DAYS,
    Kind.BOOLEAN: st.booleans(),
}


def odd_values(column: Column, *, in_key: bool) -> st.SearchStrategy[object]:
    """Anything the contract lets stand in a column, short where it is part of a key."""
    values = st.sampled_from(column.values) if column.values else VALUES[column.kind]
    values = values.filter(lambda value: is_within(column, value))
    if in_key and column.kind is Kind.TEXT:
        values = values.filter(lambda value: len(str(value)) < 100)
    return st.none() | values if column.optional else values


def is_within(column: Column, value: Any) -> bool:
    if column.kind not in {Kind.NUMBER, Kind.LEVEL, Kind.INTEGER, Kind.RUPIAH}:
        return True
    if (column.minimum is not None and value < column.minimum) or (column.above is not None and value <= column.above):
        return False
    return column.maximum is None or value <= column.maximum


def odd_rows(name: str) -> st.SearchStrategy[pa.Table]:
    table = INPUTS[name]
    bounded = {
        column.name: st.integers(int(column.minimum or 0), int(column.maximum))
        for column in table.columns
        if column.kind is Kind.INTEGER and column.maximum is not None
    }
    row = st.fixed_dictionaries(
        {
            column.name: bounded.get(column.name, odd_values(column, in_key=column.name in table.key))
            for column in table.columns
        }
    )
    key: Callable[[dict[str, Any]], Any] = lambda row: tuple(row[part] for part in table.key)  # noqa: E731 hypothesis asks for a function
    rows = st.lists(row, max_size=6, unique_by=key) if table.key else st.lists(row, max_size=6)
    return rows.map(lambda chosen: pa.Table.from_pylist(chosen, schema=table.schema))


@pytest.mark.django_db(transaction=True)
@settings(max_examples=6, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(tables=st.fixed_dictionaries({name: odd_rows(name) for name in INPUTS}))
def test_odd_values_come_back_as_they_were(tables: dict[str, pa.Table]) -> None:
    dataset = Dataset({name: SourceTable(name, table) for name, table in tables.items()})
    try:
        store_dataset(dataset)
        with tempfile.TemporaryDirectory() as folder, on_disk(Path(folder)) as using:
            assert {name: table.to_pylist() for name, table in extracted(using=using).items()} == {
                name: table.to_pylist() for name, table in ordered(dataset).items()
            }
        assert extracted() == ordered(dataset)
    finally:
        for model in INPUT_MODELS.values():
            model._default_manager.all().delete()
