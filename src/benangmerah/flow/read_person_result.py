"""What a run found of one person, for her page: gaps, plan, hours, index, history; the look is written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from django.db.models import Q

from benangmerah.domain.assessment import lapses_on, rating_counts
from benangmerah.domain.gap import HELD
from benangmerah.domain.plan import Raise, levels_added
from benangmerah.domain.policy import Policy
from benangmerah.domain.professionalism_index import IndexPerson, IndexStep, is_covered, steps_to_raise
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.explain_plan import say_left_out
from benangmerah.flow.read_assessment import list_ratings_seen
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.kernel.explanation import Message, Term
from benangmerah.kernel.quantity import LEVEL_UNITS, exact, level_units
from benangmerah.regulations.library import load_library
from benangmerah.store.models.attainment import Attainment
from benangmerah.store.models.completion import Completion
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.exclusion import Exclusion
from benangmerah.store.models.gap import Gap
from benangmerah.store.models.intervention import Effect, Intervention
from benangmerah.store.models.job_match import JobMatch
from benangmerah.store.models.performance_gap import PerformanceGap
from benangmerah.store.models.plan import PlanItem, UnservedNeed
from benangmerah.store.models.position import Position
from benangmerah.store.models.professionalism_index import ProfessionalismIndex
from benangmerah.store.models.qualification_gap import QualificationGap
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.need import name_all
from benangmerah.store.selectors.run_person import may_read_levels, read_run_person
from benangmerah.store.selectors.seen import seen_by

MINIMUM = "learning_hour/minimum_pns"


@dataclass(frozen=True)
class Comparison:
    """One required competency: the path from the standard over the gap to the training and the level after it."""

    competency_id: str
    name: str
    target: str
    required: int
    attained: float | None
    gap: float | None
    state: str
    basis: str | None
    items: tuple[str, ...]
    """Titles of the plan's items that raise it."""
    after: float | None
    """The level the plan brings her to; empty where it raises nothing."""
    limit: str | None
    lapses_on: date | None
    """From that day nothing says any more what she can."""


@dataclass(frozen=True)
class ItemLine:
    """One item of her plan."""

    title: str
    period: int | None
    learning_hours: float
    cost_rupiah: int
    reason: str


@dataclass(frozen=True)
class PastRun:
    """What an earlier run found."""

    run_id: int
    as_of: date
    burden: float | None
    index_total: float | None
    assessed: tuple[int, int]


@dataclass(frozen=True)
class HoursByMonth:
    """Learning hours of the plan year: reported as a whole, finished by month, planned by month; 0 = no month."""

    minimum: Fraction
    reported: float | None
    finished: Mapping[int, float]
    planned: Mapping[int, float]

    @property
    def so_far(self) -> float:
        """What she has: the reported figure in full, else what she has finished."""
        return sum(self.finished.values()) if self.reported is None else self.reported

    @property
    def after(self) -> float:
        """What she has with the plan."""
        return self.so_far + sum(self.planned.values())


@dataclass(frozen=True)
class PersonResult:
    """One person of a run; what the reader may not know of her is left out."""

    person: RunPerson
    may_read: bool
    titles: Mapping[str, str]
    comparisons: Sequence[Comparison]
    matches: Mapping[str, JobMatch]
    qualifications: Sequence[QualificationGap]
    performance: PerformanceGap | None
    items: Sequence[ItemLine]
    minimum_limit: str | None
    left_out: Message | Term | None
    hours: HoursByMonth
    index: ProfessionalismIndex | None
    steps: Sequence[IndexStep]
    history: Sequence[PastRun]

    def of(self, target: str) -> list[Comparison]:
        """The comparisons with one position."""
        return [each for each in self.comparisons if each.target == target]


def read_person_result(visit: Visit, run: Run, employee_id: str) -> PersonResult:
    """What a run found of one person; an entry in the audit log where it is somebody else's levels."""
    person = read_run_person(visit.scope, run, employee_id)
    may_read, is_own = may_read_levels(visit.scope, person), visit.scope.employee_id == employee_id
    if may_read and not is_own:
        write_audit(visit, Verb.ASSESSMENT_READ, employee_id=employee_id, place=(person.agency_id, person.unit_id),
                    run=str(run.pk))  # fmt: skip
    rows = Q(run=run, employee_id=employee_id)
    plan = list(PlanItem.objects.filter(rows).order_by("period", "intervention_id"))
    offerings = _name_offerings({item.intervention_id for item in plan})
    unserved = list(UnservedNeed.objects.filter(rows))
    policy = policy_of(run)
    return PersonResult(
        person=person,
        may_read=may_read,
        titles=_name_positions(person),
        comparisons=_compare(run, employee_id, plan, offerings, unserved, policy) if may_read else (),
        matches={each.target: each for each in JobMatch.objects.filter(rows)} if may_read else {},
        qualifications=list(QualificationGap.objects.filter(rows).order_by("target", "kind", "required_value")),
        performance=PerformanceGap.objects.filter(rows).first() if may_read else None,
        items=[
            ItemLine(offerings.get(item.intervention_id, item.intervention_id), item.period, item.learning_hours,
                     item.cost_rupiah, item.reason)
            for item in plan
        ],
        minimum_limit=next((each.limit for each in unserved if each.competency_id is None), None),
        left_out=_left_out(rows),
        hours=_hours(run, person, plan),
        index=ProfessionalismIndex.objects.filter(rows).first() if may_read else None,
        steps=_steps(run, person, policy) if may_read else (),
        history=_history(run, employee_id) if may_read else (),
    )  # fmt: skip


def _left_out(rows: Q) -> Message | Term | None:
    reason = Exclusion.objects.filter(rows, from_stage="plan").values_list("reason", flat=True).first()
    return None if reason is None else say_left_out(reason)


