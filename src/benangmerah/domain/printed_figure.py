"""Angka terbit: a figure as a document prints it, and which exact figures can stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.quantity import shown


class Reading(StrEnum):
    """How a printed figure came from an exact one."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"  # cut at the decimals of the table instead of rounded
    CUT_SHORT = "cut_short"  # decimals are missing that the table prints elsewhere
    DIFFERENT = "different"


@dataclass(frozen=True)
class PrintedFigure:
    """A figure with the number of decimals its table prints; `is_exact` where no decimals were dropped."""

    value: Fraction
    places: int
    is_exact: bool = False


@dataclass(frozen=True)
class Interval:
    """Exact figures from `lower` up to but without `upper`; one figure alone where the two are equal."""

    lower: Fraction
    upper: Fraction

    def __contains__(self, figure: Fraction) -> bool:
        return figure == self.lower or self.lower < figure < self.upper

    def meets(self, other: Interval) -> bool:
        """Whether some figure lies in both intervals."""
        highest = max(self.lower, other.lower)
        return highest in self and highest in other


def read_figure(digits: str, places: int | None = None, *, is_exact: bool = False) -> PrintedFigure:
    """Read printed digits, with decimal point or comma; `places` where the table prints more than these digits.

    >>> read_figure("78,25")
    PrintedFigure(value=Fraction(313, 4), places=2, is_exact=False)
    """
    plain = digits.strip().replace(",", ".")
    try:
        value = Fraction(plain)
    except (ValueError, ZeroDivisionError) as error:
        raise BenangMerahError(message("{digits} is not a printed figure.", digits=digits)) from error
    return PrintedFigure(value, len(plain.partition(".")[2]) if places is None else places, is_exact)


def find_rounded(printed: PrintedFigure) -> Interval:
    """The exact figures that print so when a half is rounded up."""
    if printed.is_exact:
        return Interval(printed.value, printed.value)
    half = Fraction(1, 2 * 10**printed.places)
    return Interval(printed.value - half, printed.value + half)


def read_against(printed: PrintedFigure, exact: Fraction) -> Reading:
    """How the printed figure came from the exact one: rounded half up, truncated, cut short, or not at all."""
    if Fraction(shown(exact, printed.places)) == printed.value:
        return Reading.ROUNDED
    if truncate(exact, printed.places) == printed.value:
        return Reading.TRUNCATED
    if any(truncate(exact, places) == printed.value for places in range(printed.places)):
        return Reading.CUT_SHORT
    return Reading.DIFFERENT


def truncate(exact: Fraction, places: int) -> Fraction:
    """The figure without its further decimals, for figures that are not negative.

    >>> truncate(Fraction(12, 23) * 100, 1)
    Fraction(521, 10)
    """
    return Fraction(floor(exact * 10**places), 10**places)
