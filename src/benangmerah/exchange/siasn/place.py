"""Agencies, units and positions of an export: what the rows of its people say of the organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benangmerah.exchange.siasn.grade import agency_kind, family_of, grade_of
from benangmerah.exchange.siasn.record import Export, Record
from benangmerah.kernel.explanation import message


@dataclass
class Places:
    """The rows of the three tables, each with the export's row it was first seen in, by id."""

    agencies: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)
    units: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)
    positions: dict[str, tuple[int, dict[str, object]]] = field(default_factory=dict)
    of_person: dict[int, tuple[str | None, str | None, str | None]] = field(default_factory=dict)
    """Agency, unit and position of the person in each row."""


def agency_of(record: Record) -> str | None:
    """Where the person works; where that is empty, the agency the person belongs to."""
    return record.text("INSTANSI KERJA ID", "INSTANSI INDUK ID")


class PlaceReader:
    """Builds the places row by row.

    SIASN gives a unit or position one id wherever its holder works. Where people of several agencies share one, the
    agency with most of the export's people keeps the plain id, so that other tables can name it; elsewhere the id is
    followed by the agency's.
    """

    def __init__(self, export: Export, echelons: Mapping[str, str], records: Sequence[Record]) -> None:
        self.export, self.echelons = export, echelons
        self.people = Counter(agency for record in records if (agency := agency_of(record)))
        self.homes = {"UNOR ID": self._homes(records, "UNOR ID"), "JABATAN ID": self._homes(records, "JABATAN ID")}
        self.offices = _offices_of(records)
        self.places = Places()

    def read(self, record: Record) -> None:
        """Take one person's row."""
        agency = agency_of(record)
        if agency is None:
            self._refuse_missing(record, "INSTANSI KERJA ID")
            return
        name = record.text("INSTANSI KERJA NAMA", "INSTANSI INDUK NAMA") or agency
        facts = {"agency_id": agency, "name": name, "kind": agency_kind(name)}
        self.places.agencies.setdefault(agency, (record.row, facts))
        self.places.of_person[record.row] = (agency, self._unit(record, agency), self._position(record, agency))

    def _unit(self, record: Record, agency: str) -> str | None:
        plain = record.text("UNOR ID")
        if plain is None:
            self._refuse_missing(record, "UNOR ID")
            return None
        unit = self._id("UNOR ID", plain, agency)
        if unit not in self.places.units:
            office, covers_all = self._office(record, agency)
            parent = office if office != unit else None
            self._add_unit(record, unit, agency, record.text("UNOR NAMA"), parent, is_opd=parent is None or covers_all)
        return unit
