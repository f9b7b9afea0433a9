from __future__ import annotations

import numpy as np
import pytest

from benangmerah.synthesis.draw import Choice, Draw, share_out


def test_draw_is_the_same_on_every_machine() -> None:
    assert Draw(1, "example").below(1000, 6).tolist() == [168, 783, 462, 230, 803, 927]
    assert Draw(1, "example").order(6).tolist() == [0, 3, 2, 1, 4, 5]


def test_streams_of_other_names_and_seeds_differ() -> None:
    streams = {tuple(Draw(seed, name).below(1000, 8).tolist()) for seed in (1, 2) for name in ("ratings", "names")}
    assert len(streams) == 4


def test_below_stays_below_each_bound() -> None:
    bounds = np.array([1, 2, 3, 1000] * 500)
    drawn = Draw(3, "bounds").below(bounds, len(bounds))
    assert drawn.min() == 0
    assert (drawn < bounds).all()
    assert set(drawn[2::4].tolist()) == {0, 1, 2}


def test_pick_follows_weights_and_never_takes_what_weighs_nothing() -> None:
    picked = Draw(4, "weights").pick([0, 3, 0, 1], 4000)
    counts = np.bincount(picked, minlength=4).tolist()
    assert (counts[0], counts[2]) == (0, 0)
    assert abs(counts[1] - 3000) < 120


def test_pick_rows_follows_the_row_of_each() -> None:
    table = np.array([[1, 0, 0], [0, 0, 5], [0, 2, 2]])
    rows = np.array([0, 1, 2] * 1000)
    picked = Draw(5, "rows").pick_rows(table, rows)
    assert set(picked[rows == 0].tolist()) == {0}
    assert set(picked[rows == 1].tolist()) == {2}
    assert set(picked[rows == 2].tolist()) == {1, 2}


def test_order_is_a_permutation() -> None:
    assert sorted(Draw(6, "order").order(100).tolist()) == list(range(100))


def test_choice_gives_minus_one_for_unknown() -> None:
    drawn = Choice({"empty": 1, "b": 1}, ("a", "b")).draw(Draw(7, "choice"), 200)
    assert set(drawn.tolist()) == {-1, 1}


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (0, [1, 2], [0, 0]),
        (7, [0, 1], [0, 7]),
        (5, [452, 272, 276], [2, 1, 2]),
        (3, [0], [0]),
    ],
)
def test_share_out_gives_everything_away(total: int, weights: list[int], shares: list[int]) -> None:
    assert share_out(total, weights) == shares
