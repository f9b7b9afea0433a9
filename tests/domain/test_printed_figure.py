from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.printed_figure import (
    Interval,
    PrintedFigure,
    Reading,
    find_rounded,
    read_against,
    read_figure,
    truncate,
)
from benangmerah.kernel.errors import BenangMerahError


@pytest.mark.parametrize(
    ("digits", "places", "figure"),
    [
        ("78,25", None, PrintedFigure(Fraction("78.25"), 2)),
        (" 5 ", None, PrintedFigure(Fraction(5), 0)),
        ("26", 2, PrintedFigure(Fraction(26), 2)),
    ],
)
def test_digits_are_read_with_comma_or_point(digits: str, places: int | None, figure: PrintedFigure) -> None:
    assert read_figure(digits, places) == figure


@pytest.mark.parametrize("digits", ["", "abc", "1/0", "1.2.3"])
def test_digits_that_are_no_figure_are_refused(digits: str) -> None:
    with pytest.raises(BenangMerahError, match="is not a printed figure"):
        read_figure(digits)


@pytest.mark.parametrize(
    ("exact", "reading"),
    [
        ("26.465", Reading.ROUNDED),
        ("26.4749", Reading.ROUNDED),
        ("26.475", Reading.TRUNCATED),
        ("26.4799", Reading.TRUNCATED),
        ("26.48", Reading.DIFFERENT),
        ("26.4649", Reading.DIFFERENT),
    ],
)
def test_reading_at_the_bounds_of_rounding_and_truncation(exact: str, reading: Reading) -> None:
    assert read_against(read_figure("26.47"), Fraction(exact)) is reading


@pytest.mark.parametrize(
    ("digits", "reading"),
    [("26", Reading.CUT_SHORT), ("26.4", Reading.CUT_SHORT), ("26.5", Reading.DIFFERENT), ("26.47", Reading.ROUNDED)],
)
def test_reading_of_figures_with_fewer_decimals_than_their_table(digits: str, reading: Reading) -> None:
    assert read_against(read_figure(digits, 2), Fraction("26.473")) is reading


def test_rounded_figures_are_a_half_open_interval() -> None:
    interval = find_rounded(read_figure("56.5"))
    assert interval == Interval(Fraction("56.45"), Fraction("56.55"))
    assert Fraction("56.45") in interval
    assert Fraction("56.55") not in interval


def test_exact_figure_stands_for_itself_alone() -> None:
    interval = find_rounded(read_figure("5", is_exact=True))
    assert Fraction(5) in interval
    assert Fraction("4.999") not in interval


@pytest.mark.parametrize(
    ("first", "second", "meets"), [((0, 1), (1, 2), False), ((0, 1), (0, 0), True), ((1, 1), (0, 1), False),
                                   ((1, 1), (0, 2), True), ((2, 3), (0, 5), True)]
)  # fmt: skip
def test_intervals_meet_where_a_figure_lies_in_both(
    first: tuple[int, int], second: tuple[int, int], meets: bool
) -> None:
    one, other = (Interval(Fraction(lower), Fraction(upper)) for lower, upper in (first, second))
    assert (one.meets(other), other.meets(one)) == (meets, meets)


def test_truncation_never_rounds_up() -> None:
    assert truncate(Fraction("0.999"), 2) == Fraction("0.99")
