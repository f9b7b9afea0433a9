from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest

from benangmerah.domain.assessment import Rating, RatingFate, lapses_on, newest_per_rater, rating_counts, sort_ratings
from tests.factories.policy import make_policy

AS_OF = date(2026, 3, 31)
POLICY = make_policy().ratings


def rating(
    rating_id: str = "R1",
    source: str = "superior",
    on: date = AS_OF,
    until: date | None = None,
    rater: str | None = "x",
) -> Rating:
    return Rating(rating_id, source, Fraction(2), on, until, rater)


@pytest.mark.parametrize(
    ("source", "lapsed_on", "counts_from"),
    [
        ("superior", date(2025, 3, 31), date(2025, 4, 1)),
        ("assessment_center", date(2023, 3, 31), date(2023, 4, 1)),
        ("post_training", date(2025, 9, 30), date(2025, 10, 1)),  # September has no 31st
    ],
)
def test_rule_01_a_rating_counts_while_it_is_younger_than_its_source_is_valid(
    source: str, lapsed_on: date, counts_from: date
) -> None:
    counting = [rating_counts(rating(source=source, on=day), AS_OF, POLICY) for day in (lapsed_on, counts_from)]
    assert counting == [False, True]


def test_rule_01_an_own_end_goes_before_the_validity_of_the_source_and_does_not_belong_to_it() -> None:
    old = date(2010, 1, 1)
    ends = [AS_OF, date(2026, 4, 1)]
    assert [rating_counts(rating(on=old, until=end), AS_OF, POLICY) for end in ends] == [False, True]


def test_rule_01_a_rating_given_later_is_ignored() -> None:
    assert not rating_counts(rating(on=date(2026, 4, 1), until=date(2030, 1, 1)), AS_OF, POLICY)


def test_rule_02_the_newest_of_a_rater_counts_and_on_one_day_the_highest_id_as_text() -> None:
    given = [rating("R9"), rating("R10"), rating("R8", on=date(2025, 12, 1)), rating("R1", rater="y")]
    assert {one.rating_id for one in newest_per_rater(given)} == {"R9", "R1"}


def test_rule_02_ratings_without_a_rater_are_one_raters() -> None:
    given = [rating("R1", rater=None), rating("R2", rater=None)]
    assert [one.rating_id for one in newest_per_rater(given)] == ["R2"]


def test_every_rating_has_a_fate() -> None:
    future = rating("F", on=date(2026, 4, 1))
    old = rating("O", on=date(2020, 1, 1))
    earlier, newest = rating("A", on=date(2026, 1, 1)), rating("B", on=date(2026, 2, 1))
    assert sort_ratings([future, old, earlier, newest], AS_OF, POLICY) == {
        future: RatingFate.FUTURE,
        old: RatingFate.EXPIRED,
        earlier: RatingFate.SUPERSEDED,
        newest: RatingFate.COUNTS,
    }


@pytest.mark.parametrize("source", ["superior", "post_training", "certificate"])
@pytest.mark.parametrize("on", [date(2025, 8, 31), date(2025, 8, 30), date(2024, 2, 29), date(2025, 1, 1)])
def test_rule_01_a_rating_lapses_on_the_first_day_on_which_it_does_not_count(source: str, on: date) -> None:
    given = rating(source=source, on=on)
    day = lapses_on(given, POLICY)
    assert [rating_counts(given, each, POLICY) for each in (day - timedelta(days=1), day)] == [True, False]


def test_rule_01_a_rating_with_an_own_end_lapses_on_it() -> None:
    assert lapses_on(rating(until=date(2026, 5, 2)), POLICY) == date(2026, 5, 2)
