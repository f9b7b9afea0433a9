from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.job_match_blend import blend_job_match, explain_blend, find_blend_weights
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render
from benangmerah.regulations.library import load_library

LAW = load_library().on(date(2026, 1, 1))


def test_grade_without_weights_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="no blend of job matches"):
        find_blend_weights(LAW, "pelaksana")


def test_match_above_hundred_is_blended_as_it_stands() -> None:
    match = blend_job_match(LAW, "jf_ahli_muda", Fraction(110), Fraction(100))
    assert (match.percent, match.category) == (Fraction(105), "memenuhi")


def test_explanation_shows_arithmetic_and_cites_the_weights() -> None:
    explanation = explain_blend(blend_job_match(LAW, "jf_ahli_pertama", Fraction(70), Fraction("64.9")))
    assert [render(line, "id") for line in (explanation.sentence, *explanation.steps)] == [
        "JPM gabungan 67,96 %: kurang memenuhi syarat.",
        "Teknis 70 × 60 % + manajerial dan sosial kultural 64,9 × 40 %.",
    ]
    assert explanation.citations == (LAW.citation("job_match/blend", "jf_ahli_pertama.technical"),)
