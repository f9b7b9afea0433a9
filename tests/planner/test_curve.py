"""What other budgets and one step more would close, beside plans and bounds made for those budgets alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benangmerah.planner.bound import prove
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.curve import PERCENTS, draw_curve, find_gains
from benangmerah.planner.objective import objective
from benangmerah.planner.plan import draft_plan
from benangmerah.planner.prices import MILLION, Scarcity
from benangmerah.planner.pricing import Found, find_prices
from benangmerah.planner.problem import Problem
from tests.planner.test_bound import medium

NEAR = 1e-6


def rich(money: int) -> Problem:
    """The medium office with prices of its offerings and its money in millions."""
    problem = medium(money)
    offerings = tuple(
        replace(
            one, cost_per_participant=one.cost_per_participant * MILLION, cost_per_batch=one.cost_per_batch * MILLION
        )
        for one in problem.offerings
    )
    return replace(problem, budget=money * MILLION, offerings=offerings)


def found_of(problem: Problem) -> Found:
    return find_prices(Scarcity(problem, read_menu_arrays(problem)))


@pytest.mark.slow
def test_no_plan_of_another_budget_is_above_the_curve_and_the_curve_is_not_above_its_bound() -> None:
    problem = rich(150)
    points = draw_curve(found_of(problem))
    assert [point.percent for point in points] == list(PERCENTS)
    for point in points:
        other = replace(problem, budget=point.budget)
        assert objective(draft_plan(other).draft) <= point.upper_bound + NEAR
        assert point.reached <= point.upper_bound + NEAR
        assert point.upper_bound >= prove(other, found_of(other)) - 0.05 * abs(point.upper_bound)
    assert [point.upper_bound for point in points] == sorted(point.upper_bound for point in points)


@pytest.mark.slow
def test_a_step_more_gains_no_more_than_its_price_says_and_what_a_new_search_finds() -> None:
    problem = rich(60)
    found = found_of(problem)
    gains = find_gains(found)
    assert gains
    for (kind, place), gain in gains.items():
        step, scarcity = (1.0, found.mixing.scarcity) if kind != "money" else (100.0, found.mixing.scarcity)
        price = scarcity.of_batches(found.prices)[place] if kind == "batch" else found.prices.limits[place]
        assert 0 <= gain <= price * step + 0.01 * abs(found.bound)
    richer = found_of(replace(problem, budget=problem.budget + 100 * MILLION))
    assert gains["money", 0] <= richer.bound - found.mixture.value + NEAR
    assert gains["money", 0] > 0
