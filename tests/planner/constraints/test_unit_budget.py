from __future__ import annotations

from typing import Any

import pytest

from benangmerah.planner.constraints import unit_budget
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person

PEOPLE = [person("ani"), person("budi", unit_id="V"), person("cici", unit_id="V")]


def budgets(**amounts: int) -> dict[str, list[dict[str, Any]]]:
    rows = [{"agency_id": "A", "unit_id": unit, "year": 2026, "amount_rupiah": most} for unit, most in amounts.items()]
    return {"budgets": [{"agency_id": "A", "unit_id": None, "year": 2026, "amount_rupiah": 1000}, *rows]}


@pytest.mark.parametrize(
    ("amounts", "planned"),
    [
        ({"V": 9}, ["ani"]),
        ({"V": 10}, ["ani", "budi"]),
        ({"V": 20}, ["ani", "budi", "cici"]),
        ({"U": 20, "V": 10}, ["ani", "budi"]),
        ({"U": 20, "V": 0}, ["ani"]),
        ({"U": 0, "V": 100}, []),
        ({"U": 10_000}, ["ani", "budi", "cici"]),
    ],
)
def test_rule_17_heads_of_a_unit_and_all_below_stay_within_its_money(
    amounts: dict[str, int], planned: list[str]
) -> None:
    office = Office(PEOPLE, [offering("I1", cost_per_participant=10)], budgets(**amounts))
    assert [who for who, _ in office.items()] == planned


def test_rule_17_batch_costs_never_count_there() -> None:
    office = Office(PEOPLE, [offering("I1", cost_per_batch=100, batch_size=1)], budgets(U=0))
    assert len(office.items()) == 3


def test_rule_17_unit_rows_are_the_agencys_money_where_it_has_no_row() -> None:
    tables = budgets(U=10, V=10)
    office = Office(PEOPLE, [offering("I1", cost_per_participant=10)], {"budgets": tables["budgets"][1:]})
    assert office.tables_of_plan()["plan_agency"][0]["budget_rupiah"] == 10
    assert len(office.items()) == 1


def test_rule_17_rows_of_another_year_bind_nobody() -> None:
    tables = budgets(V=0)
    tables["budgets"][1]["year"] = 2025
    assert len(Office(PEOPLE, [offering("I1", cost_per_participant=10)], tables).items()) == 3


def test_rule_17_unit_rows_bind_beside_the_money_of_the_command() -> None:
    office = Office(PEOPLE, [offering("I1", cost_per_participant=10)], budgets(V=10), budget=500)
    assert [who for who, _ in office.items()] == ["ani", "budi"]


def test_unit_budget_stops_only_people_below_the_unit() -> None:
    draft = Draft(Office(PEOPLE, [offering("I1", cost_per_participant=10)], budgets(V=10)).problem())
    draft.add(1, 0)
    assert [unit_budget.stops(draft, who, 0) for who in (0, 2)] == [False, True]
