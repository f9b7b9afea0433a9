from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.qualification_gap import (
    QualifiedPerson,
    judge_alternatives,
    judge_qualification,
    qualification_law,
)
from benangmerah.regulations.library import load_library

LAW = qualification_law(load_library().on(date(2026, 1, 1)))
BUDI = QualifiedPerson("d4", "Ilmu Hukum", "III D", True, None, Fraction(20), {"pelatihan bendahara"})


@pytest.mark.parametrize(
    ("kind", "value", "target", "state"),
    [
        ("education_level", "s1", "held", "met"),  # D4 and S1 stand level
        ("education_level", "s2", "held", "gap"),
        ("education_level", "setara", "held", "unknown"),
        ("education_field", " ilmu  hukum", "held", "met"),
        ("education_field", "Ekonomi", "held", "gap"),
        ("rank", "III/d", "held", "met"),
        ("rank", "IV/a", "held", "gap"),
        ("rank", "IX", "held", "unknown"),  # a PPPK golongan cannot be compared with a PNS one
        ("leadership_training", "PKP", "held", "met"),
        ("leadership_training", "PKA", "aimed", "unknown"),  # the column speaks of the position held
        ("functional_training", "JF", "held", "unknown"),
        ("technical_training", "20 JP", "held", "met"),
        ("technical_training", "21", "held", "gap"),
        ("technical_training", "Pelatihan Bendahara", "aimed", "met"),
        ("technical_training", "Pelatihan Arsip", "held", "unknown"),
        ("experience_years", "4", "held", "unknown"),
    ],
)
def test_article_206_qualification_is_met_short_or_unknown(kind: str, value: str, target: str, state: str) -> None:
    assert judge_qualification(kind, value, BUDI, target, LAW) == state


def test_article_206_values_of_education_are_alternatives_and_trainings_are_not() -> None:
    states = ["gap", "met"]
    assert [judge_alternatives(kind, states) for kind in ("education_field", "technical_training")] == [
        ["met", "met"],
        states,
    ]
