"""Nine boxes worked by hand: thresholds at their edges, parts that are known and not, numbers, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.policy import BOXES, TalentPolicy
from benangmerah.domain.talent import (
    Origin,
    Potential,
    TalentFacts,
    TalentLaw,
    explain_box,
    family_of,
    find_conflict,
    find_potential,
    judge_score,
    place_in_box,
    talent_law,
    weigh_parts,
)
from benangmerah.kernel.explanation import render
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.inputs import GRADES
from tests.factories.policy import make_policy

POLICY: TalentPolicy = make_policy().talent
"""High from 90, medium from 78; competency 70, potential 20, track record 10; 70 percent must be known."""
LAW: TalentLaw = talent_law(load_library().on(date(2026, 8, 17)), POLICY)
PERMENPANRB = {
    "below.low": 1, "meets.low": 2, "below.medium": 3, "above.low": 4, "meets.medium": 5, "below.high": 6,
    "above.medium": 7, "meets.high": 8, "above.high": 9,
}  # fmt: skip
KEMENKEU = {
    "below.low": 1, "below.medium": 2, "below.high": 3, "meets.low": 4, "above.low": 5, "meets.medium": 6,
    "meets.high": 7, "above.medium": 8, "above.high": 9,
}  # fmt: skip


def parts(**scores: int | str) -> Mapping[str, Fraction]:
    return {part: Fraction(score) for part, score in scores.items()}


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (Fraction(0), "low"),
        (Fraction(77), "low"),
        (Fraction(78) - Fraction(1, 1000), "low"),
        (Fraction(78), "medium"),
        (Fraction(89), "medium"),
        (Fraction(90) - Fraction(1, 10**9), "medium"),
        (Fraction(90), "high"),
        (Fraction(100), "high"),
    ],
)
def test_who_stands_on_a_threshold_has_reached_it_and_nothing_is_rounded_up(score: Fraction, level: str) -> None:
    assert judge_score(score, POLICY) == level


def test_thresholds_are_the_agencys() -> None:
    other = replace(POLICY, high_from=Fraction(72), medium_from=Fraction(46))
    assert [judge_score(Fraction(score), other) for score in (45, 46, 71, 72)] == ["low", "medium", "medium", "high"]


@pytest.mark.parametrize(("numbering", "numbers"), [("permenpanrb", PERMENPANRB), ("kemenkeu", KEMENKEU)])
def test_boxes_have_the_numbers_of_the_numbering(numbering: str, numbers: Mapping[str, int]) -> None:
    law = talent_law(load_library().on(date(2026, 8, 17)), replace(POLICY, numbering=numbering))
    assert {code: box.number for code, box in law.boxes.items()} == numbers
    assert {code: box.national_number for code, box in law.boxes.items()} == PERMENPANRB
    assert set(numbers) == set(BOXES)
    for code, number in numbers.items():
        found = law.numbered(number)
        assert found is not None
        assert found.code == code
    assert law.numbered(10) is None


def test_weights_make_the_mean_of_what_is_known() -> None:
    whole = weigh_parts(parts(competency=80, potential=90, track_record=100), POLICY)
    assert whole == Potential("medium", Fraction(70 * 80 + 20 * 90 + 10 * 100, 100), Fraction(100))
    without_record = weigh_parts(parts(competency=90, potential=90), POLICY)
    assert without_record == Potential("high", Fraction(90), Fraction(90))
    alone = weigh_parts(parts(competency=78), POLICY)
    assert alone == Potential("medium", Fraction(78), Fraction(70))


def test_part_that_nobody_knows_is_no_zero_and_too_little_gives_no_potential() -> None:
    assert weigh_parts(parts(potential=100, track_record=100), POLICY) == Potential(None, None, Fraction(30))
    assert weigh_parts({}, POLICY) == Potential(None, None, Fraction(0))
    everything = replace(POLICY, minimum_weight=Fraction(100))
    assert weigh_parts(parts(competency=100, potential=100), everything).level is None
    nothing = replace(POLICY, minimum_weight=Fraction(0))
    assert weigh_parts({}, nothing).level is None


def test_score_of_zero_is_known_and_low() -> None:
    assert weigh_parts(parts(competency=0), POLICY) == Potential("low", Fraction(0), Fraction(70))


def test_decision_comes_before_score_and_score_before_parts() -> None:
    known = TalentFacts(potential="low", score=Fraction(95), parts=parts(competency=80))
    assert find_potential(known, POLICY).level == "low"
    assert find_potential(replace(known, potential=None), POLICY) == Potential("high", Fraction(95))
    assert find_potential(replace(known, potential=None, score=None), POLICY).level == "medium"


@pytest.mark.parametrize(
    ("predicate", "band"),
    [("sangat_baik", "above"), ("baik", "meets"), ("butuh_perbaikan", "below"), ("kurang", "below"),
     ("sangat_kurang", "below")],
)  # fmt: skip
def test_predicate_gives_the_band_where_no_decision_does(predicate: str, band: str) -> None:
    placed = place_in_box(TalentFacts(predicate=predicate, potential="high"), LAW, POLICY)
    assert (placed.performance, placed.box.code if placed.box else None) == (band, f"{band}.high")
    decided = place_in_box(TalentFacts("meets", predicate, "high"), LAW, POLICY)
    assert decided.performance == "meets"


def test_each_of_the_nine_is_reached() -> None:
    for performance in ("below", "meets", "above"):
        for potential, score in (("low", 10), ("medium", 80), ("high", 95)):
            box = place_in_box(TalentFacts(performance, score=Fraction(score)), LAW, POLICY).box
            assert box is not None
            assert box.number == PERMENPANRB[f"{performance}.{potential}"]
            assert box.recommendations


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (TalentFacts(), ("performance", "potential")),
        (TalentFacts("above"), ("potential",)),
        (TalentFacts(score=Fraction(95)), ("performance",)),
        (TalentFacts("above", parts=parts(potential=90)), ("potential",)),
        (TalentFacts("above", potential="high"), ()),
    ],
)
def test_without_one_of_the_two_there_is_no_box(facts: TalentFacts, missing: tuple[str, ...]) -> None:
    placed = place_in_box(facts, LAW, POLICY)
    assert placed.missing == missing
    assert (placed.box is None) is bool(missing)


def test_succession_boxes_are_those_of_the_policy() -> None:
    assert {code for code, box in LAW.boxes.items() if box.is_succession} == {
        "above.medium", "meets.high", "above.high",
    }  # fmt: skip


def test_what_contradicts_itself_is_named() -> None:
    eight = LAW.numbered(8)
    assert find_conflict(eight, TalentFacts(), LAW, POLICY) is None
    assert find_conflict(eight, TalentFacts("meets", potential="high"), LAW, POLICY) is None
    assert find_conflict(eight, TalentFacts(score=Fraction(90)), LAW, POLICY) is None
    for facts in (TalentFacts("above"), TalentFacts(potential="low"), TalentFacts(score=Fraction(89))):
        found = find_conflict(eight, facts, LAW, POLICY)
        assert found is not None
        assert found[0] == "box_conflict"
    level = find_conflict(None, TalentFacts(potential="high", score=Fraction(89)), LAW, POLICY)
    assert level is not None
    assert level[0] == "level_conflict"
    assert render(level[1], "en") == "A score of 89 is medium under the agency's thresholds (78 and 90), not high."


def test_reasons_hold_the_arithmetic_and_both_regulations() -> None:
    facts = TalentFacts(predicate="baik", parts=parts(competency="80.5", track_record=100))
    why = explain_box(facts, Origin(performance_year=2025, match_of=date(2026, 1, 1)), LAW, POLICY)
    assert render(why.sentence) == "Kotak 5: kinerja sesuai ekspektasi, potensial menengah."
    told = [render(step) for part in why.parts for step in part.steps]
    assert "6.635 ÷ 80 = 82,94" in told
    assert any("belum diketahui, tidak dihitung" in step for step in told)
    cited = {each.instrument for part in (why, *why.parts) for each in part.citations}
    assert {"PermenPANRB 3/2020", "PermenPANRB 20/2025"} <= cited


def test_before_the_regulation_of_2025_its_elements_are_not_cited() -> None:
    law = talent_law(load_library().on(date(2024, 6, 1)), POLICY)
    assert law.elements is None
    why = explain_box(TalentFacts("meets", parts=parts(competency=80)), Origin(), law, POLICY)
    assert "PermenPANRB 20/2025" not in {each.instrument for part in why.parts for each in part.citations}


def test_reasons_of_no_box_say_what_to_do() -> None:
    why = explain_box(TalentFacts(parts=parts(potential=90)), Origin(), LAW, POLICY)
    assert render(why.sentence).startswith("Tanpa kotak: kinerja, potensial belum diketahui.")
    assert "20 persen bobotnya diketahui, diperlukan 70" in render(why.parts[1].sentence)


def test_every_grade_is_of_a_kind_of_post() -> None:
    assert {family_of(grade) for grade in GRADES} == {"jpt", "administrator", "pengawas", "pelaksana", "jf"}
