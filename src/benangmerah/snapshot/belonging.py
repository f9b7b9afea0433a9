"""Whose a row is: the agency and the unit it belongs to, by itself or by the row it points to."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.snapshot.chunks import joined
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.validate_references import target_of

OWNERS: dict[str, tuple[str, ...]] = {
    "assignments": ("employee_id",),
    "requirements": ("position_id",),
    "position_requirements": ("position_id",),
    "ratings": ("employee_id",),
    "objective_indicators": ("unit_id", "objective_id"),
    "objective_needs": ("unit_id",),
    "unit_needs": ("unit_id",),
    "effects": ("intervention_id",),
    "eligibility": ("intervention_id",),
    "prerequisites": ("intervention_id",),
    "completions": ("employee_id",),
    "wishes": ("employee_id", "unit_id"),
}
"""Where a table does not say whose its rows are: the columns that point to the owner, the first known one decides.

Competencies and their levels are nobody's: the dictionary is one for all.
"""


@dataclass(frozen=True)
class Area:
    """Whole agencies, and units one by one; units below them must be named too."""

    agency_ids: AbstractSet[str] = frozenset()
    unit_ids: AbstractSet[str] = frozenset()


def is_within(tables: Mapping[str, pa.Table], name: str, area: Area) -> pa.BooleanArray:
    """Which rows of a table belong to the area."""
    agencies, units = find_places(tables, name)
    in_agencies = pc.is_in(agencies, value_set=pa.array(sorted(area.agency_ids), pa.string()))
    in_units = pc.is_in(units, value_set=pa.array(sorted(area.unit_ids), pa.string()))
    return joined(pc.or_(in_agencies, in_units))


def find_places(tables: Mapping[str, pa.Table], name: str) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Agency and unit of every row; empty where it is nobody's, or the agency's as a whole."""
    data = tables[name]
    unknown = pa.chunked_array([pa.nulls(data.num_rows, pa.string())])
    if "agency_id" in INPUTS[name].names:
        return data["agency_id"], data["unit_id"] if "unit_id" in INPUTS[name].names else unknown
    agencies = units = unknown
    for column in OWNERS.get(name, ()):
        table, key = target_of(INPUTS[name].column(column))
        owner = pc.index_in(data[column], value_set=tables[table][key], skip_nulls=True)
        agency, unit = (place.take(owner) for place in find_places(tables, table))
        agencies, units = pc.coalesce(agencies, agency), pc.coalesce(units, unit)
    return agencies, units
