from __future__ import annotations

import pytest

from benangmerah.planner.constraints import item_count
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person


@pytest.mark.parametrize(("most", "planned"), [(0, 0), (1, 1), (2, 2), (5, 5), (6, 6)])
def test_rule_17_at_most_so_many_items_a_person(most: int, planned: int) -> None:
    offerings = [offering(f"I{number}", {"C1": (0.25, 5.0)}) for number in range(6)]
    office = Office([person("ani")], offerings, policy={"max_items": most})
    assert len(office.items()) == planned
    assert office.unserved() == [("ani", "count" if most < 6 else "no_intervention")]


def test_rule_17_five_items_by_default_also_for_hours_alone() -> None:
    offerings = [offering(f"I{number}", {}, learning_hours=3.0) for number in range(7)]
    row = Office([person("ani", level=3.0, learning_hours=0.0)], offerings).tables_of_plan()["plan_agency"][0]
    assert (row["missing_jp"], row["people_below_minimum_jp"]) == (5.0, 1)


def test_item_count_stops_at_the_most() -> None:
    draft = Draft(Office([person("ani")], [offering("I1"), offering("I2")], policy={"max_items": 1}).problem())
    before = item_count.stops(draft, 0, 1)
    draft.add(0, 0)
    assert (before, item_count.stops(draft, 0, 1)) == (False, True)
