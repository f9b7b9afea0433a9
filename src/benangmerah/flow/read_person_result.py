"""What a run found of one person, for her page: gaps, plan, hours, index, history; the look is written down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from benangmerah.domain.assessment import lapses_on, rating_counts
from benangmerah.domain.gap import HELD
from benangmerah.domain.plan import Raise, levels_added
from benangmerah.domain.policy import Policy
from benangmerah.domain.professionalism_index import IndexPerson, IndexStep, is_covered, steps_to_raise
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.explain_plan import say_left_out, say_loss
from benangmerah.flow.read_assessment import list_ratings_seen
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.kernel.explanation import Message, Term
from benangmerah.kernel.quantity import LEVEL_UNITS, exact, level_units
from benangmerah.regulations.library import load_library
from benangmerah.store.models.attainment import Attainment
from benangmerah.store.models.competency import Competency
from benangmerah.store.models.completion import Completion
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.gap import Gap
from benangmerah.store.models.intervention import Effect, Intervention
from benangmerah.store.models.plan import PlanItem, UnservedNeed
from benangmerah.store.models.qualification_gap import QualificationGap
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.career import serves_target
from benangmerah.store.selectors.plan_next import NextLine, read_next
from benangmerah.store.selectors.run_person import may_read_levels, read_person_runs
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

    intervention_id: str
    title: str
    period: int | None
    learning_hours: float
    cost_rupiah: int
    reason: str
    serves_target: bool
    """Whether it closes a need of the position aimed at, wholly or in part."""
    next: NextLine | None
    """What would come in its place; none where the run did not ask."""

    @property
    def loss(self) -> Message | None:
        """What she loses without it and with what comes in its place."""
        return None if self.next is None else say_loss(exact(self.next.loses), exact(self.next.missing_jp))


@dataclass(frozen=True)
class PastRun:
    """What an earlier run found."""

    run_id: int
    as_of: date
    burden: float | None


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
    comparisons: Sequence[Comparison]
    qualifications: Sequence[QualificationGap]
    items: Sequence[ItemLine]
    left_out: Message | Term | None
    hours: HoursByMonth
    steps: Sequence[IndexStep]
    history: Sequence[PastRun]

    def of(self, target: str) -> list[Comparison]:
        """The comparisons with one position."""
        return [each for each in self.comparisons if each.target == target]


def read_person_result(visit: Visit, run: Run, employee_id: str) -> PersonResult:
    """What a run found of one person; an entry in the audit log where it is somebody else's levels."""
    past = read_person_runs(visit.scope, run, employee_id)
    person = past[-1]
    may_read, is_own = may_read_levels(visit.scope, person), visit.scope.employee_id == employee_id
    if may_read and not is_own:
        write_audit(visit, Verb.ASSESSMENT_READ, employee_id=employee_id, place=(person.agency_id, person.unit_id),
                    run=str(run.pk))  # fmt: skip
    rows, policy = Q(run=run, employee_id=employee_id), policy_of(run)
    items = _read_items(rows)
    return PersonResult(
        person=person,
        may_read=may_read,
        comparisons=_compare(run, employee_id, items, policy) if may_read else (),
        qualifications=list(QualificationGap.objects.filter(rows).order_by("target", "kind", "required_value")),
        items=items,
        left_out=None if person.left_out is None else say_left_out(person.left_out),
        hours=_hours(run, person, items),
        steps=_steps(run, person, policy) if may_read else (),
        history=_history(past) if may_read else (),
    )


def policy_of(run: Run) -> Policy:
    """The policy the run was made under; the defaults where none was in force."""
    return _read_policy(None if run.policy is None else run.policy.text)


@lru_cache(maxsize=32)
def _read_policy(text: str | None) -> Policy:
    return read_policy_text(text)


def _read_items(rows: Q) -> list[ItemLine]:
    titles = Intervention.objects.filter(intervention_id=OuterRef("intervention_id")).order_by("-pk").values("title")
    plan = PlanItem.objects.filter(rows).annotate(title=Subquery(titles[:1]), serves_target=serves_target())
    following = read_next(rows)
    return [
        ItemLine(item.intervention_id, item.title or item.intervention_id, item.period, item.learning_hours,
                 item.cost_rupiah, item.reason, item.serves_target, following.get(item.intervention_id))
        for item in plan.order_by("period", "intervention_id")
    ]  # fmt: skip


