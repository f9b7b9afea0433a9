from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.performance_gap import judge_performance, performance_law
from benangmerah.regulations.library import load_library

LAW = performance_law(load_library().on(date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("score", "predicate", "scheme", "state"),
    [
        ("75", None, "pp46", "below"),
        ("75.01", None, "pp46", "met"),
        ("75.01", None, None, "met"),
        ("89.99", None, "pp30", "below"),
        ("90", None, "pp30", "met"),
        ("100", None, "permenpanrb6", "not_rated"),
        (None, None, "pp46", "not_rated"),
        ("10", "baik", "pp46", "met"),
        ("99", "butuh_perbaikan", "pp46", "below"),
        (None, "sangat_baik", "permenpanrb6", "met"),
    ],
)
def test_rule_10_the_predicate_decides_else_the_score_by_its_scheme(
    score: str | None, predicate: str | None, scheme: str | None, state: str
) -> None:
    assert judge_performance(None if score is None else Fraction(score), predicate, scheme, LAW) == state
