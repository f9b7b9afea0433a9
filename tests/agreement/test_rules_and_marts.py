"""Every rule, person by person, against its mart over the whole table: the same rows, on random populations."""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.mart import Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import MARTS, build_marts
from benangmerah.domain.policy import Policy
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING, PLANNED_NEED, PLANNED_PERSON, STRATEGIC_EFFECT
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from tests.agreement.scalar_run import run_by_rules
from tests.factories import worked_cases
from tests.factories.dataset import Rows, make_dataset
from tests.factories.policy import make_policy
from tests.factories.population import populations

DEFAULT = make_policy()
PANEL = make_policy(
    {
        "sources": {
            "panel": {
                "superior": Fraction(60),
                "peer": Fraction("15.5"),
                "subordinate": Fraction(15),
                "self": Fraction(10),
            },
            "order": {"technical": ["peer", "superior"]},
            "validity_months": {"self": Fraction(6)},
        },
        "gap_counts_from": Fraction("0.25"),
        "importance": {"penting": Fraction("2.5")},
        "aimed_weight": Fraction("0.3"),
        "job_match": {"purpose": "mapping", "minimum_coverage": Fraction(50)},
        "index": {"statuses": ["pns", "cpns"]},
        "plan": {
            "statuses": ["pns", "pppk", "pppk_part_time"],
            "standings": ["active", "leave"],
            "retiring_months": 13,
            "contract_months": 0,
        },
    }
)
POLICIES = (DEFAULT, PANEL)
CONTRACT = OUTPUTS | {
    table.name: table for table in (PLANNED_PERSON, PLANNED_NEED, FINISHED_OFFERING, STRATEGIC_EFFECT)
}
EXAMPLES = int(os.environ.get("BENANGMERAH_EXAMPLES", "300"))


def run_marts(rows: Rows, as_of: date, policy: Policy, plan_year: int) -> dict[str, list[dict[str, Any]]]:
    dataset = make_dataset(rows)
    law = load_library().on(as_of)
    with DuckDB(threads=1) as engine:
        for name in INPUTS:
            engine.add(name, dataset.table(name))
        for name, table in parameter_tables(dataset, law, policy, as_of, plan_year).items():
            engine.add(name, table)
        build_marts(engine, Stage.PLAN)
        return {mart.name: engine.fetch(mart.table).to_pylist() for mart in MARTS if mart.name in CONTRACT}


def in_order(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    key = CONTRACT[name].key
    kept = [{column: row[column] for column in CONTRACT[name].names} for row in rows]
    return sorted(kept, key=lambda row: tuple((row[part] is not None, row[part]) for part in key))


def almost(row: dict[str, Any]) -> dict[str, Any]:
    """Doubles that come from one division may differ in the last bit; everything else must be equal."""
    return {
        name: pytest.approx(value, rel=1e-14, abs=0) if isinstance(value, float) else value
        for name, value in row.items()
    }


TABLES = {
    "rule_01_02_03_attainment": "attainment",
    "rule_04_05_07_gap": "gap",
    "rule_06_job_match": "job_match",
    "article_206_qualification_gap": "qualification_gap",
    "rule_08_professionalism_index": "professionalism_index",
    "rule_08_14_excluded": "excluded",
    "rule_09_rollup": "rollup",
    "rule_10_performance_gap": "performance_gap",
    "rule_11_organisation_gap": "organisation_gap",
    "rule_07_12_need": "need",
    "rule_07_12_strategic_effect": "strategic_effect",
    "rule_03_assess_first": "assess_first",
    "rule_13_policy_mirror": "policy_mirror",
    "rule_14_16_17_planned_person": "planned_person",
    "rule_14_15_planned_need": "planned_need",
    "rule_17_finished_offering": "finished_offering",
}


def test_every_output_is_held_to_its_rule() -> None:
    assert sorted(TABLES.values()) == sorted(mart.name for mart in MARTS if mart.name in CONTRACT)


@cache
def compare_populations() -> dict[str, str]:
    """Run the worked cases and random populations once; the first disagreement of each table, in words."""
    found: dict[str, str] = {}

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
              suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])  # fmt: skip
    @given(populations(), st.sampled_from(POLICIES), st.sampled_from((-1, 0, 0, 0, 1)))
    def compare(population: tuple[date, Rows], policy: Policy, years_later: int) -> None:
        compare_rows(*population, policy, years_later)

    def compare_rows(as_of: date, rows: Rows, policy: Policy, years_later: int) -> None:
        plan_year = as_of.year + years_later
        by_marts = run_marts(rows, as_of, policy, plan_year)
        by_rules = run_by_rules(_filled(rows), as_of, policy, load_library().on(as_of), plan_year)
        for name in TABLES.values():
            if name not in found:
                _note(found, name, in_order(name, by_rules[name]), in_order(name, by_marts[name]))

    for policy in POLICIES:
        compare_rows(worked_cases.AS_OF, worked_cases.worked_rows(), policy, 0)
    compare()
    return found


def _filled(rows: Rows) -> Rows:
    return {name: make_dataset({name: of_table}).table(name).to_pylist() for name, of_table in rows.items()}


def _note(found: dict[str, str], name: str, rules: list[dict[str, Any]], marts: list[dict[str, Any]]) -> None:
    if len(rules) != len(marts):
        found[name] = f"{len(rules)} rows by the rules, {len(marts)} by the mart: {rules} / {marts}"
        return
    for rule, mart in zip(rules, marts, strict=True):
        if mart != almost(rule):
            found[name] = f"by the rule {rule}, by the mart {mart}"
            return


@pytest.mark.slow
@pytest.mark.parametrize("rule", TABLES)
def test_mart_agrees_with(rule: str) -> None:
    assert compare_populations().get(TABLES[rule]) is None
