"""A finished run → the problem its plan was made for: from the frozen tables, the policy and the law of its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.mart import Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import build_marts
from benangmerah.domain.policy import Policy
from benangmerah.flow.draft_plan import find_money
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.problem import Problem
from benangmerah.planner.read_problem import PlanTables, ProblemReader
from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING, PLANNED_NEED, PLANNED_PERSON
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.manifest import read_manifest
from benangmerah.snapshot.parquet import read_table

Row = Mapping[str, Any]


@dataclass(frozen=True)
class RunAsked:
    """What a run was asked for: its day, plan year and money, under its policy."""

    as_of: date
    year: int
    budget: int | None
    policy: Policy


@dataclass(frozen=True)
class RunProblem:
    """One agency's problem with everything it was read from."""

    problem: Problem
    dataset: Dataset
    asked: RunAsked
    law: Law

    def rows(self, table: str) -> list[dict[str, Any]]:
        """An input table of the run as rows."""
        found: list[dict[str, Any]] = self.dataset.table(table).to_pylist()
        return found


def read_run_problem(snapshot: Path, asked: RunAsked, agency_id: str, progress: Progress = silent) -> RunProblem:
    """The problem of one agency from a run's snapshot; refuses where the run knows no money, and so made no plan."""
    progress(message("Reading the snapshot"))
    tables = {
        name: SourceTable(name, read_table(snapshot / f"{name}.parquet", INPUTS[name]))
        for name in read_manifest(snapshot).tables
    }
    dataset, law = Dataset(tables), load_library().on(asked.as_of)
    money = find_money(dataset, asked.year, asked.budget)
    if money is None or agency_id not in money:
        raise BenangMerahError(
            message("The run made no plan, so that no plan can be sought for a target."),
            message("Name the agency's money in the data or with the run, and run again."),
        )
    progress(message("Computing the needs"))
    with DuckDB() as engine:
        for name in INPUTS:
            engine.add(name, dataset.table(name))
        for name, table in parameter_tables(dataset, law, asked.policy, asked.as_of, asked.year).items():
            engine.add(name, table)
        build_marts(engine, Stage.PLAN)
        facts = {table.name: engine.fetch(table) for table in (PLANNED_PERSON, PLANNED_NEED, FINISHED_OFFERING)}
    read = PlanTables({name: dataset.table(name) for name in INPUTS} | facts)
    reader = ProblemReader(read, law, asked.policy.plan, asked.as_of, asked.year)
    return RunProblem(reader.read(agency_id, money[agency_id]), dataset, asked, law)
