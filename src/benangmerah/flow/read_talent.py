"""Who stands in which of the nine boxes: the map, a box's people, one person, a file; every look is written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from benangmerah.domain.role import Right
from benangmerah.domain.talent import (
    PERFORMANCE_WORDS,
    Origin,
    Placement,
    TalentBox,
    TalentFacts,
    explain_box,
    family_of,
)
from benangmerah.exchange.talent.simata import SimataRow, write_simata_csv, write_simata_workbook
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.talent_rules import Known, TalentRules, place_by_rules, read_talent_rules
from benangmerah.kernel.explanation import Explanation, Message, Term, message, render, render_value
from benangmerah.store.selectors.scope import OutOfScopeError, Reach, Scope
from benangmerah.store.selectors.talent import (
    Match,
    TalentGiven,
    TalentRow,
    TalentUnits,
    list_agencies_seen,
    list_results,
    list_talent_rows,
    list_talent_rows_of,
    read_matches,
    read_posts,
    read_talent_row,
    read_talent_units,
)

WITHOUT = "tanpa"
"""How an address names those who stand in no box."""
CSV, WORKBOOK = "csv", "xlsx"
KEPT = 4
"""Agencies, or parts of them that somebody may see, whose people a process keeps with their boxes."""


@dataclass(frozen=True)
class TalentChoice:
    """What a page of talent is chosen by; empty where all are meant, and for the newest period."""

    agency_id: str = ""
    unit_id: str = ""
    sector: str = ""
    family: str = ""
    period: str = ""


@dataclass(frozen=True)
class TalentPerson:
    """Somebody with her box, or with what is missing for one."""

    employee_id: str
    name: str
    agency_id: str
    unit_id: str
    unit: str
    position: str
    grade: str
    sector: str
    facts: TalentFacts
    origin: Origin
    placement: Placement

    @property
    def box(self) -> TalentBox | None:
        """The box; none where something is not known."""
        return self.placement.box

    @property
    def performance(self) -> str | None:
        """The band of the performance."""
        return self.placement.performance

    @property
    def potential(self) -> str | None:
        """The level of the potential."""
        return self.placement.potential.level

    @property
    def score(self) -> float | None:
        """The potential as a score."""
        score = self.placement.potential.score
        return None if score is None else float(score)

    @property
    def period(self) -> int | None:
        """The year of the imported result."""
        return self.origin.period

    @property
    def origin_code(self) -> str:
        """Whether the box was imported or computed."""
        return "imported_box" if self.origin.source is not None else "computed_box"

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known."""
        return self.placement.missing

    @property
    def is_succession(self) -> bool:
        """Whether the agency's policy counts the box into the succession group."""
        return self.box is not None and self.box.is_succession


@dataclass(frozen=True)
class TalentMap:
    """The people of a place with their boxes, and what the page may be chosen by."""

    choice: TalentChoice
    agencies: Sequence[tuple[str, str]]
    units: TalentUnits
    rules: TalentRules
    periods: Sequence[int]
    people: Sequence[TalentPerson]

    @property
    def place(self) -> str:
        """The name of the place."""
        return self.units.names.get(self.choice.unit_id, self.units.agency)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many stand in each box, by its code."""
        return Counter(each.box.code for each in self.people if each.box is not None)

    @cached_property
    def missing(self) -> Mapping[tuple[str, ...], int]:
        """How many stand in no box, by what is missing."""
        return Counter(each.missing for each in self.people if each.box is None)

    @property
    def placed_count(self) -> int:
        """How many stand in a box."""
        return sum(self.counts.values())

    @property
    def imported_count(self) -> int:
        """How many of those were imported."""
        return sum(each.box is not None and each.origin.source is not None for each in self.people)

    def of(self, number: str) -> tuple[TalentBox | None, list[TalentPerson]]:
        """The box of that number with its people; those in no box by the word for it. No such box is no page."""
        if number == WITHOUT:
            return None, [each for each in self.people if each.box is None]
        box = self.rules.law.numbered(int(number)) if number.isdecimal() else None
        if box is None:
            raise OutOfScopeError(message("There is no such box."))
        return box, [each for each in self.people if each.box is not None and each.box.code == box.code]


@dataclass(frozen=True)
class TalentPast:
    """An imported result of a period, with the box it gives under today's rules."""

    period: int
    source: str
    decree: str | None
    placement: Placement


@dataclass(frozen=True)
class PersonTalent:
    """One person's box, why, and what was imported before."""

    person: TalentPerson
    why: Explanation
    past: Sequence[TalentPast]
    rules: TalentRules


def read_talent_map(visit: Visit, choice: TalentChoice) -> TalentMap:
    """The nine boxes of a place; one entry in the audit log."""
    found = _read(visit, choice)
    _write_down(visit, Verb.TALENT_MAP_READ, found, len(found.people))
    return found


