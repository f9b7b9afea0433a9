"""What a unit lacks as a unit: people needed at a level, who is there, and who of them leaves soon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from benangmerah.domain.plan import AGE_LIMIT, reaches_age_on
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.read_person_result import policy_of
from benangmerah.kernel.period import months_after, years_before
from benangmerah.regulations.library import load_library
from benangmerah.store.models.attainment import Attainment
from benangmerah.store.models.competency import Competency
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.organisation_gap import OrganisationGap
from benangmerah.store.models.position import Position
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
    days = _leaving_days(run, place)
    names = dict(RunPerson.objects.filter(run=run, employee_id__in=list(days)).values_list("employee_id", "name"))
    attained = Attainment.objects.filter(run=run, employee_id__in=list(days), competency_id__in=competency_ids)
    levels = attained.values_list("employee_id", "competency_id", "attained_level")
    found: dict[str, list[tuple[float, Leaver]]] = defaultdict(list)
    for employee_id, competency_id, level in levels if days else ():
        found[competency_id].append((level, Leaver(employee_id, names[employee_id], days[employee_id])))
    for each in found.values():
        each.sort(key=lambda pair: (pair[1].leaves_on, pair[1].name))
    return found


def _leaving_days(run: Run, place: Place) -> dict[str, date]:
    """The day on which somebody of the unit or below leaves by age or contract, within the months that the policy has.

    Only people are read who could leave by the lowest age limit there is; each is then held to the own one.
    """
    policy, limits = policy_of(run).plan, load_library().on(run.law_date).table(AGE_LIMIT)
    by_age = months_after(run.as_of, policy.retiring_months)
    by_contract = months_after(run.as_of, policy.contract_months)
    old = Q(birth_date__lt=years_before(by_age, int(min(limits.values()))))
    active = Q(standing="active") | Q(standing__isnull=True)
    grades = Position.objects.filter(seen_by(run), position_id=OuterRef("position_id")).values("grade")
    found = Employee.objects.filter(
        seen_by(run), active, old | Q(contract_end__lt=by_contract), unit_id__in=place.unit_ids
    ).values_list("employee_id", Subquery(grades[:1]), "birth_date", "contract_end")  # fmt: skip
    days = {}
    for employee_id, grade, born, contract_end in found:
        ends = [] if born is None else [reaches_age_on(born, int(limits[grade]))]
        ends = [day for day in ends if day < by_age]
        if contract_end is not None and contract_end < by_contract:
            ends.append(contract_end)
        if ends:
            days[employee_id] = min(ends)
    return days
