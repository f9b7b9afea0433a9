"""The figures of the policy mirror: each spending line against the needs of the people it could reach."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pyarrow.compute as pc

from benangmerah.domain.organization import chain_upwards
from benangmerah.domain.policy_mirror import fit_percent
from benangmerah.reports.match import find_rows
from benangmerah.reports.organization import Organization, read_organization
from benangmerah.reports.run import RunFacts


@dataclass(frozen=True)
class SpendingLine:
    """One line of spending; what is not known of it is None."""

    spending_id: str
    agency_id: str
    unit_id: str | None
    year: int
    title: str
    amount_rupiah: int
    participants: int | None
    people_with_need: int | None
    objectives: int | None

    @property
    def fit(self) -> Fraction | None:
        """The percent of participants that can have met a need."""
        return fit_percent(self.participants, self.people_with_need)

    @property
    def is_known(self) -> bool:
        """Whether a share can be stated, so that the line counts in the shares."""
        return self.fit is not None

    @property
    def is_unwanted(self) -> bool:
        """Whether it is known that nobody within reach needed it."""
        return self.people_with_need == 0

    @property
    def seats_met(self) -> int:
        """Seats on which somebody with a need can have sat."""
        return min(self.participants or 0, self.people_with_need or 0)

    @property
    def rupiah_met(self) -> Fraction:
        """The money of those seats, every seat of the line costing the same."""
        return Fraction(self.amount_rupiah) * (self.fit or 0) / 100


@dataclass(frozen=True)
class Totals:
    """The sum of some lines; shares are taken over the known ones alone."""

    lines: int
    rupiah: int
    known_lines: int
    known_rupiah: int
    rupiah_met: Fraction
    seats: int
    seats_met: int

    @property
    def money_percent(self) -> Fraction | None:
        """The share of the money that can have met a need; unknown where no line is known."""
        return 100 * self.rupiah_met / self.known_rupiah if self.known_rupiah else None

    @property
    def seat_percent(self) -> Fraction | None:
        """The share of the seats that can have met a need; unknown where no line is known."""
        return Fraction(100 * self.seats_met, self.seats) if self.seats else None

    @property
    def unknown_lines(self) -> int:
        """Lines that stand in no share."""
        return self.lines - self.known_lines

    @property
    def unknown_rupiah(self) -> int:
        """Their money."""
        return self.rupiah - self.known_rupiah


def add_lines(lines: Iterable[SpendingLine]) -> Totals:
    """The sum of those lines."""
    every = list(lines)
    known = [line for line in every if line.is_known]
    return Totals(
        lines=len(every),
        rupiah=sum(line.amount_rupiah for line in every),
        known_lines=len(known),
        known_rupiah=sum(line.amount_rupiah for line in known),
        rupiah_met=sum((line.rupiah_met for line in known), Fraction()),
        seats=sum(line.participants or 0 for line in known),
        seats_met=sum(line.seats_met for line in known),
    )


@dataclass(frozen=True)
class CompetencyMirror:
    """One competency somebody needs: the needs, the lines that raise it, and whom those can reach.

    `burden` sums the levels short for the positions held; `rupiah` is the whole money of the lines, which may raise
    other competencies too, and `seats` are those that were reported (None: there are lines, but none reports them).
    """

    name: str
    kind: str
    people: int
    burden: float
    lines: int
    rupiah: int
    seats: int | None
    people_in_reach: int

    @property
    def people_out_of_reach(self) -> int:
        """People with the need whom no line could reach."""
        return self.people - self.people_in_reach


@dataclass(frozen=True)
class MirrorFigures:
    """Everything the documents say of the mirror: lines by money, competencies by people nobody served."""

    organization: Organization
    lines: Sequence[SpendingLine]
    competencies: Sequence[CompetencyMirror]

    @property
    def totals(self) -> Totals:
        """The sum of all lines."""
        return add_lines(self.lines)

    @property
    def unwanted(self) -> list[SpendingLine]:
        """Lines of which it is known that nobody needed them."""
        return [line for line in self.lines if line.is_unwanted]

    @property
    def unknown(self) -> list[SpendingLine]:
        """Lines of which no share can be stated."""
        return [line for line in self.lines if not line.is_known]

    @property
    def unserved(self) -> list[CompetencyMirror]:
        """Competencies with needs that no spending line raises anywhere within reach."""
        return [found for found in self.competencies if not found.people_in_reach]

    def buyer_of(self, line: SpendingLine) -> str | None:
        """The OPD that bought the line, nearest above its unit; None for the agency itself."""
        return None if line.unit_id is None else next(iter(self.organization.opds_above(line.unit_id)), line.unit_id)

    def by(self, key: Callable[[SpendingLine], int | str | None]) -> Mapping[int | str | None, Totals]:
        """The sums of the lines that share a key, in the order of the lines."""
        groups: dict[int | str | None, list[SpendingLine]] = defaultdict(list)
        for line in self.lines:
            groups[key(line)].append(line)
        return {name: add_lines(lines) for name, lines in groups.items()}


def read_mirror(facts: RunFacts) -> MirrorFigures:
    """The mirror of a run, from its spending, its needs and what its offerings raise."""
    organization = read_organization(facts)
    lines = _read_lines(facts)
    return MirrorFigures(organization, lines, _read_competencies(facts, organization, lines))


def _read_lines(facts: RunFacts) -> list[SpendingLine]:
    mirror = {row["spending_id"]: row for row in facts.table("policy_mirror").to_pylist()}
    lines = []
    for row in facts.table("spending").to_pylist():
        found = mirror.get(row["spending_id"])
        if found is None:
            continue
        need = found["people_with_need"]
        lines.append(
            SpendingLine(
                row["spending_id"], row["agency_id"], row["unit_id"], row["year"], row["title"],
                found["amount_rupiah"], found["participants"], need,
                # Where no competency is known, no objective is found, which does not mean that none is served.
                None if need is None else found["objectives"],
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (-line.amount_rupiah, line.spending_id))


def _read_competencies(
    facts: RunFacts, organization: Organization, lines: Sequence[SpendingLine]
) -> list[CompetencyMirror]:
    raising = _lines_by_competency(facts, lines)
    people: dict[str, int] = defaultdict(int)
    reached: dict[str, int] = defaultdict(int)
    for unit, competency, count in _count_needs(facts):
        people[competency] += count
        if any(_reaches(line, unit, organization) for line in raising.get(competency, ())):
            reached[competency] += count
    burden = _sum_burden(facts)
    names = {row["competency_id"]: row for row in facts.table("competencies").to_pylist()}
    found = []
    for competency, count in people.items():
        own = raising.get(competency, ())
        rupiah = sum(line.amount_rupiah for line in own)
        name, kind = names[competency]["name"], names[competency]["kind"]
        found.append(
            CompetencyMirror(
                name, kind, count, burden[competency], len(own), rupiah, _add_seats(own), reached[competency]
            )
        )
    return sorted(found, key=lambda each: (-each.people_out_of_reach, -each.people, each.name))


def _add_seats(lines: Sequence[SpendingLine]) -> int | None:
    reported = [line.participants for line in lines if line.participants is not None]
    return sum(reported) if reported or not lines else None


def _lines_by_competency(facts: RunFacts, lines: Sequence[SpendingLine]) -> Mapping[str, Sequence[SpendingLine]]:
    effects: dict[str, list[str]] = defaultdict(list)
    for row in facts.table("effects").to_pylist():
        effects[row["intervention_id"]].append(row["competency_id"])
    spending = {row["spending_id"]: row for row in facts.table("spending").to_pylist()}
    raising: dict[str, list[SpendingLine]] = defaultdict(list)
    for line in lines:
        row = spending[line.spending_id]
        own = row["competency_id"]
        for competency in effects.get(row["intervention_id"], []) if own is None else [own]:
            raising[competency].append(line)
    return raising


def _count_needs(facts: RunFacts) -> Iterable[tuple[str, str, int]]:
    need, employees = facts.table("need"), facts.table("employees")
    units = employees["unit_id"].take(find_rows(need["employee_id"], employees["employee_id"]))
    placed = need.select(["employee_id", "competency_id"]).append_column("unit_id", units)
    grouped = placed.group_by(["unit_id", "competency_id"], use_threads=False)
    counted = grouped.aggregate([("employee_id", "count_distinct")]).to_pylist()
    return [(row["unit_id"], row["competency_id"], row["employee_id_count_distinct"]) for row in counted]


def _sum_burden(facts: RunFacts) -> Mapping[str, float]:
    need = facts.table("need")
    held = need.filter(pc.equal(need["target"], "held")).group_by("competency_id", use_threads=False)
    summed = {row["competency_id"]: row["gap_sum"] for row in held.aggregate([("gap", "sum")]).to_pylist()}
    return defaultdict(float, summed)


def _reaches(line: SpendingLine, unit_id: str, organization: Organization) -> bool:
    if line.unit_id is None:
        return organization.units[unit_id].agency_id == line.agency_id
    return line.unit_id in chain_upwards(unit_id, organization.units)
