from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.target_achievement import explain_achievement, find_achievement
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
