"""A dataset in hand → gaps, needs and a plan: check, freeze, analyse, plan, and the results in their folder."""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from benangmerah import __version__
from benangmerah.analytics.engine import ENGINE_VERSION, DuckDB
from benangmerah.analytics.mart import Mart, Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import build_marts, marts_until
from benangmerah.analytics.summary import summarise_gap, summarise_index
from benangmerah.analytics.thread import summarise_thread
from benangmerah.domain.policy import Policy
from benangmerah.exchange.exports.refusals import write_refusals
from benangmerah.exchange.imports.dataset import Reading
from benangmerah.flow.draft_plan import PlanRequest, check_choices, draft_plans, find_money, summarise_plan
from benangmerah.flow.result_folder import FACTS, REFUSED, SNAPSHOT, SUMMARY, fill_result_folder
from benangmerah.flow.take_snapshot import take_snapshot
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message, render
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.solver import SOLVER_VERSION
from benangmerah.regulations.library import Law, load_library
from benangmerah.snapshot.contract.facts import FACTS as STORED_FACTS
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING, PLAN_BRANCH, PLAN_PROOF, PLANNED_NEED, PLANNED_PERSON
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.contract.published import PLAN_FACTS
from benangmerah.snapshot.dataset import Dataset
from benangmerah.snapshot.manifest import Manifest
from benangmerah.snapshot.parquet import write_table


@dataclass(frozen=True, kw_only=True)
class RunOrder:
    """What a run is asked for, wherever its tables come from."""

    out: Path
    as_of: date
    year: int | None = None
    policy_file: Path | None = None
    budget: int | None = None
    until: Stage = Stage.PLAN
    is_aggregate: bool = False
    overwrite: bool = False
    language: str = "id"


@dataclass(frozen=True)
class RunResult:
    """What a run gave: its summary, and the rows it was told to leave out."""

    out: Path
    summary: Mapping[str, Any]
    refusals: tuple[Refusal, ...] = ()


