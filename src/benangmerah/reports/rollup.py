"""What a run found for a unit, an agency or the nation, read from the table of roll-ups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Key: TypeAlias = "tuple[str, str | None, str | None]"
"""Scope, competency (None = all) and sector (None = all)."""

_KEY = ("level", "scope_id", "competency_id", "sector")


@dataclass(frozen=True)
class Figures:
    """The figures of one scope, competency and sector; the names are those of the table."""

    people: int
    required_count: int
    assessed_count: int
    below_count: int
    below_people: int
    burden: float
    mean_gap: float | None
    coverage_percent: float | None
    index_mean: float | None
    index_people: int

    @property
    def is_assessed(self) -> bool:
        """Whether anything at all was assessed, so that a zero means zero."""
        return self.assessed_count > 0

    @property
    def is_thin(self) -> bool:
        """Whether fewer than half of the requirements were assessed."""
        return 2 * self.assessed_count < self.required_count


def read_figures(rollup: pa.Table, level: str, scopes: Iterable[str]) -> Mapping[Key, Figures]:
    """The figures of those scopes of a level, by scope, competency and sector."""
    wanted = pc.and_(
        pc.equal(rollup["level"], level), pc.is_in(rollup["scope_id"], value_set=pa.array(scopes, pa.string()))
    )
    return {
        (row["scope_id"], row["competency_id"], row["sector"]): Figures(
            **{name: value for name, value in row.items() if name not in _KEY}
        )
        for row in rollup.filter(wanted).to_pylist()
    }


def sectors_of(figures: Mapping[Key, Figures], order: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The sectors that occur in each scope."""
    return {
        scope: tuple(sector for sector in order if (scope, None, sector) in figures)
        for scope, competency, sector in figures
        if competency is None and sector is None
    }
