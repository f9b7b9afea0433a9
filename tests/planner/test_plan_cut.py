"""The plan with less money: lawful, within the lower budget, below its bound, and the plan itself where it fits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benangmerah.planner.bound import prove
from benangmerah.planner.plan import draft_plan
from benangmerah.planner.plan_cut import cut_plan
from benangmerah.planner.plan_rows import cut_row, cut_rows
from tests.planner.office import Office, offering, person
from tests.planner.test_curve import found_of, rich

NEAR = 1e-6
SIX = [offering("I1", {"C1": (2.0, 5.0)}, cost_per_participant=100)]


def test_less_money_serves_fewer_and_says_how_far_from_the_best_it_is() -> None:
    plan = Office([person(f"E{number}") for number in range(4)], SIX, money=400).plan()
    cut = cut_plan(plan, 25)
    assert cut is not None
    assert len(list(cut_rows(cut))) == 3
    row = cut_row(cut)
    assert (row["percent"], row["budget_rupiah"], row["spent_rupiah"]) == (25, 300, 300)
    assert row["objective"] == pytest.approx(6.0)
    assert row["objective"] <= row["upper_bound"] + NEAR
    assert 0 <= row["optimality_gap_percent"] <= 1


def test_a_plan_that_spends_less_anyway_stays_as_it_is() -> None:
    plan = Office([person("ani"), person("budi")], SIX, money=1000).plan()
    cut = cut_plan(plan, 25)
    assert cut is not None
    assert cut.draft.items == plan.draft.items
    assert cut.draft.problem.budget == 750


def test_pins_that_the_lower_budget_cannot_keep_leave_no_sketch() -> None:
    office = Office([person("ani")], SIX, money=100, policy={"pins": [{"employee_id": "ani", "intervention_id": "I1"}]})
    plan = office.plan()
    assert cut_plan(plan, 25) is None


@pytest.mark.slow
def test_the_sketch_is_not_above_what_is_proven_for_its_budget() -> None:
    problem = rich(150)
    plan = draft_plan(problem, has_curve=False)
    cut = cut_plan(plan, 25)
    assert cut is not None
    lower = replace(problem, budget=problem.budget * 75 // 100)
    assert cut.draft.spent <= lower.budget
    assert cut.objective <= prove(lower, found_of(lower)) + NEAR
    assert cut.objective <= cut.upper_bound + NEAR
    assert cut.upper_bound <= plan.upper_bound + NEAR
