"""The units of each agency: offices with their sections, and the schools, clinics, districts and wards below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from benangmerah.synthesis.agencies import Agency, place_name
from benangmerah.synthesis.draw import Draw, share_out
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_table, numbered

PEOPLE_PER_OFFICE = 15
PEOPLE_PER_SECTION = 8
REFERENCE_CITY = 15_000
"""The size of city for which the limits in offices.yaml are meant."""

Post = tuple[str, str]
"""The title and the grade of a structural position."""


@dataclass(slots=True)
class Unit:
    """One unit: whom it belongs to, what it is like, and how many people work in it."""

    agency: int
    above: int
    key: str
    name: str
    style: str
    family: str
    is_opd: bool = False
    sector: str | None = None
    posts: list[Post] = field(default_factory=list)
    functional: int = 0
    team: Mapping[str, int] = field(default_factory=dict)
    mix: str = ""
    staff: int = 0


def build_units(agencies: Sequence[Agency], draw: Draw) -> list[Unit]:
    """All units of all agencies, each after the unit above it."""
    units: list[Unit] = []
    for number, agency in enumerate(agencies):
        _AgencyUnits(number, agency, draw, units).build()
    return units


class _AgencyUnits:
    """The units of one agency while they are being opened."""

    def __init__(self, number: int, agency: Agency, draw: Draw, units: list[Unit]) -> None:
        self.number, self.agency, self.draw, self.units = number, agency, draw, units
        self.data = read_data("offices")
        self.offices: Mapping[str, Any] = self.data["offices"]["regional" if agency.is_regional else agency.kind]
        self.opened: dict[str, list[int]] = {}

    def build(self) -> None:
        weights = self.data["sectors"][self.agency.kind]
        for sector, people in zip(weights, share_out(self.agency.people, list(weights.values())), strict=True):
            if people:
                self._build_sector(sector, people)

    def _build_sector(self, sector: str, people: int) -> None:
        parts = self.data["parts"][self.agency.kind][sector]
        shares = dict(zip(parts, share_out(people, list(parts.values())), strict=True))
        self._open_offices(sector, shares.pop("offices"))
        for key, share in shares.items():
            if share:
                self._open_repeated(key, share)

    def _open_offices(self, sector: str, people: int) -> None:
        known = [key for key, office in self.offices.items() if office.get("sector", "other") == sector]
        count = min(len(known), max(1, people // PEOPLE_PER_OFFICE))
        weights = [self.offices[key]["people"] for key in known[:count]]
        for key, staff in zip(known, share_out(people, weights), strict=False):
            if staff or sector != "other":
                self._open_office(key, sector, staff)

    def _open_office(self, key: str, sector: str, staff: int) -> None:
        office = self.offices[key]
        above = self._opened(office.get("above"), 0)
        unit = self._unit(key, office, office["name"], above, self.data["styles"][office["style"]])
        unit.is_opd, unit.sector = True, sector if above < 0 else None
        unit.posts = self._fill(self.data["styles"][office["style"]]["posts"], office, office["name"])
        sections = office.get("sections", [])[: staff // PEOPLE_PER_SECTION]
        unit.staff = min(len(unit.posts), max(1, staff // 12)) if sections else staff
        number = self._add(unit)
        for place, share in enumerate(share_out(staff - unit.staff, [1] * len(sections)) if sections else []):
            self._open_section(key, number, sections[place], share, is_first=place == 0)

    def _open_section(self, key: str, above: int, name: str, staff: int, *, is_first: bool) -> None:
        office = self.offices[key]
        style = self.data["styles"][office["style"]]
        unit = self._unit(f"{key}/{name}", office, f"{name} {office['name']}", above, style)
        unit.posts = self._fill(style["first_section" if is_first else "sections"], office, name)
        unit.staff = staff
        self._add(unit)

    def _open_repeated(self, key: str, people: int) -> None:
        kind = self.data["repeated"][key]
        count = max(1, people // kind["people"])
        if "limit" in kind:
            count = min(count, kind["limit"] * max(1, self.agency.people // REFERENCE_CITY))
        weights = self.draw.between(75, 126, count).tolist()
        offset = len(self.opened.get(kind.get("above", ""), ())) if key == "kelurahan" else 0
        for place, staff in enumerate(share_out(people, weights)):
            self._open_one_of(key, kind, place, place_name(offset + place), staff)

    def _open_one_of(self, key: str, kind: Mapping[str, Any], place: int, place_text: str, staff: int) -> None:
        name = kind["name"].format(number=kind.get("first", 0) + place, place=place_text)
        style = self.data["styles"][kind["style"]]
        unit = self._unit(key, kind, name, self._opened(kind.get("above"), place), style)
        unit.is_opd, unit.staff = kind.get("is_opd", False), staff
        unit.posts = self._fill(style["posts"], kind, name, place_text)
        self._add(unit)

    def _unit(self, key: str, kind: Mapping[str, Any], name: str, above: int, style: Mapping[str, Any]) -> Unit:
        team = kind.get("team") or self.data["teams"][style.get("team", "general")]
        functional = kind.get("functional", style["functional"])
        mix = kind.get("mix", style["mix"])
        return Unit(
            self.number, above, key, name, kind["style"], kind["family"], functional=functional, team=team, mix=mix
        )

    def _fill(self, posts: Sequence[Sequence[str]], kind: Mapping[str, Any], name: str, place: str = "") -> list[Post]:
        texts = {"unit": name, "office": kind["name"], "place": place, "agency": self.agency.name,
                 "topic": kind.get("topic", "")}  # fmt: skip
        return [(title.format(**texts), grade) for title, grade in posts]

    def _opened(self, key: str | None, place: int) -> int:
        """The unit of that key that the one at this place belongs to; -1 where none was opened."""
        found = self.opened.get(key or "", [])
        return found[place % len(found)] if found else -1

    def _add(self, unit: Unit) -> int:
        self.units.append(unit)
        self.opened.setdefault(unit.key, []).append(len(self.units) - 1)
        return len(self.units) - 1


def unit_ids(units: Sequence[Unit]) -> pa.Array:
    """The ids of the units, in their order."""
    return numbered("U", len(units), 6)


def units_table(units: Sequence[Unit], agencies: Sequence[Agency]) -> pa.Table:
    """The table units."""
    ids = unit_ids(units)
    above = pa.array([unit.above if unit.above >= 0 else None for unit in units], pa.int64())
    return build_table(
        "units",
        {
            "unit_id": ids,
            "agency_id": [agencies[unit.agency].agency_id for unit in units],
            "parent_unit_id": ids.take(above),
            "name": [unit.name for unit in units],
            "is_opd": [unit.is_opd for unit in units],
            "sector": [unit.sector for unit in units],
        },
    )


def staff_with_below(units: Sequence[Unit]) -> list[int]:
    """How many people work in each unit and in all units below it."""
    found = [unit.staff for unit in units]
    for number in range(len(units) - 1, -1, -1):
        if units[number].above >= 0:
            found[units[number].above] += found[number]
    return found
