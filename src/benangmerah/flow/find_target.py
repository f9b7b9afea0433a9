"""A target and the problem of a run → the cheapest plan found, what is proven, by year, by OPD, and who is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from benangmerah.analytics.index_after_plan import read_asked
from benangmerah.analytics.parameters import read_units
from benangmerah.domain.organization import chain_upwards
from benangmerah.domain.plan_target import WHOLE, PlanTarget, TargetKind
from benangmerah.domain.professionalism_index import IndexPerson, IndexTables, is_covered, training_forms
from benangmerah.flow.run_problem import RunProblem
from benangmerah.kernel.explanation import Message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.kernel.quantity import exact
from benangmerah.planner.aim import aim_at_closure, aim_at_hours
from benangmerah.planner.diagnosis import find_unserved
from benangmerah.planner.index_aim import IndexCrowd, aim_at_index
from benangmerah.planner.plan_target import TargetPlan, find_target_plan
from benangmerah.planner.problem import HOUR_UNITS, Problem
from benangmerah.planner.solution import Draft
from benangmerah.planner.target_path import TargetPath, find_path


@dataclass(frozen=True)
class TargetYear:
    """One year of the answer: what is aimed at and reached, for how much money, people and items."""

    year: int
    before: float | None
    aimed: float
    reached: float
    cost_rupiah: int
    least_rupiah: int | None
    people: int
    items: int


@dataclass(frozen=True)
class TargetUnit:
    """One OPD of the answer; costs by the head alone, since batches belong to no unit."""

    unit_id: str | None
    planned_people: int
    served_people: int
    items: int
    cost_rupiah: int
    left_people: int


@dataclass(frozen=True)
class TargetItem:
    """Somebody takes an offering in a year."""

    year: int
    unit_id: str
    employee_id: str
    intervention_id: str
    title: str
    learning_hours: float
    cost_rupiah: int


@dataclass(frozen=True)
class LeftPerson:
    """Somebody the plan does not bring to the minimum, and the limit that binds whatever the money."""

    unit_id: str
    employee_id: str
    limit: str
    detail: Message


@dataclass(frozen=True)
class TargetAnswer:
    """What was found for a target.

    `reached`, `most` and the levels of `way` are in the unit of the target: percent, or points of the mean. For the
    minimum of hours they are people. `least_rupiah` is proven for what the plan reaches, at most the target;
    `most` for any lawful plan whatever its money, known where the target was not reached.
    """

    target: PlanTarget
    aimed: float
    is_reached: bool
    reached: float
    cost_rupiah: int
    least_rupiah: int | None
    most: float | None
    today: float | None
    without: float | None
    """The mean at the end of the year without any plan."""
    points_missing: Mapping[str, float]
    years: Sequence[TargetYear]
    units: Sequence[TargetUnit]
    items: Sequence[TargetItem]
    left: Sequence[LeftPerson] = ()
    way: Sequence[tuple[float, int]] = ()
    batch_rupiah: int = 0


def find_target(run: RunProblem, target: PlanTarget, progress: Progress = silent) -> TargetAnswer:
    """The answer to a target."""
    target.check(run.asked.year)
    problem = run.problem
    if not target.keeps_unit_money:
        problem = replace(problem, unit_budgets=())
    if target.kind is TargetKind.CLOSURE:
        return _closure(run, problem, target, progress)
    if target.kind is TargetKind.MINIMUM_JP:
        return _hours(run, problem, target, progress)
    return _index(run, problem, target, progress)


def _closure(run: RunProblem, problem: Problem, target: PlanTarget, progress: Progress) -> TargetAnswer:
    share = Fraction(target.value or 0) / WHOLE
    found = find_target_plan(aim_at_closure(problem, float(share)), problem.budget, progress)

    def percent(value: float) -> float:
        return value / problem.weighted_gap * WHOLE if problem.weighted_gap else float(WHOLE)

    return _answer(
        run, target, found, aimed=float(target.value or 0), reached=percent(found.value),
        most=None if found.most is None else min(float(WHOLE), percent(found.most)),
        way=[(percent(value), money) for value, money in found.way],
    )  # fmt: skip


def _hours(run: RunProblem, problem: Problem, target: PlanTarget, progress: Progress) -> TargetAnswer:
    aim, _cannot = aim_at_hours(problem)
    found = find_target_plan(aim, problem.budget, progress)
    whole = Draft(replace(aim.problem, people=replace(aim.problem.people, missing=problem.people.missing)))
    for person, items in enumerate(found.draft.items):
        for item in items:
            whole.add(person, item)
    unit_ids, people = problem.unit_ids, problem.people
    left = [
        LeftPerson(unit_ids[int(people.unit[one.person])], people.employee_ids[one.person], one.limit, one.detail)
        for one in find_unserved(whole)
    ]
    lacking = int((problem.people.missing > 0).sum())
    total = aim.target or 1.0
    return replace(
        _answer(
            run, target, found, aimed=float(lacking), reached=float(lacking - len(left)), most=None,
            way=[(value / total * WHOLE, money) for value, money in found.way],
        ),
        is_reached=not left, left=left, units=_units(run, [found.draft], left),
    )  # fmt: skip


def _index(run: RunProblem, problem: Problem, target: PlanTarget, progress: Progress) -> TargetAnswer:
    reported, mean = read_crowd(run), Fraction(target.value or 0)
    crowd = reported
    if is_new_year(run):
        crowd = reported.start_year(reported if target.repeats_yearly else None)
    people = max(1, len(crowd.people))
    facts: dict[str, Any] = {
        "today": float(reported.mean),
        "without": float(crowd.mean),
        "points_missing": {name: float(points) for name, points in crowd.points_missing().items()},
    }
    if target.kind is TargetKind.INDEX_PATH and target.until is not None:
        repeated = reported if target.repeats_yearly else None
        path = find_path(problem, crowd, reported.mean, mean, target.until, repeated, progress)
        return replace(_path_answer(run, target, path), **facts)
    found = find_target_plan(aim_at_index(problem, crowd, mean), problem.budget, progress)
    base = float(crowd.total)
    reached = crowd.finish(found.draft).mean
    return replace(
        _answer(
            run, target, found, aimed=float(mean), reached=float(reached),
            most=None if found.most is None else (base + found.most) / people,
            way=[((base + value) / people, money) for value, money in found.way],
        ),
        is_reached=reached >= mean, **facts,
    )  # fmt: skip


def read_crowd(run: RunProblem) -> IndexCrowd:
    """Everybody of the agency whom the index counts (rule 8), as the run's data describe them."""
    grades = {row["position_id"]: row["grade"] for row in run.rows("positions")}
    people = {
        row["employee_id"]: IndexPerson(
            grades[row["position_id"]],
            row["education_level"],
            _exact(row["performance_score"]),
            row["performance_predicate"],
            row["performance_scheme"],
            row["discipline"],
            row["leadership_training"],
            row["functional_training"],
            _exact(row["technical_training_jp"]),
            row["seminar"],
        )
        for row in run.rows("employees")
        if row["agency_id"] == run.problem.agency_id and is_covered(row["status"], run.asked.policy.index_statuses)
    }
    named = read_asked(run.rows("position_requirements"))
    asked = {
        row["employee_id"]: named[row["position_id"]] for row in run.rows("employees") if row["position_id"] in named
    }
    return IndexCrowd(people, IndexTables.from_law(run.law), training_forms(run.law), asked)


