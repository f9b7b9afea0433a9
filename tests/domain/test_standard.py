from __future__ import annotations

from datetime import date

import pytest

from benangmerah.domain.standard import Requirement, requirement_in_force
from benangmerah.kernel.period import Period

OLD = Requirement("P", "C", 2, validity=Period(None, date(2025, 7, 1)))
NEW = Requirement("P", "C", 3, validity=Period(date(2025, 7, 1), date(2026, 7, 1)))


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2025, 6, 30), OLD), (date(2025, 7, 1), NEW), (date(2026, 6, 30), NEW), (date(2026, 7, 1), None)],
)
def test_rule_04_a_requirement_holds_from_its_first_day_to_before_its_last(
    day: date, expected: Requirement | None
) -> None:
    assert requirement_in_force([OLD, NEW], day) == expected


def test_a_standard_that_says_nothing_is_decreed() -> None:
    assert [Requirement("P", "C", 1, basis=basis).basis_of_standard for basis in (None, "provisional")] == [
        "decreed",
        "provisional",
    ]
