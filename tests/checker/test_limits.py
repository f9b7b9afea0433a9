"""Each limit of rules 14 and 17: a plan on its edge is lawful, one step over the edge is refused by its name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.checker.limits import LIMITS
from tests.checker.small_office import Office, offering, person

Items = list[tuple[str, str, int]]

ANI, BUDI, CICI = person("ani"), person("budi"), person("cici", unit_id="V")
SITI = person("siti", agency_id="B", unit_id="W")
TRIO = [ANI, BUDI, CICI]
I1 = offering("I1")


def budget(amount: int, unit_id: str | None = None, agency_id: str = "A", year: int = 2026) -> dict[str, Any]:
    return {"agency_id": agency_id, "unit_id": unit_id, "year": year, "amount_rupiah": amount}


def done(employee_id: str, intervention_id: str, on: date, hours: float = 4.0) -> dict[str, Any]:
    row = {"employee_id": employee_id, "intervention_id": intervention_id}
    return {**row, "completed_on": on, "learning_hours": hours}


def first(intervention_id: str, then: str) -> dict[str, list[dict[str, Any]]]:
    return {"prerequisites": [{"intervention_id": then, "requires_intervention_id": intervention_id}]}


def paying(rows: list[dict[str, Any]], given: int | None = None) -> Office:
    dear = offering("I1", cost_per_participant=10, cost_per_batch=5)
    return Office([*TRIO, SITI], [dear], {"budgets": rows}, budget=given)


TWO_IN_ONE_BATCH: Items = [("ani", "I1", 1), ("cici", "I1", 1)]


@pytest.mark.parametrize(
    "office",
    [
        paying([budget(25)]),
        paying([budget(0), budget(100, year=2025)], given=25),
        paying([budget(25), budget(20, "U")]),
        paying([budget(25, "U"), budget(10, "V")]),
        paying([budget(25), budget(10, "V")]),
    ],
)
def test_money_may_be_spent_to_the_last_rupiah(office: Office) -> None:
    assert office.check(*TWO_IN_ONE_BATCH) == []


@pytest.mark.parametrize(
    ("office", "limit"),
    [
        (paying([budget(24)]), "money"),
        (paying([budget(100)], given=24), "money"),
        (paying([budget(24, "U"), budget(10, "V")]), "money"),
        (paying([budget(100), budget(19, "U")]), "unit_money"),
        (paying([budget(100), budget(9, "V")]), "unit_money"),
        (paying([budget(100, agency_id="B")]), "money"),
    ],
)
def test_money_is_refused_one_rupiah_over(office: Office, limit: str) -> None:
    assert office.broken(*TWO_IN_ONE_BATCH) == {limit}


def test_budgets_of_other_years_are_no_money() -> None:
    office = paying([budget(100, year=2025)])
    assert office.check(*TWO_IN_ONE_BATCH) == [
        f"no_money: {name} has rows though no money is named" for name in ("plan", "unserved", "plan_agency")
    ]


PAIRS: Items = [("ani", "I1", 1), ("budi", "I1", 1), ("cici", "I1", 2), ("dewi", "I1", 2)]


@pytest.mark.parametrize(
    ("columns", "items", "broken"),
    [
        ({"batch_size": 2}, PAIRS, set()),
        ({"batch_size": 2, "min_batch_size": 2, "max_batches": 2}, PAIRS, set()),
        ({"batch_size": 2, "min_batch_size": 2}, PAIRS[:3], {"smallest_batch"}),
        ({"min_batch_size": 2}, PAIRS[:2], set()),
        ({"min_batch_size": 2}, PAIRS[:1], {"smallest_batch"}),
        ({"batch_size": 1}, PAIRS, {"largest_batch"}),
        ({"batch_size": 2, "max_batches": 1}, PAIRS, {"most_batches"}),
        ({"max_batches": 2}, PAIRS, {"most_batches"}),
        ({"batch_size": 2}, PAIRS[2:], {"batch_numbers"}),
        ({"batch_size": 2}, [*PAIRS[:2], ("cici", "I1", 3)], {"batch_numbers"}),
        ({"batch_size": 2}, [*PAIRS[:2], ("cici", "I1", 0)], {"batch_numbers"}),
        ({"max_batches": 1}, [("ani", "I1", 1), ("siti", "I1", 1)], set()),
        ({"min_batch_size": 2}, [("ani", "I1", 1), ("siti", "I1", 1)], {"smallest_batch"}),
    ],
)
def test_batches(columns: dict[str, Any], items: Items, broken: set[str]) -> None:
    assert Office([*TRIO, person("dewi"), SITI], [offering("I1", **columns)]).broken(*items) == broken


def test_programme_is_taken_once_by_each() -> None:
    office = Office(TRIO, [offering("I1", program_id="PR"), offering("I2", program_id="PR"), offering("PR")])
    assert office.check(("ani", "I1", 1), ("budi", "I2", 1), ("ani", "PR", 1)) == []
    assert office.broken(("ani", "I1", 1), ("ani", "I2", 1)) == {"programme"}


@pytest.mark.parametrize(
    ("columns", "on", "is_lawful"),
    [
        ({"period": 7, "repeat_after_months": 12}, date(2025, 7, 1), True),
        ({"period": 7, "repeat_after_months": 12}, date(2025, 7, 2), False),
        ({"repeat_after_months": 12}, date(2025, 1, 1), True),
        ({"repeat_after_months": 12}, date(2025, 1, 2), False),
        ({"period": 3, "repeat_after_months": 6}, date(2025, 8, 31), True),
        ({}, date(2001, 1, 1), False),
        ({}, date(2026, 1, 1), False),
        ({}, date(2026, 1, 2), True),
    ],
)
def test_completed_programme_waits_for_its_exact_day(columns: dict[str, Any], on: date, is_lawful: bool) -> None:
    sibling = offering("I2", program_id="PR", repeat_after_months=1)
    office = Office(
        TRIO, [offering("I1", program_id="PR", **columns), sibling], {"completions": [done("ani", "I2", on)]}
    )
    assert office.broken(("ani", "I1", 1)) == (set() if is_lawful else {"completed"})
    assert office.check(("budi", "I1", 1)) == []


def test_latest_completion_counts() -> None:
    completions = [done("ani", "I1", date(2020, 1, 1)), done("ani", "I1", date(2025, 1, 2))]
    office = Office(TRIO, [offering("I1", repeat_after_months=12)], {"completions": completions})
    assert office.broken(("ani", "I1", 1)) == {"completed"}


@pytest.mark.parametrize(
    ("year", "period", "broken"),
    [
        (2026, 3, set()),
        (2026, 2, {"period_passed"}),
        (2027, 1, set()),
        (2025, 12, {"period_passed"}),
        (2026, None, set()),
    ],
)
def test_month_gone_by(year: int, period: int | None, broken: set[str]) -> None:
    office = Office(TRIO, [offering("I1", period=period)], as_of=date(2026, 3, 31), year=year)
    assert office.broken(("ani", "I1", 1)) == broken


@pytest.mark.parametrize(
    ("rows", "qualify"),
    [
        ([], {"ani", "cici"}),
        ([{"grade": "pelaksana"}], {"ani"}),
        ([{"job_family": "F1"}], {"ani"}),
        ([{"unit_id": "U"}], {"ani", "cici"}),
        ([{"unit_id": "V"}], {"cici"}),
        ([{"status": "pns"}], {"ani"}),
        ([{"grade": "pelaksana", "unit_id": "V"}], set()),
        ([{"grade": "pelaksana", "unit_id": "U"}, {"status": "cpns"}], {"ani", "cici"}),
        ([{}], {"ani", "cici"}),
    ],
)
def test_eligibility(rows: list[dict[str, Any]], qualify: set[str]) -> None:
    people = [ANI, person("cici", unit_id="V", position_id="Q", status="cpns")]
    office = Office(people, [I1], {"eligibility": [{"intervention_id": "I1", **row} for row in rows]})
    for who in ("ani", "cici"):
        assert office.broken((who, "I1", 1)) == (set() if who in qualify else {"eligibility"})


def test_offering_of_another_agency_is_nobody_elses() -> None:
    office = Office([*TRIO, SITI], [offering("I1", agency_id="B")])
    assert office.check(("siti", "I1", 1)) == []
    assert office.broken(("ani", "I1", 1)) == {"other_agency"}


@pytest.mark.parametrize(
    ("months", "is_lawful"),
    [((2, 3), True), ((3, 3), False), ((4, 3), False), ((None, 3), True), ((3, None), True), ((None, None), True)],
)
def test_prerequisite_in_the_plan_comes_in_an_earlier_month(months: tuple[int, int], is_lawful: bool) -> None:
    before, after = months
    office = Office(TRIO, [offering("I1", period=before), offering("I2", period=after)], first("I1", then="I2"))
    assert office.broken(("ani", "I1", 1), ("ani", "I2", 1)) == (set() if is_lawful else {"prerequisite"})


@pytest.mark.parametrize(
    ("who", "what", "on", "is_lawful"),
    [
        ("ani", "I1", date(2026, 1, 1), True),
        ("ani", "I1", date(2026, 1, 2), False),
        ("ani", "I3", date(2025, 1, 1), False),
        ("budi", "I1", date(2025, 1, 1), False),
    ],
)
def test_prerequisite_completed_is_exactly_that_offering(who: str, what: str, on: date, is_lawful: bool) -> None:
    offerings = [offering("I1", program_id="PR"), offering("I2"), offering("I3", program_id="PR")]
    office = Office(TRIO, offerings, {**first("I1", then="I2"), "completions": [done(who, what, on)]})
    assert office.broken(("ani", "I2", 1)) == (set() if is_lawful else {"prerequisite"})


BASIC, ELECTIVE = offering("basic", form="KL01"), offering("done", form="NKL03")


@pytest.mark.parametrize(
    ("status", "columns", "so_far", "is_lawful"),
    [
        ("pppk", {"learning_hours": 24.0}, None, True),
        ("pppk", {"learning_hours": 24.5}, None, False),
        ("pppk", {"learning_hours": 24.5, "form": "KL01"}, None, False),
        ("pppk", {"learning_hours": 4.0}, 20.0, True),
        ("pppk", {"learning_hours": 4.0}, 20.1, False),
        ("pppk", {"learning_hours": 0.0}, 24.1, False),
        ("pns", {"learning_hours": 120.0}, None, True),
        ("pns", {"learning_hours": 121.0}, None, False),
        ("cpns", {"learning_hours": 120.0}, 0.0, True),
        ("cpns", {"learning_hours": 120.0}, 1.0, False),
        ("pns", {"learning_hours": 900.0, "form": "KL01"}, 121.0, True),
        ("pns", {"learning_hours": 900.0, "form": "KL04"}, None, True),
        ("pns", {"learning_hours": 900.0, "form": "PD01"}, None, True),
        ("pns", {"learning_hours": 900.0, "form": "PD02"}, None, True),
        ("pns", {"learning_hours": 900.0, "form": "KL02"}, None, False),
        ("pns", {"learning_hours": 1.0}, 120.0, False),
    ],
)
def test_hours(status: str, columns: dict[str, Any], so_far: float | None, is_lawful: bool) -> None:
    office = Office([person("ani", status=status, learning_hours=so_far)], [offering("I1", **columns)])
    assert office.broken(("ani", "I1", 1)) == (set() if is_lawful else {"hours"})


@pytest.mark.parametrize(
    ("status", "completed", "on", "jp", "is_lawful"),
    [
        ("pppk", "done", date(2026, 1, 1), 20.0, True),
        ("pppk", "done", date(2026, 1, 1), 21.0, False),
        ("pppk", "basic", date(2026, 1, 1), 21.0, False),
        ("pppk", "done", date(2025, 12, 31), 21.0, True),
        ("pppk", "done", date(2026, 1, 2), 21.0, True),
        ("pns", "done", date(2026, 1, 1), 116.0, True),
        ("pns", "done", date(2026, 1, 1), 117.0, False),
        ("pns", "basic", date(2026, 1, 1), 117.0, True),
    ],
)
def test_hours_completed_this_year_count_where_none_are_filled_in(
    status: str, completed: str, on: date, jp: float, is_lawful: bool
) -> None:
    tables = {"completions": [done("ani", completed, on, jp)]}
    office = Office([person("ani", status=status)], [I1, BASIC, ELECTIVE], tables)
    assert office.broken(("ani", "I1", 1)) == (set() if is_lawful else {"hours"})
    filled = Office([person("ani", status=status, learning_hours=0.0)], [I1, BASIC, ELECTIVE], tables)
    assert filled.check(("ani", "I1", 1)) == []


def test_part_time_pppk_have_the_same_ceiling() -> None:
    policy = {"statuses": ["pns", "pppk_part_time"]}
    people = [person("ani", status="pppk_part_time")]
    for hours, broken in ((24.0, set()), (25.0, {"hours"})):
        office = Office(people, [offering("I1", learning_hours=hours)], plan_policy=policy)
        assert office.broken(("ani", "I1", 1)) == broken


def test_count_of_items() -> None:
    office = Office(TRIO, [offering(f"I{number}") for number in range(6)])
    six: Items = [("ani", f"I{number}", 1) for number in range(6)]
    assert office.check(*six[:5], ("budi", "I0", 1)) == []
    assert office.broken(*six) == {"count"}
    office.plan_policy = {"max_items": 6}
    assert office.check(*six) == []


def crowd(people: int, **columns: Any) -> Office:
    staff = [person(f"E{number}", standing="leave" if number > 3 else None) for number in range(people)]
    row = {"form": "KL03", "period": 5, "batch_size": 1, **columns}
    return Office([*staff, CICI], [offering("I1", **row)])


@pytest.mark.parametrize(
    ("office", "away", "is_lawful"),
    [
        (crowd(1), 1, True),
        (crowd(13), 1, True),
        (crowd(13), 2, False),
        (crowd(14), 2, True),
        (crowd(14), 3, False),
        (crowd(20), 3, True),
        (crowd(20), 4, False),
        (crowd(13, period=None), 2, True),
        (crowd(13, form="NKL03"), 2, True),
    ],
)
def test_absence(office: Office, away: int, is_lawful: bool) -> None:
    items: Items = [(f"E{number}", "I1", number + 1) for number in range(away)]
    assert office.broken(*items) == (set() if is_lawful else {"absence"})
    assert office.broken(*items, ("cici", "I1", away + 1)) == (set() if is_lawful else {"absence"})


def test_absence_counts_participations_of_all_offerings_in_a_month() -> None:
    forms = {"form": "KL05", "period": 5}
    office = Office(TRIO, [offering("I1", **forms), offering("I2", **forms), offering("I3", form="KL05", period=6)])
    assert office.check(("ani", "I1", 1), ("ani", "I3", 1)) == []
    assert office.broken(("ani", "I1", 1), ("ani", "I2", 1)) == {"absence"}


@pytest.mark.parametrize(
    ("unit_id", "most", "is_lawful"), [("U", 2, True), ("U", 1, False), ("V", 1, True), ("V", 0, False)]
)
def test_quota_counts_distinct_people_of_the_unit_and_below(unit_id: str, most: int, is_lawful: bool) -> None:
    policy = {"quotas": [{"unit_id": unit_id, "max_people": most}]}
    office = Office(TRIO, [I1, offering("I2")], plan_policy=policy)
    items: Items = [("ani", "I1", 1), ("ani", "I2", 1), ("cici", "I1", 1)]
    assert office.broken(*items) == (set() if is_lawful else {"quota"})


@pytest.mark.parametrize(("percent", "is_lawful"), [(None, True), (50, True), (49, False), (0, False)])
def test_share_of_jp_in_class_counts_all_items_of_an_agency(percent: int | None, is_lawful: bool) -> None:
    office = Office(TRIO, [offering("I1", form="KL05"), offering("I2")], plan_policy={"classical_percent": percent})
    assert office.broken(("ani", "I1", 1), ("budi", "I2", 1)) == (set() if is_lawful else {"classical_share"})


def test_ban_of_a_person_and_of_an_offering() -> None:
    office = Office(TRIO, [I1, offering("I2")])
    office.plan_policy = {"bans": [{"employee_id": "ani", "intervention_id": "I1"}, {"intervention_id": "I2"}]}
    assert office.check(("budi", "I1", 1)) == []
    assert office.broken(("ani", "I1", 1)) == office.broken(("budi", "I2", 1)) == {"ban"}


def test_pin_of_a_person_and_of_an_offering() -> None:
    office = Office(TRIO, [I1, offering("I2")])
    office.plan_policy = {"pins": [{"employee_id": "ani", "intervention_id": "I1"}, {"intervention_id": "I2"}]}
    assert office.check(("ani", "I1", 1), ("cici", "I2", 1)) == []
    assert office.broken(("budi", "I1", 1), ("cici", "I2", 1)) == office.broken(("ani", "I1", 1)) == {"pin"}


@pytest.mark.parametrize(
    ("columns", "is_admitted"),
    [
        ({"status": "cpns"}, True),
        ({"status": "pppk"}, True),
        ({"status": "pppk_part_time"}, False),
        ({"standing": "active"}, True),
        ({"standing": "study"}, False),
        ({"birth_date": date(1969, 1, 1)}, True),
        ({"birth_date": date(1968, 12, 31)}, False),
        ({"birth_date": date(1962, 1, 1), "position_id": "Q"}, True),
        ({"birth_date": date(1961, 12, 31), "position_id": "Q"}, False),
        ({"contract_end": date(2026, 7, 1)}, True),
        ({"contract_end": date(2026, 6, 30)}, False),
    ],
)
def test_rule_14_admits_to_the_day(columns: dict[str, Any], is_admitted: bool) -> None:
    office = Office([person("ani", **columns)], [I1])
    assert ("who" in office.broken(("ani", "I1", 1))) is not is_admitted


@pytest.mark.parametrize(
    ("policy", "columns"),
    [
        ({"statuses": ["pppk_part_time"]}, {"status": "pppk_part_time"}),
        ({"standings": ["study"]}, {"standing": "study"}),
        ({"retiring_months": 11}, {"birth_date": date(1968, 12, 1)}),
        ({"contract_months": 5}, {"contract_end": date(2026, 6, 1)}),
    ],
)
def test_rule_14_follows_the_policy(policy: dict[str, Any], columns: dict[str, Any]) -> None:
    office = Office([person("ani", **columns)], [I1])
    assert "who" in office.broken(("ani", "I1", 1))
    office.plan_policy = policy
    assert office.check(("ani", "I1", 1)) == []


def test_every_limit_is_broken_somewhere_in_these_tests() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in LIMITS if f'"{name}"' not in text] == []
