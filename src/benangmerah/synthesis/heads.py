"""Who leads each unit and who is whose superior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benangmerah.synthesis.draw import Ints
from benangmerah.synthesis.people import People


@dataclass(frozen=True)
class Heads:
    """The person who leads each unit (its first), and the superior of everybody (-1: outside the agency)."""

    of_unit: Ints
    superior: Ints


def find_heads(people: People, above: Sequence[int]) -> Heads:
    """The first person of a unit leads it, and answers to the head of the nearest unit above that has people."""
    of_unit = np.full(len(above), -1, dtype=np.int64)
    first = people.rank_in_unit == 0
    of_unit[people.unit[first]] = np.flatnonzero(first)
    of_above = np.full(len(above), -1, dtype=np.int64)
    for number, upper in enumerate(above):
        if upper >= 0:
            of_above[number] = of_unit[upper] if of_unit[upper] >= 0 else of_above[upper]
    leads = of_unit[people.unit] == np.arange(len(people))
    return Heads(of_unit, np.where(leads, of_above[people.unit], of_unit[people.unit]))
