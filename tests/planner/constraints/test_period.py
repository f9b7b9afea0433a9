from __future__ import annotations

from datetime import date

import pytest

from benangmerah.planner.constraints import period
from tests.planner.office import Office, offering, person

MONTHS = (None, 2, 3, 4)


@pytest.mark.parametrize(
    ("year", "planned"),
    [(2025, [None]), (2026, [None, 3, 4]), (2027, [None, 2, 3, 4])],
)
def test_rule_17_an_offering_of_a_month_that_has_passed_is_not_planned(year: int, planned: list[int | None]) -> None:
    offerings = [offering(f"I{number}", {"C1": (0.25, 5.0)}, period=month) for number, month in enumerate(MONTHS)]
    office = Office([person("ani")], offerings, as_of=date(2026, 3, 31), year=year)
    assert [row["period"] for row in office.tables_of_plan()["plan"]] == planned
    assert [not passed for passed in period.blocks(office.problem())[0].tolist()] == [
        month in planned for month in MONTHS
    ]


def test_rule_17_a_month_of_the_day_has_not_passed_on_its_last_day() -> None:
    office = Office([person("ani")], [offering("I1", period=3)], as_of=date(2026, 3, 31))
    assert office.items() == [("ani", "I1")]
    assert Office([person("ani")], [offering("I1", period=3)], as_of=date(2026, 4, 1)).unserved() == [
        ("ani", "period_passed")
    ]
