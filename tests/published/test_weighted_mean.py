"""Published means of several groups: the national IP ASN of 2018, and a need told by two groups."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

import pytest

from benangmerah.domain.job_match import band_of
from benangmerah.domain.percent_check import find_percent
from benangmerah.domain.printed_figure import Reading, read_against, read_figure
from benangmerah.domain.ranking import find_ties, rank_descending
from benangmerah.domain.weighted_mean import (
    Group,
    average_by_people,
    average_simply,
    find_share,
    is_mean_by_people,
    is_simple_mean,
)
from benangmerah.kernel.quantity import exact, shown
from benangmerah.regulations.library import load_library
from tests.published.figures import FIGURES

NATION = FIGURES["national_professionalism_index"]
PARTICIPATION = NATION["participation_2019"]
PEOPLE = FIGURES["civil_servants_2019"]["by_place"]
GROUPS = [Group(exact(NATION[place]), PEOPLE[place][0]) for place in ("central", "regional")]
TWO = FIGURES["mean_need_of_two_groups"]
TOPICS = TWO["topics"]


def mean_of(topic: str) -> Group:
    _, _, supervisors, preceptors = TOPICS[topic]
    people = TWO["people"]
    groups = [Group(exact(supervisors), people["supervisors"]), Group(exact(preceptors), people["preceptors"])]
    return Group(average_by_people(groups), sum(group.people for group in groups))


def test_national_index_is_the_simple_mean_of_central_and_regional() -> None:
    printed = read_figure(NATION["national"])
    assert shown(average_simply([group.mean for group in GROUPS])) == Decimal("56.45")
    assert is_simple_mean(printed, GROUPS)


def test_national_index_is_not_the_mean_by_people() -> None:
    printed = read_figure(NATION["national"])
    assert shown(average_by_people(GROUPS)) == Decimal("54.38")
    assert not is_mean_by_people(printed, GROUPS)


def test_half_is_rounded_up_where_rounding_to_even_misses_the_published_figure() -> None:
    mean = shown(average_simply([group.mean for group in GROUPS]))
    assert shown(mean, 1) == Decimal(NATION["national"])
    assert mean.quantize(Decimal("0.1"), rounding=ROUND_HALF_EVEN) != Decimal(NATION["national"])


@pytest.mark.parametrize(
    ("place", "category"), [("central", "rendah"), ("regional", "sangat_rendah"), ("national", "sangat_rendah")]
)
def test_category_of_the_published_index(place: str, category: str) -> None:
    bands = load_library().on(date(2019, 3, 25)).bands("professionalism_index/category")
    assert band_of(exact(NATION[place]), bands) == category


def test_share_of_provinces_behind_the_participation_of_2019() -> None:
    figures = [exact(PARTICIPATION[place]) for place in ("provinces", "regencies", "regions")]
    assert shown(find_share(*figures)) == Decimal("0.25")


def test_provinces_that_took_part_by_category() -> None:
    counts = PARTICIPATION["provinces_by_category"]
    assert sum(counts.values()) == PARTICIPATION["provinces_counted"]


def test_told_two_thirds_of_provinces_is_only_roughly_their_share() -> None:
    counts, (part, whole) = PARTICIPATION["provinces_by_category"], PARTICIPATION["low_or_below_as_told"]
    low = find_percent(counts["rendah"] + counts["sangat_rendah"], PARTICIPATION["provinces_counted"])
    assert (shown(low), shown(find_percent(part, whole))) == (Decimal("70.59"), Decimal("66.67"))


@pytest.mark.parametrize("topic", TOPICS)
def test_need_of_all_is_the_mean_by_people_of_both_groups(topic: str) -> None:
    found = mean_of(topic)
    assert found.people == TWO["people"]["all"]
    assert abs(found.mean - exact(TOPICS[topic][1])) < exact("0.01")  # the groups were rounded before we weighed them


def test_need_of_all_is_not_the_simple_mean_of_both_groups() -> None:
    _, published, supervisors, preceptors = TOPICS["Medication"]
    simple = average_simply([exact(supervisors), exact(preceptors)])
    assert read_against(read_figure(published), simple) is Reading.DIFFERENT


def test_ranks_of_the_recomputed_needs_are_the_published_ranks() -> None:
    assert rank_descending([mean_of(topic).mean for topic in TOPICS]) == [rank for rank, *_ in TOPICS.values()]


def test_published_ranks_five_and_six_hide_a_tie_of_the_printed_means() -> None:
    printed = [exact(published) for _, published, *_ in TOPICS.values()]
    assert find_ties(printed) == {5: 2}
    assert rank_descending(printed) == [1, 2, 3, 4, 5, 5, 7, 8, 9, 10, 11]