def policy_of(run: Run) -> Policy:
    """The policy the run was made under; the defaults where none was in force."""
    return _read_policy(None if run.policy is None else run.policy.text)


@lru_cache(maxsize=32)
def _read_policy(text: str | None) -> Policy:
    return read_policy_text(text)


def _name_offerings(intervention_ids: set[str]) -> dict[str, str]:
    rows = Intervention.objects.filter(intervention_id__in=intervention_ids).order_by("pk")
    return dict(rows.values_list("intervention_id", "title"))


def _name_positions(person: RunPerson) -> dict[str, str]:
    if person.target_position_id is None:
        return {}
    rows = Position.objects.filter(position_id=person.target_position_id).order_by("pk")
    return dict(rows.values_list("position_id", "title"))


def _compare(
    run: Run, employee_id: str, plan: Sequence[PlanItem], offerings: Mapping[str, str],
    unserved: Sequence[UnservedNeed], policy: Policy,
) -> list[Comparison]:  # fmt: skip
    rows = Q(run=run, employee_id=employee_id)
    gaps = list(Gap.objects.filter(rows).order_by("target", "competency_id"))
    names = name_all({gap.competency_id for gap in gaps})
    found = {each.competency_id: each for each in Attainment.objects.filter(rows)}
    raises = _raises(run, plan)
    limits = {(each.competency_id, each.target): each.limit for each in unserved}
    lapses = _lapses(run, employee_id, found, policy)
    lines = []
    for gap in gaps:
        name, _ = names.get(gap.competency_id, (gap.competency_id, ""))
        added = _added(gap, raises.get(gap.competency_id, ()))
        after = None if gap.attained_level is None or not added else gap.attained_level + sum(added.values())
        known = found.get(gap.competency_id)
        lines.append(
            Comparison(
                gap.competency_id, name, gap.target, gap.required_level, gap.attained_level, gap.gap, gap.state,
                None if known is None else known.basis, tuple(offerings.get(each, each) for each in added), after,
                limits.get((gap.competency_id, gap.target)), lapses.get(gap.competency_id),
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (line.target != HELD, -(line.gap or 0), line.name))


def _raises(run: Run, plan: Sequence[PlanItem]) -> dict[str, list[Raise]]:
    """What the items of the plan do to each competency (rule 15)."""
    planned = {item.intervention_id for item in plan}
    found: dict[str, list[Raise]] = defaultdict(list)
    for effect in Effect.objects.filter(seen_by(run), intervention_id__in=planned):
        found[effect.competency_id].append(
            Raise(level_units(exact(effect.raise_to)), level_units(exact(effect.raise_by)), effect.intervention_id)
        )
    return found


def _added(gap: Gap, raises: Sequence[Raise]) -> dict[str, float]:
    """The levels each item adds; items that add nothing are left out."""
    if gap.attained_level is None:
        return {}
    added = levels_added(level_units(exact(gap.attained_level)), raises)
    return {each: units / LEVEL_UNITS for each, units in added.items() if units}


def _lapses(run: Run, employee_id: str, found: Mapping[str, Attainment], policy: Policy) -> dict[str, date]:
    """The day on which the last rating of the source that decided counts no more, by competency."""
    lapses: dict[str, date] = {}
    for competency_id, rating in list_ratings_seen(run, employee_id):
        known = found.get(competency_id)
        if known is None or known.source != rating.source or not rating_counts(rating, run.as_of, policy.ratings):
            continue
        day = lapses_on(rating, policy.ratings)
        lapses[competency_id] = max(day, lapses.get(competency_id, day))
    return lapses


def _hours(run: Run, person: RunPerson, plan: Sequence[PlanItem]) -> HoursByMonth:
    finished: dict[int, float] = defaultdict(float)
    done = Completion.objects.filter(
        seen_by(run), employee_id=person.employee_id, completed_on__year=run.year, completed_on__lte=run.as_of
    )
    for completion in done:
        finished[completion.completed_on.month] += completion.learning_hours
    planned: dict[int, float] = defaultdict(float)
    for item in plan:
        planned[item.period or 0] += item.learning_hours
    minimum = load_library().on(run.law_date).number(MINIMUM)
    return HoursByMonth(minimum, person.learning_hours, finished, planned)


def _steps(run: Run, person: RunPerson, policy: Policy) -> Sequence[IndexStep]:
    row = Employee.objects.filter(seen_by(run), employee_id=person.employee_id).first()
    if row is None or not is_covered(person.status, policy.index_statuses):
        return ()
    scored = None if row.performance_score is None else exact(row.performance_score)
    hours = None if row.technical_training_jp is None else exact(row.technical_training_jp)
    return steps_to_raise(
        IndexPerson(
            person.grade,
            row.education_level,
            scored,
            row.performance_predicate,
            row.performance_scheme,
            row.discipline,
            row.leadership_training,
            row.functional_training,
            hours,
            row.seminar,
        ),
        load_library().on(run.law_date),
    )


def _history(run: Run, employee_id: str) -> list[PastRun]:
    """What the finished runs of the agency up to this one found, the earliest first; of one day the last alone."""
    rows = RunPerson.objects.filter(
        employee_id=employee_id, run__agency_id=run.agency_id, run__status=Run.Status.FINISHED, run_id__lte=run.pk
    ).select_related("run")
    by_day = {
        row.run.as_of: PastRun(row.run_id, row.run.as_of, row.burden if row.assessed_count else None, row.index_total,
                               (row.assessed_count, row.required_count))
        for row in rows.order_by("run_id")
    }  # fmt: skip
    return [by_day[day] for day in sorted(by_day)]