def _compare(run: Run, employee_id: str, items: Sequence[ItemLine], policy: Policy) -> list[Comparison]:
    gaps = _read_gaps(run, employee_id)
    titles = {item.intervention_id: item.title for item in items}
    raises = _raises(run, titles)
    sources = {gap.competency_id: gap.source for gap in gaps if gap.source is not None}
    lapses = _lapses(run, employee_id, sources, policy)
    lines = []
    for gap in gaps:
        added = _added(gap, raises.get(gap.competency_id, ()))
        after = None if gap.attained_level is None or not added else gap.attained_level + sum(added.values())
        lines.append(
            Comparison(
                gap.competency_id, gap.name or gap.competency_id, gap.target, gap.required_level, gap.attained_level,
                gap.gap, gap.state, tuple(titles[each] for each in added), after, gap.limit,
                lapses.get(gap.competency_id),
            )
        )  # fmt: skip
    return sorted(lines, key=lambda line: (line.target != HELD, -(line.gap or 0), line.name))


def _read_gaps(run: Run, employee_id: str) -> list[Any]:
    """The gaps of a person, each with `name`, the `source` of the level, and the `limit` in the way."""
    named = Competency.objects.filter(competency_id=OuterRef("competency_id")).order_by("-pk").values("name")
    level = Attainment.objects.filter(run=run, employee_id=employee_id, competency_id=OuterRef("competency_id"))
    hindered = UnservedNeed.objects.filter(
        run=run, employee_id=employee_id, competency_id=OuterRef("competency_id"), target=OuterRef("target")
    )
    rows = Gap.objects.filter(run=run, employee_id=employee_id).annotate(
        name=Subquery(named[:1]),
        source=Subquery(level.values("source")[:1]),
        limit=Subquery(hindered.values("limit")[:1]),
    )
    return list(rows)


def _raises(run: Run, planned: Collection[str]) -> dict[str, list[Raise]]:
    """What the items of the plan do to each competency (rule 15)."""
    found: dict[str, list[Raise]] = defaultdict(list)
    for effect in Effect.objects.filter(seen_by(run), intervention_id__in=planned):
        found[effect.competency_id].append(
            Raise(level_units(exact(effect.raise_to)), level_units(exact(effect.raise_by)), effect.intervention_id)
        )
    return found


def _added(gap: Any, raises: Sequence[Raise]) -> dict[str, float]:
    """The levels each item adds; items that add nothing are left out."""
    if gap.attained_level is None:
        return {}
    added = levels_added(level_units(exact(gap.attained_level)), raises)
    return {each: units / LEVEL_UNITS for each, units in added.items() if units}


def _lapses(run: Run, employee_id: str, sources: Mapping[str, str], policy: Policy) -> dict[str, date]:
    """The day on which the last rating of the source that decided counts no more, by competency."""
    lapses: dict[str, date] = {}
    for competency_id, rating in list_ratings_seen(run, employee_id):
        if sources.get(competency_id) != rating.source or not rating_counts(rating, run.as_of, policy.ratings):
            continue
        day = lapses_on(rating, policy.ratings)
        lapses[competency_id] = max(day, lapses.get(competency_id, day))
    return lapses


def _hours(run: Run, person: RunPerson, items: Sequence[ItemLine]) -> HoursByMonth:
    finished: dict[int, float] = defaultdict(float)
    done = Completion.objects.filter(
        seen_by(run), employee_id=person.employee_id, completed_on__year=run.year, completed_on__lte=run.as_of
    )
    for completion in done:
        finished[completion.completed_on.month] += completion.learning_hours
    planned: dict[int, float] = defaultdict(float)
    for item in items:
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


def _history(past: Sequence[RunPerson]) -> list[PastRun]:
    """What the runs found, the earliest day first; of one day the last run alone."""
    by_day = {
        row.run.as_of: PastRun(row.run_id, row.run.as_of, row.burden if row.assessed_count else None) for row in past
    }
    return [by_day[day] for day in sorted(by_day)]
