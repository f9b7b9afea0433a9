"""How far one person is from every position, and every person from one position: domain/career.py over whole tables.

Levels are whole ten-thousandths; `UNKNOWN` stands where nothing was assessed, and counts as neither met nor short.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1
Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Distances:
    """One entry a position, or a person: what rule 6 adds up, levels short in ten-thousandths, and what is counted."""

    attained_sum: Whole
    """Σ min(attained, required) over assessed requirements."""
    required_sum: Whole
    """Σ required over assessed requirements."""
    short_units: Whole
    short_count: Whole
    assessed_count: Whole
    required_count: Whole

    @property
    def match_percent(self) -> NDArray[np.float64]:
        """The capped job match; not a number where nothing is assessed."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.required_sum > 0, self.attained_sum * 100 / self.required_sum, np.nan)


def measure_positions(levels: Whole, required: Whole, counts_from: int) -> Distances:
    """One person (a level for each competency) against positions (rows of required levels; 0 asks for nothing)."""
    asked = required > 0
    known = asked & (levels != UNKNOWN)[None, :]
    return _add_up(np.where(known, levels[None, :], 0), np.where(known, required, 0), asked, counts_from)


def measure_people(
    people: Whole, competencies: Whole, levels: Whole, standard: Whole, people_count: int, counts_from: int
) -> Distances:
    """Everybody against one position: attained levels as triples, and the required level of each competency."""
    wanted = standard[competencies] > 0
    who, level, goal = people[wanted], levels[wanted], standard[competencies[wanted]]
    short = np.maximum(goal - level, 0)
    counted = goal - level >= counts_from

    def by_person(values: Whole) -> Whole:
        return np.bincount(who, weights=values, minlength=people_count).astype(np.int64)

    required_count = int((standard > 0).sum())
    return Distances(
        by_person(np.minimum(level, goal)), by_person(goal), by_person(np.where(counted, short, 0)),
        by_person(counted.astype(np.int64)), by_person(np.ones_like(goal)),
        np.full(people_count, required_count, dtype=np.int64),
    )  # fmt: skip


def _add_up(levels: Whole, required: Whole, asked: NDArray[np.bool_], counts_from: int) -> Distances:
    short = np.maximum(required - levels, 0)
    counted = (required > 0) & (required - levels >= counts_from)
    return Distances(
        np.minimum(levels, required).sum(axis=1), required.sum(axis=1), np.where(counted, short, 0).sum(axis=1),
        counted.sum(axis=1), (required > 0).sum(axis=1), asked.sum(axis=1),
    )  # fmt: skip
