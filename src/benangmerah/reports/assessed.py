"""Who is assessed: people and requirements of the position held, by OPD, sector, status and source of the level."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.domain.organization import inherited_sector
from benangmerah.reports.match import same_rows
from benangmerah.reports.person import Directory
from benangmerah.reports.run import RunFacts

Key = TypeVar("Key")
KEY = ("employee_id", "competency_id")


class Place(NamedTuple):
    """Where a person is counted: agency (its place in the table), nearest OPD, sector of the own unit, status."""

    agency: int
    opd: str | None
    sector: str
    status: str


@dataclass
class Assessed:
    """People of one place, or of several together.

    `some` have at least one assessed requirement, `all` have all of them assessed, `without` have no standard at all;
    `sources` counts assessed requirements by the source that decided.
    """

    people: int = 0
    some: int = 0
    all: int = 0
    without: int = 0
    required: int = 0
    done: int = 0
    sources: Counter[str] = field(default_factory=Counter)

    @property
    def percent(self) -> float | None:
        """Assessed people in percent of all people."""
        return 100 * self.some / self.people if self.people else None

    @property
    def coverage_percent(self) -> float | None:
        """Assessed requirements in percent of all requirements."""
        return 100 * self.done / self.required if self.required else None

    def add(self, other: Assessed) -> None:
        """Count those of another place too."""
        for name in ("people", "some", "all", "without", "required", "done"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.sources += other.sources


@dataclass(frozen=True)
class Coverage:
    """Who is assessed in every place; None stands for a run that keeps no rows per person and competency."""

    places: Mapping[Place, Assessed]

    @property
    def whole(self) -> Assessed:
        """Everybody."""
        return sum_places(self.places.values())

    def by(self, name: Callable[[Place], Key]) -> Mapping[Key, Assessed]:
        """The places that share that name, summed."""
        groups: dict[Key, list[Assessed]] = defaultdict(list)
        for place, found in self.places.items():
            groups[name(place)].append(found)
        return {key: sum_places(found) for key, found in groups.items()}

    @property
    def sources(self) -> Sequence[str]:
        """The sources that decided a level, most requirements first."""
        counts = self.whole.sources
        return sorted(counts, key=lambda source: (-counts[source], source))


def sum_places(places: Iterable[Assessed]) -> Assessed:
    """Several places together."""
    total = Assessed()
    for place in places:
        total.add(place)
    return total


def read_coverage(facts: RunFacts, directory: Directory) -> Coverage | None:
    """Who is assessed, from the gaps of positions held; None where the run keeps no rows per person and competency."""
    if not facts.has("gap"):
        return None
    required, done = _count_requirements(facts)
    sources = _count_sources(facts)
    places: dict[Place, Assessed] = defaultdict(Assessed)
    for employee_id, place in _place_people(facts, directory):
        found, asked, known = places[place], required.get(employee_id, 0), done.get(employee_id, 0)
        found.people += 1
        found.some += known > 0
        found.all += 0 < asked == known
        found.without += asked == 0
        found.required += asked
        found.done += known
        found.sources.update(sources.get(employee_id, {}))
    return Coverage(dict(places))


def _place_people(facts: RunFacts, directory: Directory) -> Iterable[tuple[str, Place]]:
    employees, units = facts.table("employees"), directory.organization.units
    sectors = {unit_id: inherited_sector(unit_id, units) for unit_id in units}
    people = employees["employee_id"].to_pylist()
    placed = directory.place_people(people)
    columns = (employees["unit_id"].to_pylist(), employees["status"].to_pylist())
    for employee_id, (agency, opd), unit_id, status in zip(people, placed, *columns, strict=True):
        yield employee_id, Place(agency, opd, sectors[unit_id], status)


def _held(facts: RunFacts) -> pa.Table:
    gap = facts.table("gap")
    return gap.filter(pc.equal(gap["target"], "held"))


def _count_requirements(facts: RunFacts) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Requirements, and assessed ones, of each person."""
    held = _held(facts)
    counted = held.group_by("employee_id", use_threads=False).aggregate(
        [("competency_id", "count"), ("attained_level", "count")]
    )
    people = counted["employee_id"].to_pylist()
    return (
        dict(zip(people, counted["competency_id_count"].to_pylist(), strict=True)),
        dict(zip(people, counted["attained_level_count"].to_pylist(), strict=True)),
    )


def _count_sources(facts: RunFacts) -> Mapping[str, Mapping[str, int]]:
    """For each person the assessed requirements by the source that decided their level."""
    held, attainment = _held(facts), facts.table("attainment")
    known = held.filter(pc.is_valid(held["attained_level"]))
    source = attainment["source"].take(same_rows(known, attainment, KEY))
    counted = pa.table({"person": known["employee_id"], "source": source}).group_by(
        ["person", "source"], use_threads=False
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in counted.aggregate([([], "count_all")]).to_pylist():
        found[row["person"]][row["source"]] = row["count_all"]
    return found


def count_below(facts: RunFacts) -> int | None:
    """People below standard in at least one competency of the position held; None where the run does not tell."""
    rollup = facts.table("rollup")
    level = "nation" if len(facts.table("agencies")) > 1 else "agency"
    whole = rollup.filter(
        pc.and_(
            pc.equal(rollup["level"], level),
            pc.and_(pc.is_null(rollup["competency_id"]), pc.is_null(rollup["sector"])),
        )
    )
    return int(pc.sum(whole["below_people"]).as_py()) if len(whole) else None
