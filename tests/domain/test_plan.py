from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import permutations, product

import pytest

from benangmerah.domain.plan import (
    PlanPerson,
    Raise,
    absence_room,
    levels_added,
    levels_closed,
    missing_hours,
    optimality_gap_percent,
    reaches_age_on,
    reason_not_planned,
)
from benangmerah.domain.policy import PlanPolicy
from benangmerah.regulations.library import load_library
from tests.factories.policy import make_policy

AS_OF = date(2026, 1, 1)
POLICY = make_policy().plan
PERSON = PlanPerson("pns", "active", "pelaksana")


def reason(person: PlanPerson, as_of: date = AS_OF, policy: PlanPolicy = POLICY) -> str | None:
    return reason_not_planned(person, as_of, load_library().on(as_of), policy)


@pytest.mark.parametrize(
    ("status", "told"),
    [("pns", None), ("cpns", None), ("pppk", None), ("pppk_part_time", "status_pppk_part_time")],
)
def test_rule_14_admits_by_status(status: str, told: str | None) -> None:
    assert reason(replace(PERSON, status=status)) == told


@pytest.mark.parametrize("standing", ["study", "leave", "seconded_out", "suspended", "retiring"])
def test_rule_14_leaves_out_who_is_not_active(standing: str) -> None:
    assert reason(replace(PERSON, standing=standing)) == f"standing_{standing}"
    assert reason(replace(PERSON, standing=standing), policy=replace(POLICY, standings=(standing,))) is None


@pytest.mark.parametrize(
    ("grade", "last_birthday_left_out"),
    [
        ("pelaksana", date(1968, 12, 31)),
        ("jpt_pratama", date(1966, 12, 31)),
        ("jf_ahli_madya", date(1966, 12, 31)),
        ("jf_ahli_utama", date(1961, 12, 31)),
    ],
)
def test_rule_14_age_limit_is_reached_on_the_day(grade: str, last_birthday_left_out: date) -> None:
    """Who reaches it on 1 January 2027, twelve months after the day, is still planned for."""
    left_out = replace(PERSON, grade=grade, birth_date=last_birthday_left_out)
    next_day = replace(left_out, birth_date=date.fromordinal(last_birthday_left_out.toordinal() + 1))
    assert (reason(left_out), reason(next_day)) == ("age_limit", None)


@pytest.mark.parametrize(
    ("as_of", "born", "told"),
    [
        (date(2025, 3, 1), date(1968, 2, 29), "age_limit"),  # 58 on 28 February 2026, a day before 1 March
        (date(2025, 2, 28), date(1968, 2, 29), None),  # 58 on the very day, 28 February 2026
        (date(2025, 2, 28), date(1968, 2, 28), None),
        (date(2025, 2, 28), date(1968, 2, 27), "age_limit"),
        (date(2024, 2, 29), date(1967, 2, 28), None),  # a leap day, and the same day a year later is the 28th
        (date(2024, 2, 29), date(1967, 2, 27), "age_limit"),
        (date(2027, 2, 28), date(1970, 2, 28), None),  # 28 February 2028, though that year has a 29th
        (date(2027, 3, 1), date(1970, 2, 28), "age_limit"),
    ],
)
def test_rule_14_age_limit_and_leap_days(as_of: date, born: date, told: str | None) -> None:
    assert reason(replace(PERSON, birth_date=born), as_of) == told


@pytest.mark.parametrize(
    ("born", "years", "reached"),
    [
        (date(1968, 2, 29), 58, date(2026, 2, 28)),
        (date(1968, 2, 29), 60, date(2028, 2, 29)),
        (date(1967, 2, 28), 61, date(2028, 2, 28)),
    ],
)
def test_rule_14_who_was_born_on_a_leap_day_grows_older_on_the_28th(born: date, years: int, reached: date) -> None:
    assert reaches_age_on(born, years) == reached


@pytest.mark.parametrize(("months", "told"), [(11, None), (12, None), (13, "age_limit")])
def test_rule_14_months_before_the_age_limit_are_policy(months: int, told: str | None) -> None:
    retiring = replace(PERSON, birth_date=date(1969, 1, 1))  # 58 on 1 January 2027
    assert reason(retiring, policy=replace(POLICY, retiring_months=months)) == told


@pytest.mark.parametrize(
    ("as_of", "contract_end", "told"),
    [
        (AS_OF, date(2026, 7, 1), None),
        (AS_OF, date(2026, 6, 30), "contract_end"),
        (date(2025, 8, 31), date(2026, 2, 28), None),  # six months after 31 August is the last of February
        (date(2025, 8, 31), date(2026, 2, 27), "contract_end"),
        (date(2024, 2, 29), date(2024, 8, 29), None),
        (date(2024, 2, 29), date(2024, 8, 28), "contract_end"),
    ],
)
def test_rule_14_contract_end_on_the_day(as_of: date, contract_end: date, told: str | None) -> None:
    assert reason(replace(PERSON, status="pppk", contract_end=contract_end), as_of) == told


