"""Periksa jumlah: whether printed parts and their printed total can belong together, and what a part must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.printed_figure import Interval, PrintedFigure, find_rounded
from benangmerah.kernel.explanation import Explanation, Message, message


@dataclass(frozen=True)
class SumCheck:
    """The sum of the printed parts beside the printed total; `possible` are the sums that rounding allows."""

    total: Fraction
    summed: Fraction
    possible: Interval
    is_possible: bool

    @property
    def difference(self) -> Fraction:
        """What the parts add up to beyond the total; below zero where they fall short of it."""
        return self.summed - self.total


def check_sum(parts: Sequence[PrintedFigure], total: PrintedFigure) -> SumCheck:
    """Check whether rounding alone can explain that printed parts do not quite add up to a printed total."""
    bounds = [find_rounded(part) for part in parts]
    lower = sum((bound.lower for bound in bounds), Fraction(0))
    upper = sum((bound.upper for bound in bounds), Fraction(0))
    possible = Interval(lower, upper)
    summed = sum((part.value for part in parts), Fraction(0))
    return SumCheck(total.value, summed, possible, possible.meets(find_rounded(total)))


def find_missing_part(others: Sequence[PrintedFigure], total: PrintedFigure) -> Fraction:
    """What one part must be, when the total and the other parts are as printed."""
    return total.value - sum((part.value for part in others), Fraction(0))


def explain_sum(check: SumCheck) -> Explanation:
    """Why the printed parts can or cannot belong to the printed total."""
    arithmetic = message("The parts add up to {summed}; the printed total is {total}.",
                         summed=check.summed, total=check.total)  # fmt: skip
    return Explanation(arithmetic, (_judge_sum(check),))


def _judge_sum(check: SumCheck) -> Message:
    if check.difference == 0:
        return message("They agree.")
    if check.is_possible:
        return message("Rounding of the parts explains the difference.")
    return message("Rounding cannot explain the difference: a part or the total is printed wrongly.")
