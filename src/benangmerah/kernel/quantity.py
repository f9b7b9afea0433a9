"""Exact quantities: ratios of integers that are rounded once, half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LEVEL_UNITS = 10_000
"""A competency level is stored as a whole number of ten-thousandths of a level."""


def round_half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up (for the non-negative figures of this product).

    >>> round_half_up(Fraction(5, 2)), round_half_up(Fraction(1, 3))
    (3, 0)
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def exact(number: float | str | Decimal | Fraction) -> Fraction:
    """The fraction a person means by a written number: 0.1 is one tenth, not the nearest double.

    >>> exact(0.1)
    Fraction(1, 10)
    """
    if isinstance(number, Fraction):
        return number
    return Fraction(Decimal(repr(number)) if isinstance(number, float) else number)


def level_units(level: Fraction) -> int:
    """A level as ten-thousandths, rounded once, half up."""
    return round_half_up(level * LEVEL_UNITS)


def as_level(units: int) -> float:
    """Ten-thousandths back to a level, as it is written in the tables."""
    return units / LEVEL_UNITS


def shown(number: Fraction | Decimal | float, places: int = 2) -> Decimal:
    """The figure a person reads: that many decimals, half up. Categories are decided before this."""
    fraction = exact(number)
    sign = -1 if fraction < 0 else 1
    scaled = sign * round_half_up(abs(fraction) * 10**places)
    return Decimal(scaled).scaleb(-places).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
