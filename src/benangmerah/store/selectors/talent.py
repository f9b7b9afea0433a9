"""Who stands where for talent management, and what was imported; only `flow.read_talent` asks, and writes it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from benangmerah.domain.gap import HELD
from benangmerah.domain.organization import OrgUnit, inherited_sector
from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.job_match import JobMatch
from benangmerah.store.models.position import Position
from benangmerah.store.models.talent import TalentResult
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.scope import OutOfScopeError, Reach, Scope

CURRENT = Q(archived__isnull=True)


@dataclass(frozen=True)
class TalentUnits:
    """The units of one agency where the reader sees talent, each with its sector."""

    agency_id: str
    agency: str
    is_whole: bool
    """Whether the reader sees the whole agency."""
    units: Mapping[str, OrgUnit]
    names: Mapping[str, str]
    sectors: Mapping[str, str]

    def places(self) -> list[tuple[str, str]]:
        """Where a page may look, as key and name: all, then the OPDs, else the topmost units, by name."""
        opds = [each for each in self.units.values() if each.is_opd]
        tops = opds or [each for each in self.units.values() if each.parent_unit_id not in self.units]
        named = sorted((self.names[each.unit_id], each.unit_id) for each in tops)
        return [("", self.agency), *((unit_id, name) for name, unit_id in named)]

    def below(self, unit_id: str) -> frozenset[str]:
        """A unit and all below it within the reader's reach."""
        if unit_id not in self.units:
            raise OutOfScopeError(message("You see no such unit."))
        found, waiting = {unit_id}, [unit_id]
        while waiting:
            above = waiting.pop()
            fresh = [each.unit_id for each in self.units.values()
                     if each.parent_unit_id == above and each.unit_id not in found]  # fmt: skip
            found.update(fresh)
            waiting += fresh
        return frozenset(found)


@dataclass(frozen=True)
class TalentRow:
    """Somebody as the staff data have her today, without any box."""

    employee_id: str
    name: str
    agency_id: str
    unit_id: str
    position_id: str
    performance_predicate: str | None
    performance_year: int | None


class TalentGiven(NamedTuple):
    """What was imported of somebody for a period, as it stands: a band, a level, scores, or some of them."""

    employee_id: str
    period: int
    performance: str | None
    potential: str | None
    score: float | None
    competency_score: float | None
    potential_score: float | None
    track_record_score: float | None
    is_box_given: bool
    source: str
    decree: str | None


@dataclass(frozen=True)
class Match:
    """The job match of the position held in the published run, where enough requirements are assessed."""

    position_id: str
    percent: float
    as_of: date


def list_agencies_seen(scope: Scope) -> Sequence[tuple[str, str]]:
    """The agencies in which the reader sees talent, by name."""
    return _name(scope.agencies_of(Right.SEE_TALENT))


def list_agencies_kept(scope: Scope) -> Sequence[tuple[str, str]]:
    """The agencies in which the reader keeps talent, by name."""
    scope.require(Right.KEEP_TALENT)
    return _name(scope.agencies_of(Right.KEEP_TALENT))


def _name(agency_ids: frozenset[str]) -> list[tuple[str, str]]:
    found = dict(Agency.objects.filter(CURRENT, agency_id__in=agency_ids).values_list("agency_id", "name"))
    return sorted(((each, found.get(each, each)) for each in agency_ids), key=lambda pair: (pair[1], pair[0]))


def read_talent_units(scope: Scope, agency_id: str, name: str) -> TalentUnits:
    """The units of an agency within the reader's reach; sectors are inherited over the whole agency."""
    reach = scope.require(Right.SEE_TALENT)
    columns = ("unit_id", "agency_id", "parent_unit_id", "sector", "is_opd")
    names, units = {}, {}
    for row in Unit.objects.filter(CURRENT, agency_id=agency_id).order_by("unit_id").values(*columns, "name"):
        names[row["unit_id"]] = row.pop("name")
        units[row["unit_id"]] = OrgUnit(**row)
    seen = {unit_id: unit for unit_id, unit in units.items() if reach.holds(agency_id, unit_id)}
    sectors = {unit_id: inherited_sector(unit_id, units) for unit_id in seen}
    return TalentUnits(agency_id, name, agency_id in reach.agency_ids, seen, names, sectors)


