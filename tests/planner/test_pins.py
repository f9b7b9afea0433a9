from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benangmerah.domain.policy import PolicyError
from benangmerah.planner.batch import can_be_held
from tests.checker.brute_force import best_plan
from tests.factories.tiny_city import make_tiny_city
from tests.planner.office import STRANGER_UNITS, Office, offering, person, stranger
from tests.planner.run_planner import Case, plan_case, run_rules

NOTHING: dict[str, tuple[float, float]] = {}
ANI = {"employee_id": "ani", "intervention_id": "I1"}
HELD = {"intervention_id": "I1"}


def pinned(*pins: dict[str, Any], **entries: Any) -> dict[str, Any]:
    return {"pins": [dict(pin) for pin in pins], **entries}


def reasons(office: Office) -> list[tuple[str, str, str]]:
    return [(row["employee_id"], row["intervention_id"], row["reason"]) for row in office.tables_of_plan()["plan"]]


def refusal(office: Office) -> str:
    with pytest.raises(PolicyError) as refused:
        plan_case(office.case)
    assert refused.value.key[:2] == ("plan", "pins")
    return refused.value.say("en")


def test_rule_17_who_is_pinned_takes_it_though_it_closes_nothing() -> None:
    office = Office([person("ani", level=3.0), person("budi")], [offering("I1", NOTHING)], policy=pinned(ANI))
    assert reasons(office) == [("ani", "I1", "pinned")]


def test_rule_17_a_pin_brings_what_it_requires_and_leaves_the_rest_of_the_money() -> None:
    chain = [offering("I0", NOTHING, cost_per_participant=4), offering("I1", NOTHING, requires=["I0"]),
             offering("I2", cost_per_participant=6)]  # fmt: skip
    office = Office([person("ani", level=3.0), person("budi")], chain, policy=pinned(ANI), money=10)
    assert reasons(office) == [("ani", "I0", "pinned"), ("ani", "I1", "pinned"), ("budi", "I2", "closes_gap")]


def test_rule_17_the_batch_of_a_pin_and_of_what_it_requires_is_filled() -> None:
    chain = [offering("I0", NOTHING, min_batch_size=2), offering("I1", NOTHING, requires=["I0"], min_batch_size=2)]
    people = [person(name, level=3.0) for name in ("ani", "budi", "cici")]
    items = Office(people, chain, policy=pinned(ANI)).items()
    assert items == [("ani", "I0"), ("ani", "I1"), ("budi", "I0"), ("budi", "I1")]


def test_rule_17_more_pinned_people_than_a_batch_holds_fill_two() -> None:
    people = [person(f"E{number}", level=3.0) for number in range(4)]
    pins = [{"employee_id": f"E{number}", "intervention_id": "I1"} for number in range(3)]
    office = Office(people, [offering("I1", NOTHING, batch_size=2, min_batch_size=2)], policy=pinned(*pins))
    assert len(office.items()) == 4


def test_rule_17_an_offering_pinned_without_a_person_is_held_by_those_who_gain_most() -> None:
    people = [person("ani", level=3.0), person("budi", level=2.5), person("cici", level=1.0)]
    office = Office(people, [offering("I1", min_batch_size=2, batch_size=2, max_batches=1)], policy=pinned(HELD))
    assert [who for who, _ in office.items()] == ["budi", "cici"]


def test_rule_17_an_offering_is_held_by_another_where_who_gains_most_is_needed_elsewhere() -> None:
    """Ani gains most by both, may have one item, and alone may take I2: so Budi holds I1."""
    people = [person("ani", level=1.0), person("budi", level=3.0)]
    tables = {"eligibility": [{"intervention_id": "I2", "job_family": "F1", "unit_id": "V"}]}
    people[0]["unit_id"] = "V"
    policy = pinned(HELD, {"intervention_id": "I2"}, max_items=1)
    assert Office(people, [offering("I1"), offering("I2")], tables, policy=policy).items() == [
        ("ani", "I2"),
        ("budi", "I1"),
    ]