def is_new_year(run: RunProblem) -> bool:
    """Whether the training columns describe another measurement year than the plan's (rule 8)."""
    day = run.asked.as_of
    is_first = (day.month, day.day) == (1, 1)
    return run.asked.policy.measurement_year != "calendar" or is_first or run.asked.year != day.year


def _exact(value: Any) -> Fraction | None:
    return None if value is None else exact(value)


def _answer(
    run: RunProblem, target: PlanTarget, found: TargetPlan, *, aimed: float, reached: float, most: float | None,
    way: Sequence[tuple[float, int]],
) -> TargetAnswer:  # fmt: skip
    draft, year = found.draft, run.asked.year
    items = list(_items(draft, year))
    return TargetAnswer(
        target=target, aimed=aimed, is_reached=found.is_reached, reached=reached, cost_rupiah=draft.spent,
        least_rupiah=found.least_money, most=most, today=None, without=None, points_missing={},
        years=[
            TargetYear(year, None, aimed, reached, draft.spent, found.least_money, sum(map(bool, draft.items)),
                       len(items))
        ],
        units=_units(run, [draft]), items=items, way=way, batch_rupiah=_batch_money([draft]),
    )  # fmt: skip


def _path_answer(run: RunProblem, target: PlanTarget, path: TargetPath) -> TargetAnswer:
    drafts = [one.draft for one in path.years]
    years = [
        TargetYear(one.year, float(one.before), float(one.aimed), float(one.reached), one.cost, None,
                   sum(map(bool, one.draft.items)), sum(map(len, one.draft.items)))
        for one in path.years
    ]  # fmt: skip
    last = path.years[-1]
    return TargetAnswer(
        target=target, aimed=float(path.target), is_reached=path.is_reached, reached=float(last.reached),
        cost_rupiah=path.cost, least_rupiah=path.least_money if path.is_reached else None, most=None,
        today=None, without=None, points_missing={}, years=years, units=_units(run, drafts),
        items=[item for one in path.years for item in _items(one.draft, one.year)],
        batch_rupiah=_batch_money(drafts),
    )  # fmt: skip


