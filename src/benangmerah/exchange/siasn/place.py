"""Agencies, units and positions of an export: what the rows of its people say of the organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benangmerah.exchange.imports.fault import empty_cell
from benangmerah.exchange.siasn.grade import agency_kind, family_of, grade_of
from benangmerah.exchange.siasn.record import Export, Record
from benangmerah.kernel.explanation import message

_Rows = dict[str, tuple[int, dict[str, object]]]


@dataclass
class Places:
    """The rows of the three tables by id, each with the row of the export it was first seen in."""

    agencies: _Rows = field(default_factory=dict)
    units: _Rows = field(default_factory=dict)
    positions: _Rows = field(default_factory=dict)


@dataclass(frozen=True)
class Post:
    """Where one person works: agency, unit and position held, each None where the row does not tell it."""

    agency: str | None = None
    unit: str | None = None
    position: str | None = None


def agency_of(record: Record) -> str | None:
    """Where the person works; where that is empty, the agency the person belongs to."""
    return record.text("INSTANSI KERJA ID", "INSTANSI INDUK ID")


class PlaceReader:
    """Builds agencies, units and positions row by row.

    Units form a tree of two levels: the office (satuan kerja) and the units (unor) below it. An office is a perangkat
    daerah; where it bears the agency's own name, as SIASN has it for regional governments, each unit below it is one.

    SIASN gives a unit or position one id wherever its holder works. Where people of several agencies share one, the
    agency with most people in the export keeps the plain id, so that other tables can name it; elsewhere the agency's
    id follows it.
    """

    def __init__(self, export: Export, echelons: Mapping[str, str], records: Sequence[Record]) -> None:
        self.export, self.echelons = export, echelons
        self.homes = {heading: _homes(records, heading) for heading in ("UNOR ID", "JABATAN ID")}
        self.places = Places()

    def read(self, record: Record) -> Post:
        """Take one person's row."""
        agency = agency_of(record)
        if agency is None:
            self._refuse_missing(record, "INSTANSI KERJA ID")
            return Post()
        name = record.text("INSTANSI KERJA NAMA", "INSTANSI INDUK NAMA") or agency
        facts: dict[str, object] = {"agency_id": agency, "name": name, "kind": agency_kind(name)}
        self.places.agencies.setdefault(agency, (record.row, facts))
        return Post(agency, self._unit(record, agency, name), self._position(record, agency))

    def _unit(self, record: Record, agency: str, agency_name: str) -> str | None:
        plain = record.text("UNOR ID")
        if plain is None:
            self._refuse_missing(record, "UNOR ID")
            return None
        unit, office, covers_all = self._own_id("UNOR ID", plain, agency), *self._office(record, agency, agency_name)
        if office != unit:
            is_opd = office is None or covers_all
            self._add_unit(record, unit, agency, record.text("UNOR NAMA") or plain, office, is_opd=is_opd)
        return unit

    def _office(self, record: Record, agency: str, agency_name: str) -> tuple[str | None, bool]:
        """The unit above, and whether it is the agency as a whole."""
        is_at_home = record.text("INSTANSI INDUK ID") in {None, agency}
        place = "KERJA" if record.text("SATUAN KERJA KERJA ID") or not is_at_home else "INDUK"
        plain = record.text(f"SATUAN KERJA {place} ID")
        if plain is None:
            return None, False
        name = record.text(f"SATUAN KERJA {place} NAMA") or plain
        covers_all = plain == agency or _is_same_name(name, agency_name)
        office = self._own_id("UNOR ID", plain, agency)
        self._add_unit(record, office, agency, name, None, is_opd=not covers_all)
        return office, covers_all

    def _add_unit(self, record: Record, unit: str, agency: str, name: str, parent: str | None, *, is_opd: bool) -> None:
        facts: dict[str, object] = {"unit_id": unit, "agency_id": agency, "parent_unit_id": parent, "name": name}
        facts["is_opd"] = is_opd
        self.places.units.setdefault(unit, (record.row, facts))

    def _position(self, record: Record, agency: str) -> str | None:
        plain, title = record.text("JABATAN ID"), record.text("JABATAN NAMA")
        if plain is None or title is None:
            self._refuse_missing(record, "JABATAN ID" if plain is None else "JABATAN NAMA")
            return None
        grade = grade_of(record, self.echelons)
        if grade is None:
            reason = message("The grade (jenjang) of {title} cannot be told from its title or echelon.", title=title)
            suggestion = message("Write the title with its grade, such as {title} Ahli Muda, or fill in ESELON ID.",
                                 title=title)  # fmt: skip
            self.export.refuse(record, "JABATAN NAMA", (reason, suggestion))
            return None
        return self._add_position(record, self._own_id("JABATAN ID", plain, agency), agency, grade)

    def _add_position(self, record: Record, position: str, agency: str, grade: str) -> str | None:
        facts: dict[str, object] = {
            "position_id": position, "agency_id": agency, "title": record.text("JABATAN NAMA"), "grade": grade,
            "job_family": family_of(record),
        }  # fmt: skip
        row, known = self.places.positions.setdefault(position, (record.row, facts))
        if known["grade"] == grade:
            return position
        reason = message(
            "The position {position} has the grade {first} in row {row}, and {second} here.",
            position=position, first=str(known["grade"]), row=str(row), second=grade,
        )  # fmt: skip
        self.export.refuse(record, "JABATAN ID", (reason, message("Give one of the two positions another id.")))
        return None

    def _own_id(self, heading: str, plain: str, agency: str) -> str:
        return plain if self.homes[heading].get(plain, agency) == agency else f"{plain}/{agency}"

    def _refuse_missing(self, record: Record, heading: str) -> None:
        self.export.refuse(record, heading, empty_cell(heading))


def _homes(records: Sequence[Record], heading: str) -> Mapping[str, str]:
    """For each id the agency that keeps it plain; of agencies with equally many people the first."""
    people = Counter(agency for record in records if (agency := agency_of(record)))
    homes: dict[str, str] = {}
    for record in records:
        plain, agency = record.text(heading), agency_of(record)
        if plain and agency and people[agency] > people[homes.get(plain, "")]:
            homes[plain] = agency
    return homes


def _is_same_name(first: str, second: str) -> bool:
    return "".join(first.split()).casefold() == "".join(second.split()).casefold()
