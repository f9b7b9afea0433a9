from __future__ import annotations

import pytest

from benangmerah.reports.scale import Scale, cut_into_fifths


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([], (0.0, 0.0, 0.0, 0.0)),
        ([0.0], (0.0, 0.0, 0.0, 0.0)),
        ([2.0, 2.0], (2.0, 2.0, 2.0, 2.0)),
        ([float(number) for number in range(11)], (2.0, 4.0, 6.0, 8.0)),
    ],
)
def test_fifths_leave_out_zero_and_share_equal_figures(values: list[float], bounds: tuple[float, ...]) -> None:
    assert cut_into_fifths(values) == bounds


def test_band_holds_its_upper_bound() -> None:
    scale = Scale((20.0, 40.0, 60.0, 80.0))
    assert [scale.band(value) for value in (0.0, 0.1, 20.0, 20.1, 80.0, 80.1)] == [0, 1, 1, 2, 4, 5]


def test_no_band_has_no_colour() -> None:
    assert Scale((1.0, 2.0, 3.0, 4.0)).looks(0) == {}
