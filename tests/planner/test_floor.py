"""The floor per OPD: reached wherever limits allow it, told where not, and bought where the least is lost by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from random import Random

import numpy as np
import pytest

from benangmerah.planner import plan as plan_module
from benangmerah.planner import pricing
from benangmerah.planner.constraints import first_stop
from benangmerah.planner.floor import Floor, read_floor
from benangmerah.planner.lifting import compile_lift, lift
from benangmerah.planner.objective import closure_value, objective
from benangmerah.planner.plan import draft_plan
from benangmerah.planner.plan_rows import floor_rows
from benangmerah.planner.problem import NO_OPD, Floats, Problem
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.sketch import Sketcher
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person
from tests.planner.test_curve import rich
from tests.planner.test_sketch import faults_of

NEAR = 1e-6
CITIES, FOUND = 40, 33
TWO_OPDS = [
    {"unit_id": "U", "agency_id": "A", "name": "U", "is_opd": True},
    {"unit_id": "V", "agency_id": "A", "name": "V", "is_opd": True},
]


def asked(problem: Problem, percent: float) -> tuple[Problem, Floor]:
    """The problem with that floor."""
    problem = replace(problem, rules=replace(problem.rules, floor_percent=percent))
    floor = read_floor(problem)
    assert floor is not None
    return problem, floor


def closed_in(draft: Draft, floor: Floor) -> Floats:
    """What a plan closes in each OPD."""
    found = np.zeros(len(floor.opd))
    for who, items in enumerate(draft.items):
        if floor.group[who] != NO_OPD:
            found[floor.group[who]] += closure_value(draft.problem, who, items)
    return found


def lacking_in(draft: Draft, floor: Floor) -> float:
    return floor.distance(closed_in(draft, floor))


def small(seed: int) -> Problem:
    """Four people of two OPDs, whose gaps weigh little in one of them, and three offerings with few seats and little money."""
    random = Random(seed)
    people = [person(f"E{number}", unit_id="UV"[number % 2], level=random.choice((1.0, 2.0))) for number in range(4)]
    offerings = [
        offering(
            f"I{number}", {"C1": (random.choice((1.0, 2.0)), 5.0)}, cost_per_participant=random.randint(1, 9),
            cost_per_batch=random.choice((0, 0, 4)), batch_size=random.choice((1, 2, 3)),
            max_batches=random.choice((1, 2)),
        )
        for number in range(3)
    ]  # fmt: skip
    problem = Office(people, offerings, units=TWO_OPDS, money=random.randint(4, 20)).problem()
    light = problem.people.unit[problem.slots.person] == problem.unit_ids.index("V")
    weight = problem.slots.weight * np.where(light, 0.2, 1.0)[:, None]
    return replace(problem, slots=replace(problem.slots, weight=weight))


def every_plan(problem: Problem) -> Iterator[Draft]:
    """Every lawful plan."""
    offerings = range(len(problem.offerings))
    sets = [taken for count in range(3) for taken in combinations(offerings, count)]
    for plan in product(sets, repeat=len(problem.people)):
        draft = Draft(problem)
        if _fill(draft, plan):
            yield draft


def _fill(draft: Draft, plan: tuple[tuple[int, ...], ...]) -> bool:
    for who, taken in enumerate(plan):
        for one in taken:
            if draft.problem.blocked[who, one] or first_stop(draft, who, one) is not None:
                return False
            draft.add(who, one)
    return True


@pytest.mark.slow
def test_floor_is_missed_by_no_more_than_it_must_be_in_most_tiny_cities() -> None:
    """Every lawful plan of each city is tried; in tiny cities single batches decide, so that not all are found."""
    nearest, moved = 0, 0
    for seed in range(CITIES):
        problem, floor = asked(small(seed), 40.0)
        plans = [(round(lacking_in(draft, floor), 6), -objective(draft)) for draft in every_plan(problem)]
        least, best = min(plans)
        draft = draft_plan(problem, has_curve=False).draft
        assert lacking_in(draft, floor) >= least - NEAR
        assert faults_of(draft) == []
        nearest += lacking_in(draft, floor) <= least + NEAR and objective(draft) >= -best - NEAR
        moved += least < min(plans, key=lambda one: one[1])[0] - NEAR
    assert moved > CITIES / 4
    assert nearest >= FOUND


@cache
def uneven() -> Problem:
    """A medium office of two OPDs; in one of them gaps weigh a tenth, so that a plan without a floor passes it by."""
    problem = rich(800)
    opd = np.arange(len(problem.unit_ids)) % 2
    light = opd[problem.people.unit[problem.slots.person]] == 1
    weight = problem.slots.weight * np.where(light, 0.1, 1.0)[:, None]
    return replace(problem, opd=opd, slots=replace(problem.slots, weight=weight))


def test_floor_is_reached_where_limits_allow_it_and_the_bound_holds() -> None:
    plain = draft_plan(uneven(), has_curve=False)
    problem, floor = asked(uneven(), 50.0)
    plan = draft_plan(problem)
    assert lacking_in(plain.draft, floor) > NEAR
    assert lacking_in(plan.draft, floor) <= NEAR
    assert faults_of(plan.draft) == []
    assert objective(plan.draft) <= objective(plain.draft) + NEAR
    assert plan.upper_bound == pytest.approx(plain.upper_bound)
    assert objective(plan.draft) > objective(plain.draft) * 0.6


def test_floor_that_is_kept_anyway_changes_nothing_much() -> None:
    plain = draft_plan(uneven(), has_curve=False)
    problem, floor = asked(uneven(), 1.0)
    plan = draft_plan(problem, has_curve=False)
    assert lacking_in(plan.draft, floor) <= NEAR
    assert objective(plan.draft) == pytest.approx(objective(plain.draft), rel=0.01)


def test_floor_in_a_sketch_moves_money_and_seats_towards_it_within_all_limits() -> None:
    plain = draft_plan(uneven())
    problem, floor = asked(uneven(), 50.0)
    sketch = Sketcher(uneven(), plain.draft.items, plain.proofs).sketch(problem)
    assert faults_of(sketch.draft) == []
    assert lacking_in(sketch.draft, floor) < lacking_in(plain.draft, floor) / 2
    assert objective(sketch.draft) <= sketch.upper_bound + NEAR


def test_floor_is_sought_for_very_many_people_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "MOST_MIXED", len(uneven().people) - 1)
    monkeypatch.setattr(pricing, "SAMPLE", len(uneven().people) // 3)
    plain = draft_plan(uneven())
    problem, floor = asked(uneven(), 50.0)
    plan = draft_plan(problem)
    assert faults_of(plan.draft) == []
    assert lacking_in(plan.draft, floor) < lacking_in(plain.draft, floor) / 2


def lifted(*, pinned: bool) -> Draft:
    """Lifted to a floor of 20 %: E1 and E3 of U are planned, E2 of V lacks and could only take E1's seat."""
    people = [person("E1", unit_id="U"), person("E2", unit_id="V"), person("E3", unit_id="U", status="pppk")]
    offerings = [offering("I1", batch_size=1, max_batches=1), offering("I2")]
    tables = {
        "eligibility": [
            {"intervention_id": one, "grade": None, "job_family": None, "unit_id": None, "status": status}
            for one, status in (("I1", "pns"), ("I2", "pppk"))
        ]
    }
    problem, floor = asked(Office(people, offerings, units=TWO_OPDS, tables=tables).problem(), 20.0)
    problem = replace(problem, pins=((0, 0),) if pinned else ())
    plan = SeatedPlan.begin(problem)
    for one, taken in ((0, 0), (2, 1)):
        plan.try_to_add(one, taken)
    lift(plan, floor, 0.0)
    return plan.draft()


