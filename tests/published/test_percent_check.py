"""Printed percentages of small groups: possible or not, rounded or truncated, and the smallest group behind them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.percent_check import CountBehind, check_percent, find_smallest_fraction
from benangmerah.domain.printed_figure import Reading, read_figure
from tests.published.figures import FIGURES

HEADS = FIGURES["needs_of_health_centre_heads"]
FITTING = FIGURES["training_that_met_a_gap"]["percent"]
ROUNDED, TRUNCATED = Reading.ROUNDED, Reading.TRUNCATED


@pytest.mark.parametrize(
    ("question", "reading"),
    [
        ("managing", ROUNDED),
        ("knowing_the_task", ROUNDED),
        ("planning", TRUNCATED),
        ("carrying_out", TRUNCATED),
        ("supervising", TRUNCATED),
    ],
)
def test_percentage_of_heads_has_one_count_that_was_rounded_or_truncated(question: str, reading: Reading) -> None:
    raters, digits, count = HEADS["percent"][question]
    check = check_percent(read_figure(digits), HEADS["raters"][raters])
    assert check.behind == (CountBehind(count, reading),)


def test_percentage_of_five_officials_is_impossible_and_would_fit_six() -> None:
    raters, digits, _ = HEADS["percent"]["judged_by_officials"]
    check = check_percent(read_figure(digits), HEADS["raters"][raters])
    assert (check.is_possible, check.nearest) == (False, (Fraction(80), Fraction(100)))
    assert find_smallest_fraction(read_figure(digits)) == Fraction(5, 6)


@pytest.mark.parametrize("competency", FITTING)
def test_smallest_fraction_behind_a_percentage(competency: str) -> None:
    digits, smallest = FITTING[competency]
    assert find_smallest_fraction(read_figure(digits)) == Fraction(smallest)
