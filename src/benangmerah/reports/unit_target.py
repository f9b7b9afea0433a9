"""Performance targets of units: what was realised against what was aimed at, where both are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benangmerah.kernel.explanation import message
from benangmerah.reports.run import RunFacts

SMALLER_IS_BETTER = message(
    "A unit counts as below its target where less was realised than aimed at. The data do not tell for which "
    "indicators a smaller figure is better, as with stunting: read those the other way round."
)


@dataclass(frozen=True)
class UnitTarget:
    """The newest year of one indicator in which something was realised, or else in which something is aimed at.

    `unit` is empty for an indicator of the whole agency; `is_below` is None where it is not known.
    """

    unit: str | None
    objective: str
    indicator: str
    measure: str
    year: int
    target: float
    realised: float | None

    @property
    def is_below(self) -> bool | None:
        """Whether less was realised than aimed at."""
        return None if self.realised is None else self.realised < self.target


@dataclass(frozen=True)
class UnitTargets:
    """All indicators; a unit is below where one of its indicators is."""

    targets: Sequence[UnitTarget]

    @property
    def units_below(self) -> int:
        """Units with an indicator below its target."""
        return len({target.unit for target in self.targets if target.unit is not None and target.is_below})

    @property
    def units_known(self) -> int:
        """Units with an indicator of which target and realisation are known."""
        return len({target.unit for target in self.targets if target.unit is not None and target.is_below is not None})


def read_unit_targets(facts: RunFacts) -> UnitTargets:
    """The newest figures of every indicator up to the year of the day, those of units first."""
    titles = dict(
        zip(*(facts.table("objectives")[name].to_pylist() for name in ("objective_id", "title")), strict=True)
    )
    newest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in facts.table("objective_indicators").to_pylist():
        if row["year"] > facts.as_of.year:
            continue
        key = (row["objective_id"], row["unit_id"], row["name"])
        newest[key] = max(newest.get(key, row), row, key=_place)
    found = [
        UnitTarget(row["unit_id"], titles[row["objective_id"]], row["name"], row["measure"], row["year"], row["target"],
                   row["realised"])
        for row in newest.values()
    ]  # fmt: skip
    return UnitTargets(sorted(found, key=_order))


def _place(row: dict[str, Any]) -> tuple[bool, int]:
    return row["realised"] is not None, row["year"]


def _order(target: UnitTarget) -> tuple[bool, int, str, str, str]:
    rank = {True: 0, False: 1, None: 2}[target.is_below]
    return target.unit is None, rank, target.objective, target.unit or "", target.indicator
