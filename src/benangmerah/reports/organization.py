"""The units of a run as documents name them: which perangkat daerah a unit belongs to, and in which agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benangmerah.domain.organization import OrgUnit, chain_upwards
from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.run import RunFacts

REGIONAL = {"province", "regency", "city"}


@dataclass(frozen=True)
class Organization:
    """Units and agencies of a run, with their names."""

    units: Mapping[str, OrgUnit]
    unit_names: Mapping[str, str]
    agency_names: Mapping[str, str]
    opd_word: Message

    @property
    def has_many_agencies(self) -> bool:
        """Whether a document has to say whose unit it names."""
        return len(self.agency_names) > 1

    @property
    def opds(self) -> tuple[str, ...]:
        """The units that answer for needs, in the order they were given."""
        return tuple(unit_id for unit_id, unit in self.units.items() if unit.is_opd)

    def opds_above(self, unit_id: str) -> tuple[str, ...]:
        """The units answering for that unit, itself among them, nearest first."""
        return tuple(above for above in chain_upwards(unit_id, self.units) if self.units[above].is_opd)

    def opd_name(self, unit_id: str) -> str | None:
        """The name of the nearest unit that answers for that unit, or None where there is none."""
        opds = self.opds_above(unit_id)
        return self.unit_names[opds[0]] if opds else None

    def agency_of(self, unit_id: str) -> str:
        """The name of the agency that the unit belongs to."""
        return self.agency_names[self.units[unit_id].agency_id]


def read_organization(facts: RunFacts) -> Organization:
    """The units and agencies of the run."""
    units = facts.table("units").to_pylist()
    agencies = facts.table("agencies").to_pylist()
    return Organization(
        {
            unit["unit_id"]: OrgUnit(
                unit["unit_id"], unit["agency_id"], unit["parent_unit_id"], unit["sector"], unit["is_opd"]
            )
            for unit in units
        },
        {unit["unit_id"]: unit["name"] for unit in units},
        {agency["agency_id"]: agency["name"] for agency in agencies},
        _opd_word({agency["kind"] for agency in agencies}),
    )


def _opd_word(kinds: set[str]) -> Message:
    if kinds <= REGIONAL:
        return message("Regional office (OPD)")
    if kinds.isdisjoint(REGIONAL):
        return message("Work unit (satker)")
    return message("Regional office (OPD) or work unit (satker)")
