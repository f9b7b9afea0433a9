from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from benangmerah.domain.intervention import (
    Applicant,
    EligibilityRow,
    can_precede,
    is_period_passed,
    may_take_again,
    programme_of,
    qualifies,
    starts_on,
)

ANI = Applicant("pelaksana", "F1", "pns", ("bidang", "dinas"))


def test_rule_17_an_offering_without_programme_is_its_own() -> None:
    assert programme_of("I1", "PR1") == programme_of("I2", "PR1") == ("program", "PR1")
    assert programme_of("PR1", None) == ("intervention", "PR1") != programme_of("I1", "PR1")


@pytest.mark.parametrize(
    ("row", "fits"),
    [
        (EligibilityRow(), True),
        (EligibilityRow(grade="pelaksana"), True),
        (EligibilityRow(grade="pengawas"), False),
        (EligibilityRow(job_family="F1"), True),
        (EligibilityRow(job_family="F2"), False),
        (EligibilityRow(status="pns"), True),
        (EligibilityRow(status="cpns"), False),
        (EligibilityRow(unit_id="bidang"), True),
        (EligibilityRow(unit_id="dinas"), True),
        (EligibilityRow(unit_id="seksi"), False),
        (EligibilityRow("pelaksana", "F1", "dinas", "pns"), True),
        (EligibilityRow("pelaksana", "F1", "dinas", "pppk"), False),
    ],
)
def test_rule_17_a_row_fits_in_all_its_filled_columns(row: EligibilityRow, fits: bool) -> None:
    assert qualifies(ANI, [row]) is fits


def test_rule_17_one_row_is_enough_and_no_row_lets_everybody_in() -> None:
    no = EligibilityRow(grade="pengawas")
    assert [qualifies(ANI, rows) for rows in ([], [no], [no, EligibilityRow(status="pns")])] == [True, False, True]


def test_rule_17_no_job_family_fits_no_job_family_asked_for() -> None:
    nobody = Applicant("pelaksana", None, "pns", ("bidang",))
    assert [qualifies(nobody, [EligibilityRow(job_family=family)]) for family in ("F1", None)] == [False, True]


@pytest.mark.parametrize(
    ("period", "year", "passed"),
    [
        (2, 2026, True), (3, 2026, False), (4, 2026, False), (None, 2026, False), (1, 2027, False), (12, 2025, True),
        (None, 2025, False),
    ],
)  # fmt: skip
def test_rule_17_a_month_has_passed_when_it_lies_before_the_days_month(
    period: int | None, year: int, passed: bool
) -> None:
    assert is_period_passed(period, year, date(2026, 3, 31)) is passed


def test_rule_17_an_offering_starts_on_the_first_of_its_month_or_on_the_day() -> None:
    day = date(2026, 3, 31)
    assert [starts_on(period, 2027, day) for period in (None, 2)] == [day, date(2027, 2, 1)]


@pytest.mark.parametrize(
    ("latest", "months", "first_day", "may"),
    [
        (None, None, date(2026, 3, 1), True),
        (date(2000, 1, 1), None, date(2026, 3, 1), False),
        (date(2025, 3, 1), 12, date(2026, 3, 1), True),
        (date(2025, 3, 2), 12, date(2026, 3, 1), False),
        (date(2025, 3, 31), 12, date(2026, 3, 31), True),
        (date(2025, 8, 31), 6, date(2026, 2, 28), True),  # six months after 31 August end on the last of February
        (date(2025, 9, 1), 6, date(2026, 2, 28), False),
        (date(2024, 2, 29), 12, date(2025, 2, 28), True),
        (date(2020, 1, 1), 99_999, date(2026, 3, 1), False),
    ],
)
def test_rule_17_a_programme_is_due_again_on_the_exact_day(
    latest: date | None, months: int | None, first_day: date, may: bool
) -> None:
    assert may_take_again(latest, months, first_day) is may


def test_rule_17_what_is_required_comes_in_an_earlier_month_when_both_have_one() -> None:
    months = (None, 3, 4)
    assert {pair: can_precede(*pair) for pair in product(months, months)} == {
        (None, None): True, (None, 3): True, (None, 4): True,
        (3, None): True, (3, 3): False, (3, 4): True,
        (4, None): True, (4, 3): False, (4, 4): False,
    }  # fmt: skip