def list_talent_rows(scope: Scope, agency_id: str, unit_ids: frozenset[str] | None) -> list[TalentRow]:
    """The people of an agency, or of some of its units, whom the reader may see for talent, by name."""
    within = scope.require(Right.SEE_TALENT).filter() & Q(agency_id=agency_id)
    rows = Employee.objects.filter(CURRENT, within)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=unit_ids)
    return list(_rows(rows))


def read_talent_row(scope: Scope, employee_id: str) -> TalentRow:
    """One person; whoever lies outside does not exist."""
    within = scope.require(Right.SEE_TALENT).filter()
    found = list(_rows(Employee.objects.filter(CURRENT, within, employee_id=employee_id)))
    if not found:
        raise OutOfScopeError(message("You see nobody with that number."))
    return found[0]


def list_talent_rows_of(scope: Scope, employee_ids: Sequence[str]) -> list[TalentRow]:
    """Those of some people whom the reader may see for talent; nobody where the right is held nowhere."""
    reach = scope.reach(Right.SEE_TALENT)
    if not reach or not employee_ids:
        return []
    return list(_rows(Employee.objects.filter(CURRENT, reach.filter(), employee_id__in=employee_ids)))


def _rows(rows: QuerySet[Employee]) -> list[TalentRow]:
    columns = ("employee_id", "name", "agency_id", "unit_id", "position_id", "performance_predicate",
               "performance_year")  # fmt: skip
    return [TalentRow(*row) for row in rows.order_by("name", "employee_id").values_list(*columns)]


def read_posts(agency_id: str) -> dict[str, tuple[str, str]]:
    """Title and grade of the positions of an agency."""
    rows = Position.objects.filter(CURRENT, agency_id=agency_id).values_list("position_id", "title", "grade")
    return {position_id: (title, grade) for position_id, title, grade in rows}


def list_results(agency_id: str, employee_ids: Sequence[str] | None = None) -> dict[str, list[TalentGiven]]:
    """The imported results of the agency's people, the newest period first; who came from elsewhere brings theirs."""
    people = Employee.objects.filter(CURRENT, agency_id=agency_id).values("employee_id")
    rows = TalentResult.objects.filter(CURRENT, employee_id__in=people).order_by("-period")
    if employee_ids is not None:
        rows = rows.filter(employee_id__in=employee_ids)
    found: dict[str, list[TalentGiven]] = {}
    for values in rows.values_list(*TalentGiven._fields):
        found.setdefault(values[0], []).append(TalentGiven(*values))
    return found


def read_matches(agency_id: str, employee_ids: Sequence[str] | None = None) -> dict[str, Match]:
    """The job matches of the agency's published run by person, where they have a category."""
    rows = JobMatch.objects.filter(
        run__agency_id=agency_id, run__is_published=True, target=HELD, category__isnull=False,
        job_match_percent__isnull=False,
    )  # fmt: skip
    if employee_ids is not None:
        rows = rows.filter(employee_id__in=employee_ids)
    columns = ("employee_id", "position_id", "job_match_percent", "run__as_of")
    return {employee_id: Match(*match) for employee_id, *match in rows.values_list(*columns)}


def list_talent_imports(scope: Scope) -> QuerySet[Receipt]:
    """The files that were brought in, newest first: all of a whole agency that is kept, else the reader's own."""
    reach: Reach = scope.require(Right.KEEP_TALENT)
    own = Q(made_by_id=scope.account_id, agency_id__in=scope.agencies_of(Right.KEEP_TALENT))
    within = Q(agency_id__in=reach.agency_ids) | own
    return Receipt.objects.filter(within, kind=Receipt.Kind.TALENT).select_related("made_by", "undone_by")


def read_talent_import(scope: Scope, receipt_id: int) -> Receipt:
    """One of them."""
    found = list_talent_imports(scope).filter(pk=receipt_id).first()
    if found is None:
        raise OutOfScopeError(message("You see no such import."))
    return found


def list_kept_people(scope: Scope) -> dict[str, tuple[str, str]]:
    """Everybody whose talent the reader keeps: name and agency."""
    within = scope.require(Right.KEEP_TALENT).filter()
    rows = Employee.objects.filter(CURRENT, within).values_list("employee_id", "name", "agency_id")
    return {employee_id: (name, agency_id) for employee_id, name, agency_id in rows}
