"""Periksa persen: which counts can stand behind a printed percentage, and how small the smallest group can be."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import ceil, floor

from benangmerah.domain.printed_figure import PrintedFigure, Reading, find_rounded, read_against
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Explanation, Message, Term, message
from benangmerah.kernel.quantity import shown


@dataclass(frozen=True)
class CountBehind:
    """A number of people that prints as the percentage, and how (rounded or truncated)."""

    count: int
    reading: Reading


@dataclass(frozen=True)
class PercentCheck:
    """A printed percentage of so many people, with the counts that give it and the nearest that exist."""

    printed: PrintedFigure
    people: int
    behind: tuple[CountBehind, ...]
    nearest: tuple[Fraction, ...]

    @property
    def is_possible(self) -> bool:
        """Whether any number of people gives this percentage."""
        return bool(self.behind)


def find_percent(part: int | Fraction, whole: int | Fraction) -> Fraction:
    """The part in percent of the whole, exact; refused where the whole is nothing."""
    if whole <= 0:
        raise BenangMerahError(message("There is nothing to take a percentage of."))
    return Fraction(part) / Fraction(whole) * 100


def check_percent(printed: PrintedFigure, people: int) -> PercentCheck:
    """Check whether a printed percentage is possible among that many people, rounded or truncated."""
    readings = [CountBehind(n, read_against(printed, find_percent(n, people))) for n in range(people + 1)]
    possible = (Reading.ROUNDED, Reading.TRUNCATED)
    behind = tuple(found for found in readings if found.reading in possible)
    return PercentCheck(printed, people, behind, _find_nearest(printed.value, people))


def find_smallest_fraction(printed: PrintedFigure) -> Fraction:
    """The fraction with the fewest people that rounds to the printed percentage: 60.61 is 20 of 33.

    The true group may be any larger one; this is what the figure asks for at least.
    """
    bounds = find_rounded(printed)
    candidates = (Fraction(ceil(bounds.lower / 100 * people), people) for people in count(1))
    return next(candidate for candidate in candidates if candidate * 100 in bounds)


def explain_percent(check: PercentCheck) -> Explanation:
    """Why a printed percentage is possible among so many people, or is not."""
    asked = message("{percent} % of {people} people.", percent=check.printed.value, people=check.people)
    if check.is_possible:
        return Explanation(asked, tuple(_tell_count(found, check.people) for found in check.behind))
    nearest = [shown(percent, check.printed.places) for percent in check.nearest]
    return Explanation(asked, (message("No number of them gives this; the nearest are {nearest} %.", nearest=nearest),))


def _tell_count(found: CountBehind, people: int) -> Message:
    return message("{count} of {people} are {percent} %: {reading}.", count=found.count, people=people,
                   percent=find_percent(found.count, people), reading=Term(found.reading))  # fmt: skip


def _find_nearest(percent: Fraction, people: int) -> tuple[Fraction, ...]:
    exact = min(max(percent / 100 * people, Fraction(0)), Fraction(people))
    return tuple(find_percent(n, people) for n in sorted({floor(exact), ceil(exact)}))
