"""Rata-rata tertimbang: one figure for several groups of people, and what a published mean implies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.printed_figure import PrintedFigure, Reading, read_against
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, message


@dataclass(frozen=True)
class Group:
    """People measured together: their mean, and how many they are."""

    mean: Fraction
    people: int


def average_simply(values: Sequence[Fraction]) -> Fraction:
    """The mean in which every value counts the same; refused where there is no value."""
    if not values:
        raise BenangMerahError(message("There is nothing to average."))
    return sum(values, Fraction(0)) / len(values)


def average_by_people(groups: Sequence[Group]) -> Fraction:
    """The mean in which every person counts the same; refused where there is nobody."""
    people = sum(group.people for group in groups)
    if people == 0:
        raise BenangMerahError(message("There is nobody to average over."))
    return sum((group.mean * group.people for group in groups), Fraction(0)) / people


def find_missing_mean(whole: Group, others: Sequence[Group]) -> Fraction:
    """The mean that the rest of the people must have, when the whole and the other groups are known."""
    rest = whole.people - sum(group.people for group in others)
    if rest <= 0:
        raise BenangMerahError(message("The other groups leave nobody whose mean could be found."))
    known = sum((group.mean * group.people for group in others), Fraction(0))
    return (whole.mean * whole.people - known) / rest


def find_share(first: Fraction, second: Fraction, whole: Fraction) -> Fraction:
    """The share (0 to 1) of the first of two groups that makes their mean the published whole."""
    if first == second:
        raise BenangMerahError(message("Two groups of equal mean tell nothing about their shares."))
    return (whole - second) / (first - second)


def is_simple_mean(printed: PrintedFigure, groups: Sequence[Group]) -> bool:
    """Whether the published figure is the mean in which every group counts the same, however large it is."""
    return read_against(printed, average_simply([group.mean for group in groups])) is Reading.ROUNDED


def is_mean_by_people(printed: PrintedFigure, groups: Sequence[Group]) -> bool:
    """Whether the published figure is the mean in which every person counts the same."""
    return read_against(printed, average_by_people(groups)) is Reading.ROUNDED


def explain_mean(groups: Sequence[Group]) -> Explanation:
    """The mean by people in a sentence, the groups it is made of, and the simple mean beside it."""
    people = sum(group.people for group in groups)
    parts = tuple(
        message("{mean} for {people} people.", mean=group.mean, people=group.people) for group in groups
    )  # fmt: skip
    simple = message("Counting every group the same would give {mean}.",
                     mean=average_simply([group.mean for group in groups]))  # fmt: skip
    mean = average_by_people(groups)
    return Explanation(message("Mean {mean} over {people} people.", mean=mean, people=people), (*parts, simple))
