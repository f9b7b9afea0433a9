"""The catalogue of offerings: anybody's, and each agency's own, with effects, eligibility and prerequisites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from benangmerah.synthesis.agencies import Agency
from benangmerah.synthesis.competencies import Competency, Dictionary
from benangmerah.synthesis.draw import Draw, Ints
from benangmerah.synthesis.positions import Positions
from benangmerah.synthesis.read_data import read_data
from benangmerah.synthesis.tables import build_rows
from benangmerah.synthesis.units import REFERENCE_CITY
from benangmerah.synthesis.world import World

Entry = Mapping[str, Any]
Row = dict[str, object]
PRICE_STEP = 25_000


@dataclass
class Catalogue:
    """The rows of the four tables about offerings, and which offerings an agency may use."""

    interventions: list[Row] = field(default_factory=list)
    effects: list[Row] = field(default_factory=list)
    eligibility: list[Row] = field(default_factory=list)
    prerequisites: list[Row] = field(default_factory=list)
    open_count: int = 0
    first_of_agency: list[int] = field(default_factory=list)

    def tables(self) -> dict[str, pa.Table]:
        """The tables interventions, effects, eligibility and prerequisites."""
        return {
            "interventions": build_rows("interventions", self.interventions),
            "effects": build_rows("effects", self.effects),
            "eligibility": build_rows("eligibility", self.eligibility),
            "prerequisites": build_rows("prerequisites", self.prerequisites),
        }

    @property
    def ids(self) -> list[str]:
        """The ids of all offerings in order."""
        return [str(row["intervention_id"]) for row in self.interventions]

    def numbers(self, column: str) -> Ints:
        """A column of whole numbers of all offerings."""
        return np.array([row[column] for row in self.interventions], dtype=np.int64)

    def places_of(self, form: str) -> Ints:
        """The offerings of a form of development, by the beginning of its code."""
        return np.array([place for place, row in enumerate(self.interventions) if str(row["form"]).startswith(form)])

    def own_places(self, agency: int) -> range:
        """The offerings an agency has of its own."""
        first = self.first_of_agency[agency]
        return range(first, first + self.own_count(agency))

    def courses_by_family(self, dictionary: Dictionary, families: Sequence[str]) -> list[list[int]]:
        """For each agency, and in it for each family of work, the agency's offerings that teach it."""
        taught: dict[str, set[str]] = {}
        for row in self.effects:
            family = dictionary.entries[dictionary.place(str(row["competency_id"]))].family
            taught.setdefault(str(row["intervention_id"]), set()).add(family)
        ids = self.ids
        return [
            [place for place in self.own_places(agency) if family in taught[ids[place]]]
            for agency in range(len(self.first_of_agency))
            for family in families
        ]

    def refreshers(self) -> list[list[int]]:
        """For each agency the offerings to be repeated that it may use."""
        repeated = [place for place, row in enumerate(self.interventions) if row["repeat_after_months"]]
        shared = [place for place in repeated if place < self.open_count]
        return [
            [*shared, *(place for place in self.own_places(agency) if place in set(repeated))]
            for agency in range(len(self.first_of_agency))
        ]

    def own_count(self, agency: int) -> int:
        """How many offerings an agency has of its own."""
        ends = [*self.first_of_agency, len(self.interventions)]
        return ends[agency + 1] - ends[agency]

    def draw_usable(self, agency: Ints, own_permille: int, draw: Draw) -> Ints:
        """For each agency an offering it may use: one of its own as often as that, else anybody's."""
        first = np.array(self.first_of_agency, dtype=np.int64)
        count = np.array([self.own_count(number) for number in range(len(first))], dtype=np.int64)
        own = first[agency] + draw.below(count[agency], len(agency))
        return np.where(draw.chance(own_permille, len(agency)), own, draw.below(self.open_count, len(agency)))


def compile_catalogue(world: World) -> Catalogue:
    """The open offerings once, then those of each agency for the work it does."""
    catalogue, draw = Catalogue(), world.draw("interventions")
    largest = max(agency.people for agency in world.agencies)
    shared = _Compiler(catalogue, None, largest, draw, {})
    shared.compile(_open_entries(world.dictionary))
    catalogue.open_count = len(catalogue.interventions)
    for number, agency in enumerate(world.agencies):
        catalogue.first_of_agency.append(len(catalogue.interventions))
        families = _families_of(world.positions, number)
        hospital = next(iter(world.units_by_key.get(number, {}).get("rsud", ())), None)
        entries = _own_entries(world.dictionary, families, hospital)
        _Compiler(catalogue, agency, agency.people, draw, dict(shared.keys)).compile(entries)
    return catalogue


def _families_of(positions: Positions, agency: int) -> set[str]:
    return {positions.families[place] for place in np.unique(positions.family[positions.agency == agency])}


def _open_entries(dictionary: Dictionary) -> Iterator[tuple[str, Entry]]:
    data = read_data("interventions")
    yield from data["open"].items()
    for competency_id in data["online"]:
        entry = dictionary.entries[dictionary.place(competency_id)]
        only = {} if competency_id in data["online_for_all"] else {"eligibility": [{"job_family": entry.family}]}
        yield f"online_{competency_id}", {**_series("online", entry), **only}


