from __future__ import annotations

from fractions import Fraction

from benangmerah.domain.organization import OrgUnit
from benangmerah.domain.strategic_effect import (
    StrategicPart,
    explain_effect,
    rank_without_strategy,
    strategic_parts,
    target_above,
)
from benangmerah.domain.strategy import Objective, ObjectiveNeed
from benangmerah.kernel.explanation import render

UNITS = [OrgUnit("dinas", "kota"), OrgUnit("bidang", "kota", "dinas"), OrgUnit("badan", "kota")]
TREE = [
    Objective("visi"),
    Objective("T1", "visi", Fraction("0.25"), "target"),
    Objective("T2", "visi", Fraction("0.75"), "target"),
    Objective("program", "T2", None, "program"),
    Objective("lepas", "visi", Fraction(0), "program"),
]


def test_rule_07_parts_of_a_pair_add_up_to_one_and_the_greatest_target_stands_first() -> None:
    links = [
        ObjectiveNeed("T1", "dinas", "C", Fraction(1)),  # 1/4
        ObjectiveNeed("program", "bidang", "C", Fraction("0.5")),  # 3/4 × 1/2 = 3/8, told for T2 above it
    ]
    assert strategic_parts(UNITS, TREE, links) == {
        ("dinas", "C"): (StrategicPart("T1", Fraction(1)),),
        ("bidang", "C"): (StrategicPart("T2", Fraction(3, 5)), StrategicPart("T1", Fraction(2, 5))),
    }


def test_rule_07_a_link_whose_share_is_nothing_lends_nothing() -> None:
    assert strategic_parts(UNITS, TREE, [ObjectiveNeed("lepas", "badan", "C", Fraction(1))]) == {}


def test_link_below_no_target_is_told_for_its_own_node() -> None:
    by_id = {each.objective_id: each for each in TREE}
    assert [target_above(key, by_id) for key in ("program", "T1", "lepas", "visi")] == ["T2", "T1", "lepas", "visi"]


def test_rule_12_ties_share_the_smallest_rank_without_strategic_weight_too() -> None:
    assert rank_without_strategy([5, 9, 5, 1]) == [2, 1, 2, 4]


def test_effect_names_the_targets_and_both_ranks() -> None:
    parts = [("Layanan cepat", Fraction(3, 4)), ("Data terpadu", Fraction(1, 4))]
    found = explain_effect(4, 31, 200, parts)
    assert render(found.sentence, "en") == ("Because of Layanan cepat, Data terpadu this gap ranks 4 of 200, not 31.")
    assert [render(step, "en") for step in found.steps] == [
        "Layanan cepat: 75 % of the strategic weight of this competency here.",
        "Data terpadu: 25 % of the strategic weight of this competency here.",
    ]


def test_effect_says_when_others_stand_before_and_when_nothing_changes() -> None:
    assert "without strategic weight 3" in render(explain_effect(7, 3, 9, []).sentence, "en")
    assert render(explain_effect(2, 2, 9, [("T", Fraction(1))]).sentence, "en").endswith("as it is: 2 of 9.")
