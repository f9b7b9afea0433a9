from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from benangmerah.planner.constraints import seats
from benangmerah.planner.solution import Draft
from tests.planner.office import STRANGER_UNITS, Office, offering, person, stranger


def crowd(number: int) -> list[dict[str, Any]]:
    return [person(f"E{place}") for place in range(number)]


def sizes(office: Office) -> list[int]:
    return sorted(Counter(row["batch"] for row in office.tables_of_plan()["plan"]).values())


@pytest.mark.parametrize(
    ("people", "columns", "batches"),
    [
        (5, {"batch_size": 2}, [1, 2, 2]),
        (5, {"batch_size": 2, "max_batches": 2}, [2, 2]),
        (5, {"batch_size": 2, "max_batches": 1}, [2]),
        (5, {"batch_size": 2, "min_batch_size": 2}, [2, 2]),
        (5, {"batch_size": 3, "min_batch_size": 2}, [2, 3]),
        (4, {"batch_size": 3, "min_batch_size": 2}, [2, 2]),
        (4, {"batch_size": 3, "min_batch_size": 3}, [3]),
        (2, {"batch_size": 3, "min_batch_size": 3}, []),
        (5, {}, [5]),
        (5, {"max_batches": 1}, [5]),
        (5, {"min_batch_size": 5}, [5]),
        (5, {"min_batch_size": 6}, []),
        (3, {"batch_size": 2, "min_batch_size": 3}, []),
    ],
)
def test_rule_17_batches_are_no_fewer_and_no_more_than_they_hold(
    people: int, columns: dict[str, Any], batches: list[int]
) -> None:
    assert sizes(Office(crowd(people), [offering("I1", {"C1": (2.0, 5.0)}, **columns)])) == batches


def test_rule_17_agencies_are_seated_apart() -> None:
    people = [person("ani"), stranger("zaki")]
    alone = Office(people, [offering("I1", batch_size=2, min_batch_size=2)], units=STRANGER_UNITS)
    assert alone.items() == []
    each = Office(people, [offering("I1", batch_size=1, max_batches=1)], units=STRANGER_UNITS)
    assert [(row["employee_id"], row["batch"]) for row in each.tables_of_plan()["plan"]] == [("ani", 1), ("zaki", 1)]


def test_rule_17_a_batch_is_of_any_units_of_the_agency() -> None:
    people = [person("ani"), person("budi", unit_id="V")]
    assert sizes(Office(people, [offering("I1", batch_size=2, min_batch_size=2)])) == [2]


def test_seats_stop_when_all_are_taken_and_when_a_batch_would_be_too_small() -> None:
    problem = Office(crowd(4), [offering("I1", batch_size=2, min_batch_size=2, max_batches=1)]).problem()
    draft = Draft(problem)
    found = []
    for who in range(3):
        found.append((seats.is_full(draft, who, 0), seats.is_below_minimum(draft, who, 0)))
        draft.add(who, 0)
    assert found == [(False, True), (False, False), (True, True)]
