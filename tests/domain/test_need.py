from __future__ import annotations

from fractions import Fraction

from benangmerah.domain.need import comparable, is_need, rank_needs


def test_rule_12_ties_share_the_smallest_rank() -> None:
    assert rank_needs([Fraction(2), Fraction(5), Fraction(2), Fraction(1)]) == [2, 1, 2, 4]


def test_rule_12_priorities_are_compared_at_six_decimals_half_up() -> None:
    almost = [Fraction("0.2749725"), Fraction("0.274973"), Fraction("0.2749724")]
    assert ([comparable(one) for one in almost], rank_needs(almost)) == ([274_973, 274_973, 274_972], [1, 1, 3])


def test_rule_07_a_gap_against_the_position_aimed_at_is_a_need_only_once_approved() -> None:
    asked = [("gap", "held", False), ("gap", "aimed", False), ("gap", "aimed", True), ("met", "held", True)]
    assert [is_need(state, target, is_target_approved=ok) for state, target, ok in asked] == [True, False, True, False]
