"""A standard before it is written → whose gap changes: its holders and those who aim at it, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from benangmerah.domain.attainment import Attainment
from benangmerah.domain.gap import AIMED, HELD, Gap, measure_gap
from benangmerah.domain.policy import Policy
from benangmerah.domain.role import Right
from benangmerah.flow.ask_run import find_policy
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.change_standard import levels_in_force
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.kernel.quantity import as_level
from benangmerah.store.models import Employee, Run
from benangmerah.store.selectors.attainment import read_levels
from benangmerah.store.selectors.competency import name_competencies
from benangmerah.store.selectors.position import read_position

NOT_REQUIRED = "not_required"
_NAMED = 3
Levels = Mapping[str, int]


@dataclass(frozen=True)
class EffectLine:
    """One person and competency whose state changes."""

    employee_id: str
    name: str
    target: str
    competency: str
    before: str
    after: str
    required_before: int | None
    required_after: int | None


@dataclass(frozen=True)
class StandardEffect:
    """What a standard changes; without a published run nothing is known of levels, and `run_id` is unknown.

    `changes` counts persons × competencies by state before and after; `lines` has those whose people and assessments
    the reader may see; burdens are levels short.
    """

    people: int
    changed_people: int
    changes: Mapping[tuple[str, str], int]
    burden_before: float
    burden_after: float
    run_id: int | None
    as_of: date | None
    lines: Sequence[EffectLine] = field(default=())


@dataclass(frozen=True)
class _Place:
    """Somebody who holds a position, or aims at it with approval."""

    employee: Employee
    target: str
    position_id: str


@dataclass
class _Tally:
    """What is counted while people are gone through."""

    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    before: int = 0
    after: int = 0
    changed: set[str] = field(default_factory=set)
    lines: list[EffectLine] = field(default_factory=list)

    def add(self, place: _Place, competency: str, required: tuple[int | None, int | None], gaps: tuple[Gap, Gap],
            *, is_seen: bool) -> None:  # fmt: skip
        """One competency of one person, before and after."""
        first, second = gaps
        self.before += _burden(first)
        self.after += _burden(second)
        if first.state == second.state and first.gap_units == second.gap_units:
            return
        person = place.employee
        self.changes[first.state, second.state] += 1
        self.changed.add(person.employee_id)
        if is_seen:
            self.lines.append(EffectLine(
                person.employee_id, person.name, place.target, competency, first.state, second.state, *required
            ))  # fmt: skip


def weigh_standards(visit: Visit, standards: Mapping[str, Levels], on: date) -> StandardEffect:
    """Compare what the positions ask for on the day with what they would; who may see the people sees them by name."""
    agency_id = next(read_position(visit.scope, each).agency_id for each in standards)
    run = Run.objects.filter(agency_id=agency_id, is_published=True).first()
    places = _places(list(standards), agency_id)
    version = find_policy(agency_id, on)
    policy = read_policy_text(None if version is None else version.text)
    people = {place.employee.employee_id for place in places}
    attained = {} if run is None else read_levels(run, people)
    before, names = levels_in_force(list(standards), on), name_competencies()
    seen, tally = _seen(visit, places), _Tally()
    for place in places:
        was, will = before.get(place.position_id, {}), standards[place.position_id]
        for competency_id in sorted({*was, *will}, key=lambda each: names.get(each, each)):
            level = attained.get((place.employee.employee_id, competency_id))
            required = (was.get(competency_id), will.get(competency_id))
            gaps = (_gap(required[0], level, policy), _gap(required[1], level, policy))
            tally.add(place, names.get(competency_id, competency_id), required, gaps,
                      is_seen=place.employee.employee_id in seen)  # fmt: skip
    if tally.lines and run is not None:
        named = len({line.employee_id for line in tally.lines})
        write_audit(visit, Verb.ASSESSMENT_READ, place=(agency_id, None), people=str(named),
                    standard=", ".join(sorted(standards)[:_NAMED]))  # fmt: skip
    return StandardEffect(
        len(people), len(tally.changed), dict(tally.changes),
        as_level(tally.before), as_level(tally.after), run.pk if run else None, run.as_of if run else None,
        tuple(tally.lines),
    )  # fmt: skip


def _places(position_ids: Sequence[str], agency_id: str) -> list[_Place]:
    aims = Q(target_position_id__in=position_ids, target_approved=True)
    people = Employee.objects.filter(Q(position_id__in=position_ids) | aims, archived__isnull=True).order_by(
        "name", "pk"
    )
    asked = set(position_ids)
    found = []
    for person in people.filter(agency_id=agency_id):
        if person.position_id in asked:
            found.append(_Place(person, HELD, person.position_id))
        if person.target_approved and person.target_position_id in asked:
            found.append(_Place(person, AIMED, str(person.target_position_id)))
    return found


def _seen(visit: Visit, places: Sequence[_Place]) -> frozenset[str]:
    """Whose assessments the reader may read."""
    reach = visit.scope.reach(Right.READ_ASSESSMENTS)
    return frozenset(
        place.employee.employee_id for place in places if reach.holds(place.employee.agency_id, place.employee.unit_id)
    )


def _gap(required: int | None, attained: Attainment | None, policy: Policy) -> Gap:
    return Gap(NOT_REQUIRED) if required is None else measure_gap(required, attained, policy)


def _burden(gap: Gap) -> int:
    """What counts as burden: the levels short of a requirement in state gap (rule 9)."""
    return (gap.gap_units or 0) if gap.state == "gap" else 0
