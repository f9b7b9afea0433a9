"""Rows of a dataset → the tables of its plan, without files: marts, then every agency's plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.mart import Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import MARTS, build_marts
from benangmerah.domain.policy import Policy
from benangmerah.flow.draft_plan import PlanRequest, check_choices, draft_plans, find_money
from benangmerah.kernel.explanation import render
from benangmerah.kernel.quantity import exact
from benangmerah.planner.problem import Problem
from benangmerah.planner.read_problem import PlanTables, ProblemReader
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING, PLANNED_NEED, PLANNED_PERSON
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.dataset import Dataset
from tests.agreement.scalar_run import ScalarRun
from tests.factories.dataset import Rows, make_dataset
from tests.factories.policy import make_policy

Tables = dict[str, list[dict[str, Any]]]
KEPT = (*OUTPUTS, "plan_price", "plan_branch")


@dataclass
class Case:
    """What a plan is asked for: rows, day, year, money, and the policy as its file holds it."""

    rows: Rows
    as_of: date
    year: int
    budget: int | None = None
    policy: Mapping[str, Any] = field(default_factory=dict)

    def dataset(self) -> Dataset:
        """Every input table; what is not named is empty."""
        return make_dataset({name: self.rows.get(name, []) for name in INPUTS})

    def read_policy(self) -> Policy:
        """The policy that a file of these entries gives."""
        return make_policy(_as_read(self.policy))


@dataclass(frozen=True)
class Marts:
    """The facts that the planner reads, and the output tables so far as rows."""

    tables: Mapping[str, pa.Table]
    outputs: Tables


def run_marts(case: Case) -> Marts:
    """All marts up to the plan."""
    dataset, policy, law = case.dataset(), case.read_policy(), load_library().on(case.as_of)
    with DuckDB(threads=1) as engine:
        for name in INPUTS:
            engine.add(name, dataset.table(name))
        for name, table in parameter_tables(dataset, law, policy, case.as_of, case.year).items():
            engine.add(name, table)
        build_marts(engine, Stage.PLAN)
        facts = {table.name: engine.fetch(table) for table in (PLANNED_PERSON, PLANNED_NEED, FINISHED_OFFERING)}
        outputs = {mart.name: engine.fetch(mart.table).to_pylist() for mart in MARTS if mart.name in OUTPUTS}
    return Marts({name: dataset.table(name) for name in INPUTS} | facts, outputs)


def run_rules(case: Case) -> Marts:
    """What the marts give, by the scalar rules that they are held to: quicker for a tiny dataset."""
    dataset, policy = case.dataset(), case.read_policy()
    rows = {name: dataset.table(name).to_pylist() for name in INPUTS}
    rules = ScalarRun(rows, case.as_of, policy, load_library().on(case.as_of), case.year)
    facts = {
        PLANNED_PERSON: rules.planned_person(),
        PLANNED_NEED: rules.planned_need(),
        FINISHED_OFFERING: rules.finished_offering(),
    }
    tables = {table.name: pa.Table.from_pylist(of_table, schema=table.schema) for table, of_table in facts.items()}
    outputs = {
        "attainment": rules.attainment(),
        "gap": rules.gap(),
        "need": rules.need(),
        "excluded": rules.excluded(),
    }
    return Marts({name: dataset.table(name) for name in INPUTS} | tables, outputs)


def plan_case(case: Case, marts: Marts | None = None) -> Tables:
    """Every output table with the plan; raises PolicyError where a pin cannot be kept."""
    dataset, policy = case.dataset(), case.read_policy()
    check_choices(dataset, policy.plan)
    money = find_money(dataset, case.year, case.budget)
    marts = marts or run_rules(case)
    if money is None:
        return marts.outputs
    request = PlanRequest(case.as_of, case.year, money)
    found = draft_plans(
        request, marts.tables, load_library().on(case.as_of), policy, lambda text: render(text, "id")
    )  # fmt: skip
    return marts.outputs | {name: table.to_pylist() for name, table in found.items() if name in KEPT}


def read_problem(case: Case, agency_id: str = "A") -> Problem:
    """The planning problem of one agency."""
    money = find_money(case.dataset(), case.year, case.budget) or {}
    law = load_library().on(case.as_of)
    reader = ProblemReader(PlanTables(run_rules(case).tables), law, case.read_policy().plan, case.as_of, case.year)
    return reader.read(agency_id, money[agency_id])


def _as_read(tree: Any) -> Any:
    """A policy as the reader of files gives it: numbers are exact."""
    if isinstance(tree, Mapping):
        return {key: _as_read(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_as_read(value) for value in tree]
    return exact(tree) if isinstance(tree, float) else tree
