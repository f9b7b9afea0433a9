"""Sketches of changed problems: lawful, below their bound, and begun from proofs that were written down and read."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from benangmerah.planner import plan as plan_module
from benangmerah.planner import pricing
from benangmerah.planner.batch import can_be_held
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays, weigh_again
from benangmerah.planner.constraints import first_stop
from benangmerah.planner.objective import objective
from benangmerah.planner.plan import AgencyPlan, draft_plan
from benangmerah.planner.plan_price import branch_rows
from benangmerah.planner.prices import Scarcity
from benangmerah.planner.problem import Problem
from benangmerah.planner.problem_arrays import read_problem_arrays
from benangmerah.planner.proof import proof_rows, read_lines, read_proofs
from benangmerah.planner.sketch import Sketch, Sketcher
from benangmerah.planner.solution import Draft
from benangmerah.planner.static_limits import apply_static_limits
from tests.planner.test_curve import rich

MILLIONS, NEAR, FAR, NEAR_FULL = 150, 1e-6, 0.15, 0.25


@cache
def planned() -> AgencyPlan:
    return draft_plan(rich(MILLIONS))


@cache
def sketcher() -> Sketcher:
    """As a worker has it: the proofs went through rows."""
    plan = planned()
    rows, lines = list(proof_rows(plan.scarcity, plan.proofs)), read_lines(list(branch_rows(plan)))
    problem = plan.draft.problem
    assert lines
    scarcity = Scarcity(problem, read_menu_arrays(problem))
    return Sketcher(problem, plan.draft.items, read_proofs(scarcity, rows), lines)


def faults_of(draft: Draft) -> list[str]:
    """Each item alone against the limits, in the plan without it; batches and money."""
    problem = draft.problem
    found = ["money"] if draft.spent > problem.budget else []
    for offering, members in enumerate(draft.members):
        if not can_be_held(problem.offerings[offering], len(members)):
            found.append(f"batch of {offering}")
    again = Draft(problem)
    order = sorted(range(len(problem.offerings)), key=lambda one: (problem.offerings[one].period or 0, one))
    for person, items in enumerate(draft.items):
        for offering in [one for one in order if one in items]:
            stop = first_stop(again, person, offering)
            if problem.blocked[person, offering] or (stop is not None and stop.code not in ("min_batch", "budget")):
                found.append(f"{person} {offering}")
            again.add(person, offering)
    return found


def check(problem: Problem, far: float = FAR) -> Sketch:
    sketch = sketcher().sketch(problem)
    assert faults_of(sketch.draft) == []
    best = draft_plan(problem, has_curve=False)
    assert objective(best.draft) <= sketch.upper_bound + NEAR
    assert sketch.objective <= best.upper_bound + NEAR
    assert sketch.objective >= objective(best.draft) - far * abs(objective(best.draft))
    return sketch


def test_proofs_are_read_as_they_were_written() -> None:
    plan = planned()
    assert len(plan.proofs) > 5
    again = {one.percent: one for one in sketcher().proofs}
    for proof in plan.proofs:
        read = again[proof.percent]
        assert read.bound == proof.bound
        for name in ("limits", "seats", "fewest", "joining"):
            np.testing.assert_array_equal(getattr(read.prices, name), getattr(proof.prices, name))
    assert any(proof.prices.limits[0] > 0 for proof in plan.proofs)


def test_the_same_question_keeps_the_plan_or_betters_it() -> None:
    plan = planned()
    assert sketcher().sketch(plan.draft.problem).objective >= objective(plan.draft) - NEAR


@pytest.mark.slow
@pytest.mark.parametrize("percent", [0, 40, 75, 95, 130, 300])
def test_sketch_of_another_budget_is_lawful_and_its_bound_holds(percent: int) -> None:
    planned_for = planned().draft.problem
    problem = replace(planned_for, budget=planned_for.budget * percent // 100)
    check(problem, far=FAR if percent > 60 else 0.5)


@pytest.mark.slow
def test_sketch_of_other_weights_is_lawful_and_its_bound_holds() -> None:
    problem = planned().draft.problem
    weight = problem.slots.weight.copy()
    weight[::2] *= 3
    sketch = check(replace(problem, slots=replace(problem.slots, weight=weight)))
    assert sketch.objective > objective(planned().draft)


@pytest.mark.slow
def test_sketch_under_a_ban_has_nothing_of_it() -> None:
    plan = planned()
    banned = max(range(len(plan.draft.members)), key=lambda one: len(plan.draft.members[one]))
    problem = replace(plan.draft.problem, bans=((None, banned),))
    sketch = check(apply_static_limits(replace(problem, blocked=np.zeros_like(problem.blocked))))
    assert plan.draft.members[banned]
    assert not sketch.draft.members[banned]


def test_what_is_kept_of_the_run_is_what_would_be_read_anew() -> None:
    """Arrays and what is scarce, for other money, weights, share of JP in class, and where nothing can be kept."""
    before = planned().draft.problem
    weight = before.slots.weight * np.where(np.arange(len(before.slots.weight)) % 2, 2.0, 0.5)[:, None]
    blocked = before.blocked.copy()
    blocked[::3, 0] = 1
    changed = [
        replace(before, budget=before.budget * 7 // 10),
        replace(before, slots=replace(before.slots, weight=weight)),
        replace(before, rules=replace(before.rules, classical_percent=30.0)),
        replace(before, rules=replace(before.rules, max_items=2)),
        replace(before, blocked=blocked),
    ]
    for problem in changed:
        arrays = sketcher()._arrays_of(problem)
        for found, anew in zip(arrays, read_problem_arrays(problem), strict=True):
            assert np.array_equal(np.asarray(found), np.asarray(anew))
        menus = sketcher()._menus_of(problem, arrays)
        assert all(
            np.array_equal(np.asarray(one), np.asarray(new))
            for one, new in zip(menus, read_menu_arrays(problem), strict=True)
        )
        kept, again = sketcher()._scarcity_of(problem, menus), Scarcity(problem, menus)
        assert (kept.things, kept.batched, kept.problem.budget) == (again.things, again.batched, problem.budget)
        for name in ("limits", "batches", "fillers", "held"):
            assert np.array_equal(getattr(kept.stock, name), getattr(again.stock, name))
        for name in ("person", "unit", "head", "absence", "item_batch", "size", "least", "cost", "most"):
            assert np.array_equal(getattr(kept, name), getattr(again, name)), name


@pytest.mark.parametrize("percent", [90, 75, 50, 30])
def test_sketch_of_less_money_is_near_a_plan_in_full(percent: int) -> None:
    before = planned().draft.problem
    problem = replace(before, budget=before.budget * percent // 100)
    in_full = objective(draft_plan(problem, has_curve=False).draft)
    assert sketcher().sketch(problem).objective >= in_full - NEAR_FULL * abs(in_full)


def test_sketch_is_the_same_every_time() -> None:
    planned_for = planned().draft.problem
    problem = replace(planned_for, budget=planned_for.budget * 8 // 10)
    first, second = sketcher().sketch(problem), sketcher().sketch(problem)
    assert (first.draft.items, first.upper_bound) == (second.draft.items, second.upper_bound)


@pytest.mark.parametrize("percent", [0.0, 5.0])
def test_no_more_jp_in_class_than_policy_says_in_plans_and_sketches(percent: float) -> None:
    before = planned().draft
    problem = replace(before.problem, rules=replace(before.problem.rules, classical_percent=percent))
    assert 100 * before.classical_hours > percent * before.all_hours
    for draft in (sketcher().sketch(problem).draft, draft_plan(problem, has_curve=False).draft):
        assert 100 * draft.classical_hours <= percent * draft.all_hours
        assert draft.all_hours > before.all_hours / 4


def test_very_many_people_are_planned_in_parts_within_all_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = rich(200)
    best = draft_plan(problem, has_curve=False)
    monkeypatch.setattr(plan_module, "MOST_MIXED", len(problem.people) - 1)
    monkeypatch.setattr(pricing, "SAMPLE", len(problem.people) // 3)
    plan = draft_plan(problem)
    assert (best.method, plan.method) == ("person_plans", "prices_in_parts")
    assert faults_of(plan.draft) == []
    assert objective(plan.draft) <= best.upper_bound + NEAR
    assert objective(best.draft) <= plan.upper_bound + NEAR
    assert objective(plan.draft) >= objective(best.draft) - FAR * abs(objective(best.draft))


def test_rule_17_sketch_keeps_what_is_pinned_though_it_gains_nothing() -> None:
    plan = planned()
    without = [
        (person, offering)
        for offering in range(len(plan.draft.problem.offerings))
        for person in range(len(plan.draft.problem.people))
        if plan.draft.problem.blocked[person, offering] == 0 and not plan.draft.has(person, offering)
    ]
    pins = tuple(pair for number, pair in enumerate(without) if number % 7 == 0)[:6]
    for part in (1, 2):
        problem = replace(plan.draft.problem, pins=pins, budget=plan.draft.problem.budget // part)
        sketch = sketcher().sketch(problem)
        assert all(sketch.draft.has(person, offering) for person, offering in pins)
        assert sketch.draft.pinned >= set(pins)


@pytest.mark.parametrize(("factor", "penalty"), [(2.0, 1.0), (0.1, 3.0), (1.0, 0.0)])
def test_menus_weighed_again_are_those_read_anew(factor: float, penalty: float) -> None:
    before = planned().draft.problem
    weight = before.slots.weight * np.array([factor, 1.0])
    now = replace(
        before,
        slots=replace(before.slots, weight=weight),
        rules=replace(before.rules, jp_penalty=before.rules.jp_penalty * penalty),
    )
    arrays = read_problem_arrays(now)
    again, anew = weigh_again(read_menu_arrays(before), arrays), read_menu_arrays(now, arrays)
    if penalty == 0:
        assert again is None
        return
    assert again is not None
    assert all(np.array_equal(np.array(one), np.array(other)) for one, other in zip(again, anew, strict=True))


def test_menus_on_which_a_need_no_longer_weighs_anything_are_read_anew() -> None:
    before = planned().draft.problem
    now = replace(before, slots=replace(before.slots, weight=before.slots.weight * np.array([0.0, 1.0])))
    assert weigh_again(read_menu_arrays(before), read_problem_arrays(now)) is None
