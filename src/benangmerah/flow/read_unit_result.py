"""What a unit lacks as a unit: people needed at a level, who is there, and who of them leaves soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from benangmerah.domain.plan import AGE_LIMIT, reaches_age_on
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.read_person_result import policy_of
from benangmerah.kernel.period import months_after
from benangmerah.regulations.library import load_library
from benangmerah.store.models.attainment import Attainment
from benangmerah.store.models.competency import Competency
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.organisation_gap import OrganisationGap
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.place import Place
from benangmerah.store.selectors.seen import seen_by


@dataclass(frozen=True)
class Leaver:
    """Somebody at the level who leaves soon: by age or by the end of a contract."""

    employee_id: str
    name: str
    leaves_on: date


@dataclass(frozen=True)
class OrganisationNeed:
    """People a unit needs at a level of a competency; `leavers` is None where the reader may not know levels."""

    competency_id: str
    competency: str
    level: int
    people_needed: int
    people_at_level: int
    missing: int
    leavers: Sequence[Leaver] | None


def read_organisation_needs(visit: Visit, run: Run, place: Place) -> list[OrganisationNeed]:
    """The rows of the unit itself, the most missing first; with the names of who leaves, the look is written down."""
    if place.unit_id is None:
        return []
    named = Competency.objects.filter(competency_id=OuterRef("competency_id")).order_by("-pk").values("name")
    asked = OrganisationGap.objects.filter(run=run, unit_id=place.unit_id).annotate(name=Subquery(named[:1]))
    rows: list[Any] = list(asked)
    may_read = visit.scope.reach(Right.READ_ASSESSMENTS).holds(place.agency_id, place.unit_id)
    leaving = _list_leaving(run, place, {row.competency_id for row in rows}) if may_read and rows else {}
    if leaving:
        write_audit(
            visit, Verb.ASSESSMENT_READ, place=(place.agency_id, place.unit_id), run=str(run.pk), about="leavers"
        )
    found = [
        OrganisationNeed(
            row.competency_id, row.name or row.competency_id, row.level, row.people_needed,
            row.people_at_level, row.missing,
            [each for level, each in leaving.get(row.competency_id, ()) if level >= row.level] if may_read else None,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-each.missing, each.competency, each.level))


def _list_leaving(run: Run, place: Place, competency_ids: set[str]) -> Mapping[str, list[tuple[float, Leaver]]]:
    """By competency, who of the unit and below leaves within the policy's months, with the level attained."""
    days, names = {}, {}
    for person in _list_active(run, place):
        leaves_on = _leaving_day(run, person)
        if leaves_on is not None:
            days[person.employee_id], names[person.employee_id] = leaves_on, person.name
    attained = Attainment.objects.filter(run=run, employee_id__in=list(days), competency_id__in=competency_ids)
    found: dict[str, list[tuple[float, Leaver]]] = defaultdict(list)
    for row in attained if days else ():
        leaver = Leaver(row.employee_id, names[row.employee_id], days[row.employee_id])
        found[row.competency_id].append((row.attained_level, leaver))
    for each in found.values():
        each.sort(key=lambda pair: (pair[1].leaves_on, pair[1].name))
    return found


def _list_active(run: Run, place: Place) -> Iterable[Any]:
    """People of the unit and below, each with `birth_date` and `contract_end` as the run saw them."""
    row = Employee.objects.filter(seen_by(run), employee_id=OuterRef("employee_id"))
    people = RunPerson.objects.filter(place.filter(), run=run, standing="active")
    return people.annotate(
        birth_date=Subquery(row.values("birth_date")[:1]), contract_end=Subquery(row.values("contract_end")[:1])
    )


def _leaving_day(run: Run, person: Any) -> date | None:
    """The day somebody leaves by age or contract, where it comes within the months that the plan leaves people out."""
    policy, limits = policy_of(run).plan, load_library().on(run.law_date).table(AGE_LIMIT)
    ends = []
    if person.birth_date is not None:
        day = reaches_age_on(person.birth_date, int(limits[person.grade]))
        if day < months_after(run.as_of, policy.retiring_months):
            ends.append(day)
    if person.contract_end is not None and person.contract_end < months_after(run.as_of, policy.contract_months):
        ends.append(person.contract_end)
    return min(ends, default=None)
