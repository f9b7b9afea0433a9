"""The planning tree, the catalogue, the money and the wishes."""

from __future__ import annotations

import duckdb
import pytest

from benangmerah.snapshot.contract.inputs import AGENCY_KINDS, OBJECTIVE_KINDS
from benangmerah.snapshot.dataset import Dataset
from benangmerah.synthesis.nation import make_nation


def test_planning_trees_have_several_roots_and_every_kind(tables: duckdb.DuckDBPyConnection) -> None:
    roots = tables.sql("SELECT kind, count(*) FROM objectives WHERE parent_objective_id IS NULL GROUP BY 1 ORDER BY 1")
    assert roots.fetchall() == [("goal", 1), ("national_priority", 2), ("vision", 1)]
    kinds = tables.sql("SELECT DISTINCT kind FROM objectives").fetchall()
    assert {kind for (kind,) in kinds} == set(OBJECTIVE_KINDS)


def test_some_siblings_are_weighted_and_some_are_not(tables: duckdb.DuckDBPyConnection) -> None:
    groups = tables.sql("""
        SELECT DISTINCT round(total, 6) FROM (SELECT sum(weight) AS total FROM objectives
        WHERE parent_objective_id IS NOT NULL GROUP BY parent_objective_id)
    """).fetchall()
    assert set(groups) == {(1.0,), (None,)}


def test_some_indicators_are_realised_and_some_are_not_yet(tables: duckdb.DuckDBPyConnection) -> None:
    years = tables.sql("SELECT year, count(realised) = count(*) FROM objective_indicators GROUP BY 1 ORDER BY 1")
    assert years.fetchall() == [(2025, True), (2026, False)]


def test_some_targets_ask_nothing_of_anybody_yet(tables: duckdb.DuckDBPyConnection) -> None:
    asked = tables.sql("""
        SELECT count(*) FILTER (objective_id IN (SELECT objective_id FROM objective_needs)), count(*)
        FROM objectives WHERE kind = 'target'
    """).fetchall()[0]
    assert 0 < asked[0] < asked[1]


def test_units_need_people_for_what_objectives_ask_of_them(tables: duckdb.DuckDBPyConnection) -> None:
    strangers = tables.sql("""
        SELECT count(*) FROM unit_needs n WHERE NOT EXISTS
        (SELECT 1 FROM objective_needs o WHERE o.unit_id = n.unit_id AND o.competency_id = n.competency_id)
    """)
    assert strangers.fetchall() == [(0,)]
    named = tables.sql(
        "SELECT count(objective_id) < count(*), count(objective_id) > 0, min(people_needed) FROM unit_needs"
    )
    assert named.fetchall()[0][:2] == (True, True)


def test_catalogue_holds_many_forms_and_every_kind_of_limit(tables: duckdb.DuckDBPyConnection) -> None:
    row = tables.sql("""
        SELECT count(*) BETWEEN 60 AND 130, count(DISTINCT form) > 15, count(program_id) > 0, count(agency_id) < count(*),
               count(agency_id) > 0, count(batch_size) < count(*), count(min_batch_size) > 0, count(max_batches) < count(*),
               count(period) < count(*), count(repeat_after_months) > 0, min(cost_per_participant) = 0
        FROM interventions
    """).fetchall()[0]
    assert set(row) == {True}
    assert tables.sql("SELECT min(raise_by) > 0, max(raise_to) <= 5 FROM effects").fetchall() == [(True, True)]


def test_batches_can_be_filled(tables: duckdb.DuckDBPyConnection) -> None:
    impossible = tables.sql("SELECT count(*) FROM interventions WHERE min_batch_size > batch_size OR max_batches < 1")
    assert impossible.fetchall() == [(0,)]


def test_offerings_of_a_programme_share_their_title_and_differ_in_month(tables: duckdb.DuckDBPyConnection) -> None:
    programmes = tables.sql("""
        SELECT DISTINCT count(DISTINCT title), count(*) = count(DISTINCT period), count(*) > 1
        FROM interventions WHERE program_id IS NOT NULL GROUP BY program_id
    """)
    assert programmes.fetchall() == [(1, True, True)]


@pytest.mark.parametrize("table", ["completions", "wishes"])
def test_people_take_only_offerings_open_to_their_agency(nation_tables: duckdb.DuckDBPyConnection, table: str) -> None:
    offered = nation_tables.table("interventions").project("intervention_id, agency_id AS owner")
    taken = nation_tables.table(table).join(nation_tables.table("employees"), "employee_id")
    owners = taken.join(offered, "intervention_id").project(
        "owner IS NULL AS is_open, owner <> agency_id AS is_foreign"
    )
    assert set(owners.fetchall()) == {(True, None), (False, False)}


def test_most_completions_lie_before_the_day_and_a_few_after_it(tables: duckdb.DuckDBPyConnection) -> None:
    times = tables.sql("""
        SELECT count(*) FILTER (completed_on > DATE '2026-01-01'), count(*) FILTER (completed_on <= DATE '2026-01-01')
        FROM completions
    """).fetchall()[0]
    assert 0 < times[0] * 20 < times[1]


def test_spending_is_traced_to_an_offering_to_a_competency_or_to_neither(city: Dataset) -> None:
    lines = city.table("spending").to_pylist()
    traces = {(line["intervention_id"] is not None, line["competency_id"] is not None) for line in lines}
    assert traces == {(True, False), (False, True), (False, False)}
    assert {line["year"] for line in lines} == {2025}
    assert any(line["participants"] is None for line in lines)
    assert any(line["unit_id"] is None for line in lines)


def test_wishes_name_an_offering_a_competency_or_only_a_note(city: Dataset) -> None:
    wishes = city.table("wishes").to_pylist()
    assert all(wish["intervention_id"] or wish["competency_id"] or wish["note"] for wish in wishes)
    assert all((wish["employee_id"] is None) != (wish["unit_id"] is None) for wish in wishes)


def test_budgets_name_the_agency_s_money_and_that_of_a_few_units(city: Dataset) -> None:
    rows = [(row["unit_id"] is None, row["year"]) for row in city.table("budgets").to_pylist()]
    assert rows[:2] == [(True, 2025), (True, 2026)]
    assert len(rows) > 3
    assert set(rows[2:]) == {(False, 2026)}


def test_agency_kinds_of_the_contract_are_all_invented() -> None:
    nation = make_nation(people=60, agencies=8, seed=1)
    assert set(nation.table("agencies")["kind"].to_pylist()) == set(AGENCY_KINDS)
