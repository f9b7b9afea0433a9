from __future__ import annotations

from fractions import Fraction

import pytest

from benangmerah.domain.percent_check import (
    CountBehind,
    check_percent,
    explain_percent,
    find_percent,
    find_smallest_fraction,
)
from benangmerah.domain.printed_figure import Reading, read_figure
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, render


def say(explanation: Explanation, language: str) -> list[str]:
    return [render(line, language) for line in (explanation.sentence, *explanation.steps)]


def test_percent_of_nothing_is_refused() -> None:
    with pytest.raises(BenangMerahError, match="nothing to take a percentage of"):
        find_percent(1, 0)


def test_large_groups_have_several_counts_behind_a_percentage() -> None:
    check = check_percent(read_figure("33"), 200)
    counts = {found.count: found.reading for found in check.behind}
    assert counts == {65: Reading.ROUNDED, 66: Reading.ROUNDED, 67: Reading.TRUNCATED}


@pytest.mark.parametrize(("digits", "count"), [("0", 0), ("100", 3)])
def test_nobody_and_everybody_are_possible(digits: str, count: int) -> None:
    check = check_percent(read_figure(digits), 3)
    assert (check.behind, check.nearest) == ((CountBehind(count, Reading.ROUNDED),), (find_percent(count, 3),))


def test_percentage_above_hundred_has_everybody_nearest() -> None:
    check = check_percent(read_figure("130"), 3)
    assert (check.is_possible, check.nearest) == (False, (Fraction(100),))


@pytest.mark.parametrize(("digits", "fraction"), [("0", "0"), ("100", "1"), ("50", "1/2"), ("33.3", "1/3"), ("99.9", "666/667")])  # fmt: skip
def test_smallest_fraction_at_the_ends(digits: str, fraction: str) -> None:
    assert find_smallest_fraction(read_figure(digits)) == Fraction(fraction)


def test_explanation_of_an_impossible_percentage_names_the_nearest() -> None:
    explanation = explain_percent(check_percent(read_figure("83,3"), 5))
    assert say(explanation, "en") == ["83.3 % of 5 people.", "No number of them gives this; the nearest are 80, 100 %."]
    assert say(explanation, "id") == [
        "83,3 % dari 5 orang.",
        "Tidak ada jumlah orang yang menghasilkannya; yang terdekat 80, 100 %.",
    ]


def test_explanation_of_a_possible_percentage_tells_how_it_came_about() -> None:
    explanation = explain_percent(check_percent(read_figure("52.1"), 23))
    assert say(explanation, "en") == ["52.1 % of 23 people.", "12 of 23 are 52.17 %: truncated."]
    assert say(explanation, "id") == ["52,1 % dari 23 orang.", "12 dari 23 adalah 52,17 %: dipotong."]
