"""Who gives ratings: superiors, colleagues, the person alone, assessors and examiners from outside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from benangmerah.snapshot.contract.inputs import SOURCES
from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.heads import Heads
from benangmerah.synthesis.people import People

ASSESSORS = tuple(f"ASESOR-{number:02d}" for number in range(1, 41))
EXAMINERS = tuple(f"LSP-{number:02d}" for number in range(1, 21))
LEADER = "PIMPINAN"
"""Who rates those with nobody above them: the mayor, regent, governor or minister, who is no employee."""
UNNAMED = {
    "assessment_center": 300, "competency_test": 700, "certificate": 600, "superior": 80, "peer": 150,
    "subordinate": 400, "self": 250, "post_training": 500,
}  # fmt: skip
"""Permille of ratings that do not say who gave them."""


@dataclass(frozen=True)
class Raters:
    """Places of raters: the people first, then those from outside."""

    people: People
    heads: Heads
    first_of_unit: Ints
    size_of_unit: Ints

    def of(self, person: Ints, source: Ints, draw: Draw, *, is_other: bool = False) -> Ints:
        """A rater for each person and source, -1 where it is not said; another one than usual where asked."""
        count, size = len(self.people), len(person)
        superior = self.heads.superior[person]
        superior = np.where(superior >= 0, superior, count + len(ASSESSORS) + len(EXAMINERS))
        colleague = self._colleague(person, draw)
        assessor = count + draw.below(len(ASSESSORS), size)
        examiner = count + len(ASSESSORS) + draw.below(len(EXAMINERS), size)
        choices = np.stack([
            assessor, examiner, examiner, colleague if is_other else superior, colleague, colleague, person, examiner,
        ])  # fmt: skip
        unnamed = np.array([UNNAMED[code] for code in SOURCES])[source]
        return np.where(draw.chance(unnamed, size), -1, choices[source, np.arange(size)])

    def _colleague(self, person: Ints, draw: Draw) -> Ints:
        """Somebody else of the same unit; nobody (-1) where the person is alone."""
        unit = self.people.unit[person]
        first, others = self.first_of_unit[unit], self.size_of_unit[unit] - 1
        step = 1 + draw.below(np.maximum(others, 1), len(person))
        found = first + (person - first + step) % self.size_of_unit[unit]
        return np.where(others > 0, found, -1)


def gather_raters(people: People, heads: Heads) -> Raters:
    """The raters of everybody; people stand by unit."""
    size = np.bincount(people.unit, minlength=len(heads.of_unit)).astype(np.int64)
    return Raters(people, heads, np.cumsum(size) - size, size)


def rater_ids(employee_ids: pa.Array) -> pa.Array:
    """The ids of all who may rate, in the order of their places."""
    return pa.concat_arrays([employee_ids, pa.array([*ASSESSORS, *EXAMINERS, LEADER], pa.string())])
