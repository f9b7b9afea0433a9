"""Each check of the data quality at its boundary, with the thresholds of the law library."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.quality import (
    CHECKS,
    QualityLimits,
    are_copied,
    are_identical,
    commonest_share,
    is_beyond_hours,
    is_overrated,
    is_past_retirement,
)
from benangmerah.regulations.library import load_library

DAY = date(2026, 1, 1)
LAW = load_library().on(DAY)
LIMITS = QualityLimits.from_law(LAW)


def levels(*pairs: tuple[int, int]) -> list[Fraction]:
    """So many of each level."""
    return [Fraction(level) for count, level in pairs for _ in range(count)]


@pytest.mark.parametrize(
    ("given", "is_so"),
    [
        (levels((9, 3), (1, 2)), True),
        (levels((89, 3), (11, 2)), False),
        (levels((90, 3), (10, 2)), True),
        (levels((9, 3)), False),
        (levels((10, 3)), True),
        ([], False),
    ],
)
def test_ratings_are_identical_from_nine_in_ten_of_at_least_ten(given: list[Fraction], is_so: bool) -> None:
    assert are_identical(given, LIMITS) is is_so


def test_commonest_share_of_nothing_is_nothing() -> None:
    assert commonest_share([]) == 0


@pytest.mark.parametrize(("equal", "different", "is_so"), [(5, 0, True), (4, 0, False), (50, 1, False), (0, 0, False)])
def test_ratings_are_copied_where_all_of_at_least_five_pairs_are_equal(equal: int, different: int, is_so: bool) -> None:
    pairs = [(Fraction(3), Fraction(3))] * equal + [(Fraction(3), Fraction("3.01"))] * different
    assert are_copied(pairs, LIMITS) is is_so


@pytest.mark.parametrize(("own", "above", "is_so"), [("4", "3", True), ("3.99", "3", False), ("2", "4", False)])
def test_own_rating_is_too_high_from_one_level_above(own: str, above: str, is_so: bool) -> None:
    assert is_overrated(Fraction(own), Fraction(above), LIMITS) is is_so


@pytest.mark.parametrize(("hours", "days", "is_so"), [("20", "2", False), ("20.1", "2", True), ("5", "0.5", False)])
def test_hours_are_beyond_what_is_possible_above_ten_a_day(hours: str, days: str, is_so: bool) -> None:
    assert is_beyond_hours(Fraction(hours), Fraction(days), LIMITS) is is_so


@pytest.mark.parametrize(
    ("born", "grade", "is_so"),
    [
        (date(1968, 1, 1), "pelaksana", True),
        (date(1968, 1, 2), "pelaksana", False),
        (date(1966, 1, 1), "jf_ahli_madya", True),
        (date(1968, 1, 1), "jf_ahli_madya", False),
    ],
)
def test_person_is_past_retirement_on_the_day_the_age_is_reached(born: date, grade: str, is_so: bool) -> None:
    """58 for staff, 60 for senior functional grades: the ages of the law library on the day."""
    assert is_past_retirement(born, grade, DAY, LAW) is is_so


def test_codes_are_told_once() -> None:
    codes = [check.code for check in CHECKS]
    assert len(set(codes)) == len(codes)
