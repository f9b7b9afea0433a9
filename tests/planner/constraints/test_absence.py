from __future__ import annotations

from typing import Any

import pytest

from benangmerah.planner.constraints import absence
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person

CLASS: dict[str, Any] = {"form": "KL03", "period": 5}


def crowd(number: int) -> list[dict[str, Any]]:
    return [person(f"E{place:02d}") for place in range(number)]


@pytest.mark.parametrize(("people", "planned"), [(1, 1), (6, 1), (13, 1), (14, 2), (20, 3)])
def test_rule_17_so_many_of_a_workplace_are_away_in_one_month(people: int, planned: int) -> None:
    office = Office(crowd(people), [offering("I1", **CLASS)])
    assert len(office.items()) == planned
    assert office.unserved()[-1] == (f"E{people - 1:02d}", "absence" if people > planned else "no_intervention")


@pytest.mark.parametrize("columns", [{"form": "KL03"}, {"form": "NKL03", "period": 5}, {"form": "PD01", "period": 5}])
def test_rule_17_only_classes_with_a_month_count(columns: dict[str, Any]) -> None:
    assert len(Office(crowd(4), [offering("I1", **columns)]).items()) == 4


def test_rule_17_all_classes_of_a_month_count_together_and_each_month_anew() -> None:
    months = [offering("I1", **CLASS), offering("I2", **CLASS), offering("I3", form="KL07", period=6)]
    assert Office([person("ani")], months).items() == [("ani", "I1"), ("ani", "I3")]


def test_rule_17_everybody_of_the_unit_itself_counts_also_who_is_not_planned() -> None:
    away = [*crowd(2), *(person(f"X{place}", standing="study") for place in range(12))]
    assert len(Office(away, [offering("I1", **CLASS)]).items()) == 2
    below = [*crowd(2), *(person(f"X{place}", standing="study", unit_id="V") for place in range(12))]
    assert len(Office(below, [offering("I1", **CLASS)]).items()) == 1


@pytest.mark.parametrize(("percent", "planned"), [(0, 1), (49, 1), (50, 2), (100, 4)])
def test_rule_17_the_percent_is_policy(percent: int, planned: int) -> None:
    office = Office(crowd(4), [offering("I1", **CLASS)], policy={"absence_percent": percent})
    assert len(office.items()) == planned


def test_absence_stops_the_next_one_of_the_unit_in_that_month() -> None:
    problem = Office(
        [person("ani"), person("budi"), person("cici", unit_id="V")], [offering("I1", **CLASS), offering("I2")]
    ).problem()
    draft = Draft(problem)
    before = [absence.stops(draft, who, 0) for who in range(3)]
    draft.add(0, 0)
    after = [absence.stops(draft, who, 0) for who in range(3)]
    assert (before, after, absence.stops(draft, 1, 1)) == ([False] * 3, [True, True, False], False)
