"""`python -m benchmarks.planner 500 5000`: the plan beside its rivals on hard example cities, three seeds each.

Rivals: greedy by points for a rupiah; most people first; proposals first come; and up to some size the compact program
in the solver with the same CPU seconds. Each stands in a process of its own, so that its memory is its own; every plan
is checked by the independent checker, which knows nothing of the planner.
"""

from __future__ import annotations

import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from rich.console import Console

from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.mart import Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import build_marts
from benangmerah.domain.plan import optimality_gap_percent
from benangmerah.flow.draft_plan import find_money
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.planner.methods.greedy import plan_greedily
from benangmerah.planner.objective import closure_value, objective
from benangmerah.planner.part_prices import take_people
from benangmerah.planner.plan import draft_plan, plan_rows
from benangmerah.planner.problem import Offering, Problem
from benangmerah.planner.read_problem import PlanTables, ProblemReader
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.solution import Draft
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING, PLANNED_NEED, PLANNED_PERSON
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.parquet import read_table, write_table
from benangmerah.synthesis.city import make_city
from benchmarks.compact_program import draft_compactly
from tests.checker.given import Item, make_given
from tests.checker.limits import check_limits

AS_OF = date(2026, 1, 1)
SEEDS = (1, 2, 3)
FEW = 20
MOST_COMPACT = 15_000
"""Up to so many people the compact program is tried."""
READ = ("units", "employees", "competencies", "interventions", "effects", "eligibility", "prerequisites", "budgets")
"""The input tables that the planner reads."""
FACTS = (PLANNED_PERSON, PLANNED_NEED, FINISHED_OFFERING)
HEADING = (
    "| staff | seed | method | objective | closed | proven distance | CPU s | peak MiB | faults |\n"
    + 9 * "|---"
    + "|\n"
)


def write_city(people: int, seed: int, folder: Path) -> None:
    """The tables that a planner reads, of an example city."""
    dataset, policy, law = make_city(people=people, seed=seed), read_policy_text(None), load_library().on(AS_OF)
    with DuckDB() as engine:
        for name in INPUTS:
            engine.add(name, dataset.table(name))
            write_table(dataset.table(name), folder / f"{name}.parquet")
        for name, table in parameter_tables(dataset, law, policy, AS_OF, AS_OF.year).items():
            engine.add(name, table)
        build_marts(engine, Stage.PLAN)
        for fact in FACTS:
            write_table(engine.fetch(fact), folder / f"{fact.name}.parquet")
        for name in ("gap", "need", "attainment"):
            write_table(engine.fetch(OUTPUTS[name]), folder / f"{name}.parquet")
    money = find_money(dataset, AS_OF.year, None) or {}
    (folder / "money.json").write_text(json.dumps(money))


def read_problem(folder: Path) -> Problem:
    """The planning problem of the city."""
    tables: dict[str, pa.Table] = {name: read_table(folder / f"{name}.parquet", INPUTS[name]) for name in READ}
    tables |= {fact.name: read_table(folder / f"{fact.name}.parquet", fact) for fact in FACTS}
    agency, amount = next(iter(json.loads((folder / "money.json").read_text()).items()))
    law, policy = load_library().on(AS_OF), read_policy_text(None)
    return ProblemReader(PlanTables(tables), law, policy.plan, AS_OF, AS_OF.year).read(agency, amount)


def draft_greedy(problem: Problem) -> tuple[Draft, float | None]:
    """The most points for a rupiah first."""
    plan = SeatedPlan.begin(problem)
    plan_greedily(plan)
    return plan.draft(), None


def draft_most_people(problem: Problem) -> tuple[Draft, float | None]:
    """Round by round everybody's cheapest item that gains something: as many people as the money reaches."""
    plan = SeatedPlan.begin(problem)
    price, has = [seat_price(one) for one in problem.offerings], set[tuple[int, int]]()
    for _ in range(problem.rules.max_items):
        wanted: dict[int, tuple[float, int]] = {}
        for person, offering in list_items(plan):
            if (person, offering) not in has:
                wanted[person] = min(wanted.get(person, (inf, 0)), (price[offering], offering))
        for (_, offering), person in sorted((choice, person) for person, choice in wanted.items()):
            if plan.try_to_add(person, offering):
                has.add((person, offering))
    return plan.draft(), None


