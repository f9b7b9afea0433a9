"""A way to an IP ASN mean over some years: each year its share of the points, for as little money as can be found.

Assumed are the same people in the same positions, and the same offerings each year. What leadership and functional
training give stays; technical training and seminars are counted in each measurement year anew. The first year is the
plan year; the years after begin without completions of their own and with the whole ceilings on hours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

import numpy as np

from benangmerah.domain.intervention import starts_on
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.index_aim import IndexCrowd, aim_at_index, is_lasting
from benangmerah.planner.plan_target import TargetPlan, find_least_money, find_target_plan
from benangmerah.planner.problem import People, Problem
from benangmerah.planner.solution import Draft
from benangmerah.planner.static_limits import apply_static_limits


@dataclass(frozen=True)
class PathYear:
    """One year of a way: where it begins, what is aimed at, the plan, and the mean after it."""

    year: int
    before: Fraction
    aimed: Fraction
    reached: Fraction
    draft: Draft
    plan: TargetPlan

    @property
    def cost(self) -> int:
        """What the year costs, in rupiah."""
        return self.draft.spent


@dataclass(frozen=True)
class TargetPath:
    """A way, and the money below which no lawful way has the mean in the last year; None where none has it."""

    years: tuple[PathYear, ...]
    target: Fraction
    least_money: int | None

    @property
    def cost(self) -> int:
        """What all years cost."""
        return sum(one.cost for one in self.years)

    @property
    def is_reached(self) -> bool:
        """Whether the last year has the mean."""
        return self.years[-1].reached >= self.target


def find_path(
    problem: Problem,
    crowd: IndexCrowd,
    today: Fraction,
    mean: Fraction,
    until: int,
    repeated: IndexCrowd | None = None,
    progress: Progress = silent,
) -> TargetPath:
    """The cheaper of two ways: each year as cheap as can be, or lasting training counted by the years it serves.

    `crowd` stands at the beginning of the first year, `today` is the mean that is reported now: the points between it
    and the target are spread evenly over the years. `repeated` is the crowd whose trainings of a year are taken to be
    repeated in each year beside the plan.
    """
    ask = _Way(problem, crowd, today, mean, until, repeated, progress)
    ways = [ask.walk(shares) for shares in (_whole, _spread)]
    best = min(ways, key=lambda way: (-min(mean, way[-1].reached), sum(one.cost for one in way)))
    return TargetPath(tuple(best), mean, ask.least())


Shares = Callable[[Problem, IndexCrowd, int], Problem]


def _whole(problem: Problem, crowd: IndexCrowd, years: int) -> Problem:  # noqa: ARG001 both ways are asked the same way
    return problem


def _spread(problem: Problem, crowd: IndexCrowd, years: int) -> Problem:
    """Lasting training for the part of its price that one of the years it serves carries."""
    return replace(
        problem,
        offerings=tuple(
            replace(
                one, cost_per_participant=one.cost_per_participant // years, cost_per_batch=one.cost_per_batch // years
            )
            if is_lasting(one, crowd)
            else one
            for one in problem.offerings
        ),
    )


@dataclass(frozen=True)
class _Way:
    """What a way is asked for."""

    problem: Problem
    crowd: IndexCrowd
    today: Fraction
    mean: Fraction
    until: int
    repeated: IndexCrowd | None
    progress: Progress

    def walk(self, shares: Shares) -> list[PathYear]:
        """Year by year the plan that reaches its share of the points."""
        found: list[PathYear] = []
        problem, crowd, first = self.problem, self.crowd, self.problem.rules.year
        for year in range(first, self.until + 1):
            part = Fraction(year - first + 1, self.until - first + 1)
            aimed = self.today + (self.mean - self.today) * part
            asked = aim_at_index(shares(problem, crowd, self.until - year + 1), crowd, aimed)
            plan = find_target_plan(asked, self.problem.budget, self.progress)
            draft = _at_full_price(plan.draft, problem)
            after = crowd.finish(draft)
            found.append(PathYear(year, crowd.mean, aimed, after.mean, draft, plan))
            problem, crowd = next_year(problem, draft), after.start_year(self.repeated)
        return found

    def least(self) -> int | None:
        """The money below which no way has the mean in the last year.

        All years in one, with everything let go that the years could loosen: seats, months, absences, prerequisites,
        minima, quotas and the money of units, and the ceilings as often as there are years. Lasting training of any
        year counts, and what is counted by the year must be had in the last one.
        """
        problem, years = self.problem, self.until - self.problem.rules.year + 1
        if years == 1:
            return find_least_money(aim_at_index(problem, self.crowd, self.mean), problem.budget, self.progress)
        rules = replace(
            problem.rules,
            year=self.until,
            as_of=date(self.until, 12, 31),
            max_items=min(len(problem.offerings) + 1, problem.rules.max_items * years),
            elective_ceiling=problem.rules.elective_ceiling * years,
            pppk_ceiling=problem.rules.pppk_ceiling * years,
        )
        offerings = tuple(
            replace(one, period=None, min_batch_size=1, max_batches=None, requires=(), requires_ids=())
            for one in problem.offerings
        )
        loose = _begin(replace(problem, rules=rules, offerings=offerings, unit_budgets=(), quotas=()), pins=())
        last = self.crowd.start_year(self.repeated)
        return find_least_money(aim_at_index(loose, last, self.mean), problem.budget, self.progress)


def _at_full_price(draft: Draft, problem: Problem) -> Draft:
    """The same plan at the prices of the offerings."""
    whole = Draft(replace(problem, budget=draft.problem.budget))
    for person, items in enumerate(draft.items):
        for item in items:
            whole.add(person, item)
    whole.pinned, whole.must_be_held = set(draft.pinned), set(draft.must_be_held)
    return whole


def next_year(problem: Problem, draft: Draft) -> Problem:
    """The problem of the year after a plan: its items are completed, its months all lie ahead, its hours are free."""
    rules = replace(problem.rules, year=problem.rules.year + 1, as_of=date(problem.rules.year + 1, 1, 1))
    return _begin(replace(problem, rules=rules, people=_after(problem, draft)), pins=())


def _begin(problem: Problem, pins: tuple[tuple[int | None, int], ...]) -> Problem:
    people, rules = problem.people, problem.rules
    room = np.where(people.every_form, rules.pppk_ceiling, rules.elective_ceiling)
    nothing = np.zeros(problem.blocked.shape, dtype=np.int8)
    return apply_static_limits(replace(problem, people=replace(people, room=room), pins=pins, blocked=nothing))


def _after(problem: Problem, draft: Draft) -> People:
    """Everybody with the plan's items completed, each in its month, else at the end of the year."""
    rules, people = problem.rules, problem.people
    finished = {person: dict(days) for person, days in people.finished.items()}
    programmes = {person: dict(days) for person, days in people.finished_programmes.items()}
    for person, items in enumerate(draft.items):
        for item in items:
            one = problem.offerings[item]
            day = date(rules.year, 12, 31)
            if one.period is not None:
                day = starts_on(one.period % 12 + 1, rules.year + one.period // 12, rules.as_of) - timedelta(days=1)
            mine, of_programme = finished.setdefault(person, {}), programmes.setdefault(person, {})
            mine[one.intervention_id] = max(day, mine.get(one.intervention_id, day))
            of_programme[one.programme] = max(day, of_programme.get(one.programme, day))
    return replace(people, finished=finished, finished_programmes=programmes)
