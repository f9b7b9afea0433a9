from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from benangmerah.planner.constraints import prerequisite
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.solution import Draft
from tests.planner.office import AS_OF, Office, offering, person

NOTHING: dict[str, tuple[float, float]] = {}


def done(offering_id: str, day: date = AS_OF) -> dict[str, list[dict[str, Any]]]:
    return {"completions": [
        {"employee_id": "ani", "intervention_id": offering_id, "completed_on": day, "learning_hours": 0.0}
    ]}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "then", "together"),
    [(None, None, True), (None, 3, True), (3, None, True), (3, 4, True), (3, 3, False), (4, 3, False)],
)
def test_rule_17_what_is_required_comes_in_an_earlier_month(
    first: int | None, then: int | None, together: bool
) -> None:
    office = Office(
        [person("ani")], [offering("I1", NOTHING, period=first), offering("I2", requires=["I1"], period=then)]
    )
    assert office.items() == ([("ani", "I1"), ("ani", "I2")] if together else [])
    assert prerequisite.blocks(office.problem()).tolist() == [[False, not together]]


@pytest.mark.parametrize(("day", "counts"), [(AS_OF, True), (AS_OF + timedelta(1), False)])
def test_rule_17_or_it_was_completed_by_the_day(day: date, counts: bool) -> None:
    offerings = [offering("I1", NOTHING, agency_id="A", period=5), offering("I2", requires=["I1"], period=5)]
    assert Office([person("ani")], offerings, done("I1", day)).items() == ([("ani", "I2")] if counts else [])


def test_rule_17_exactly_that_offering_is_required_not_another_of_its_programme() -> None:
    offerings = [
        offering("I1", NOTHING, program_id="PR"), offering("I2", NOTHING, program_id="PR"),
        offering("I3", requires=["I1"]),
    ]  # fmt: skip
    assert Office([person("ani")], offerings, done("I2")).items() == []


def test_rule_17_two_of_one_programme_cannot_both_come_first() -> None:
    offerings = [
        offering("I1", NOTHING, program_id="PR"), offering("I2", NOTHING, program_id="PR"),
        offering("I3", requires=["I1", "I2"]),
    ]  # fmt: skip
    assert Office([person("ani")], offerings).items() == []


def test_rule_17_a_chain_comes_whole_or_not_at_all() -> None:
    chain = [
        offering("I1", NOTHING, cost_per_participant=1), offering("I2", NOTHING, requires=["I1"], cost_per_participant=1),
        offering("I3", requires=["I2"], cost_per_participant=1),
    ]  # fmt: skip
    office = Office([person("ani")], chain, money=3)
    reasons = {row["intervention_id"]: row["reason"] for row in office.tables_of_plan()["plan"]}
    assert reasons == {"I1": "prerequisite", "I2": "prerequisite", "I3": "closes_gap"}
    assert Office([person("ani")], chain, money=2).items() == []
    assert required_chain(office.problem(), 0, 2) == [0, 1]


def test_rule_17_what_nobody_may_take_keeps_back_what_requires_it() -> None:
    offerings = [offering("I1", NOTHING), offering("I2", NOTHING, requires=["I1"]), offering("I3", requires=["I2"])]
    office = Office([person("ani")], offerings, policy={"bans": [{"intervention_id": "I1"}]})
    assert prerequisite.blocks(office.problem()).tolist() == [[False, True, True]]
    assert office.unserved() == [("ani", "prerequisite")]


def test_prerequisite_stops_until_what_is_required_is_in_the_plan() -> None:
    draft = Draft(Office([person("ani")], [offering("I1", NOTHING), offering("I2", requires=["I1"])]).problem())
    before = prerequisite.stops(draft, 0, 1)
    draft.add(0, 0)
    after = prerequisite.stops(draft, 0, 1)
    draft.add(0, 1)
    assert (before, after, draft.may_remove(0, 0), draft.may_remove(0, 1)) == (True, False, False, True)
