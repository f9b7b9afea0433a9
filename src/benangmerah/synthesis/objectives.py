"""The planning trees: objectives with their indicators, what they ask of units, and how many people units need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_rows
from benangmerah.synthesis.world import World

Row = dict[str, object]


@dataclass
class PlanningTrees:
    """The rows of the three tables about objectives."""

    objectives: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)
    needs: list[Row] = field(default_factory=list)

    def tables(self) -> dict[str, pa.Table]:
        """The tables objectives, objective_indicators and objective_needs."""
        return {
            "objectives": build_rows("objectives", self.objectives),
            "objective_indicators": build_rows("objective_indicators", self.indicators),
            "objective_needs": build_rows("objective_needs", self.needs),
        }


def plant_trees(world: World) -> PlanningTrees:
    """One set of trees for each agency, and the national priorities above them all, which belong to no agency."""
    data, trees = read_data("objectives"), PlanningTrees()
    for number, agency in enumerate(world.agencies):
        of_agency = {number: world.units_by_key.get(number, {})}
        planter = _Planter(trees, of_agency, agency.agency_id, agency.short_name, world.as_of)
        planter.plant(data["regional" if agency.is_regional else "central"])
    _Planter(trees, world.units_by_key, None, "", world.as_of).plant(data["national"])
    return trees


@dataclass
class _Planter:
    """One set of trees while its rows are written."""

    trees: PlanningTrees
    units: Mapping[int, Mapping[str, Sequence[str]]]
    agency_id: str | None
    place: str
    as_of: date

    def plant(self, nodes: Sequence[Mapping[str, Any]], above: str | None = None) -> None:
        for node in nodes:
            objective_id = f"S{len(self.trees.objectives) + 1:05d}"
            self.trees.objectives.append(
                {
                    "objective_id": objective_id,
                    "parent_objective_id": above,
                    "agency_id": self.agency_id,
                    "kind": node["kind"],
                    "code": node.get("code"),
                    "title": node["title"].format(place=self.place),
                    "weight": node.get("weight"),
                }
            )
            self._measure(objective_id, node)
            self._link(objective_id, node)
            self.plant(node.get("below", ()), objective_id)

    def _measure(self, objective_id: str, node: Mapping[str, Any]) -> None:
        """Indicators for last year and this; those of a sub-activity belong to the first unit it asks something of."""
        last = self.as_of.year - 1
        asked = self._units(node["links"][0][0]) if node["kind"] == "sub_activity" and node.get("links") else []
        for name, measure, target, realised, *former in node.get("indicators", ()):
            row = {"objective_id": objective_id, "name": name, "measure": measure, "target": target}
            row["unit_id"] = next(iter(asked), None)
            if realised is not None:
                self.trees.indicators.append(
                    {**row, "year": last, "target": former[0] if former else target, "realised": realised}
                )
            self.trees.indicators.append({**row, "year": last + 1})

    def _link(self, objective_id: str, node: Mapping[str, Any]) -> None:
        for key, competency_id, level, weight in node.get("links", ()):
            row = {"objective_id": objective_id, "competency_id": competency_id, "level": level, "weight": weight}
            self.trees.needs += [{**row, "unit_id": unit_id} for unit_id in self._units(key)]

    def _units(self, key: str) -> list[str]:
        """The units of that key, of a repeated one only the first few of each agency."""
        most = read_data("objectives")["units_at_most"]
        return [unit_id for units in self.units.values() for unit_id in list(units.get(key, ()))[:most]]


def unit_needs_table(world: World, trees: PlanningTrees) -> pa.Table:
    """The table unit_needs: for each unit and competency that an objective asks of it, people needed at some levels."""
    draw = world.draw("unit_needs")
    asked = {(need["unit_id"], need["competency_id"]): need["objective_id"] for need in trees.needs}
    shares = draw.between(15, 60, len(asked)).tolist()
    names_objective = draw.chance(700, len(asked)).tolist()
    rows: list[Row] = []
    for (unit_id, competency_id), share, is_named in zip(asked, shares, names_objective, strict=True):
        for step, level in enumerate(read_data("objectives")["unit_need_levels"]):
            needed = world.staff[str(unit_id)] * share // 100 // (1 + step)
            objective_id = asked[unit_id, competency_id] if is_named else None
            rows.append(
                {"unit_id": unit_id, "competency_id": competency_id, "level": level, "people_needed": max(1, needed),
                 "objective_id": objective_id}
            )  # fmt: skip
    return build_rows("unit_needs", rows)
