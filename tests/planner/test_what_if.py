"""A changed problem is the one that the tables give under the changed policy, over tiny cities full of limits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from benangmerah.domain.scenario import Question, change_policy, question_of
from benangmerah.flow.draft_plan import find_money
from benangmerah.flow.sketch_world import read_classes
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.planner.methods.greedy import plan_greedily
from benangmerah.planner.objective import item_credits, objective
from benangmerah.planner.problem import Problem
from benangmerah.planner.read_problem import PlanTables, ProblemReader
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.sketch import Sketcher
from benangmerah.planner.what_if import NeedClasses, change_problem, levels_short, measure, weighted_short
from benangmerah.regulations.library import load_library
from tests.factories.tiny_city import make_tiny_city
from tests.planner.office import Office, offering, person
from tests.planner.run_planner import Case, run_rules

WEIGHTS = tuple(Fraction(one) for one in ("0.5", "1", "2", "3", "7.5"))
ARRAYS = ("absence_room", "blocked")
SAME = ("agency_id", "budget", "rules", "offerings", "competency_ids", "unit_ids", "chain", "unit_budgets", "quotas",
        "pins", "bans", "slot_of", "ladders", "rung", "quotas_of", "budgets_of")  # fmt: skip


def read(case: Case, question: Question | None = None, agency_id: str = "A") -> tuple[Problem, NeedClasses]:
    """The problem as its tables give it, under the policy of the case or changed by a question."""
    policy = case.read_policy()
    budget = (find_money(case.dataset(), case.year, case.budget) or {}).get(agency_id, 0)
    if question is not None:
        policy, budget = change_policy(policy, question), question.budget_rupiah
        written = {name: float(weight) for name, weight in question.importance.items()}
        case = replace(
            case, policy={**case.policy, "importance": written, "aimed_weight": float(question.aimed_weight)}
        )
    law, tables = load_library().on(case.as_of), run_rules(case).tables
    problem = ProblemReader(PlanTables(tables), law, policy.plan, case.as_of, case.year).read(agency_id, budget)
    employees = {row["employee_id"]: row for row in tables["employees"].to_pylist()}
    rows = [employees[each] for each in problem.people.employee_ids.tolist()]
    return problem, read_classes(problem, policy, rows, tables["requirements"], case.as_of)


def case_of(seed: int) -> Case:
    city = make_tiny_city(seed)
    return Case(city.rows, city.as_of, city.year, city.budget, city.policy)


def draw_question(random: Random, before: Question, problem: Problem) -> Question:
    """Other money, weights and choices, drawn from what the city has."""
    offerings = [one.intervention_id for one in problem.offerings]
    people = [None, *problem.people.employee_ids.tolist()]

    def choose() -> tuple[tuple[str | None, str], ...]:
        return tuple((random.choice(people), random.choice(offerings)) for _ in range(random.randint(0, 2)))

    return Question(
        budget_rupiah=random.choice((0, before.budget_rupiah // 2, before.budget_rupiah * 2)),
        importance={name: random.choice(WEIGHTS) for name in before.importance},
        aimed_weight=random.choice(WEIGHTS),
        jp_penalty=random.choice(WEIGHTS),
        pins=choose(),
        bans=choose(),
        quotas=tuple((unit, random.randint(0, 2)) for unit in random.sample(problem.unit_ids, 1)),
        classical_percent=random.choice((None, Fraction(40))),
        floor_percent=random.choice((None, Fraction(10))),
    )


def assert_same(found: Problem, wanted: Problem) -> None:
    for name in SAME:
        assert getattr(found, name) == getattr(wanted, name), name
    for name in ARRAYS:
        assert np.array_equal(getattr(found, name), getattr(wanted, name)), name
    for name in ("person", "competency", "level", "required"):
        assert np.array_equal(getattr(found.slots, name), getattr(wanted.slots, name)), name
    np.testing.assert_allclose(found.slots.weight, wanted.slots.weight, rtol=1e-14)
    assert found.people.employee_ids.tolist() == wanted.people.employee_ids.tolist()


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_changed_problem_is_that_of_the_changed_policy(first: int) -> None:
    changes = 0
    for seed in range(first, first + 50):
        case = case_of(seed)
        problem, classes = read(case)
        if not len(problem.people) or not problem.offerings:
            continue
        before = question_of(case.read_policy(), problem.budget)
        assert_same(change_problem(problem, classes, before), problem)
        question = draw_question(Random(seed), before, problem)
        wanted, _ = read(case, question)
        assert_same(change_problem(problem, classes, question), wanted)
        changes += not np.array_equal(wanted.slots.weight, problem.slots.weight) and bool(
            (wanted.blocked != problem.blocked).any()
        )
    assert changes > 2


@pytest.mark.parametrize("seed", range(60))
def test_measured_plan_is_worth_what_its_items_are(seed: int) -> None:
    problem, _ = read(case_of(seed))
    plan = SeatedPlan.begin(problem)
    plan_greedily(plan)
    draft = plan.draft()
    reached = measure(problem, draft.items)
    credited = [item_credits(problem, place, items).values() for place, items in enumerate(draft.items)]
    assert reached.levels.tolist() == [sum(levels for levels, _ in each) for each in credited]
    np.testing.assert_allclose(
        reached.weighted, [sum(weighted for _, weighted in each) for each in credited], atol=1e-12
    )
    assert reached.hours.tolist() == draft.hours
    assert reached.items.tolist() == [len(items) for items in draft.items]
    assert abs(reached.objective(problem) - objective(draft)) < 1e-9
    assert abs(weighted_short(problem).sum() - problem.weighted_gap) < 1e-9
    assert (reached.levels <= levels_short(problem)).all()


def test_weight_of_nothing_cannot_be_scaled_and_says_so() -> None:
    office = Office([person("ani")], [offering("K")])
    office.policy = {}
    case = replace(office.case, policy={"importance": {"empty": 0}})
    problem, classes = read(case)
    before = question_of(case.read_policy(), problem.budget)
    assert change_problem(problem, classes, before).slots.weight.max() == 0
    with pytest.raises(BenangMerahError) as refused:
        change_problem(problem, classes, replace(before, importance={**before.importance, "empty": Fraction(1)}))
    assert refused.value.say("id").startswith("Kebutuhan dengan tingkat penting")
    unused = replace(before, importance={**before.importance, "mutlak": Fraction(9)})
    assert change_problem(problem, classes, unused).slots.weight.max() == 0


def test_sketch_of_a_changed_problem_keeps_its_pins_and_bans() -> None:
    office = Office([person("ani"), person("budi")], [offering("K", cost_per_participant=400), offering("L")])
    case = office.case
    problem, classes = read(case)
    question = replace(
        question_of(case.read_policy(), problem.budget), budget_rupiah=400, pins=(("budi", "K"),), bans=((None, "L"),)
    )
    found = Sketcher(problem, [[], []]).sketch(change_problem(problem, classes, question))
    assert (found.draft.items, found.objective <= found.upper_bound) == ([[], [0]], True)