def list_items(plan: SeatedPlan) -> Iterator[tuple[int, int]]:
    """Everybody's offerings with a gain, the most first."""
    menus = plan.menus
    for person, (first, last) in enumerate(itertools.pairwise(menus.start.tolist())):
        for item in first + np.argsort(-menus.gain[first:last], kind="stable"):
            yield person, int(menus.offering[item])


def seat_price(one: Offering) -> float:
    """The head and a seat's share of a full batch, in rupiah."""
    return one.cost_per_participant + (one.cost_per_batch / one.batch_size if one.batch_size else 0.0)


def draft_first_come(problem: Problem) -> tuple[Draft, float | None]:
    """Everybody in the order of their ids proposes what gains them most, as long as it fits."""
    plan = SeatedPlan.begin(problem)
    for person, offering in list_items(plan):
        plan.try_to_add(person, offering)
    return plan.draft(), None


def draft_product(problem: Problem) -> tuple[Draft, float | None]:
    """The product's planner, with the bound it proves."""
    plan = draft_plan(problem, has_curve=False)
    return plan.draft, plan.upper_bound


METHODS: dict[str, Callable[[Problem], tuple[Draft, float | None]]] = {
    "product": draft_product,
    "greedy": draft_greedy,
    "most people first": draft_most_people,
    "first come": draft_first_come,
}


def warm_up(problem: Problem) -> None:
    """Compile everything before anything is measured, on the first few people alone."""
    few = take_people(problem, np.arange(min(FEW, len(problem.people))))
    draft_plan(replace(few, budget=0), has_curve=False)


def count_faults(draft: Draft, folder: Path) -> int:
    """How many limits the plan breaks, by code that knows nothing of the planner."""
    given = make_given(folder, folder, as_of=AS_OF, year=AS_OF.year, budget=None, policy={})
    items = [Item(row["employee_id"], row["intervention_id"], row["batch"]) for row in plan_rows(draft)]
    return len(check_limits(given, items))


def run_method(name: str, folder: Path, seconds: float) -> None:
    """One method in this process; its figures as a line of JSON."""
    problem = read_problem(folder)
    warm_up(problem)
    started = time.process_time()
    draft, bound = draft_compactly(problem, seconds) if name == "compact" else METHODS[name](problem)
    cpu = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    closed = sum(closure_value(problem, person, items) for person, items in enumerate(draft.items) if items)
    figures = {"objective": objective(draft), "bound": bound, "cpu": cpu, "peak": peak}
    figures["closed"] = 100 * closed / max(1e-9, problem.weighted_gap)
    sys.stdout.write(json.dumps(figures | {"faults": count_faults(draft, folder)}))


def main() -> None:
    """Every size with every seed and every method."""
    if sys.argv[1] == "--one":
        run_method(sys.argv[2], Path(sys.argv[3]), float(sys.argv[4]))
        return
    console = Console(width=140)
    console.print(HEADING, end="")
    for people in [int(word) for word in sys.argv[1:]]:
        for seed in SEEDS:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                write_city(people, seed, folder)
                compare(people, seed, folder, console)


def compare(people: int, seed: int, folder: Path, console: Console) -> None:
    """All methods on one city; distances are told from the lowest bound that any of them proves."""
    found: dict[str, dict[str, Any]] = {}
    for name in (*METHODS, *(("compact",) if people <= MOST_COMPACT else ())):
        seconds = found["product"]["cpu"] if found else 0.0
        command = [sys.executable, "-m", "benchmarks.planner", "--one", name, str(folder), str(seconds)]
        found[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    bound = min(one["bound"] for one in found.values() if one["bound"] is not None)
    for name, one in found.items():
        distance = optimality_gap_percent(one["bound"] if name == "product" else bound, one["objective"])
        console.print(
            f"| {people:,} | {seed} | {name} | {one['objective']:,.1f} | {one['closed']:.1f} % | {distance:.2f} % "
            f"| {one['cpu']:.1f} | {one['peak']:,.0f} | {one['faults']} |"
        )


if __name__ == "__main__":
    main()