def _own_entries(dictionary: Dictionary, families: set[str], hospital: str | None) -> Iterator[tuple[str, Entry]]:
    data = read_data("interventions")
    yield from data["own"].items()
    for place, entry in enumerate(dictionary.entries):
        if (entry.family in families or entry.family == "*") and entry.competency_id not in data["no_course"]:
            yield from _courses_of(entry, place)
            if hospital is not None and entry.competency_id == data["only_for"]["rsud"]:
                yield "hospital", {**_series("course", entry), "eligibility": [{"unit_id": hospital}], "months": [4]}


def _courses_of(entry: Competency, place: int) -> Iterator[tuple[str, Entry]]:
    """The course of a technical competency, once or twice a year, and the advanced one that asks for it."""
    data, competency_id = read_data("interventions"), entry.competency_id
    months = data["course_months"]
    month = months[place % len(months)]
    both = [month, (month + 5) % 10 + 2] if competency_id in data["two_courses"] else [month]
    first = {"requires": f"online_{competency_id}"} if competency_id in data["after_online"] else {}
    yield f"course_{competency_id}", {**_series("course", entry), "months": sorted(set(both)), **first}
    if competency_id in data["advanced"]:
        later = {"months": [data["advanced"][competency_id]], "requires": f"course_{competency_id}"}
        yield f"advanced_{competency_id}", {**_series("advanced", entry), **later}


def _series(kind: str, competency: Competency) -> Entry:
    entry = read_data("interventions")["series"][kind]
    title = entry["title"].format(name=competency.name.lower())
    return {**entry, "title": title, "effects": {competency.competency_id: entry["raise"]}}


@dataclass
class _Compiler:
    """The offerings of one agency (or of nobody) while their rows are written."""

    catalogue: Catalogue
    agency: Agency | None
    people: int
    draw: Draw
    keys: dict[str, str]

    def compile(self, entries: Iterator[tuple[str, Entry]]) -> None:
        low, high = read_data("interventions")["price_percent"]
        for key, entry in entries:
            percent = int(self.draw.between(low, high, 1)[0])
            months = entry.get("months") or [entry.get("period")]
            program = f"P{len(self.catalogue.interventions) + 1:05d}" if len(months) > 1 else None
            for month in months:
                self._offer(key, entry, month, program, percent if self.agency else 100)

    def _offer(self, key: str, entry: Entry, month: int | None, program: str | None, percent: int) -> None:
        intervention_id = f"K{len(self.catalogue.interventions) + 1:05d}"
        self.keys.setdefault(key, intervention_id)
        self.catalogue.interventions.append(
            {
                "intervention_id": intervention_id,
                "program_id": program,
                "agency_id": self.agency.agency_id if self.agency else None,
                "title": entry["title"],
                "form": entry["form"],
                "provider": entry.get("provider", self.agency.name if self.agency else None),
                "scheme": entry["scheme"],
                "curriculum_ref": entry.get("ref"),
                "curriculum_fit": entry.get("fit"),
                "learning_hours": entry["hours"],
                "duration_days": entry.get("days"),
                **self._prices(entry, percent),
                **self._seats(entry),
                "period": month,
                "mandatory": entry.get("mandatory"),
                "repeat_after_months": entry.get("repeat"),
            }
        )
        self._effects(intervention_id, entry)
        self._conditions(intervention_id, entry)

    def _prices(self, entry: Entry, percent: int) -> Row:
        return {
            "cost_per_participant": entry["cost"] * percent // 100 // PRICE_STEP * PRICE_STEP,
            "cost_per_batch": entry["batch"] * percent // 100 // PRICE_STEP * PRICE_STEP,
        }

    def _seats(self, entry: Entry) -> Row:
        least, most = entry["seats"]
        size, batches = _batches(least, most, entry["batches"], self.people)
        return {
            "batch_size": size,
            "min_batch_size": least if least > 1 else None,
            "max_batches": batches,
        }

    def _effects(self, intervention_id: str, entry: Entry) -> None:
        self.catalogue.effects += [
            {"intervention_id": intervention_id, "competency_id": competency_id, "raise_by": by, "raise_to": to}
            for competency_id, (by, to) in entry["effects"].items()
        ]

    def _conditions(self, intervention_id: str, entry: Entry) -> None:
        self.catalogue.eligibility += [
            {"intervention_id": intervention_id, **row} for row in entry.get("eligibility", ())
        ]
        if "requires" in entry:
            required = self.keys[entry["requires"]]
            self.catalogue.prerequisites.append(
                {"intervention_id": intervention_id, "requires_intervention_id": required}
            )


def _batches(least: int, most: int, batches: int, people: int) -> tuple[int | None, int | None]:
    """Seats of a batch and how many batches at most; the only batch of a small agency is smaller than usual."""
    if not batches:
        return most or None, None
    seats = most * batches * people // REFERENCE_CITY
    if most and seats < most:
        return min(most, max(seats, least, read_data("interventions")["smallest_class"])), 1
    return most or None, max(1, batches * people // REFERENCE_CITY)
