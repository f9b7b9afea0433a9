"""The blended job match of one family of functional positions, at the bounds of its categories."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from benangmerah.domain.job_match_blend import blend_job_match, find_blend_weights
from benangmerah.domain.printed_figure import Reading, read_against, read_figure
from benangmerah.kernel.quantity import exact, shown
from benangmerah.regulations.library import load_library
from tests.published.figures import FIGURES

BLEND = FIGURES["job_match_blend"]
LAW = load_library().on(date(2026, 1, 1))
OVER_THE_BOUND, AT_THE_BOUND, UNDER_THE_BOUND = BLEND["boundary_cases"]


@pytest.mark.parametrize("grade", BLEND["weights_percent"])
def test_law_holds_the_published_weights(grade: str) -> None:
    weights = find_blend_weights(LAW, grade)
    assert [weights.technical, weights.managerial_sociocultural] == BLEND["weights_percent"][grade]


def test_law_holds_the_published_bounds() -> None:
    bounds = {band.code: band.lower for band in LAW.bands("job_match/placement") if band.lower is not None}
    assert bounds == BLEND["lower_bounds_percent"]


@pytest.mark.parametrize("case", [AT_THE_BOUND, UNDER_THE_BOUND])
def test_category_is_decided_before_rounding(case: dict[str, str]) -> None:
    match = blend_job_match(LAW, case["grade"], exact(case["technical"]), exact(case["managerial"]))
    assert (match.percent, match.category) == (exact(case["blended"]), case["category"])


def test_case_of_eighty_holds_only_for_the_unrounded_third() -> None:
    """The case prints 83.3333 for 83 1/3 and calls the blend 80: with the printed digits it stays below 80."""
    grade, technical = OVER_THE_BOUND["grade"], exact(OVER_THE_BOUND["technical"])
    meant = blend_job_match(LAW, grade, technical, Fraction(250, 3))
    printed = blend_job_match(LAW, grade, technical, exact(OVER_THE_BOUND["managerial"]))
    assert (meant.percent, meant.category) == (exact(OVER_THE_BOUND["blended"]), OVER_THE_BOUND["category"])
    assert read_against(read_figure(OVER_THE_BOUND["blended"]), printed.percent) is Reading.ROUNDED
    assert (shown(printed.percent, 5), printed.category) == (Decimal("79.99998"), "masih_memenuhi")
