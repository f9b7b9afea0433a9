from __future__ import annotations

from fractions import Fraction

from benangmerah.domain.organization import OrgUnit
from benangmerah.domain.strategy import Objective, ObjectiveNeed, shares, strategic_weights

UNITS = [OrgUnit("dinas", "kota"), OrgUnit("bidang", "kota", "dinas"), OrgUnit("badan", "kota"), OrgUnit("lain", "kab")]
TREE = [
    Objective("visi", None, Fraction("0.4")),  # a root's weight is not used
    Objective("misi 1", "visi", Fraction("0.25")),
    Objective("misi 2", "visi", Fraction("0.75")),
    Objective("sasaran 1", "misi 2"),
    Objective("sasaran 2", "misi 2"),
    Objective("sasaran 3", "misi 2"),
]


def test_rule_07_shares_multiply_from_the_root_down_and_are_equal_where_no_weight_is_given() -> None:
    assert shares(TREE) == {
        "visi": Fraction(1), "misi 1": Fraction(1, 4), "misi 2": Fraction(3, 4),
        "sasaran 1": Fraction(1, 4), "sasaran 2": Fraction(1, 4), "sasaran 3": Fraction(1, 4),
    }  # fmt: skip


def test_rule_07_a_share_is_a_weight_over_the_actual_sum_of_its_siblings() -> None:
    tree = [Objective("r"), Objective("a", "r", Fraction("0.3333")), Objective("b", "r", Fraction("0.6666"))]
    assert shares(tree) == {"r": Fraction(1), "a": Fraction(3333, 9999), "b": Fraction(6666, 9999)}


def test_rule_07_a_unit_inherits_from_above_and_the_agencys_largest_sum_is_one() -> None:
    needs = [
        ObjectiveNeed("misi 2", "dinas", "C", Fraction(1)),  # 3/4
        ObjectiveNeed("sasaran 1", "bidang", "C", Fraction(1)),  # 1/4, on top of what comes from above
        ObjectiveNeed("misi 1", "badan", "D", Fraction("0.5")),  # 1/8
    ]
    assert strategic_weights(UNITS, TREE, needs) == {
        ("dinas", "C"): Fraction(3, 4), ("bidang", "C"): Fraction(1), ("badan", "D"): Fraction(1, 8),
    }  # fmt: skip


def test_rule_07_without_links_nothing_weighs_more() -> None:
    assert strategic_weights(UNITS, TREE, []) == {}