def read_talent_box(visit: Visit, choice: TalentChoice, number: str) -> tuple[TalentMap, str, list[TalentPerson]]:
    """The people of one box, or of none; one entry in the audit log. Gives the box's code, empty for none."""
    found = _read(visit, choice)
    box, people = found.of(number)
    _write_down(visit, Verb.TALENT_LIST_READ, found, len(people), f"box {number}")
    return found, "" if box is None else box.code, people


def read_person_talent(visit: Visit, employee_id: str) -> PersonTalent:
    """One person's box with its reasons; one entry in the audit log under the person's number."""
    row = read_talent_row(visit.scope, employee_id)
    agencies = dict(list_agencies_seen(visit.scope))
    units = read_talent_units(visit.scope, row.agency_id, agencies.get(row.agency_id, row.agency_id))
    rules = read_talent_rules(row.agency_id, visit.on)
    results = list_results(row.agency_id, [employee_id])
    read = _Reading(rules, units, read_posts(row.agency_id), results, read_matches(row.agency_id, [employee_id]))
    person = read.place(row)
    write_audit(visit, Verb.TALENT_READ, employee_id=employee_id, place=(row.agency_id, row.unit_id))
    past = [
        TalentPast(each.period, each.source, each.decree, place_by_rules(rules.key, _given(each))[1])
        for each in results.get(employee_id, ())
    ]
    return PersonTalent(person, explain_box(person.facts, person.origin, rules.law, rules.policy), past, rules)


def read_boxes_of(visit: Visit, employee_ids: Sequence[str], about: str) -> dict[str, TalentPerson]:
    """The boxes of some people beside a list of something else: of those whose talent the reader may see.

    Written down where there is anybody; nothing, and no entry, for a reader without the right.
    """
    rows = list_talent_rows_of(visit.scope, employee_ids)
    found: dict[str, TalentPerson] = {}
    for agency_id in sorted({row.agency_id for row in rows}):
        mine = [row for row in rows if row.agency_id == agency_id]
        ids = [row.employee_id for row in mine]
        units = TalentUnits(agency_id, agency_id, False, {}, {}, {})
        rules = read_talent_rules(agency_id, visit.on)
        read = _Reading(rules, units, {}, list_results(agency_id, ids), read_matches(agency_id, ids))
        found |= {row.employee_id: read.place(row) for row in mine}
        write_audit(visit, Verb.TALENT_LIST_READ, place=(agency_id, None), about=about, people=str(len(mine)))
    return found


def export_for_simata(visit: Visit, choice: TalentChoice, kind: str, language: str = "id") -> bytes:
    """The people who stand in a box as a file for SIMATA; one entry in the audit log, with how many left the house."""
    found = _read(visit, choice)
    rows = [_simata(each, language) for each in found.people if each.box is not None]
    if kind == CSV:
        data = write_simata_csv(rows)
    else:
        data = write_simata_workbook(rows, [render(each, language) for each in _notes(found, len(rows))], visit.on,
                                     language)  # fmt: skip
    _write_down(visit, Verb.TALENT_EXPORTED, found, len(rows), kind)
    return data


def _notes(found: TalentMap, written: int) -> Iterable[Message]:
    yield message("Nine boxes of {place}: {written} people, {left} without a box are left out.", place=found.place,
                  written=written, left=len(found.people) - written)  # fmt: skip
    yield message("Format: our reading of SIMATA's interface (assumed); check it before sending.")
    yield message("High from {high}, medium from {medium}: the agency's policy.", high=found.rules.policy.high_from,
                  medium=found.rules.policy.medium_from)  # fmt: skip


def _simata(person: TalentPerson, language: str) -> SimataRow:
    box = person.box
    assert box is not None  # noqa: S101 the caller has left out who stands in none
    return SimataRow(
        person.employee_id, person.name, person.unit, person.position, person.period, box.national_number,
        person.placement.potential.score, render_value(PERFORMANCE_WORDS[box.performance], language),
        render_value(Term(box.potential), language), render_value(Term(person.origin_code), language),
        person.origin.source, person.origin.decree,
    )  # fmt: skip


def _write_down(visit: Visit, verb: Verb, found: TalentMap, people: int, about: str | None = None) -> None:
    chosen = "; ".join(each for each in (found.choice.sector, found.choice.family, found.choice.period) if each)
    place = (found.units.agency_id, found.choice.unit_id or None)
    write_audit(visit, verb, place=place, people=str(people), chosen=chosen or None, about=about)


