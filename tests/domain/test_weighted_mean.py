from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.printed_figure import read_figure
from benangmerah.domain.weighted_mean import (
    Group,
    average_by_people,
    average_simply,
    explain_mean,
    find_missing_mean,
    find_share,
    is_mean_by_people,
    is_simple_mean,
)
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render

LARGE, SMALL = Group(Fraction(10), 3), Group(Fraction(20), 1)


def test_means_of_unequal_groups_differ() -> None:
    assert average_simply([LARGE.mean, SMALL.mean]) == 15
    assert average_by_people([LARGE, SMALL]) == Fraction(25, 2)


def test_printed_mean_tells_which_way_it_was_taken() -> None:
    readings = [
        (is_simple_mean(printed, [LARGE, SMALL]), is_mean_by_people(printed, [LARGE, SMALL]))
        for printed in (read_figure("15"), read_figure("12.5"), read_figure("14"))
    ]
    assert readings == [(True, False), (False, True), (False, False)]


def test_group_without_people_has_no_weight() -> None:
    assert average_by_people([LARGE, Group(Fraction(99), 0)]) == LARGE.mean


def test_mean_of_nothing_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="nothing to average"):
        average_simply([])
    with pytest.raises(BenangMerahError, match="nobody to average over"):
        average_by_people([Group(Fraction(1), 0)])


def test_missing_mean_is_found_from_the_whole() -> None:
    whole = Group(average_by_people([LARGE, SMALL]), LARGE.people + SMALL.people)
    assert find_missing_mean(whole, [LARGE]) == SMALL.mean


def test_missing_mean_of_nobody_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="leave nobody"):
        find_missing_mean(LARGE, [LARGE])


def test_share_is_found_from_the_whole() -> None:
    assert find_share(LARGE.mean, SMALL.mean, average_by_people([LARGE, SMALL])) == Fraction(3, 4)


def test_share_of_groups_with_equal_means_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="equal mean"):
        find_share(LARGE.mean, LARGE.mean, LARGE.mean)


def test_explanation_shows_groups_and_the_simple_mean_beside() -> None:
    explanation = explain_mean([LARGE, SMALL])
    assert [render(line, "id") for line in (explanation.sentence, *explanation.steps)] == [
        "Rata-rata 12,5 untuk 4 orang.",
        "10 untuk 3 orang.",
        "20 untuk 1 orang.",
        "Bila setiap kelompok dihitung sama, hasilnya 15.",
    ]
