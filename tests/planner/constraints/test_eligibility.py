from __future__ import annotations

from typing import Any

import pytest

from benangmerah.planner.constraints import eligibility
from tests.planner.office import STRANGER_UNITS, Office, offering, person, stranger

PEOPLE = [person("ani"), person("budi", unit_id="V", status="cpns"), person("cici", position_id="Q")]


def rows(*columns: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {"eligibility": [{"intervention_id": "I1", **one} for one in columns]}


@pytest.mark.parametrize(
    ("columns", "planned"),
    [
        ([], ["ani", "budi", "cici"]),
        ([{}], ["ani", "budi", "cici"]),
        ([{"grade": "pelaksana"}], ["ani", "budi"]),
        ([{"grade": "jf_ahli_utama"}], ["cici"]),
        ([{"job_family": "F1"}], ["ani", "budi"]),
        ([{"unit_id": "U"}], ["ani", "budi", "cici"]),
        ([{"unit_id": "V"}], ["budi"]),
        ([{"status": "cpns"}], ["budi"]),
        ([{"status": "pppk"}], []),
        ([{"grade": "pelaksana", "status": "cpns"}], ["budi"]),
        ([{"grade": "jf_ahli_utama", "status": "cpns"}], []),
        ([{"grade": "jf_ahli_utama"}, {"status": "cpns"}], ["budi", "cici"]),
    ],
)
def test_rule_17_one_row_that_fits_is_enough(columns: list[dict[str, Any]], planned: list[str]) -> None:
    office = Office(PEOPLE, [offering("I1")], rows(*columns))
    blocked = eligibility.blocks(office.problem())[:, 0].tolist()
    names = [one["employee_id"] for one in PEOPLE]
    assert [name for name, is_blocked in zip(names, blocked, strict=True) if not is_blocked] == planned
    assert [who for who, _ in office.items()] == planned


def test_rule_17_an_intervention_of_another_agency_is_nobody_elses() -> None:
    people = [person("ani"), stranger("zaki")]
    offerings = [offering("I1", agency_id="A"), offering("I2", agency_id="B", requires=()), offering("I3")]
    office = Office(people, offerings, units=STRANGER_UNITS)
    assert office.items() == [("ani", "I1"), ("ani", "I3"), ("zaki", "I2"), ("zaki", "I3")]


@pytest.mark.parametrize(
    ("bans", "items"),
    [
        ([{"intervention_id": "I1"}], []),
        ([{"employee_id": "ani", "intervention_id": "I1"}], ["budi", "cici"]),
        ([{"employee_id": name, "intervention_id": "I1"} for name in ("ani", "budi", "cici")], []),
    ],
)
def test_rule_17_a_ban_is_of_a_person_or_of_everybody(bans: list[dict[str, str]], items: list[str]) -> None:
    office = Office(PEOPLE, [offering("I1")], policy={"bans": bans})
    assert [who for who, _ in office.items()] == items
    assert {limit for _, limit in office.unserved()} <= {"not_eligible", "no_intervention"}
