"""Branches of the proof where single batches decide: together every plan, each with a bound, and no plan above them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest

from benangmerah.planner import branch as branch_module
from benangmerah.planner.objective import objective
from benangmerah.planner.plan import AgencyPlan, draft_plan
from benangmerah.planner.plan_price import branch_rows
from benangmerah.planner.problem import Problem
from benangmerah.planner.proof import highest, read_lines
from benangmerah.planner.sketch import Sketcher
from tests.checker.bound import Box, NoProofError, bound_of, branch_bounds, covers
from tests.checker.given import Given, make_given
from tests.planner.run_planner import Tables, plan_case, run_rules
from tests.planner.test_bound import case_of
from tests.planner.test_curve import rich

BRANCHED = (10, 25, 100, 165, 230, 265)
"""Tiny cities whose bound needs branches to meet the best plan."""
NEAR, MILLIONS, FAR = 1e-6, 60, 9


def proof_of(seed: int) -> tuple[Given, Tables]:
    case = case_of(seed)
    marts = run_rules(case)
    tables = plan_case(case, marts)
    needs = {name: [dict(row) for row in marts.outputs[name]] for name in ("gap", "need", "attainment")}
    given = make_given(case.rows, needs, as_of=case.as_of, year=case.year, budget=case.budget, policy=case.policy)
    return given, tables


def holds(box: Box, pair: tuple[int, ...]) -> bool:
    ends = zip(pair, box.values(), strict=True)
    return all(least <= count <= (FAR if most is None else most) for count, (least, most) in ends)


@cache
def planned() -> AgencyPlan:
    return draft_plan(rich(MILLIONS))


def test_rule_16_branches_bring_the_bound_down_to_the_best_plan_of_tiny_cities() -> None:
    for seed in BRANCHED:
        given, tables = proof_of(seed)
        for row in tables["plan_agency"]:
            branches = [one for one in tables["plan_branch"] if one["agency_id"] == row["agency_id"]]
            if branches:
                without = float(bound_of(given, tables["plan_price"], row["agency_id"]))
                again = {number: float(one) for number, one in branch_bounds(given, branches, row["agency_id"]).items()}
                assert row["upper_bound"] == pytest.approx(max(again.values()), rel=1e-8, abs=1e-8)
                # stored bounds stand beside the penalty of the hours missing before the plan
                penalty = [one["bound"] - again[one["branch"]] for one in branches]
                assert max(penalty) - min(penalty) < NEAR
                assert row["objective"] - NEAR <= row["upper_bound"] < without - NEAR
                assert row["upper_bound"] == pytest.approx(row["objective"], abs=0.01)
        assert tables["plan_branch"]


def test_rule_16_branches_without_one_of_them_prove_nothing() -> None:
    given, tables = proof_of(BRANCHED[0])
    branches = tables["plan_branch"]
    agency_id = branches[0]["agency_id"]
    for left_out in {row["branch"] for row in branches}:
        rest = [row for row in branches if row["branch"] != left_out]
        with pytest.raises(NoProofError, match="not every plan"):
            bound_of(given, tables["plan_price"], agency_id, rest)


def test_boxes_cover_what_counting_says() -> None:
    """Random boxes over two offerings with up to three batches, beside every pair of numbers."""
    random = np.random.default_rng(6)
    found = set()
    for _ in range(400):
        boxes: list[Box] = []
        for _ in range(int(random.integers(1, 6))):
            low, high = random.integers(0, 3, 2), random.integers(0, 3, 2)
            pair = zip("AB", low.tolist(), np.where(high < 2, low + high, FAR).tolist(), strict=True)
            boxes.append({one: (least, None if most == FAR else most) for one, least, most in pair})
        everywhere = all(any(holds(box, pair) for box in boxes) for pair in product(range(FAR), repeat=2))
        assert covers(boxes, {}) == everywhere
        found.add(everywhere)
    assert found == {True, False}


def test_branches_are_read_back_from_their_rows() -> None:
    plan = planned()
    rows = list(branch_rows(plan))
    assert len(plan.lines) > 1
    assert np.allclose(read_lines(rows), plan.lines, rtol=1e-12)
    assert {row["kind"] for row in rows} >= {"at_most", "at_least", "money"}


def test_curve_and_sketches_of_the_same_plan_know_its_branches() -> None:
    plan = planned()
    problem = plan.draft.problem
    whole = next(one for one in plan.curve if one.percent == 100)
    assert whole.upper_bound <= plan.upper_bound + NEAR
    assert all(one.reached <= one.upper_bound for one in plan.curve)
    same = Sketcher(problem, plan.draft.items, plan.proofs, plan.lines).sketch(problem)
    without = Sketcher(problem, plan.draft.items, plan.proofs).sketch(problem)
    assert same.upper_bound <= plan.upper_bound + NEAR < without.upper_bound


def test_with_more_money_the_lines_of_branches_are_above_every_plan() -> None:
    plan = planned()
    penalty = plan.scarcity.menus.penalty * float(plan.scarcity.menus.missing.sum())
    for percent in (60, 90, 110, 150):
        other = replace(plan.draft.problem, budget=plan.draft.problem.budget * percent // 100)
        more = other.budget - plan.draft.problem.budget
        assert objective(draft_plan(other, has_curve=False).draft) <= highest(plan.lines, more) - penalty + NEAR


def test_no_branches_where_the_plan_is_near_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branch_module, "GOAL", 1e9)
    plan = draft_plan(rich(MILLIONS), has_curve=False)
    assert (plan.divided.branches, list(branch_rows(plan))) == ([], [])
    assert plan.upper_bound > planned().upper_bound


@pytest.mark.parametrize(("limit", "most"), [("MOST_PEOPLE", 10), ("MOST_BRANCHES", 0), ("ASKED", 59)])
def test_no_branches_beyond_a_work_limit_and_the_bound_still_holds(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(branch_module, limit, most)
    plan = draft_plan(rich(MILLIONS), has_curve=False)
    assert plan.divided.branches == []
    assert plan.upper_bound >= objective(planned().draft)


def test_branches_are_the_same_every_time() -> None:
    problem: Problem = rich(MILLIONS)
    again = draft_plan(problem)
    assert list(branch_rows(again)) == list(branch_rows(planned()))
    assert again.draft.items == planned().draft.items
