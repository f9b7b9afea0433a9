"""What a plan can be asked to reach (sasaran rencana): closed gaps, the minimum of JP, an IP ASN mean, a way to one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message

WHOLE = 100
MOST_YEARS = 5
"""A way is drawn over so many years at most: what is assumed holds less and less."""


class TargetKind(StrEnum):
    """What is counted."""

    CLOSURE = "closure"
    MINIMUM_JP = "minimum_jp"
    INDEX = "index"
    INDEX_PATH = "index_path"


@dataclass(frozen=True)
class PlanTarget:
    """A target: percent of the weighted gap, or points of the mean; `until` is the last year of a way.

    With `keeps_unit_money` the units' own budgets bind as they do for the run's plan; with `repeats_yearly` technical
    training and seminars that are reported are taken to be repeated each year beside the plan.
    """

    kind: TargetKind
    value: Fraction | None = None
    until: int | None = None
    keeps_unit_money: bool = True
    repeats_yearly: bool = False

    def check(self, year: int) -> None:
        """Refuse what cannot be asked of a plan of that year."""
        if self.kind is TargetKind.MINIMUM_JP:
            return
        if self.value is None or not 0 < self.value <= WHOLE:
            raise BenangMerahError(
                message("A target is a number above 0, and at most 100."),
                message("Write the percentage of the gaps, or the points of the mean, for example 75."),
            )
        if self.kind is TargetKind.INDEX_PATH and not (self.until and year < self.until < year + MOST_YEARS):
            raise BenangMerahError(
                message("A way ends between {first} and {last}.", first=str(year + 1), last=str(year + MOST_YEARS - 1)),
                message("Write the year in which the mean is to be reached."),
            )