def test_rule_17_an_offering_is_held_by_those_for_whom_there_is_money() -> None:
    """Ani gains most by I1, but what it requires of her cannot be paid; Budi has completed that."""
    people = [person("ani", level=1.0), person("budi", level=2.5)]
    tables = {"completions": [
        {"employee_id": "budi", "intervention_id": "I0", "completed_on": date(2025, 1, 1), "learning_hours": 1.0}
    ]}  # fmt: skip
    offerings = [
        offering("I0", NOTHING, cost_per_participant=9),
        offering("I1", requires=["I0"], cost_per_participant=2),
    ]
    assert Office(people, offerings, tables, policy=pinned(HELD), money=10).items() == [("budi", "I1")]


def test_rule_17_an_offering_pinned_without_a_person_may_be_held_by_one_agency_alone() -> None:
    people = [person("ani"), stranger("zaki")]
    money = {"budgets": [{"agency_id": "A", "unit_id": None, "year": 2026, "amount_rupiah": 5}]}
    office = Office(people, [offering("I1", cost_per_participant=5)], money, units=STRANGER_UNITS, policy=pinned(HELD))
    assert office.items() == [("ani", "I1")]


def test_rule_17_the_same_pin_twice_is_one() -> None:
    assert Office([person("ani")], [offering("I1")], policy=pinned(ANI, ANI, HELD)).items() == [("ani", "I1")]


IN_THE_WAY = {
    "eligibility of participants": Office(
        [person("ani")], [offering("I1")], {"eligibility": [{"intervention_id": "I1", "status": "cpns"}]}
    ),
    "the month it begins in has passed": Office([person("ani")], [offering("I1", period=1)], as_of=date(2026, 2, 1)),
    "the programme is completed and not due again": Office(
        [person("ani")], [offering("I1")],
        {"completions": [{"employee_id": "ani", "intervention_id": "I1", "completed_on": date(2025, 1, 1), "learning_hours": 0.0}]},
    ),
    "the ceiling on learning hours": Office([person("ani", status="pppk")], [offering("I1", learning_hours=4.5)]),
    "an offering that must come first": Office(
        [person("ani")], [offering("I0", NOTHING, period=3), offering("I1", requires=["I0"], period=3)]
    ),
    "the most items a person may have": Office(
        [person("ani")], [offering("I0", NOTHING), offering("I1", requires=["I0"])], policy={"max_items": 1}
    ),
    "the quota of the unit": Office([person("ani")], [offering("I1")], policy={"quotas": [{"unit_id": "U", "max_people": 0}]}),
    "the fewest participants of a batch": Office([person("ani")], [offering("I1", min_batch_size=2)]),
    "the budget of the unit": Office(
        [person("ani")], [offering("I1", cost_per_participant=5)],
        {"budgets": [{"agency_id": "A", "unit_id": unit, "year": 2026, "amount_rupiah": most} for unit, most in ((None, 9), ("U", 4))]},
    ),
    "the budget of the agency": Office([person("ani")], [offering("I1", cost_per_participant=5)], money=4),
    "the plan leaves this person out": Office([person("ani", standing="study")], [offering("I1")]),
    "it belongs to another agency": Office(
        [person("ani"), stranger("zaki")], [offering("I1", agency_id="B")], units=STRANGER_UNITS
    ),
    "the same policy bans it": Office([person("ani")], [offering("I1")], policy={"bans": [{"intervention_id": "I1"}]}),
}  # fmt: skip


OF_PEOPLE = ("the plan leaves this person out", "it belongs to another agency")


@pytest.mark.parametrize("limit", IN_THE_WAY)
def test_rule_17_an_impossible_pin_of_a_person_is_refused_with_the_limit(limit: str) -> None:
    office = IN_THE_WAY[limit]
    office = Office(**{**vars(office), "policy": pinned(ANI, **office.policy)})
    assert refusal(office) == (
        f"The policy entry plan.pins.1 cannot be kept: ani in I1. In the way: {limit}. "
        "Take the pin out, or mend what stands in its way."
    )


