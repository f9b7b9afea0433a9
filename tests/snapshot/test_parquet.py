"""Rows of one name are found in a sorted table as a filter of the file finds them."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benangmerah.snapshot.contract.inputs import COMPLETIONS
from benangmerah.snapshot.parquet import find_rows, read_table, write_table

NAMES = ("ani", "ani ", "budi", "Budi", "éva", "")


def write(path: Path, names: list[str]) -> None:
    """Completions of these people, numbered in this order."""
    columns = {name: pa.nulls(len(names), COMPLETIONS.schema.field(name).type) for name in COMPLETIONS.names}
    columns["employee_id"] = pa.array(names, COMPLETIONS.schema.field("employee_id").type)
    columns["intervention_id"] = pa.array(
        [f"{at:04}" for at in range(len(names))], COMPLETIONS.schema.field("intervention_id").type
    )
    write_table(pa.table(columns, schema=COMPLETIONS.schema), path)


@settings(deadline=None, derandomize=True, database=None)
@given(names=st.lists(st.sampled_from(NAMES), max_size=40))
def test_rows_are_those_of_a_filter_in_the_same_order(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("rows") / "completions.parquet"
    write(path, names)
    for name in (*NAMES, "nobody"):
        expected = read_table(path, COMPLETIONS, where={"employee_id": name}).to_pylist()
        assert find_rows(path, COMPLETIONS, "employee_id", name) == expected


def test_file_that_is_written_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "completions.parquet"
    write(path, ["ani"])
    assert len(find_rows(path, COMPLETIONS, "employee_id", "ani")) == 1
    write(path, ["ani", "ani"])
    os.utime(path, ns=(1, 1))
    assert len(find_rows(path, COMPLETIONS, "employee_id", "ani")) == 2
