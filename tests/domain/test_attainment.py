from __future__ import annotations

from datetime import date
from fractions import Fraction

from benangmerah.domain.assessment import Rating
from benangmerah.domain.attainment import Attainment, attain
from tests.factories.policy import make_policy

AS_OF = date(2026, 1, 1)
POLICY = make_policy().ratings
PANEL = make_policy(
    {"sources": {"panel": {"superior": Fraction(60), "peer": Fraction(15), "subordinate": Fraction(15), "self": Fraction(10)}}}
).ratings  # fmt: skip


def rate(source: str, level: str, *, rater: str = "x", on: date = date(2025, 12, 1)) -> Rating:
    return Rating(f"{source}{rater}{on}", source, Fraction(level), on, None, rater)


def test_rule_03_the_first_source_of_the_kind_decides_and_the_others_decide_nothing() -> None:
    ratings = [rate("superior", "4"), rate("competency_test", "2"), rate("peer", "5"), rate("self", "5")]
    assert attain(ratings, "managerial", AS_OF, POLICY) == Attainment(20_000, "measured", "competency_test", 4)


def test_rule_03_an_assessment_center_does_not_decide_a_technical_competency() -> None:
    assert attain([rate("assessment_center", "4")], "technical", AS_OF, POLICY) is None


def test_rule_03_raters_of_a_source_are_averaged_and_the_level_rounded_once_half_up() -> None:
    thirds = [rate("superior", "2", rater="a"), rate("superior", "3", rater="b"), rate("superior", "3", rater="c")]
    assert attain(thirds, "managerial", AS_OF, POLICY) == Attainment(26_667, "judged", "superior", 3)


def test_rule_03_only_a_self_rating_is_not_assessed() -> None:
    assert attain([rate("self", "5")], "managerial", AS_OF, POLICY) is None


def test_rule_03_a_panel_stands_in_the_superiors_place_over_those_present() -> None:
    ratings = [rate("superior", "2"), rate("peer", "4"), rate("self", "5")]
    # (60 × 2 + 15 × 4 + 10 × 5) ÷ 85 = 2.70588…
    assert attain(ratings, "managerial", AS_OF, PANEL) == Attainment(27_059, "judged", "superior", 3)


def test_rule_03_a_panel_without_the_superior_decides_nothing() -> None:
    assert attain([rate("peer", "4")], "managerial", AS_OF, PANEL) is None


def test_rule_03_post_training_replaces_only_when_newer_and_higher() -> None:
    measured = rate("competency_test", "2", on=date(2025, 11, 1))
    expected = {
        ("2.01", date(2025, 11, 2)): Attainment(20_100, "provisional", "post_training", 2),
        ("2", date(2025, 11, 2)): Attainment(20_000, "measured", "competency_test", 2),
        ("5", date(2025, 11, 1)): Attainment(20_000, "measured", "competency_test", 2),
    }
    found = {
        (level, on): attain([measured, rate("post_training", level, on=on)], "technical", AS_OF, POLICY)
        for level, on in expected
    }
    assert found == expected


def test_rule_03_post_training_decides_alone_where_nothing_else_does() -> None:
    ratings = [rate("post_training", "3"), rate("self", "1")]
    assert attain(ratings, "technical", AS_OF, POLICY) == Attainment(30_000, "provisional", "post_training", 2)
