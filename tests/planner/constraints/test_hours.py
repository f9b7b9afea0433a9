from __future__ import annotations

from typing import Any

import pytest

from benangmerah.planner.constraints import hours
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, is_blocked, offering, person


def is_planned(who: dict[str, Any], jp: float, form: str = "NKL01", **policy: Any) -> bool:
    return bool(Office([who], [offering("I1", learning_hours=jp, form=form)], policy=policy).items())


@pytest.mark.parametrize(
    ("so_far", "jp", "planned"), [(0.0, 24.0, True), (0.0, 24.5, False), (14.0, 10.0, True), (14.1, 10.0, False)]
)
def test_rule_17_pppk_have_at_most_24_jp_of_all_forms(so_far: float, jp: float, planned: bool) -> None:
    pppk = person("ani", status="pppk", learning_hours=so_far)
    assert [is_planned(pppk, jp, form) for form in ("NKL01", "KL01", "PD01")] == [planned] * 3
    assert is_planned(pppk, jp, elective_ceiling=1000) is planned


@pytest.mark.parametrize("status", ["pns", "cpns"])
@pytest.mark.parametrize(("so_far", "jp", "planned"), [(110.0, 10.0, True), (110.5, 10.0, False), (121.0, 1.0, False)])
def test_rule_17_pns_and_cpns_have_at_most_120_elective_jp(
    status: str, so_far: float, jp: float, planned: bool
) -> None:
    one = person("ani", status=status, learning_hours=so_far)
    assert is_planned(one, jp) is planned
    assert [is_planned(one, jp, form) for form in ("KL01", "KL04", "PD01", "PD02")] == [True] * 4


def test_rule_17_the_elective_ceiling_is_policy() -> None:
    one = person("ani", learning_hours=20.0)
    assert [is_planned(one, 4.0, elective_ceiling=most) for most in (24, 23.9)] == [True, False]


@pytest.mark.parametrize(("status", "so_far"), [("pppk", 24.1), ("pns", 120.1)])
def test_rule_17_who_is_above_a_ceiling_takes_nothing_that_counts_for_it(status: str, so_far: float) -> None:
    """Not even what gives no hours at all."""
    assert not is_planned(person("ani", status=status, learning_hours=so_far), 0.0)


@pytest.mark.parametrize(("status", "so_far"), [("pppk", 24.0), ("pns", 120.0)])
def test_rule_17_who_is_at_a_ceiling_may_take_what_gives_no_hours(status: str, so_far: float) -> None:
    assert is_planned(person("ani", status=status, learning_hours=so_far), 0.0)


@pytest.mark.parametrize(("form", "planned"), [("NKL01", False), ("KL01", True)])
def test_rule_17_completions_of_the_year_count_where_nothing_is_filled_in(form: str, planned: bool) -> None:
    """115 elective JP were completed on the day and 50 others; what a PNS completed in KL01 leaves the ceiling alone."""
    tables = {"completions": [
        {"employee_id": "ani", "intervention_id": "I2", "completed_on": Office.as_of, "learning_hours": 115.0},
        {"employee_id": "ani", "intervention_id": "I3", "completed_on": Office.as_of, "learning_hours": 50.0},
    ]}  # fmt: skip
    offerings = [offering("I1", learning_hours=5.1, form=form), offering("I2", {}), offering("I3", {}, form="PD02")]
    office = Office([person("ani", learning_hours=None)], offerings, tables)
    assert office.items() == ([("ani", "I1")] if planned else [])


def test_rule_17_items_count_together() -> None:
    office = Office(
        [person("ani", status="pppk", learning_hours=0.0, level=0.0)],
        [offering(f"I{number}", learning_hours=10.0) for number in range(3)],
    )
    draft = Draft(office.problem())
    found = []
    for place in range(3):
        found.append(hours.stops(draft, 0, place))
        draft.add(0, place)
    assert (found, len(office.items())) == ([False, False, True], 2)


def test_rule_17_fractions_of_hours_meet_the_ceiling_exactly() -> None:
    """24 - 23.7 is a little less than 0.3 in doubles."""
    assert is_planned(person("ani", status="pppk", learning_hours=23.7), 0.3)


def test_hours_block_what_alone_is_too_long() -> None:
    people = [person("ani", status="pppk", learning_hours=20.0), person("budi", status="pns", learning_hours=20.0)]
    problem = Office(people, [offering("I1", learning_hours=5.0)]).problem()
    assert [is_blocked(problem, who, 0) for who in range(2)] == [True, False]
