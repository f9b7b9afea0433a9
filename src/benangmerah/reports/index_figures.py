"""The figures of the IP ASN: means by dimension, people by category, for the whole, each OPD, sector and status."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.domain.organization import inherited_sector
from benangmerah.domain.professionalism_index import (
    DEFAULT_SCHEME,
    DIMENSIONS,
    SCORED_SCHEMES,
    IndexTables,
    categorise,
)
from benangmerah.regulations.library import load_library
from benangmerah.regulations.parameter import Band
from benangmerah.reports.match import find_rows
from benangmerah.reports.organization import Organization, read_organization
from benangmerah.reports.professionalism_index import STATUS
from benangmerah.reports.run import RunFacts
from benangmerah.snapshot.contract.inputs import SECTORS, STATUSES

TRAININGS = ("leadership_training", "functional_training")
OTHERS = ("technical_training_jp", "seminar", "discipline")
THOUSANDTHS = 1000  # the law scores in thousandths of a point at the finest


@dataclass(frozen=True)
class IndexMean:
    """What one group of people has: how many, how many with an index, its sums and its categories."""

    people: int
    index_people: int
    thousandths: tuple[int, ...]
    categories: Mapping[str, int]

    @property
    def dimensions(self) -> tuple[Fraction | None, ...]:
        """The mean of each dimension; unknown where nobody has an index."""
        if not self.index_people:
            return (None,) * len(DIMENSIONS)
        return tuple(Fraction(total, THOUSANDTHS * self.index_people) for total in self.thousandths)

    @property
    def mean(self) -> Fraction | None:
        """The mean IP ASN; unknown where nobody has one."""
        return Fraction(sum(self.thousandths), THOUSANDTHS * self.index_people) if self.index_people else None

    @property
    def coverage_percent(self) -> Fraction | None:
        """People with an index in percent of all people; unknown where there are none."""
        return Fraction(100 * self.index_people, self.people) if self.people else None


@dataclass(frozen=True)
class IndexFigures:
    """Everything the documents say of the index.

    `opds` are those with people, lowest mean first and those without any index last; `maxima` are the most points the
    law gives in each dimension; `not_reported` counts people with an index whose column was empty.
    """

    organization: Organization
    whole: IndexMean
    opds: Sequence[tuple[str, IndexMean]]
    sectors: Sequence[tuple[str, IndexMean]]
    statuses: Sequence[tuple[str, IndexMean]]
    bands: Sequence[Band]
    maxima: tuple[Fraction, ...]
    excluded: Mapping[str, int]
    not_reported: Mapping[str, int]
    tables: IndexTables

    def category_of(self, mean: Fraction | None) -> str | None:
        """The category of a mean, before any rounding."""
        return None if mean is None else categorise(mean, self.tables)


def read_index(facts: RunFacts) -> IndexFigures:
    """The index of a run, from the scores of its people and the law of its day."""
    organization = read_organization(facts)
    tables = IndexTables.from_law(load_library().on(facts.law_date))
    groups = _Groups()
    for row in _count_people(facts):
        groups.add(row, _scopes(row, organization))
    return IndexFigures(
        organization,
        groups.mean_of("whole", ""),
        _rank([(opd, groups.mean_of("opd", opd)) for opd in organization.opds], organization),
        [(sector, groups.mean_of("sector", sector)) for sector in SECTORS if groups.has("sector", sector)],
        [(status, groups.mean_of("status", status)) for status in STATUSES if groups.has("status", status)],
        tables.category,
        _maxima(tables),
        _count_excluded(facts.table("excluded")),
        count_not_reported(facts, tables),
        tables,
    )


def _count_people(facts: RunFacts) -> Iterable[Mapping[str, Any]]:
    """People and thousandths of points by unit, status and category (empty: without an index)."""
    employees, index = facts.table("employees"), facts.table("professionalism_index")
    rows = find_rows(employees["employee_id"], index["employee_id"])
    points = {name: pc.round(pc.multiply(index[name], THOUSANDTHS)).cast(pa.int64()).take(rows) for name in DIMENSIONS}
    placed = pa.table(
        {"unit_id": employees["unit_id"], "status": employees["status"], "category": index["category"].take(rows)}
        | points
    )
    grouped = placed.group_by(["unit_id", "status", "category"], use_threads=False)
    counted = grouped.aggregate([([], "count_all"), *((name, "sum") for name in DIMENSIONS)])
    summed: list[dict[str, Any]] = counted.to_pylist()
    return summed


class _Groups:
    """Adds up people by group: the whole, OPDs, sectors, statuses."""

    def __init__(self) -> None:
        self._people: Counter[tuple[str, str]] = Counter()
        self._sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(DIMENSIONS))
        self._categories: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, row: Mapping[str, Any], scopes: Iterable[tuple[str, str]]) -> None:
        points = [row[f"{name}_sum"] or 0 for name in DIMENSIONS]
        for scope in scopes:
            self._people[scope] += row["count_all"]
            if row["category"] is not None:
                self._categories[scope][row["category"]] += row["count_all"]
                self._sums[scope] = [total + each for total, each in zip(self._sums[scope], points, strict=True)]

    def has(self, kind: str, name: str) -> bool:
        return (kind, name) in self._people

    def mean_of(self, kind: str, name: str) -> IndexMean:
        scope = (kind, name)
        counts = self._categories[scope]
        return IndexMean(self._people[scope], counts.total(), tuple(self._sums[scope]), counts)


def _scopes(row: Mapping[str, Any], organization: Organization) -> Iterable[tuple[str, str]]:
    unit = row["unit_id"]
    yield "whole", ""
    yield "status", row["status"]
    yield "sector", inherited_sector(unit, organization.units)
    yield from (("opd", opd) for opd in organization.opds_above(unit))


def _rank(opds: Iterable[tuple[str, IndexMean]], organization: Organization) -> list[tuple[str, IndexMean]]:
    def place(entry: tuple[str, IndexMean]) -> tuple[bool, Fraction, str, str]:
        opd, found = entry
        return found.mean is None, found.mean or Fraction(), organization.unit_names[opd], opd

    return sorted(((opd, found) for opd, found in opds if found.people), key=place)


def _maxima(tables: IndexTables) -> tuple[Fraction, ...]:
    trainings: dict[str, Fraction] = defaultdict(Fraction)
    for key, score in tables.competency.items():
        trainings[key.partition(".")[0]] += score
    performance = [
        *tables.performance_predicate.values(),
        *(band.score or Fraction() for bands in tables.performance_bands.values() for band in bands),
    ]
    dimensions = (tables.qualification.values(), trainings.values(), performance, tables.discipline.values())
    return tuple(max(scores) for scores in dimensions)


def _count_excluded(excluded: pa.Table) -> Mapping[str, int]:
    reasons = excluded.filter(pc.equal(excluded["from"], "index"))["reason"].to_pylist()
    return dict(sorted(Counter(reason.removeprefix(STATUS) for reason in reasons).items()))


def count_not_reported(facts: RunFacts, tables: IndexTables) -> Mapping[str, int]:
    """People with an index and an empty column, which was counted as none, or as nothing for the performance."""
    everybody, positions = facts.table("employees"), facts.table("positions")
    has_index = pc.is_in(
        everybody["employee_id"], value_set=facts.table("professionalism_index")["employee_id"].combine_chunks()
    )
    people = everybody.filter(has_index)
    grades = positions["grade"].take(find_rows(people["position_id"], positions["position_id"]))
    empty = {column: people[column].is_null() for column in TRAININGS + OTHERS}
    for training in TRAININGS:  # only where the group of the grade is asked for it
        asked = [
            grade for grade, group in tables.position_group.items() if tables.competency.get(f"{group}.{training}")
        ]
        empty[training] = pc.and_(empty[training], pc.is_in(grades, value_set=pa.array(asked, pa.string())))
    schemes = pc.fill_null(people["performance_scheme"], DEFAULT_SCHEME)
    scored = pc.and_(
        people["performance_score"].is_valid(), pc.is_in(schemes, value_set=pa.array(SCORED_SCHEMES, pa.string()))
    )
    empty["performance"] = pc.and_(people["performance_predicate"].is_null(), pc.invert(scored))
    return {column: pc.sum(found, min_count=0).as_py() for column, found in empty.items()}
