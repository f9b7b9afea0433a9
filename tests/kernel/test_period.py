from __future__ import annotations

from datetime import date

import pytest

from benangmerah.kernel.period import months_after, months_before, years_after, years_before


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 1), 0, date(2026, 1, 1)),
        (date(9999, 12, 1), 1, date.max),
        (date(2026, 1, 1), 10**9, date.max),
        (date(1, 1, 1), -1, date.min),
    ],
)
def test_months_end_with_the_month_and_with_the_calendar(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == months_before(day, -months) == later


def test_years_of_a_leap_day_end_on_the_28th() -> None:
    day = date(2024, 2, 29)
    assert [years_after(day, 1), years_before(day, 1), years_after(day, 4)] == [
        date(2025, 2, 28), date(2023, 2, 28), date(2028, 2, 29),
    ]  # fmt: skip
