from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from benangmerah.planner.batch import batch_sizes, batches_needed, can_be_held, largest_held, next_held
from benangmerah.planner.problem import Offering
from tests.planner.office import Office, offering, person

MOST = 14


def make_offering(batch_size: int | None, min_batch_size: int, max_batches: int | None) -> Offering:
    columns: dict[str, Any] = {
        "batch_size": batch_size, "min_batch_size": min_batch_size, "max_batches": max_batches,
    }  # fmt: skip
    return Office([person("ani")], [offering("I1", **columns)]).problem().offerings[0]


BASE = make_offering(None, 1, None)
SHAPES = list(product((None, 1, 2, 3, 4, 5), (1, 2, 3, 4, 6), (None, 1, 2, 3)))


def shaped(shape: tuple[int | None, int, int | None]) -> Offering:
    size, least, most = shape
    return Offering(**{**vars(BASE), "batch_size": size, "min_batch_size": least, "max_batches": most})


def splits(people: int, batches: int, least: int, size: int) -> Iterator[tuple[int, ...]]:
    """Every way to seat people in so many batches."""
    if batches == 0:
        if people == 0:
            yield ()
        return
    for first in range(least, min(size, people) + 1):
        for rest in splits(people - first, batches - 1, least, size):
            yield (first, *rest)


def fewest_by_trying(one: Offering, people: int) -> int | None:
    """The fewest batches in which so many can be seated; None where they cannot."""
    size = people if one.batch_size is None else one.batch_size
    most = people if one.max_batches is None else one.max_batches
    if one.batch_size is None:
        most = min(1, most)
    for batches in range(most + 1):
        if next(splits(people, batches, one.min_batch_size, size), None) is not None:
            return batches
    return None


@pytest.mark.parametrize("shape", SHAPES)
def test_rule_17_numbers_that_can_be_held_are_those_that_can_be_seated(
    shape: tuple[int | None, int, int | None],
) -> None:
    one = shaped(shape)
    by_trying = {people: fewest_by_trying(one, people) for people in range(MOST + 6)}
    held = [people for people, batches in by_trying.items() if batches is not None]
    assert [people for people in range(MOST + 6) if can_be_held(one, people)] == held
    assert {people: batches_needed(one, people) for people in held} == {people: by_trying[people] for people in held}
    assert [largest_held(one, people) for people in range(MOST)] == [
        max(number for number in held if number <= people) for people in range(MOST)
    ]
    assert [next_held(one, people) for people in range(MOST)] == [
        min((number for number in held if number > people), default=None) for people in range(MOST)
    ]
    for people in held:
        sizes = batch_sizes(one, people)
        assert (sum(sizes), len(sizes)) == (people, by_trying[people])
        assert all(one.min_batch_size <= size <= (one.batch_size or people) for size in sizes)


@pytest.mark.parametrize(
    ("shape", "people", "sizes"),
    [((None, 1, None), 7, [7]), ((3, 1, None), 7, [3, 2, 2]), ((3, 2, None), 7, [3, 2, 2]), ((4, 1, 2), 8, [4, 4]), ((2, 1, None), 0, [])],
)  # fmt: skip
def test_rule_17_people_are_spread_evenly(
    shape: tuple[int | None, int, int | None], people: int, sizes: list[int]
) -> None:
    assert batch_sizes(shaped(shape), people) == sizes
