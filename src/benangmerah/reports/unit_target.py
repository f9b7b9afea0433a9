"""Performance targets of units: what was realised against what was aimed at, where both are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from benangmerah.domain.target_achievement import Direction, find_direction, is_short
from benangmerah.kernel.explanation import message
from benangmerah.kernel.quantity import exact
from benangmerah.reports.run import RunFacts

SMALLER_IS_BETTER = message(
    "A unit misses a target where less was realised than aimed at. Where what is aimed at falls from year to year, as "
    "with stunting, less is better, and it misses the target where more was realised."
)


@dataclass(frozen=True)
class UnitTarget:
    """The newest year of one indicator in which something was realised, or else in which something is aimed at.

    `unit` is empty for an indicator of the whole agency; `is_below` is None where it is not known. `direction` is told
    from the targets of all years.
    """

    unit: str | None
    objective: str
    indicator: str
    measure: str
    year: int
    target: float
    realised: float | None
    direction: Direction = Direction.MORE

    @property
    def is_below(self) -> bool | None:
        """Whether the target is missed: less was realised than aimed at, or more where less is better."""
        if self.realised is None:
            return None
        return is_short(exact(self.realised), exact(self.target), self.direction)


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
    directions = read_directions(facts)
    found = [
        UnitTarget(row["unit_id"], titles[row["objective_id"]], row["name"], row["measure"], row["year"], row["target"],
                   row["realised"], directions[key])
        for key, row in newest.items()
    ]  # fmt: skip
    return UnitTargets(sorted(found, key=_order))


def read_directions(facts: RunFacts) -> Mapping[tuple[str, str | None, str], Direction]:
    """For each node, unit and indicator which figures are the better ones; the base is not in the dataset."""
    targets: dict[tuple[str, str | None, str], dict[int, Fraction]] = defaultdict(dict)
    for row in facts.table("objective_indicators").to_pylist():
        targets[row["objective_id"], row["unit_id"], row["name"]][row["year"]] = exact(row["target"])
    return {key: find_direction(None, years) for key, years in targets.items()}


def _place(row: dict[str, Any]) -> tuple[bool, int]:
    return row["realised"] is not None, row["year"]


def _order(target: UnitTarget) -> tuple[bool, int, str, str, str]:
    rank = {True: 0, False: 1, None: 2}[target.is_below]
    return target.unit is None, rank, target.objective, target.unit or "", target.indicator