def test_rule_14_names_the_first_reason_of_four() -> None:
    person = PlanPerson("pppk_part_time", "study", "pelaksana", date(1950, 1, 1), date(2026, 1, 1))
    told = [reason(person)]
    for change in ({"status": "pppk"}, {"standing": "active"}, {"birth_date": None}, {"contract_end": None}):
        person = replace(person, **change)
        told.append(reason(person))
    assert told == ["status_pppk_part_time", "standing_study", "age_limit", "contract_end", None]


def raise_of(name: str, raise_by: int, raise_to: int) -> Raise:
    return Raise(raise_to, raise_by, name)


@pytest.mark.parametrize(
    ("level", "after"),
    [(0, 10_000), (19_999, 29_999), (20_000, 30_000), (20_001, 30_000), (30_000, 30_000), (35_000, 35_000)],
)
def test_rule_15_a_raise_stops_at_its_highest_level_and_never_lowers(level: int, after: int) -> None:
    assert raise_of("I1", 10_000, 30_000).apply(level) == after


def test_rule_15_order_is_raise_to_then_raise_by_then_id() -> None:
    raises = [
        raise_of("I1", 10_000, 50_000), raise_of("I2", 5_000, 50_000), raise_of("I4", 5_000, 30_000),
        raise_of("I3", 5_000, 30_000),
    ]  # fmt: skip
    added = {"I3": 5_000, "I4": 5_000, "I2": 5_000, "I1": 10_000}
    assert [list(levels_added(10_000, order).items()) for order in permutations(raises)] == [list(added.items())] * 24


def test_rule_15_of_two_equal_raises_the_first_id_has_what_is_left() -> None:
    assert levels_added(25_000, [raise_of("I2", 10_000, 30_000), raise_of("I1", 10_000, 30_000)]) == {
        "I1": 5_000,
        "I2": 0,
    }


def test_rule_15_ascending_is_the_best_order() -> None:
    """Short steps that end early come first: the other way round the second would add nothing."""
    low, high = raise_of("I1", 10_000, 20_000), raise_of("I2", 10_000, 40_000)
    assert levels_added(10_000, [high, low]) == {"I1": 10_000, "I2": 10_000}
    assert low.apply(high.apply(10_000)) == 20_000


def test_rule_15_an_item_beside_others_adds_no_more_than_alone() -> None:
    ladder = [raise_of(f"I{by}{to}", by, to) for by, to in product((0, 5, 10, 20), (15, 20, 30, 50))]
    for level, mine, other in product((0, 4, 10, 16, 25, 50), ladder, ladder):
        if mine != other:
            together = sum(levels_added(level, [mine, other]).values())
            alone = [sum(levels_added(level, [one]).values()) for one in (mine, other)]
            assert max(alone) <= together <= sum(alone)


@pytest.mark.parametrize(
    ("required", "before", "after", "closed"),
    [(30_000, 10_000, 20_000, 10_000), (30_000, 25_000, 40_000, 5_000), (30_000, 30_000, 40_000, 0), (30_000, 35_000, 40_000, 0)],
)  # fmt: skip
def test_rule_15_levels_above_the_requirement_close_nothing(
    required: int, before: int, after: int, closed: int
) -> None:
    assert levels_closed(required, before, after) == closed


@pytest.mark.parametrize(
    ("so_far", "planned", "missing"),
    [(0, 0, 20), (0, "19.999", "0.001"), (0, 20, 0), (12, 8, 0), (12, 9, 0), (25, 0, 0)],
)
def test_rule_16_missing_jp(so_far: int, planned: int | str, missing: int | str) -> None:
    assert missing_hours(Fraction(20), Fraction(so_far), Fraction(planned)) == Fraction(missing)


@pytest.mark.parametrize(
    ("upper_bound", "objective", "percent"),
    [
        (10.0, 10.0, 0.0),
        (0.01, 0.0, 0.0),
        (0.0101, 0.0, 1.01),  # of 1, the least it is measured by
        (0.0, -0.02, 2.0),
        (-100.0, -150.0, 50.0),
        (200.0, 150.0, 25.0),
        (9.0, 10.0, 0.0),
    ],
)
def test_rule_16_optimality_gap(upper_bound: float, objective: float, percent: float) -> None:
    assert optimality_gap_percent(upper_bound, objective) == pytest.approx(percent)


@pytest.mark.parametrize(
    ("people", "percent", "room"),
    [
        (0, 15, 1), (1, 15, 1), (6, 15, 1), (13, 15, 1), (14, 15, 2), (19, 15, 2), (20, 15, 3), (20, "14.999", 2),
        (3, 0, 1), (3, 100, 3), (3, 1000, 30), (200, "0.5", 1), (400, "0.5", 2),
    ],
)  # fmt: skip
def test_rule_17_absence_room_is_floored_and_at_least_one(people: int, percent: int | str, room: int) -> None:
    assert absence_room(people, Fraction(percent)) == room
