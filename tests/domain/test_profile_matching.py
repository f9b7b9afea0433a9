from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.profile_matching import ProfileMatch, explain_profile_match, match_profile, weigh_gap
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render

IDEAL = {"skill": 3, "attitude": 3}


def test_share_of_the_core_factor_can_be_chosen() -> None:
    match = match_profile({"skill": 3, "attitude": 1}, IDEAL, ["skill"], core_percent=Fraction(75))
    assert match == ProfileMatch(
        gaps={"skill": 0, "attitude": -2},
        core=Fraction(5),
        secondary=Fraction(3),
        core_percent=Fraction(75),
        score=Fraction("4.5"),
    )


@pytest.mark.parametrize(("core", "score"), [(["skill", "attitude"], Fraction(4)), ([], Fraction(4))])
def test_factor_without_criteria_has_no_say(core: list[str], score: Fraction) -> None:
    assert match_profile({"skill": 3, "attitude": 1}, IDEAL, core).score == score


def test_weights_can_be_passed_in() -> None:
    match = match_profile({"skill": 3, "attitude": 2}, IDEAL, ["skill"], weights={0: Fraction(1), -1: Fraction(0)})
    assert match.score == Fraction("0.6")


@pytest.mark.parametrize("gap", [-5, 5])
def test_gap_outside_the_weight_table_is_refused(gap: int) -> None:
    with pytest.raises(BenangMerahError, match=f"from -4 to 4, not {gap}"):
        weigh_gap(gap)


def test_criterion_that_was_not_measured_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="not measured in attitude"):
        match_profile({"skill": 3}, IDEAL, ["skill"])


def test_core_criterion_outside_the_ideal_profile_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="core criterion luck"):
        match_profile({"skill": 3, "attitude": 3}, IDEAL, ["luck"])


def test_empty_ideal_profile_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="The ideal profile is empty"):
        match_profile({"skill": 3}, {}, [])


def test_explanation_shows_factors_and_gaps() -> None:
    explanation = explain_profile_match(match_profile({"skill": 4, "attitude": 2}, IDEAL, ["skill"]))
    assert [render(line, "id") for line in (explanation.sentence, *explanation.steps)] == [
        "Nilai profile matching 4,3.",
        "Faktor inti 4,5 × 60 % + faktor pendukung 4 × 40 %.",
        "skill: selisih 1.",
        "attitude: selisih -1.",
    ]