def _items(draft: Draft, year: int) -> list[TargetItem]:
    problem = draft.problem
    return [
        TargetItem(
            year, problem.unit_ids[int(problem.people.unit[person])], problem.people.employee_ids[person],
            problem.offerings[item].intervention_id, problem.offerings[item].title,
            problem.offerings[item].hours / HOUR_UNITS, problem.offerings[item].cost_per_participant,
        )
        for person, taken in enumerate(draft.items)
        for item in sorted(taken, key=lambda one: problem.offerings[one].intervention_id)
    ]  # fmt: skip


def _batch_money(drafts: Sequence[Draft]) -> int:
    return sum(
        draft.batches(place) * one.cost_per_batch
        for draft in drafts
        for place, one in enumerate(draft.problem.offerings)
    )


@dataclass
class _Sum:
    planned: int = 0
    served: int = 0
    items: int = 0
    cost: int = 0
    left: int = 0
    served_people: set[int] = field(default_factory=set)


def _units(run: RunProblem, drafts: Sequence[Draft], left: Sequence[LeftPerson] = ()) -> list[TargetUnit]:
    """What each OPD has of the plans, and how many of its people still lack hours; None holds who is outside of any."""
    units, problem = read_units(run.dataset), drafts[0].problem
    opd = [
        next((above for above in chain_upwards(unit_id, units) if units[above].is_opd), None)
        for unit_id in problem.unit_ids
    ]
    opd_of = dict(zip(problem.unit_ids, opd, strict=True))
    sums: dict[str | None, _Sum] = defaultdict(_Sum)
    for one in left:
        sums[opd_of[one.unit_id]].left += 1
    for person, unit in enumerate(problem.people.unit.tolist()):
        mine = sums[opd[unit]]
        mine.planned += 1
        for draft in drafts:
            mine.items += len(draft.items[person])
            mine.cost += sum(draft.problem.offerings[item].cost_per_participant for item in draft.items[person])
            if draft.items[person]:
                mine.served_people.add(person)
    return [
        TargetUnit(key, one.planned, len(one.served_people), one.items, one.cost, one.left)
        for key, one in sorted(sums.items(), key=lambda entry: (entry[0] is None, entry[0]))
    ]
