"""The compiled seating against the limits of the plan one by one, and the arrays of menus against those of persons."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from benangmerah.planner.adding import try_to_add
from benangmerah.planner.batch import can_be_held
from benangmerah.planner.compiled.search import MenuArrays
from benangmerah.planner.objective import objective
from benangmerah.planner.person_menu import read_menus
from benangmerah.planner.pins import ImpossiblePinError, pin
from benangmerah.planner.problem import Problem
from benangmerah.planner.seated_plan import SeatedPlan
from tests.factories.tiny_city import make_tiny_city
from tests.planner.office import Office, offering, person
from tests.planner.run_planner import Case, read_problem

CITIES, TRIES, NEAR = 60, 40, 1e-9


def problems() -> list[tuple[int, Problem]]:
    """Problems of tiny cities with batches, ceilings, quotas, months, prerequisites and pins that can be kept."""
    found = []
    for seed in range(CITIES):
        city = make_tiny_city(seed)
        case = Case(city.rows, city.as_of, city.year, city.budget, city.policy)
        for agency_id in sorted({row["agency_id"] for row in city.rows["employees"]}):
            problem = read_problem(case, agency_id)
            share, most = {0: None, 1: 30.0, 2: 0.0}[seed % 3], 1 + seed % 4
            problem = replace(problem, rules=replace(problem.rules, classical_percent=share, max_items=most))
            try:
                pin(problem)
            except ImpossiblePinError:
                continue
            found.append((seed, problem))
    return found


PROBLEMS = problems()


def test_rule_17_compiled_seating_admits_and_refuses_what_the_limits_do_one_by_one() -> None:
    answers = set()
    for seed, problem in PROBLEMS:
        random, draft, plan = Random(seed), pin(problem), SeatedPlan.begin(problem)
        if not problem.offerings or not len(problem.people):
            continue
        for _ in range(TRIES):
            person, offering = random.randrange(len(problem.people)), random.randrange(len(problem.offerings))
            if draft.has(person, offering):
                continue
            answer = try_to_add(draft, person, offering)
            assert plan.try_to_add(person, offering) == answer, (seed, person, offering)
            answers.add(answer)
        assert (plan.spent, plan.draft().items) == (draft.spent, draft.items)
        assert plan.worth == pytest.approx(objective(draft), abs=NEAR)
    assert answers == {True, False}


def test_rule_17_what_is_seated_is_settled_and_keeps_its_pins() -> None:
    thinned = 0
    for seed, problem in PROBLEMS:
        random, plan = Random(seed), SeatedPlan.begin(problem)
        pinned, everything = pin(problem).items, range(len(problem.offerings))
        wanted = {
            person: [np.array(random.sample(everything, k=min(len(everything), 3)), dtype=np.int64)]
            for person in range(len(problem.people))
        }
        plan.seat(wanted)
        before = [len(one) for one in plan.draft().members]
        plan.settle(0.0)
        plan.use_up(0.0)
        after = plan.draft()
        thinned += before != [len(one) for one in after.members]
        assert all(can_be_held(one, len(who)) for one, who in zip(problem.offerings, after.members, strict=True)), seed
        assert all(set(first) <= set(last) for first, last in zip(pinned, after.items, strict=True)), seed
        assert after.spent == plan.spent <= max(problem.budget, pin(problem).spent)
        assert plan.worth == pytest.approx(objective(after), abs=NEAR)
    assert thinned


def test_rule_17_who_is_pinned_stays_where_a_batch_is_thinned_out() -> None:
    """Eight who gain nothing are pinned, five who gain come: thirteen are too many for one batch, too few for two."""
    people = [person(f"E{number:02d}", level=3.0 if number < 8 else 1.0) for number in range(13)]
    course = offering("I1", batch_size=10, min_batch_size=8)
    pins = [{"employee_id": f"E{number:02d}", "intervention_id": "I1"} for number in range(8)]
    plan = SeatedPlan.begin(Office(people, [course], policy={"pins": pins}).problem())
    plan.seat({number: [np.zeros(1, dtype=np.int64)] for number in range(8, 13)})
    plan.settle(0.0)
    assert sorted(plan.draft().members[0]) == [*range(8), 8 + 3, 8 + 4]


def test_menus_in_arrays_are_those_of_persons() -> None:
    for seed, problem in PROBLEMS:
        menus = SeatedPlan.begin(problem).menus
        for menu in read_menus(problem):
            places = range(int(menus.start[menu.person]), int(menus.start[menu.person + 1]))
            listed = [
                (int(one["offering"]), one["gain"], int(one["hours"]), int(one["counted"]), _chain(menus, place))
                for place in places
                for one in [menus.items[place]]
            ]
            expected = [
                (one.offering, one.gain, one.hours, one.counted_hours, [places[k] for k in one.requires])
                for one in menu.items
            ]
            assert listed == expected, (seed, menu.person)


def _chain(menus: MenuArrays, place: int) -> list[int]:
    first, last = menus.items["chain_start"][place : place + 2].tolist()
    chain: list[int] = menus.chain[first:last].tolist()
    return chain