@pytest.mark.parametrize("limit", [limit for limit in IN_THE_WAY if limit not in OF_PEOPLE])
def test_rule_17_an_offering_that_cannot_be_held_is_refused_with_the_limit(limit: str) -> None:
    office = IN_THE_WAY[limit]
    office = Office(**{**vars(office), "policy": pinned(HELD, **office.policy)})
    assert refusal(office).startswith(
        f"The policy entry plan.pins.1 cannot be kept: I1 cannot be held. In the way: {limit}."
    )


MORE_THAN_ONE: dict[str, tuple[Office, int]] = {
    "seats in the batches on offer": (
        Office([person("ani"), person("budi")], [offering("I1", batch_size=1, max_batches=1)]), 2,
    ),
    "people of a unit away in one month": (
        Office([person("ani"), person("budi")], [offering("I1", form="KL03", period=5)]), 2,
    ),
    "the budget of the agency": (
        Office([person("ani"), person("budi")], [offering("I1", cost_per_participant=5)], money=9), 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize("limit", MORE_THAN_ONE)
def test_rule_17_pins_that_are_impossible_together_are_refused_by_the_one_too_many(limit: str) -> None:
    office, number = MORE_THAN_ONE[limit]
    pins = [ANI, {"employee_id": "budi", "intervention_id": "I1"}]
    told = refusal(Office(**{**vars(office), "policy": pinned(*pins)}))
    assert told.startswith(f"The policy entry plan.pins.{number} cannot be kept: budi in I1. In the way: {limit}.")


def test_rule_17_two_offerings_of_one_programme_cannot_both_be_pinned() -> None:
    office = Office([person("ani")], [offering("I1", program_id="PR"), offering("I2", program_id="PR")],
                    policy=pinned(ANI, {**ANI, "intervention_id": "I2"}))  # fmt: skip
    assert "In the way: another offering of the programme was chosen." in refusal(office)


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        (pinned({"employee_id": "tiada", "intervention_id": "I1"}), "plan.pins.1.employee_id names tiada"),
        (pinned(ANI, {"intervention_id": "I9"}), "plan.pins.2.intervention_id names I9"),
        ({"bans": [{"employee_id": "tiada", "intervention_id": "I1"}]}, "plan.bans.1.employee_id names tiada"),
        ({"quotas": [{"unit_id": "X", "max_people": 1}]}, "plan.quotas.1.unit_id names X"),
    ],
)
def test_choices_of_what_the_dataset_does_not_hold_are_refused(policy: dict[str, Any], told: str) -> None:
    with pytest.raises(PolicyError) as refused:
        plan_case(Office([person("ani")], [offering("I1")], policy=policy).case)
    assert told in refused.value.say("en")


def test_a_batch_of_many_is_filled_without_going_deep() -> None:
    people = [person(f"E{number:04d}", level=3.0) for number in range(1500)]
    office = Office(people, [offering("I1", NOTHING, min_batch_size=1200)], policy=pinned(HELD))
    plan = office.plan()
    assert len(plan.draft.members[0]) == 1200
    assert can_be_held(office.problem().offerings[0], 1200)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(160))
def test_rule_17_pins_are_refused_exactly_where_no_lawful_plan_keeps_them(seed: int) -> None:
    """One agency, one to three offerings to be held: the search agrees with trying every plan."""
    city = make_tiny_city(seed)
    if len(city.rows["agencies"]) > 1:
        return
    offerings = city.ids("interventions")
    pins = [{"intervention_id": city.pick(offerings)} for _ in range(city.pick((1, 2, 3)))]
    policy = {"plan": {**city.policy.get("plan", {}), "pins": pins}}
    case = Case(city.rows, city.as_of, city.year, city.budget, policy)
    rules = run_rules(case)
    best = best_plan(
        city.rows, rules.outputs, as_of=case.as_of, year=case.year, budget=case.budget, policy=policy
    )  # fmt: skip
    try:
        plan_case(case, rules)
        is_kept = True
    except PolicyError:
        is_kept = False
    assert is_kept is (best is not None)
