from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from benangmerah.kernel.quantity import exact, level_units, round_half_up, shown


@pytest.mark.parametrize(("value", "whole"), [("0.5", 1), ("1.5", 2), ("2.4999", 2), ("0", 0)])
def test_round_half_up_takes_a_half_upwards(value: str, whole: int) -> None:
    assert round_half_up(Fraction(value)) == whole


def test_level_units_rounds_once() -> None:
    assert [level_units(Fraction(8, 3)), level_units(Fraction("2.00005"))] == [26_667, 20_001]


def test_exact_is_the_number_a_person_wrote() -> None:
    assert exact(0.1) + exact(0.2) == Fraction(3, 10)


def test_shown_is_half_up_also_where_a_banker_would_go_down() -> None:
    assert [shown(Fraction("56.45"), 1), shown(0.125), shown(Fraction(-1, 8))] == [
        Decimal("56.5"), Decimal("0.13"), Decimal("-0.13"),
    ]  # fmt: skip
