from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.regulations.parameter import Band, Words


def band(lower: int | None, upper: int | None, *, lower_in: bool = True, upper_in: bool = True) -> Band:
    bounds = [None if bound is None else Fraction(bound) for bound in (lower, upper)]
    return Band("x", bounds[0], lower_in, bounds[1], upper_in)


@pytest.mark.parametrize(
    ("one", "holds"),
    [
        (band(60, 70), (False, True, True, True, False)),
        (band(60, 70, lower_in=False), (False, False, True, True, False)),
        (band(60, 70, upper_in=False), (False, True, True, False, False)),
        (band(60, 70, lower_in=False, upper_in=False), (False, False, True, False, False)),
        (band(None, 70), (True, True, True, True, False)),
        (band(60, None), (False, True, True, True, True)),
        (band(None, None), (True, True, True, True, True)),
    ],
)
def test_band_holds_what_lies_between_its_bounds(one: Band, holds: tuple[bool, ...]) -> None:
    figures = (Fraction(5999, 100), Fraction(60), Fraction(65), Fraction(70), Fraction(7001, 100))
    assert tuple(one.holds(figure) for figure in figures) == holds


@pytest.mark.parametrize(
    ("one", "other", "overlaps"),
    [
        (band(60, 70), band(70, 80), True),
        (band(60, 70), band(70, 80, lower_in=False), False),
        (band(60, 70, upper_in=False), band(70, 80), False),
        (band(60, 70), band(71, 80), False),
        (band(60, 70), band(None, None), True),
        (band(None, 60), band(60, None), True),
        (band(0, 100), band(40, 50), True),
    ],
)
def test_bands_overlap_where_they_share_a_figure(one: Band, other: Band, *, overlaps: bool) -> None:
    assert (one.overlaps(other), other.overlaps(one)) == (overlaps, overlaps)


def test_words_are_said_in_the_language_asked_for() -> None:
    words = Words("batas", "bound")
    assert (words.say("id"), words.say("en")) == ("batas", "bound")
