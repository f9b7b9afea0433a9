"""The least money at which some lawful plan of a tiny city reaches a target, found by trying all plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from tests.checker.brute_force import Choice, best_of_choices, choices_of
from tests.checker.given import Given
from tests.checker.who import list_admitted

MILLION = 1_000_000
MOST = 64
"""More millions than any plan of a tiny city costs."""
Count = Callable[[str, Sequence[str]], Fraction]
"""What offerings give a person towards the target."""


def most_by_money(given: Given, count: Count) -> Mapping[int, Fraction] | None:
    """For each number of millions the most that a lawful plan gives; None where no plan is lawful, whatever the money."""
    choices = [
        [choice._replace(worth=count(person, choice.taken)) for choice in choices_of(given, person)]
        for person in list_admitted(given)
    ]
    found: dict[int, Fraction] = {}
    _fill(given, choices, found, 0, MOST)
    return found or None


def _fill(given: Given, choices: list[list[Choice]], found: dict[int, Fraction], low: int, high: int) -> None:
    """What is the same at both ends is the same between them."""
    for place in (low, high):
        if place not in found:
            best = best_of_choices(replace(given, given_budget=place * MILLION), [list(one) for one in choices])
            if best is not None:
                found[place] = best
    if high - low > 1 and found.get(low) != found.get(high):
        middle = (low + high) // 2
        _fill(given, choices, found, low, middle)
        _fill(given, choices, found, middle, high)
    elif low in found:
        found.update(dict.fromkeys(range(low, high), found[low]))


def least_money(most: Mapping[int, Fraction], target: Fraction) -> int | None:
    """The fewest rupiah, in whole millions, at which a plan reaches the target; None where none does."""
    enough = [place for place, reached in most.items() if reached >= target]
    return min(enough) * MILLION if enough else None
