"""Structural positions: one of its kind in a unit, held by one person or vacant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.synthesis.draw import Draw, Flags, Ints
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.units import Unit

SMALL_UNIT = 4
"""In units below this size every post that is opened is held."""


@dataclass(frozen=True)
class Posts:
    """Structural positions in the order of their units."""

    titles: tuple[str, ...]
    grade: Ints
    unit: Ints
    agency: Ints
    is_vacant: Flags

    def held_per_unit(self, units: int) -> Ints:
        """How many posts of each unit have a holder."""
        return np.bincount(self.unit[~self.is_vacant], minlength=units).astype(np.int64)

    def of_agency(self, agencies: int, at_least: str | None = None) -> tuple[Ints, Ints, Ints]:
        """The posts from that grade upwards, with the first place and the count of each agency among them."""
        chosen = np.arange(len(self.grade))
        if at_least is not None:
            chosen = chosen[self.grade <= GRADES.index(at_least)]
        counts = np.bincount(self.agency[chosen], minlength=agencies).astype(np.int64)
        return chosen, np.cumsum(counts) - counts, counts


def open_posts(units: Sequence[Unit], draw: Draw) -> Posts:
    """The posts of all units; a unit opens no more of them than about half its people could hold."""
    opened = [
        (number, unit.agency, title, GRADES.index(grade), unit.staff)
        for number, unit in enumerate(units)
        for title, grade in unit.posts[: max(1, (unit.staff + 1) // 2)]
        if unit.staff
    ]
    staff = np.array([post[4] for post in opened], dtype=np.int64)
    vacant = draw.chance(10 * read_data("people")["assignments"]["vacant_percent"], len(opened)) & (staff >= SMALL_UNIT)
    return Posts(
        titles=tuple(post[2] for post in opened),
        grade=np.array([post[3] for post in opened], dtype=np.int64),
        unit=np.array([post[0] for post in opened], dtype=np.int64),
        agency=np.array([post[1] for post in opened], dtype=np.int64),
        is_vacant=vacant,
    )
