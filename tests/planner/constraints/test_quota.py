from __future__ import annotations

from typing import Any

import pytest

from benangmerah.planner.constraints import quota
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person

PEOPLE = [person("ani"), person("budi", unit_id="V"), person("cici", unit_id="V")]


@pytest.mark.parametrize(
    ("quotas", "planned"),
    [
        ([{"unit_id": "V", "max_people": 0}], ["ani"]),
        ([{"unit_id": "V", "max_people": 1}], ["ani", "budi"]),
        ([{"unit_id": "V", "max_people": 2}], ["ani", "budi", "cici"]),
        ([{"unit_id": "U", "max_people": 0}], []),
        ([{"unit_id": "U", "max_people": 1}, {"unit_id": "V", "max_people": 0}], ["ani"]),
        ([{"unit_id": "V", "max_people": 2}, {"unit_id": "V", "max_people": 1}], ["ani", "budi"]),
    ],
)
def test_rule_17_a_quota_counts_people_of_the_unit_and_below(quotas: list[dict[str, Any]], planned: list[str]) -> None:
    office = Office(PEOPLE, [offering("I1"), offering("I2")], policy={"quotas": quotas})
    assert list(dict.fromkeys(who for who, _ in office.items())) == planned
    assert {limit for _, limit in office.unserved()} <= {"count"}


def test_quota_stops_new_people_not_new_items() -> None:
    draft = Draft(
        Office(
            PEOPLE, [offering("I1"), offering("I2")], policy={"quotas": [{"unit_id": "V", "max_people": 1}]}
        ).problem()
    )
    draft.add(1, 0)
    full = [quota.stops(draft, who, 1) for who in range(3)]
    draft.remove(1, 0)
    assert (full, quota.stops(draft, 2, 1)) == ([False, False, True], False)