def test_floor_takes_the_seat_of_an_opd_that_can_spare_it_but_keeps_pins() -> None:
    moved, kept = lifted(pinned=False), lifted(pinned=True)
    assert (moved.has(0, 0), moved.has(1, 0), moved.has(2, 1)) == (False, True, True)
    assert (kept.has(0, 0), kept.has(1, 0), kept.has(2, 1)) == (True, False, True)
    assert faults_of(kept) == []


def test_floor_that_no_limit_allows_is_told_with_the_limit() -> None:
    """V has nobody who may take the one course: its floor cannot be reached, and U keeps what it has."""
    people = [person("E1", unit_id="U"), person("E2", unit_id="V", status="pppk")]
    course = offering("I1", eligibility=[{"status": "pns"}])
    tables = {
        "eligibility": [{"intervention_id": "I1", "grade": None, "job_family": None, "unit_id": None, "status": "pns"}]
    }
    office = Office(people, [{key: course[key] for key in course if key != "eligibility"}], units=TWO_OPDS, tables=tables,
                    policy={"floor_percent": 30.0})  # fmt: skip
    plan = draft_plan(office.problem())
    rows = list(floor_rows(plan, [{"employee_id": "E2", "competency_id": "C1", "limit": "not_eligible"}]))
    assert [(row["unit_id"], row["floor_percent"], row["people"], row["limit"]) for row in rows] == [
        ("U", 30.0, 1, None), ("V", 30.0, 1, "not_eligible"),
    ]  # fmt: skip
    assert (rows[0]["weighted_closure"], rows[1]["weighted_closure"]) == (1.0, 0.0)
    assert (rows[0]["weighted_gap"], rows[1]["weighted_gap"]) == (2.0, 2.0)


def test_floor_counts_people_below_an_opd_to_it_and_nobody_outside_every_opd() -> None:
    units = [
        {"unit_id": "U", "agency_id": "A", "name": "U", "is_opd": True},
        {"unit_id": "V", "agency_id": "A", "name": "V", "is_opd": False, "parent_unit_id": "U"},
        {"unit_id": "X", "agency_id": "A", "name": "X", "is_opd": False},
    ]
    people = [person("E1", unit_id="U"), person("E2", unit_id="V"), person("E3", unit_id="X")]
    problem, floor = asked(Office(people, [offering("I1")], units=units).problem(), 10.0)
    assert floor.group.tolist() == [0, 0, NO_OPD]
    assert [problem.unit_ids[one] for one in floor.opd] == ["U"]
    assert (floor.gap.tolist(), floor.target.tolist()) == ([4.0], pytest.approx([0.4]))


def test_plan_without_a_floor_has_no_rows_of_it() -> None:
    office = Office([person("E1")], [offering("I1")])
    assert list(floor_rows(office.plan(), [])) == []


def test_steps_of_a_floor_are_compiled_on_a_few_people_of_any_office() -> None:
    compile_lift(uneven())
    compile_lift(Office([person("E1")], []).problem())
