from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.job_match import JobMatch, match_job
from benangmerah.regulations.library import load_library
from tests.factories.policy import make_policy

LAW = load_library().on(date(2026, 1, 1))
PLACEMENT = LAW.bands("job_match/placement")
POLICY = make_policy()


def at(level: str) -> Attainment:
    return Attainment(int(Fraction(level) * 10_000), "measured", "competency_test", 1)


def test_rule_06_a_surplus_does_not_hide_a_deficit_in_the_capped_figure() -> None:
    match = match_job([(4, at("2")), (2, at("4"))], PLACEMENT, POLICY)
    assert match == JobMatch(Fraction(200, 3), Fraction(100), 2, 2, "kurang_memenuhi")


@pytest.mark.parametrize(
    ("level", "category"),
    [("4", "memenuhi"), ("3.9999", "masih_memenuhi"), ("3.4", "masih_memenuhi"), ("3.3999", "kurang_memenuhi")],
)  # of 5: 80 %, 79.998 %, 68 %, 67.998 %
def test_rule_06_the_category_is_decided_before_rounding_with_inclusive_bounds(level: str, category: str) -> None:
    assert match_job([(5, at(level))], PLACEMENT, POLICY).category == category


@pytest.mark.parametrize(("assessed", "category"), [(4, "memenuhi"), (3, None)])
def test_rule_06_a_category_needs_80_percent_of_the_requirements_assessed(assessed: int, category: str | None) -> None:
    pairs = [(2, at("2") if place < assessed else None) for place in range(5)]
    assert match_job(pairs, PLACEMENT, POLICY).category == category


def test_rule_06_nothing_assessed_or_required_gives_empty_figures() -> None:
    assert [match_job(pairs, PLACEMENT, POLICY) for pairs in ([], [(3, None)])] == [
        JobMatch(None, None, 0, 0, None),
        JobMatch(None, None, 0, 1, None),
    ]
