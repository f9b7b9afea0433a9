from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.target_achievement import (
    Direction,
    explain_achievement,
    find_achievement,
    find_direction,
    is_short,
)
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render


def test_achievement_may_pass_hundred() -> None:
    assert find_achievement(Fraction(3), Fraction(2)) == 150


def test_achievement_of_no_target_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="nothing to take a percentage of"):
        find_achievement(Fraction(3), Fraction(0))


def test_explanation_shows_the_arithmetic() -> None:
    sentence = explain_achievement(Fraction(57), Fraction(55)).sentence
    assert render(sentence, "id") == "Capaian 103,64 % = realisasi 57 ÷ target 55 × 100."


@pytest.mark.parametrize(
    ("realised", "target", "percent"),
    [
        # Both worked in the annex of PermenPANRB 8/2021: 6.5 of 7 months print as 107 %, 9 of 8 months as 87.5 %.
        (Fraction(13, 2), Fraction(7), Fraction(1500, 14)),
        (Fraction(9), Fraction(8), Fraction(175, 2)),
        # Stunting aimed at 14 %: 15.4 % is a tenth too much, 28 % and more are nothing.
        (Fraction(154, 10), Fraction(14), Fraction(90)),
        (Fraction(28), Fraction(14), Fraction(0)),
        (Fraction(40), Fraction(14), Fraction(0)),
        (Fraction(0), Fraction(14), Fraction(200)),
    ],
)
def test_achievement_where_less_is_better(realised: Fraction, target: Fraction, percent: Fraction) -> None:
    assert find_achievement(realised, target, Direction.LESS) == percent


def test_explanation_where_less_is_better_shows_the_arithmetic() -> None:
    sentence = explain_achievement(Fraction(9), Fraction(8), Direction.LESS).sentence
    assert render(sentence, "id") == (
        "Capaian 87,5 % = (1 + (1 − realisasi 9 ÷ target 8)) × 100, paling sedikit 0: makin kecil makin baik."
    )


@pytest.mark.parametrize(
    ("base", "targets", "direction"),
    [
        (None, {}, Direction.MORE),
        (None, {2026: 14}, Direction.MORE),
        (None, {2026: 14, 2027: 14}, Direction.MORE),
        (None, {2027: 12, 2026: 14}, Direction.LESS),
        (None, {2026: 80, 2027: 82}, Direction.MORE),
        (17, {2026: 14}, Direction.LESS),
        (14, {2026: 14}, Direction.MORE),
        # The base says more than a dip between two years.
        (70, {2026: 82, 2027: 80}, Direction.MORE),
        (17, {2026: 14, 2027: 15}, Direction.LESS),
    ],
)
def test_direction_is_told_from_what_is_aimed_at(
    base: int | None, targets: dict[int, int], direction: Direction
) -> None:
    start = None if base is None else Fraction(base)
    assert find_direction(start, {year: Fraction(target) for year, target in targets.items()}) is direction


def test_target_is_missed_on_the_side_that_is_worse() -> None:
    assert is_short(Fraction(15), Fraction(14), Direction.LESS)
    assert not is_short(Fraction(14), Fraction(14), Direction.LESS)
    assert not is_short(Fraction(15), Fraction(14), Direction.MORE)
    assert is_short(Fraction(13), Fraction(14), Direction.MORE)
