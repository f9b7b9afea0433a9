from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from benangmerah.snapshot.contract.inputs import REQUIREMENT_KINDS
from benangmerah.snapshot.dataset import Dataset
from benangmerah.synthesis.titles import read_titles

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "data" / "siasn" / "referensi" / "jabatanFungsional.csv"


def test_functional_titles_are_all_written_with_their_grade() -> None:
    book = read_titles()
    functional = [title for title in book.titles if title.grade.startswith("jf_") and title.calling]
    assert 150 <= len(functional) <= 230
    assert len({title.text for title in functional}) == len(functional)


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference of functional titles is not at hand")
def test_functional_titles_are_real_ones() -> None:
    with REFERENCE.open(encoding="utf-8") as lines:
        known = {row["nama"] for row in csv.DictReader(lines)}
    ours = {title.text for title in read_titles().titles if title.grade.startswith("jf_") and title.calling}
    assert ours - known == set()


def test_positions_are_structural_functional_and_pelaksana_and_some_are_critical(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    grades = {grade for (grade,) in tables.sql("SELECT DISTINCT grade FROM positions").fetchall()}
    assert grades >= {"jpt_pratama", "administrator", "pengawas", "pelaksana", "jf_terampil", "jf_ahli_madya"}
    critical = tables.sql("SELECT count(criticality), count(*), min(criticality) FROM positions").fetchall()[0]
    assert 0 < critical[0] < critical[1]
    assert critical[2] > 1


def test_some_posts_are_vacant_and_somebody_acts_in_them(tables: duckdb.DuckDBPyConnection) -> None:
    acting = tables.sql("""
        SELECT count(*), sum((position_id IN (SELECT position_id FROM employees))::int)
        FROM assignments WHERE kind IN ('plt', 'pj') AND to_date IS NULL
    """).fetchall()
    assert acting[0][0] > 0
    assert acting[0][1] == 0
    kinds = tables.sql("SELECT DISTINCT kind FROM assignments WHERE kind <> 'pj' ORDER BY 1").fetchall()
    assert kinds == [("additional",), ("plh",), ("plt",)]


def test_standards_ask_nine_to_fourteen_competencies_and_some_positions_have_none(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    counts = tables.sql("""
        SELECT coalesce(n, 0), count(*) FROM positions LEFT JOIN
        (SELECT position_id, count(*) n FROM in_force GROUP BY 1) USING (position_id) GROUP BY 1
    """).fetchall()
    asked = {count for count, _ in counts}
    assert 0 in asked
    assert asked - {0} <= set(range(9, 15))
    without = tables.sql("""
        SELECT DISTINCT grade FROM positions WHERE position_id NOT IN (SELECT position_id FROM requirements)
    """).fetchall()
    assert without == [("pelaksana",)]


def test_standards_have_every_basis_and_importance(tables: duckdb.DuckDBPyConnection) -> None:
    bases = tables.sql("SELECT DISTINCT basis FROM requirements ORDER BY 1").fetchall()
    assert {code for (code,) in bases} == {"decreed", "provisional", "default", None}
    importances = tables.sql("SELECT DISTINCT importance FROM requirements").fetchall()
    assert {code for (code,) in importances} == {"mutlak", "penting", "perlu", None}


def test_some_standards_have_expired_and_some_are_still_to_come(tables: duckdb.DuckDBPyConnection) -> None:
    times = tables.sql("""
        SELECT count(*) FILTER (valid_to <= DATE '2026-01-01'), count(*) FILTER (valid_from > DATE '2026-01-01'),
               count(*) FILTER (valid_from IS NULL AND valid_to IS NULL)
        FROM requirements
    """).fetchall()[0]
    assert all(count > 0 for count in times)


def test_the_nine_common_competencies_carry_the_codes_of_the_law(city: Dataset) -> None:
    ids = city.table("competencies")["competency_id"].to_pylist()
    assert ids[:9] == [*(f"M.{number}" for number in range(1, 9)), "SK.1"]
    kinds = city.table("competencies")["kind"].to_pylist()
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "managerial": 8, "sociocultural": 1, "technical": 46, "governmental": 4,
    }  # fmt: skip
    assert city.table("competency_levels").num_rows == 5 * len(ids)


def test_positions_ask_for_every_kind_of_qualification(tables: duckdb.DuckDBPyConnection) -> None:
    kinds = tables.sql("SELECT DISTINCT kind FROM position_requirements").fetchall()
    assert {kind for (kind,) in kinds} == set(REQUIREMENT_KINDS)


def test_a_training_that_posts_ask_for_stands_in_the_catalogue_by_that_title(tables: duckdb.DuckDBPyConnection) -> None:
    offered = tables.sql("""
        SELECT DISTINCT value FROM position_requirements WHERE kind = 'leadership_training'
        AND value NOT IN (SELECT title FROM interventions)
    """)
    assert offered.fetchall() == []
