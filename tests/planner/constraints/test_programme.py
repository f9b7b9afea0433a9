from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benangmerah.planner.constraints import programme
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person


def done(*days: tuple[str, date]) -> dict[str, list[dict[str, Any]]]:
    return {"completions": [
        {"employee_id": "ani", "intervention_id": one, "completed_on": day, "learning_hours": 0.0} for one, day in days
    ]}  # fmt: skip


def test_rule_17_a_programme_is_taken_once() -> None:
    same = [offering("I1", program_id="PR"), offering("I2", program_id="PR")]
    assert len(Office([person("ani")], same).items()) == 1
    assert len(Office([person("ani")], [offering("I1", program_id="PR"), offering("PR")]).items()) == 2


def test_rule_17_nor_is_it_where_any_of_its_offerings_is_completed() -> None:
    offerings = [offering("I1", program_id="PR"), offering("I2", {}, program_id="PR"), offering("I3")]
    office = Office([person("ani"), person("budi", level=2.0)], offerings, done(("I2", date(2010, 1, 1))))
    assert programme.blocks(office.problem()).tolist() == [[True, True, False], [False, False, False]]
    assert [item for item in office.items() if item[0] == "ani"] == [("ani", "I3")]


@pytest.mark.parametrize(
    ("completed_on", "period", "is_due"),
    [
        (date(2025, 5, 1), 5, True),
        (date(2025, 5, 2), 5, False),
        (date(2025, 3, 31), None, True),  # on the day of the plan, where the offering has no month
        (date(2025, 4, 1), None, False),
        (date(2026, 3, 31), None, False),
        (date(2026, 4, 1), None, True),  # completed after the day: not known yet
    ],
)
def test_rule_17_a_refresher_is_due_on_the_exact_day(completed_on: date, period: int | None, is_due: bool) -> None:
    office = Office(
        [person("ani")], [offering("I1", period=period, repeat_after_months=12)], done(("I1", completed_on)),
        as_of=date(2026, 3, 31),
    )  # fmt: skip
    assert office.items() == ([("ani", "I1")] if is_due else [])


def test_rule_17_the_planned_offering_says_when_and_the_latest_completion_counts() -> None:
    offerings = [
        offering("I1", program_id="PR", repeat_after_months=6),
        offering("I2", program_id="PR", repeat_after_months=7),
        offering("I3", program_id="PR"),
    ]
    days = done(("I3", date(2025, 7, 1)), ("I2", date(2020, 1, 1)))
    assert programme.blocks(Office([person("ani")], offerings, days).problem()).tolist() == [[False, True, True]]


def test_programme_stops_another_offering_of_it() -> None:
    same = [offering("I1", program_id="PR"), offering("I2", program_id="PR"), offering("I3")]
    draft = Draft(Office([person("ani"), person("budi")], same).problem())
    draft.add(0, 0)
    assert [programme.stops(draft, who, place) for who in range(2) for place in (1, 2)] == [True, False, False, False]
