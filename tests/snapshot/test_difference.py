from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from benangmerah.snapshot.contract.inputs import BUDGETS, ELIGIBILITY
from benangmerah.snapshot.difference import compare_rows, number_rows

Rows = list[dict[str, Any]]


def told(given: Rows, there: Rows, table: Any = BUDGETS) -> dict[str, object]:
    tables = [pa.Table.from_pylist(rows, schema=table.schema) for rows in (given, there)]
    comparison = compare_rows(tables[0], tables[1], table)
    lists = {name: getattr(comparison, name).to_pylist() for name in ("new", "changed", "same", "before", "missing")}
    return {**lists, "columns": dict(comparison.columns)}


def budget(unit_id: str | None, year: int, amount: int | None) -> dict[str, Any]:
    return {"agency_id": "kota", "unit_id": unit_id, "year": year, "amount_rupiah": amount}


def test_rows_are_matched_by_key_and_compared_column_by_column() -> None:
    given_rows = [budget("dinas", 2026, 5), budget(None, 2026, 7), budget(None, 2027, None), budget("baru", 2026, 1)]
    there = [budget(None, 2027, 9), budget(None, 2026, 7), budget("hilang", 2026, 3), budget("dinas", 2026, 4)]
    assert told(given_rows, there) == {
        "new": [3], "changed": [0, 2], "same": [1], "before": [3, 0], "missing": [2], "columns": {"amount_rupiah": 2},
    }  # fmt: skip


def test_rows_without_a_key_match_one_by_one() -> None:
    row, other = {"intervention_id": "A", "grade": "pelaksana"}, {"intervention_id": "A"}
    assert told([row, row, other], [other, row, other], ELIGIBILITY) == {
        "new": [1], "changed": [], "same": [0, 2], "before": [], "missing": [2], "columns": {},
    }  # fmt: skip


def test_empty_tables_are_compared() -> None:
    nothing: dict[str, object] = {"changed": [], "same": [], "before": [], "columns": {}}
    assert told([], []) == {"new": [], "missing": [], **nothing}
    assert told([budget(None, 2026, 1)], []) == {"new": [0], "missing": [], **nothing}
    assert told([], [budget(None, 2026, 1)]) == {"new": [], "missing": [0], **nothing}


def test_unknown_is_a_value_of_its_own_in_numbers_of_rows() -> None:
    tables = [
        pa.table({"a": pa.array(["x", None, ""]), "b": pa.array([None, 1, 1])}),
        pa.table({"a": ["x"], "b": pa.nulls(1, pa.int64())}),
    ]
    first, second = (numbers.to_pylist() for numbers in number_rows(tables, ("a", "b")))
    assert len(set(first)) == 3
    assert second == first[:1]


CELLS = st.sampled_from([None, "a", "b"])
SMALL = st.lists(
    st.tuples(CELLS, st.integers(2026, 2028), st.none() | st.integers(0, 2)), unique_by=lambda row: row[:2], max_size=8
)


@settings(max_examples=200, derandomize=True, database=None, deadline=None)
@given(SMALL, SMALL)
def test_comparison_is_that_of_two_dictionaries(given_rows: list[Any], there: list[Any]) -> None:
    old = {row[:2]: row[2] for row in there}
    result = told([budget(*row) for row in given_rows], [budget(*row) for row in there])
    places = {
        "new": [place for place, row in enumerate(given_rows) if row[:2] not in old],
        "changed": [place for place, row in enumerate(given_rows) if row[:2] in old and old[row[:2]] != row[2]],
        "same": [place for place, row in enumerate(given_rows) if row[:2] in old and old[row[:2]] == row[2]],
        "missing": [place for place, row in enumerate(there) if row[:2] not in {row[:2] for row in given_rows}],
    }
    assert {name: result[name] for name in places} == places
    assert [there[place][:2] for place in result["before"]] == [given_rows[place][:2] for place in places["changed"]]  # type: ignore[attr-defined]
