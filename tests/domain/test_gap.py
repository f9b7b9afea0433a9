from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.gap import AIMED, HELD, Gap, explain_gap, measure_gap, weigh_gap
from benangmerah.domain.standard import Requirement
from benangmerah.kernel.explanation import render
from tests.factories.policy import make_policy

POLICY = make_policy()


def at(units: int) -> Attainment:
    return Attainment(units, "measured", "competency_test", 1)


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (25_000, Gap("gap", 5_000, 0)),  # exactly half a level short
        (25_001, Gap("met", 4_999, 0)),
        (30_000, Gap("met", 0, 0)),
        (42_500, Gap("met", 0, 12_500)),
        (0, Gap("gap", 30_000, 0)),
    ],
)
def test_rule_05_gap_and_surplus_are_never_negative_and_half_a_level_is_a_gap(units: int, expected: Gap) -> None:
    assert measure_gap(3, at(units), POLICY) == expected


def test_rule_05_what_is_not_assessed_has_no_gap_and_no_zero() -> None:
    assert measure_gap(3, None, POLICY) == Gap("not_assessed", None, None)


@pytest.mark.parametrize(
    ("importance", "target", "expected"),
    [
        ("mutlak", HELD, Fraction(9, 2)),  # 3 × 1.2 × (1 + 1/4)
        ("penting", HELD, Fraction(3)),
        (None, HELD, Fraction(3, 2)),
        ("mutlak", AIMED, Fraction(9, 4)),
    ],
)
def test_rule_07_weight_is_importance_by_criticality_by_strategy_and_half_when_aimed(
    importance: str | None, target: str, expected: Fraction
) -> None:
    weight = weigh_gap(
        Requirement("P", "C", 3, importance), target=target, criticality=Fraction("1.2"),
        strategic_weight=Fraction(1, 4), policy=POLICY,
    )  # fmt: skip
    assert weight == expected


def test_a_gap_explains_itself_in_both_languages() -> None:
    explanation = explain_gap(3, at(22_500), POLICY)
    assert (render(explanation.sentence, "en"), render(explanation.sentence, "id")) == (
        "Required 3 − attained 2.25 = gap 0.75, surplus 0: gap.",
        "Standar 3 − capaian 2,25 = kesenjangan 0,75, kelebihan 0: kesenjangan.",
    )