def _read(visit: Visit, choice: TalentChoice) -> TalentMap:
    scope = visit.scope
    scope.require(Right.SEE_TALENT)
    agencies = list_agencies_seen(scope)
    agency_id = choice.agency_id or agencies[0][0]
    if agency_id not in dict(agencies):
        raise OutOfScopeError(message("You see no such agency."))
    rules = read_talent_rules(agency_id, visit.on)
    asked = _Asked(scope.require(Right.SEE_TALENT), agency_id, scope.archive, rules.key, choice.period, scope, rules,
                   dict(agencies)[agency_id])  # fmt: skip
    # where nothing says how far the archive is, nothing tells whether what was kept still holds
    everybody = _read_everybody(asked) if scope.archive is None else keep_everybody(asked)
    below = everybody.units.below(choice.unit_id) if choice.unit_id else None
    here = [each for each in everybody.people if below is None or each.unit_id in below]
    periods = sorted({year for each in here for year in everybody.periods.get(each.employee_id, ())}, reverse=True)
    people = [
        each
        for each in here
        if (not choice.sector or each.sector == choice.sector)
        and (not choice.family or family_of(each.grade) == choice.family)
    ]
    return TalentMap(choice, agencies, everybody.units, rules, periods, people)


@dataclass(frozen=True)
class _Asked:
    """Whose boxes are asked for: what they depend on, and beside it what reads them."""

    reach: Reach
    agency_id: str
    archive: Hashable
    rules_key: Hashable
    period: str
    scope: Scope = field(compare=False)
    rules: TalentRules = field(compare=False)
    agency: str = field(compare=False)


@dataclass(frozen=True)
class _Everybody:
    """The people of an agency whom a reader may see for talent, with their boxes and the years that were imported."""

    units: TalentUnits
    people: Sequence[TalentPerson]
    periods: Mapping[str, Sequence[int]]


@lru_cache(maxsize=KEPT)
def keep_everybody(asked: _Asked) -> _Everybody:
    """Kept in the process as long as the archive stays what it is, never who looked; every look is written down."""
    return _read_everybody(asked)


def _read_everybody(asked: _Asked) -> _Everybody:
    agency_id, period = asked.agency_id, asked.period
    units = read_talent_units(asked.scope, agency_id, asked.agency)
    results = list_results(agency_id)
    read = _Reading(
        asked.rules, units, read_posts(agency_id), results, {} if period else read_matches(agency_id),
        int(period) if period.isdecimal() else None,
    )  # fmt: skip
    people = [read.place(row) for row in list_talent_rows(asked.scope, agency_id, None)]
    return _Everybody(units, people, {key: [each.period for each in of] for key, of in results.items()})


@dataclass(frozen=True)
class _Reading:
    """What people are placed by: the rules, the names, what was imported, and the matches of the run."""

    rules: TalentRules
    units: TalentUnits
    posts: Mapping[str, tuple[str, str]]
    results: Mapping[str, Sequence[TalentGiven]]
    matches: Mapping[str, Match]
    period: int | None = None
    """Only what was imported for that year; else the newest result, filled up from the data."""

    def place(self, row: TalentRow) -> TalentPerson:
        """One person with her box."""
        facts, origin, placement = self._judge(row)
        title, grade = self.posts.get(row.position_id, (row.position_id, ""))
        return TalentPerson(
            row.employee_id, row.name, row.agency_id, row.unit_id, self.units.names.get(row.unit_id, row.unit_id),
            title, grade, self.units.sectors.get(row.unit_id, ""), facts, origin, placement,
        )  # fmt: skip

    def _judge(self, row: TalentRow) -> tuple[TalentFacts, Origin, Placement]:
        results = self.results.get(row.employee_id, ())
        if self.period is not None:
            own = next((each for each in results if each.period == self.period), None)
            facts, placement = place_by_rules(self.rules.key, Known() if own is None else _given(own))
            return facts, _origin(own), placement
        match = self.matches.get(row.employee_id)
        match = match if match is not None and match.position_id == row.position_id else None
        given = _given(results[0]) if results else Known()
        scores, match_of = given.scores, None
        if scores[0] is None and match is not None:
            scores, match_of = (match.percent, *scores[1:]), match.as_of
        facts, placement = place_by_rules(
            self.rules.key, given._replace(predicate=row.performance_predicate, scores=scores)
        )
        return facts, _origin(results[0] if results else None, row.performance_year, match_of), placement


def _given(row: TalentGiven) -> Known:
    scores = (row.competency_score, row.potential_score, row.track_record_score)
    return Known(row.performance, None, row.potential, row.score, scores)


def _origin(row: TalentGiven | None, performance_year: int | None = None, match_of: date | None = None) -> Origin:
    if row is None:
        return Origin(performance_year=performance_year, match_of=match_of)
    return Origin(row.source, row.decree, row.period, performance_year, match_of, row.is_box_given)
