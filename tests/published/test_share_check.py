"""Civil servants by place, sex, position and education, as published in 2021 and 2019."""

from __future__ import annotations

from decimal import Decimal

import pytest

from benangmerah.domain.printed_figure import Reading, read_figure
from benangmerah.domain.share_check import PrintedShare, ShareCheck, check_shares
from benangmerah.kernel.quantity import exact, shown
from tests.published.figures import FIGURES

LATE = FIGURES["civil_servants_2021"]
EARLY = FIGURES["civil_servants_2019"]
EDUCATION = EARLY["by_education"]


def check_parts(whole: int, parts: dict[str, tuple[int, str]]) -> ShareCheck:
    return check_shares(whole, {name: PrintedShare(n, read_figure(digits)) for name, (n, digits) in parts.items()})


@pytest.mark.parametrize("parts", ["by_place", "by_sex"])
def test_parts_of_2021_make_up_all_pns_and_round_to_the_printed_percentages(parts: str) -> None:
    check = check_parts(LATE["by_status"]["pns"], LATE[parts])
    assert check.is_complete
    assert set(check.readings.values()) == {Reading.ROUNDED}


def test_statuses_of_2021_make_up_all_civil_servants() -> None:
    check = check_shares(LATE["asn"], {name: PrintedShare(n) for name, n in LATE["by_status"].items()})
    assert (check.is_complete, check.readings) == (True, {})


def test_structural_positions_of_2021_round_to_the_printed_percentages() -> None:
    check = check_parts(sum(n for n, _ in LATE["structural"].values()), LATE["structural"])
    assert [str(shown(percent)) for percent in check.percents.values()] == ["2.75", "22.26", "70.43", "4.57"]
    assert set(check.readings.values()) == {Reading.ROUNDED}


def test_places_of_2019_make_up_the_whole_and_round_to_the_printed_percentages() -> None:
    check = check_parts(EARLY["whole"], EARLY["by_place"])
    assert check.is_complete
    assert set(check.readings.values()) == {Reading.ROUNDED}


def test_education_of_2019_rounds_to_every_printed_percentage() -> None:
    """The notes to the case call 20.59 and 53.31 truncated; exactly they are 20.5946 and 53.3148: rounded."""
    check = check_parts(EARLY["whole"], EDUCATION)
    assert check.readings == dict.fromkeys(EDUCATION, Reading.ROUNDED)
    assert (shown(check.percents["slta"], 4), shown(check.percents["d4_s1"], 4)) == (
        Decimal("20.5946"),
        Decimal("53.3148"),
    )


def test_education_of_2019_prints_the_same_count_for_sd_and_s3() -> None:
    assert check_parts(EARLY["whole"], EDUCATION).repeated == (("sd", "s3"),)


def test_education_of_2019_leaves_more_diplomas_than_their_percentage_allows() -> None:
    check = check_parts(EARLY["whole"], EDUCATION)
    allowed = exact(EARLY["all_diplomas_percent"]) - exact(EDUCATION["d3"][1])
    assert (check.remainder, shown(check.remainder_percent), shown(allowed)) == (
        225_850,
        Decimal("5.40"),
        Decimal("5.19"),
    )
