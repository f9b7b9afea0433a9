"""The product's planner and the one on trial on example cities: plan, bound, distance, CPU seconds, in one run.

python -m benchmarks.mixture 500 5000
"""

from __future__ import annotations

import sys
import time
from datetime import date

import numpy as np
from rich.console import Console

from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.mart import Stage
from benangmerah.analytics.parameters import parameter_tables
from benangmerah.analytics.run import build_marts
from benangmerah.domain.plan import optimality_gap_percent
from benangmerah.flow.draft_plan import find_money
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.planner.methods.greedy import use_what_is_left
from benangmerah.planner.objective import objective
from benangmerah.planner.person_menu import read_menus
from benangmerah.planner.plan import draft_plan
from benangmerah.planner.problem import Problem
from benangmerah.planner.read_problem import PlanTables, ProblemReader
from benangmerah.planner.solution import Draft
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING, PLANNED_NEED, PLANNED_PERSON
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.synthesis.city import make_city
from benchmarks.mixture.compact import CompactProgram
from benchmarks.mixture.menu_arrays import read_menu_arrays
from benchmarks.mixture.prices import Scarcity
from benchmarks.mixture.pricing import find_prices
from benchmarks.mixture.search import best_sets
from benchmarks.mixture.seating import draft_by_person_plans, seat, settle

AS_OF, SEED = date(2026, 1, 1), 1
MOST_COMPACT, NODES, GAP = 600, 20, 0.0007
"""Up to so many people the compact program is tried, with these limits of its work."""
LINE = (
    "{people:>7,} {method:<14} plan {plan:>12,.1f} bound {bound:>12,.1f} distance {distance:>6.2f} % CPU {cpu:>6.1f} s"
)


def read_city(people: int, seed: int) -> Problem:
    """The planning problem of an example city."""
    dataset, policy, law = make_city(people=people, seed=seed), read_policy_text(None), load_library().on(AS_OF)
    with DuckDB() as engine:
        for name in INPUTS:
            engine.add(name, dataset.table(name))
        for name, table in parameter_tables(dataset, law, policy, AS_OF, AS_OF.year).items():
            engine.add(name, table)
        build_marts(engine, Stage.PLAN)
        facts = {table.name: engine.fetch(table) for table in (PLANNED_PERSON, PLANNED_NEED, FINISHED_OFFERING)}
    tables = PlanTables({name: dataset.table(name) for name in INPUTS} | facts)
    money = find_money(dataset, AS_OF.year, None) or {}
    agency, amount = next(iter(money.items()))
    return ProblemReader(tables, law, policy.plan, AS_OF, AS_OF.year).read(agency, amount)


def compile_search(problem: Problem) -> None:
    """Compile before anything is measured."""
    menus = read_menu_arrays(problem, read_menus(problem))
    one = np.zeros(1, dtype=np.int64)
    best_sets(menus, one, np.zeros(len(menus.offering)), 1, np.zeros((1, menus.most_items), dtype=np.int64),
              np.zeros(1), np.zeros(1))  # fmt: skip


def mix(problem: Problem) -> tuple[float, float]:
    """The plan and the bound of the planner on trial."""
    menus, draft = read_menus(problem), Draft(problem)
    found = find_prices(Scarcity(problem, read_menu_arrays(problem, menus)))
    draft_by_person_plans(draft, menus, found)
    return objective(draft), min(problem.weighted_gap, found.bound - found.mixing.penalty)


def solve(problem: Problem) -> tuple[float, float]:
    """The plan and the bound of the compact program: its choices are seated, nobody only to fill a batch."""
    menus, draft = read_menus(problem), Draft(problem)
    found = CompactProgram(problem, read_menu_arrays(problem, menus)).solve(NODES, GAP)
    if found is None:
        return float("-inf"), float("inf")
    for person, items in enumerate(found.sets):
        seat(draft, person, [items])
    settle(draft, menus)
    use_what_is_left(draft, menus, rupiah_price=0.0)
    return objective(draft), min(problem.weighted_gap, found.upper_bound)


def draft(problem: Problem) -> tuple[float, float]:
    """The plan and the bound of the product's planner."""
    plan = draft_plan(problem)
    return objective(plan.draft), plan.upper_bound


def main() -> None:
    """Both planners on each size."""
    console = Console(width=120)
    compile_search(read_city(100, SEED))
    for people in [int(word) for word in sys.argv[1:]] or [500]:
        problem = read_city(people, SEED)
        compact = [("compact", solve)] if people <= MOST_COMPACT else []
        for method, planner in (("product", draft), ("mixture", mix), *compact):
            started = time.process_time()
            plan, bound = planner(problem)
            cpu, distance = time.process_time() - started, optimality_gap_percent(bound, plan)
            console.print(LINE.format(people=people, method=method, plan=plan, bound=bound, distance=distance, cpu=cpu))


if __name__ == "__main__":
    main()
