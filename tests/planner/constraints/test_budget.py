from __future__ import annotations

import pytest

from benangmerah.planner.constraints import budget
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person


@pytest.mark.parametrize(("money", "planned"), [(0, 0), (9, 0), (10, 1), (19, 1), (20, 2), (10**15, 2)])
def test_rule_17_never_a_rupiah_above_the_budget(money: int, planned: int) -> None:
    office = Office([person("ani"), person("budi")], [offering("I1", cost_per_participant=10)], money=money)
    assert len(office.items()) == planned


@pytest.mark.parametrize(
    ("money", "planned"),
    [(13, 0), (14, 1), (17, 1), (18, 2), (31, 2), (32, 3)],  # 10 a batch of two, 4 a head
)
def test_rule_17_batches_cost_beside_heads(money: int, planned: int) -> None:
    people = [person(name) for name in ("ani", "budi", "cici")]
    office = Office(people, [offering("I1", cost_per_participant=4, cost_per_batch=10, batch_size=2)], money=money)
    row = office.tables_of_plan()["plan_agency"][0]
    assert (len(office.items()), row["batches"]) == (planned, -(-planned // 2))


def test_rule_17_where_the_size_is_unlimited_one_batch_is_paid() -> None:
    people = [person(name) for name in ("ani", "budi", "cici")]
    office = Office(people, [offering("I1", cost_per_participant=1, cost_per_batch=10)], money=13)
    assert [row["batch"] for row in office.tables_of_plan()["plan"]] == [1, 1, 1]


def test_rule_17_the_command_names_the_money_instead_of_the_table() -> None:
    office = Office([person("ani")], [offering("I1", cost_per_participant=10)], money=9, budget=10)
    assert office.items() == [("ani", "I1")]


def test_budget_stops_where_the_next_batch_is_too_dear() -> None:
    problem = Office(
        [person("ani"), person("budi")], [offering("I1", cost_per_participant=1, cost_per_batch=10, batch_size=1)],
        money=21,
    ).problem()  # fmt: skip
    draft = Draft(problem)
    before = budget.stops(draft, 0, 0)
    draft.add(0, 0)
    assert (before, budget.stops(draft, 1, 0), draft.spent) == (False, True, 11)
