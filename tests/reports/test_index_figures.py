from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from benangmerah.reports.index_figures import IndexFigures, IndexMean, read_index
from tests.reports.cast import BUDI, CAST, RINA, ROWS, SARI, TONO, change


@pytest.fixture(scope="module")
def figures() -> IndexFigures:
    return read_index(CAST)


def score(employee_id: str, *points: float, category: str = "sedang") -> dict[str, Any]:
    names = ("qualification", "competency", "performance", "discipline")
    return {
        "employee_id": employee_id,
        **dict(zip(names, points, strict=True)),
        "total": sum(points),
        "category": category,
    }


def people(**more: Any) -> Sequence[dict[str, Any]]:
    return [{**row, **more} for row in ROWS["employees"]]


def test_mean_is_taken_over_those_with_an_index(figures: IndexFigures) -> None:
    assert figures.whole == IndexMean(4, 3, (55_000, 85_000, 76_000, 15_000), {"sedang": 3})
    assert (figures.whole.mean, figures.whole.coverage_percent) == (Fraction(77), Fraction(75))
    assert figures.whole.dimensions == (Fraction(55, 3), Fraction(85, 3), Fraction(76, 3), Fraction(5))


def test_opd_counts_units_below_and_one_without_index_stands_last(figures: IndexFigures) -> None:
    assert [(opd, found.people, found.index_people, found.mean) for opd, found in figures.opds] == [
        ("dik", 2, 2, Fraction(151, 2)), ("kes", 1, 1, 80), ("kec", 1, 0, None),
    ]  # fmt: skip


def test_sectors_follow_each_persons_own_unit(figures: IndexFigures) -> None:
    assert [(sector, found.people, found.mean) for sector, found in figures.sectors] == [
        ("education", 2, Fraction(151, 2)), ("health", 1, 80), ("other", 1, None),
    ]  # fmt: skip


def test_statuses_show_who_is_not_covered(figures: IndexFigures) -> None:
    assert [(status, found.people, found.index_people) for status, found in figures.statuses] == [
        ("pns", 3, 3), ("cpns", 1, 0),
    ]  # fmt: skip
    assert figures.excluded == {"cpns": 1}


def test_law_of_the_day_gives_bands_and_most_points(figures: IndexFigures) -> None:
    assert list(figures.maxima) == [25, 40, 30, 5]
    assert [band.code for band in figures.bands] == ["sangat_tinggi", "tinggi", "sedang", "rendah", "sangat_rendah"]


@pytest.mark.parametrize(
    ("points", "mean", "category"),
    [(60.0, Fraction(60), "sangat_rendah"), (60.001, Fraction(60001, 1000), "rendah"), (70.0, Fraction(70), "rendah")],
)
def test_category_of_a_mean_is_decided_before_rounding(points: float, mean: Fraction, category: str) -> None:
    found = read_index(change(CAST, professionalism_index=[score(BUDI, points - 55, 30.0, 20.0, 5.0)]))
    assert (found.whole.mean, found.category_of(found.whole.mean)) == (mean, category)


def test_means_are_exact_sums_of_thousandths() -> None:
    rows = [score(person, 0.1, 0.2, 0.3, 0.001) for person in (BUDI, RINA, SARI)]
    assert read_index(change(CAST, professionalism_index=rows)).whole.mean == Fraction(601, 1000)


def test_nobody_with_an_index_has_no_mean() -> None:
    found = read_index(change(CAST, professionalism_index=[]))
    assert (found.whole.mean, found.category_of(found.whole.mean)) == (None, None)
    assert found.whole.coverage_percent == 0
    assert set(found.whole.dimensions) == {None}


def test_dataset_without_people_has_no_coverage() -> None:
    found = read_index(change(CAST, professionalism_index=[], employees=[], excluded=[]))
    assert (found.whole.coverage_percent, list(found.opds), list(found.sectors), found.excluded) == (None, [], [], {})


def test_empty_columns_are_counted_for_people_with_an_index_alone(figures: IndexFigures) -> None:
    assert figures.not_reported == {
        "leadership_training": 0, "functional_training": 3, "technical_training_jp": 3, "seminar": 3, "discipline": 3,
        "performance": 3,
    }  # fmt: skip


def test_leadership_training_is_missed_only_where_the_grade_is_asked_for_it() -> None:
    heads = change(CAST, employees=people(position_id="q"))
    found = read_index(heads).not_reported
    assert (found["leadership_training"], found["functional_training"]) == (3, 0)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"performance_predicate": "baik"}, 0),
        ({"performance_score": 80.0}, 0),
        ({"performance_score": 80.0, "performance_scheme": "pp30"}, 0),
        ({"performance_score": 80.0, "performance_scheme": "permenpanrb6"}, 3),
        ({"performance_scheme": "pp46"}, 3),
    ],
)
def test_performance_is_missed_where_nothing_gives_points(given: dict[str, Any], missing: int) -> None:
    assert read_index(change(CAST, employees=people(**given))).not_reported["performance"] == missing


def test_everything_reported_leaves_nothing_to_tell() -> None:
    given = people(
        leadership_training=True, functional_training=False, technical_training_jp=0.0, seminar=False, discipline="none",
        performance_predicate="baik",
    )  # fmt: skip
    assert set(read_index(change(CAST, employees=given)).not_reported.values()) == {0}


def test_law_before_the_tables_is_the_assumed_one() -> None:
    assert read_index(replace(CAST, law_date=date(2015, 1, 1))).maxima == read_index(CAST).maxima


def test_people_outside_every_opd_count_in_the_whole_alone() -> None:
    moved = [{**row, "unit_id": "setda"} if row["employee_id"] in {TONO, SARI} else row for row in ROWS["employees"]]
    found = read_index(change(CAST, employees=moved))
    assert (found.whole.index_people, [opd for opd, _ in found.opds]) == (3, ["dik"])