@dataclass
class Clock:
    """Seconds per stage, for the summary."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Add what the block takes."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - started, 3)


def run_tables(
    reading: Reading, request: RunOrder, policy: Policy, progress: Progress = silent, clock: Clock | None = None
) -> RunResult:
    """Run the circle over checked tables and put the results into the order's folder; earlier ones are replaced.

    What the reading refused is no longer in its tables, and is listed beside the results.
    """
    law = load_library().on(request.as_of)
    clock = clock or Clock()
    dataset, refusals = reading.dataset, reading.refusals
    plan = _plan_request(request, dataset, policy)
    with fill_result_folder(request.out) as folder:
        with clock.stage("snapshot"):
            progress(message("Freezing the tables"))
            manifest = take_snapshot(
                dataset, folder / SNAPSHOT, as_of=request.as_of, policy=policy, policy_file=request.policy_file
            )
        with DuckDB(spill=folder) as engine:
            is_without_money = request.until == Stage.PLAN and plan is None
            counts = _analyse(engine, dataset, request, law, policy, folder, clock, progress, plan)
            summary = _summary(
                engine, request, law, policy, manifest, counts, reading, is_without_money=is_without_money
            )
            summary |= {"plan": None, "thread": None}
            if plan is not None:
                with clock.stage("plan"):
                    found = _plan(engine, dataset, plan, request, law, policy, folder, progress)
                summary["counts"] |= found.pop("counts")
                summary |= found
        if request.is_aggregate:
            shutil.rmtree(folder / FACTS)
        if refusals:
            write_refusals(refusals, folder / REFUSED, request.language)
        summary["seconds"] = clock.seconds
        (folder / SUMMARY).write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return RunResult(request.out, summary, refusals)


def _plan_request(request: RunOrder, dataset: Dataset, policy: Policy) -> PlanRequest | None:
    """What the plan is asked for; None where none is wanted, or no money is named."""
    if request.until != Stage.PLAN:
        return None
    check_choices(dataset, policy.plan)
    year = request.year or request.as_of.year
    money = find_money(dataset, year, request.budget)
    return None if money is None else PlanRequest(request.as_of, year, money)


def _plan(
    engine: DuckDB,
    dataset: Dataset,
    plan: PlanRequest,
    request: RunOrder,
    law: Law,
    policy: Policy,
    folder: Path,
    progress: Progress,
) -> dict[str, Any]:
    """Plan every agency, write the tables, and give what the summary says of the plan and the red thread."""
    facts = {table.name: engine.fetch(table) for table in (PLANNED_PERSON, PLANNED_NEED, FINISHED_OFFERING)}
    inputs = {name: dataset.table(name) for name in INPUTS}
    tables = draft_plans(plan, inputs | facts, law, policy, lambda text: render(text, request.language), progress)
    for name, table in tables.items():
        engine.add(name, table)
        if name in OUTPUTS and not (request.is_aggregate and OUTPUTS[name].per_person_and_competency):
            write_table(table, folder / f"{name}.parquet")
    for fact in (*PLAN_FACTS, PLAN_BRANCH):
        write_table(tables[fact.name], folder / FACTS / f"{fact.name}.parquet")
    if not request.is_aggregate:  # what another question to the planner is read from
        for name, table in (facts | {PLAN_PROOF.name: tables[PLAN_PROOF.name]}).items():
            write_table(table, folder / FACTS / f"{name}.parquet")
    totals = summarise_plan(tables["plan_agency"], tables["plan"], dataset.table("interventions"), law)
    return {
        "plan": totals,
        "thread": summarise_thread(engine, totals["spent_rupiah"]),
        "counts": {name: table.num_rows for name, table in tables.items() if name in OUTPUTS},
    }


def _analyse(
    engine: DuckDB,
    dataset: Dataset,
    request: RunOrder,
    law: Law,
    policy: Policy,
    folder: Path,
    clock: Clock,
    progress: Progress,
    plan: PlanRequest | None,
) -> dict[str, int]:
    with clock.stage("parameters"):
        for name in INPUTS:
            engine.add(name, dataset.table(name))
        year = None if plan is None else plan.year
        for name, table in parameter_tables(dataset, law, policy, request.as_of, year).items():
            engine.add(name, table)
    until = Stage.NEED if request.until == Stage.PLAN and plan is None else request.until
    total = len(marts_until(until))
    done = 0
    counts = {name: dataset.table(name).num_rows for name in INPUTS}

    def publish(mart: Mart) -> None:
        nonlocal done
        done += 1
        progress(message("Computing {table}", table=mart.name), done, total)
        if mart.name in STORED_FACTS:
            engine.keep_facts(mart.table, folder / FACTS / mart.name)
        if mart.name in OUTPUTS:
            counts[mart.name] = _write_output(engine, mart, folder, is_aggregate=request.is_aggregate)

    with clock.stage("analyse"):
        build_marts(engine, until, built=publish)
    return counts


def _write_output(engine: DuckDB, mart: Mart, folder: Path, *, is_aggregate: bool) -> int:
    if is_aggregate and mart.table.per_person_and_competency:
        return engine.count(mart.name)
    return engine.write(mart.table, folder / f"{mart.name}.parquet")


def _summary(
    engine: DuckDB,
    request: RunOrder,
    law: Law,
    policy: Policy,
    manifest: Manifest,
    counts: Mapping[str, int],
    reading: Reading,
    *,
    is_without_money: bool,
) -> dict[str, Any]:
    index = summarise_index(engine, law, policy, request.as_of)
    notes = [*reading.notes, *([_assumed_index(index["instrument"])] if index["assumed"] else [])]
    if is_without_money:
        notes.append(
            message(
                "No plan was made: no money is named for {year}. Fill in the table budgets, or give --budget.",
                year=str(request.year or request.as_of.year),
            )
        )
    return {
        "as_of": request.as_of.isoformat(),
        "law_date": request.as_of.isoformat(),
        "year": request.year or request.as_of.year,
        "snapshot_hash": manifest.snapshot_hash,
        "counts": dict(counts),
        "refused": len(reading.refusals),
        "notes": [render(note, request.language) for note in notes],
        "gap": summarise_gap(engine),
        "professionalism_index": index,
        "policy": {name: {"default": default, "value": value} for name, default, value in policy.differences},
        "versions": {
            "benangmerah": __version__,
            "python": platform.python_version(),
            "pyarrow": pa.__version__,
            "duckdb": ENGINE_VERSION,
            "highspy": SOLVER_VERSION,
        },
    }


def _assumed_index(instrument: str) -> Message:
    return message("IP ASN on this day rests on {instrument}, which is assumed to have applied.", instrument=instrument)
