"""The tree of organisation units: who stands above whom, and the sector a unit inherits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DEFAULT_SECTOR = "other"


@dataclass(frozen=True)
class OrgUnit:
    """One unit organisasi of an agency."""

    unit_id: str
    agency_id: str
    parent_unit_id: str | None = None
    sector: str | None = None
    is_opd: bool = False


def chain_upwards(unit_id: str, units: Mapping[str, OrgUnit]) -> tuple[str, ...]:
    """The unit and every unit above it, nearest first."""
    chain = [unit_id]
    while (parent := units[chain[-1]].parent_unit_id) is not None:
        chain.append(parent)
    return tuple(chain)


def inherited_sector(unit_id: str, units: Mapping[str, OrgUnit]) -> str:
    """The sector of the unit, of the nearest unit above that names one, or `other`."""
    named = (units[above].sector for above in chain_upwards(unit_id, units))
    return next((sector for sector in named if sector), DEFAULT_SECTOR)


def parents_first(units: Iterable[OrgUnit]) -> list[OrgUnit]:
    """The units so that each stands after the unit above it."""
    by_id = {unit.unit_id: unit for unit in units}
    depth: dict[str, int] = {}
    for unit_id in by_id:
        chain = []
        above: str | None = unit_id
        while above is not None and above not in depth:
            chain.append(above)
            above = by_id[above].parent_unit_id
        start = 0 if above is None else depth[above] + 1
        for step, member in enumerate(reversed(chain)):
            depth[member] = start + step
    return sorted(by_id.values(), key=lambda unit: depth[unit.unit_id])
