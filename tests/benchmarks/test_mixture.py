"""The planner on trial: its search against trying every set, its bound and its plans against tiny cities' best ones."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# checked code has a cache of its own, else unchecked code of a benchmark would be taken from it
os.environ["NUMBA_BOUNDSCHECK"] = "1"
os.environ["NUMBA_CACHE_DIR"] = str(Path(tempfile.gettempdir()) / "benangmerah-checked")

import numpy as np
import pytest

from benangmerah.domain.policy import PolicyError
from benangmerah.planner.objective import objective
from benangmerah.planner.person_menu import read_menus
from benangmerah.planner.solution import Draft
from benchmarks.mixture.menu_arrays import read_menu_arrays
from benchmarks.mixture.prices import Scarcity
from benchmarks.mixture.pricing import find_prices
from benchmarks.mixture.search import MenuArrays, best_sets
from benchmarks.mixture.seating import draft_by_person_plans
from tests.checker.brute_force import best_plan
from tests.factories.tiny_city import make_tiny_city
from tests.planner.run_planner import Case, read_problem, run_rules
from tests.planner.test_person_menu import NEAR, Choices, search_all

SEEDS = range(0, 300, 2)


@pytest.mark.slow
def test_the_compiled_search_finds_the_best_items_of_a_person_and_never_leaves_its_arrays() -> None:
    searches = 0
    for choices, price, found in search_all():
        menus, person = arrays_by_problem(choices), choices.menu.person
        sets = np.zeros((1, max(1, menus.most_items)), dtype=np.int64)
        value, bound = np.zeros(1), np.zeros(1)
        item_prices = np.array([price[offering] for offering in menus.offering.tolist()])
        best_sets(menus, np.array([person]), item_prices, 10_000, sets, value, bound)
        chosen = frozenset(menus.offering[sets[sets >= 0]].tolist()) if menus.most_items else frozenset[int]()
        assert value[0] == pytest.approx(choices.best(price), abs=NEAR)
        assert value[0] == pytest.approx(choices.worth[chosen] - sum(price[one] for one in chosen), abs=NEAR)
        assert bound[0] == pytest.approx(found.bound, abs=NEAR)
        searches += 1
    assert searches > 3_000


_KNOWN: dict[int, MenuArrays] = {}


def arrays_by_problem(choices: Choices) -> MenuArrays:
    key = id(choices.menu.problem)
    if key not in _KNOWN:
        _KNOWN[key] = read_menu_arrays(choices.menu.problem, read_menus(choices.menu.problem))
    return _KNOWN[key]


@pytest.mark.slow
def test_the_compiled_search_is_checked_for_leaving_its_arrays() -> None:
    choices, _, _ = next(search_all())
    menus = arrays_by_problem(choices)
    with pytest.raises(IndexError):
        best_sets(menus, np.array([10**6]), np.zeros(len(menus.offering)), 1, np.zeros((1, 5), dtype=np.int64),
                  np.zeros(1), np.zeros(1))  # fmt: skip


@pytest.mark.slow
def test_no_lawful_plan_of_a_tiny_city_is_above_the_bound_and_the_plan_is_not_above_the_best() -> None:
    cities, faults = 0, []
    for seed in SEEDS:
        city = make_tiny_city(seed)
        case = Case(city.rows, city.as_of, city.year, city.budget, city.policy)
        marts = run_rules(case)
        try:
            best = best_plan(
                case.rows, marts.outputs, as_of=case.as_of, year=case.year, budget=case.budget, policy=case.policy
            )
        except PolicyError:
            continue
        if best is None or len(best.by_agency) != 1 or city.policy.get("plan", {}).get("pins"):
            continue
        (agency, (optimum, *_)) = next(iter(best.by_agency.items()))
        problem = read_problem(case, agency)
        menus = read_menus(problem)
        found = find_prices(Scarcity(problem, read_menu_arrays(problem, menus)))
        draft = Draft(problem)
        draft_by_person_plans(draft, menus, found)
        bound = min(problem.weighted_gap, found.bound - found.mixing.penalty)
        if bound < float(optimum) - NEAR or objective(draft) > float(optimum) + NEAR:
            faults.append((seed, bound, float(optimum), objective(draft)))
        cities += 1
    assert faults == []
    assert cities > 30
