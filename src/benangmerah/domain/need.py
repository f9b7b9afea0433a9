"""Kebutuhan pengembangan kompetensi: gaps that count, ranked within the agency (rules 7 and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from benangmerah.domain.gap import AIMED
from benangmerah.domain.ranking import rank_descending
from benangmerah.kernel.explanation import Explanation, message
from benangmerah.kernel.quantity import LEVEL_UNITS, round_half_up

PRIORITY_UNITS = 1_000_000
"""Priorities are compared in whole millionths."""


@dataclass(frozen=True)
class Need:
    """A gap in state `gap`, with its exact weight and priority."""

    employee_id: str
    competency_id: str
    target: str
    gap_units: int
    weight: Fraction

    @property
    def priority(self) -> Fraction:
        """Rule 7: gap × weight, exact."""
        return Fraction(self.gap_units, LEVEL_UNITS) * self.weight


def is_need(state: str, target: str, *, is_target_approved: bool) -> bool:
    """A gap is a need where it is in state `gap`; for the position aimed at only where the target was approved."""
    return state == "gap" and (target != AIMED or is_target_approved)


def comparable(priority: Fraction) -> int:
    """A priority as it is compared: six decimals, half up."""
    return round_half_up(priority * PRIORITY_UNITS)


def rank_needs(priorities: Sequence[Fraction]) -> list[int]:
    """Rule 12: ranks over descending priority rounded to six decimals; ties share the smallest (1, 2, 2, 4)."""
    return rank_descending([comparable(priority) for priority in priorities])


def explain_rank(need: Need, rank: int, total: int) -> Explanation:
    """Why a need stands where it stands."""
    return Explanation(
        message("Priority {priority} = gap {gap} × weight {weight}; rank {rank} of {total} in the agency.",
                priority=need.priority, gap=Fraction(need.gap_units, LEVEL_UNITS), weight=need.weight, rank=rank,
                total=total)
    )  # fmt: skip
