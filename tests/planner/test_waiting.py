"""What waits for money: lawful but for the money, worth what it says, and the plan stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benangmerah.planner.batch import can_be_held
from benangmerah.planner.constraints import budget, first_stop, seats
from benangmerah.planner.objective import objective, person_value
from benangmerah.planner.pins import ImpossiblePinError
from benangmerah.planner.plan import AgencyPlan, draft_plan
from benangmerah.planner.plan_rows import waiting_rows
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.solution import Draft
from benangmerah.planner.waiting import _gains_beside, find_waiting
from tests.factories.dataset import Rows
from tests.planner.office import AS_OF, Office, offering, person
from tests.planner.run_planner import Case, read_problem
from tests.planner.test_bound import case_of

NEAR = 1e-6
BATCH = offering(
    "I1", {"C1": (2.0, 5.0)}, min_batch_size=2, batch_size=3, cost_per_batch=900, cost_per_participant=100
)  # fmt: skip
DEAR = offering("I2", {"C2": (2.0, 5.0)}, cost_per_participant=700)


def test_what_the_money_did_not_reach_waits_with_its_cost_and_its_worth() -> None:
    office = Office([person("ani"), person("budi")], [offering("I1", {"C1": (2.0, 5.0)}, cost_per_participant=600)])
    rows = list(waiting_rows(office.plan()))
    assert [(row["place"], row["intervention_id"], row["people"], row["cost_rupiah"]) for row in rows] == [
        (1, "I1", 1, 600)
    ]
    assert rows[0]["weighted_closure"] == pytest.approx(2.0)


def test_nothing_waits_where_all_is_served() -> None:
    assert list(waiting_rows(Office([person("ani")], [offering("I1", {"C1": (2.0, 5.0)})]).plan())) == []


def test_a_batch_that_cannot_be_filled_waits_for_nothing() -> None:
    office = Office([person("ani")], [offering("I1", min_batch_size=2, cost_per_batch=2_000)])
    assert list(waiting_rows(office.plan())) == []


def test_a_seat_left_in_a_batch_waits_for_the_money_of_one_head() -> None:
    office = Office([person("ani"), person("budi"), person("cici")], [BATCH], money=1100)
    assert summary(office) == [("I1", 1, 100)]


def test_a_whole_batch_waits_with_what_it_costs() -> None:
    people = [person("ani"), person("budi")]
    tables: Rows = {
        "requirements": [{"position_id": "P", "competency_id": key, "required_level": 3} for key in ("C1", "C2")],
        "ratings": [
            {"rating_id": f"{who}-{key}", "employee_id": who, "competency_id": key, "source": "competency_test",
             "level": 1.0, "assessed_on": AS_OF}
            for who in ("ani", "budi")
            for key in ("C1", "C2")
        ],
    }  # fmt: skip
    office = Office(people, [BATCH, DEAR], tables, money=1500)
    assert summary(office) == [("I2", 1, 700)]
    assert summary(replace(office, offerings=[BATCH, replace_batch()])) == [("I2", 2, 1300)]


def replace_batch() -> dict[str, object]:
    return {**DEAR, "min_batch_size": 2, "batch_size": 2, "cost_per_participant": 0, "cost_per_batch": 1300}


def summary(office: Office) -> list[tuple[str, int, int]]:
    return [(row["intervention_id"], row["people"], row["cost_rupiah"]) for row in waiting_rows(office.plan())]


def plan_of(case: Case, agency_id: str) -> AgencyPlan | None:
    """The plan of an agency; None where no money is named or a pin cannot be kept."""
    try:
        return draft_plan(read_problem(case, agency_id), has_curve=False)
    except (KeyError, ImpossiblePinError):
        return None


def check_gains(plan: AgencyPlan) -> None:
    """What each item adds is what the worth of the person's items says."""
    menus, draft = plan.scarcity.menus, plan.draft
    gains = _gains_beside(draft, plan.scarcity)
    for item, (who, one) in enumerate(zip(plan.scarcity.person.tolist(), menus.offering.tolist(), strict=True)):
        items = draft.items[who]
        if one in items or len(items) >= draft.problem.rules.max_items:
            assert gains[item] == 0
        else:
            added = person_value(draft.problem, who, (*items, one)) - person_value(draft.problem, who, items)
            assert gains[item] == pytest.approx(added, abs=NEAR)


@pytest.mark.slow
def test_in_tiny_cities_what_waits_could_be_added_if_the_money_were_there() -> None:
    seen = 0
    for seed in range(120):
        case = case_of(seed)
        for agency_id in sorted({row["agency_id"] for row in case.rows["employees"]}):
            plan = plan_of(case, agency_id)
            if plan is None:
                continue
            problem = plan.draft.problem
            before = [tuple(items) for items in plan.draft.items], plan.draft.spent
            found = find_waiting(plan.draft, plan.scarcity, plan.found.prices.of_rupiah)
            assert ([tuple(items) for items in plan.draft.items], plan.draft.spent) == before
            check_gains(plan)
            worths = [round(one.worth, 6) for one in found]
            assert worths == sorted(worths, reverse=True)
            for one in found:
                seen += 1
                rich = Draft(replace(problem, budget=plan.draft.spent + one.cost))
                for who, items in enumerate(plan.draft.items):
                    for item in items:
                        rich.add(who, item)
                worth = objective(rich)
                for who in one.people:
                    for item in (*required_chain(problem, who, one.offering), one.offering):
                        if not rich.has(who, item):
                            assert first_stop(rich, who, item, beside=(budget.LIMIT, seats.MINIMUM)) is None
                            rich.add(who, item)
                assert rich.spent == plan.draft.spent + one.cost
                assert can_be_held(problem.offerings[one.offering], len(rich.members[one.offering]))
                gained = one.weighted_closure + problem.rules.penalty * one.saved
                assert objective(rich) - worth == pytest.approx(gained, abs=NEAR)
    assert seen > 15
