"""Kesenjangan organisasi: people a unit needs at a level of a competency against those it has (rule 11)."""

from __future__ import annotations

from collections.abc import Iterable

from benangmerah.domain.attainment import Attainment
from benangmerah.kernel.explanation import Explanation, message
from benangmerah.kernel.quantity import LEVEL_UNITS

ACTIVE = "active"


def people_at_level(members: Iterable[tuple[str | None, Attainment | None]], level: int) -> int:
    """How many of the unit and below are active (an empty standing is active) and attain the level."""
    return sum(
        (standing or ACTIVE) == ACTIVE and attained is not None and attained.units >= level * LEVEL_UNITS
        for standing, attained in members
    )


def people_missing(needed: int, present: int) -> int:
    """How many are missing; people above the need do not make up for another level."""
    return max(0, needed - present)


def explain_organisation_gap(level: int, needed: int, present: int) -> Explanation:
    """The unit's need in a sentence."""
    return Explanation(
        message("Needed: {needed} people at level {level}; there are {present} active ones; {missing} are missing.",
                needed=needed, level=level, present=present, missing=people_missing(needed, present))
    )  # fmt: skip
