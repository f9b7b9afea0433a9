"""IP ASN of a city in 2023 and 2024: sums, people-weighted means, categories, and one figure cut short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from benangmerah.domain.job_match import band_of
from benangmerah.domain.printed_figure import PrintedFigure, Reading, read_against, read_figure
from benangmerah.domain.sum_check import check_sum, find_missing_part
from benangmerah.domain.weighted_mean import Group, average_by_people, average_simply, find_missing_mean
from benangmerah.kernel.quantity import shown
from benangmerah.regulations.library import load_library
from tests.published.figures import FIGURES

CITY = FIGURES["professionalism_index_of_a_city"]
ROWS = CITY["rows"]
COMPETENCY = CITY["dimensions"].index("competency")
DISCIPLINE = CITY["dimensions"].index("discipline")


def dimensions_of(row: str) -> list[PrintedFigure]:
    return [read_figure(digits, CITY["places"]) for digits in ROWS[row]["dimensions"]]


def index_of(row: str) -> PrintedFigure:
    return read_figure(ROWS[row]["index"])


def group_of(row: str, figure: PrintedFigure) -> Group:
    return Group(figure.value, ROWS[row]["people"])


@pytest.mark.parametrize(
    ("row", "difference"), [("asn_2023", "0"), ("pns_2024", "0"), ("pppk_2023", "-0.01"), ("pppk_2024", "0.02")]
)
def test_sum_of_dimensions_is_the_published_index(row: str, difference: str) -> None:
    check = check_sum(dimensions_of(row), index_of(row))
    assert (check.difference, check.is_possible) == (Fraction(difference), True)


def test_pppk_2024_is_impossible_where_discipline_is_exactly_five_for_everybody() -> None:
    dimensions = dimensions_of("pppk_2024")
    dimensions[DISCIPLINE] = read_figure("5", is_exact=True)
    assert not check_sum(dimensions, index_of("pppk_2024")).is_possible


def test_page_says_mean_of_dimensions_but_publishes_their_sum() -> None:
    dimensions = dimensions_of("asn_2023")
    mean = average_simply([dimension.value for dimension in dimensions])
    assert read_against(index_of("asn_2023"), mean) is Reading.DIFFERENT
    assert check_sum(dimensions, index_of("asn_2023")).summed == index_of("asn_2023").value


def test_pns_2023_cannot_add_up_because_competency_is_cut_short() -> None:
    dimensions = dimensions_of("pns_2023")
    printed = dimensions.pop(COMPETENCY)
    implied = find_missing_part(dimensions, index_of("pns_2023"))
    assert not check_sum([*dimensions, printed], index_of("pns_2023")).is_possible
    assert (shown(implied), read_against(printed, implied)) == (Decimal("26.47"), Reading.CUT_SHORT)


def test_row_of_all_staff_implies_the_same_competency_independently() -> None:
    whole = group_of("asn_2023", dimensions_of("asn_2023")[COMPETENCY])
    pppk = group_of("pppk_2023", dimensions_of("pppk_2023")[COMPETENCY])
    implied = find_missing_mean(whole, [pppk])
    assert (shown(implied, 3), shown(implied)) == (Decimal("26.473"), Decimal("26.47"))


@pytest.mark.parametrize(
    ("dimension", "mean"), [("qualification", "21.371"), ("performance", "25.720"), ("discipline", "5")]
)
def test_agency_dimension_is_the_mean_by_people(dimension: str, mean: str) -> None:
    place = CITY["dimensions"].index(dimension)
    found = average_by_people([group_of(row, dimensions_of(row)[place]) for row in ("pns_2023", "pppk_2023")])
    assert shown(found, 3) == Decimal(mean)
    assert read_against(dimensions_of("asn_2023")[place], found) is Reading.ROUNDED


def test_agency_index_is_the_mean_by_people_not_of_groups() -> None:
    groups = [group_of(row, index_of(row)) for row in ("pns_2023", "pppk_2023")]
    assert shown(average_by_people(groups), 3) == Decimal("78.249")
    assert read_against(index_of("asn_2023"), average_by_people(groups)) is Reading.ROUNDED
    assert read_against(index_of("asn_2023"), average_simply([group.mean for group in groups])) is Reading.DIFFERENT


@pytest.mark.parametrize("row", ROWS)
def test_category_of_the_index(row: str) -> None:
    bands = load_library().on(date(2024, 1, 1)).bands("professionalism_index/category")
    assert band_of(index_of(row).value, bands) == ROWS[row]["category"]
