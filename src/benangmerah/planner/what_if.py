"""What if: the problem of a run with other money, weights and choices, without reading its tables again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from benangmerah.domain.scenario import Choice, Question
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Term, message
from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.problem import Ceiling, Codes, Floats, Ints, Problem
from benangmerah.planner.static_limits import apply_static_limits

UNCHANGED = ("slot_of", "ladders", "rung")
"""What a problem has worked out of its people and offerings, which no question changes."""
AIMED = 1
"""The column of the needs against the position aimed at."""


@dataclass(frozen=True)
class NeedClasses:
    """The importance of each need and the weights that a run counted it with.

    `place` has the shape of the weights of the problem's slots: the place of the need's importance in `names`.
    """

    names: tuple[str, ...]
    place: Codes
    importance: Mapping[str, Fraction]
    aimed_weight: Fraction


def change_problem(problem: Problem, classes: NeedClasses, question: Question) -> Problem:
    """The problem as the tables would give it under the policy and with the money of the question."""
    people = {str(employee): place for place, employee in enumerate(problem.people.employee_ids.tolist())}
    offerings = {one.intervention_id: place for place, one in enumerate(problem.offerings)}
    rules = replace(
        problem.rules,
        jp_penalty=float(question.jp_penalty),
        classical_percent=None if question.classical_percent is None else float(question.classical_percent),
        floor_percent=None if question.floor_percent is None else float(question.floor_percent),
    )
    bans = _places(question.bans, people, offerings)
    units = set(problem.unit_ids)
    changed = replace(
        problem,
        budget=question.budget_rupiah,
        rules=rules,
        slots=replace(problem.slots, weight=_reweigh(problem, classes, question)),
        quotas=tuple(Ceiling(unit, most) for unit, most in question.quotas if unit in units),
        pins=_places(question.pins, people, offerings),
        bans=bans,
    )
    if set(bans) != set(problem.bans):
        changed = apply_static_limits(replace(changed, blocked=np.zeros_like(problem.blocked)))
    for name in UNCHANGED:
        changed.__dict__[name] = getattr(problem, name)
    return changed


def _places(
    choices: Sequence[Choice], people: Mapping[str, int], offerings: Mapping[str, int]
) -> tuple[tuple[int | None, int], ...]:
    """Pins or bans by place; those of others than this agency are left out."""
    return tuple(
        (None if employee is None else people[employee], offerings[intervention])
        for employee, intervention in choices
        if intervention in offerings and (employee is None or employee in people)
    )


def _reweigh(problem: Problem, classes: NeedClasses, question: Question) -> Floats:
    """Rule 7 holds each weight as importance × others: the new one is the old one × new ÷ old importance."""
    needed = problem.slots.required > 0
    factors = np.ones(len(classes.names))
    for place, name in enumerate(classes.names):
        in_use = bool((needed & (classes.place == place)).any())
        factors[place] = _factor(classes.importance[name], question.importance[name], Term(name), in_use=in_use)
    weight = problem.slots.weight * np.where(needed, factors[classes.place], 1.0)
    is_aimed = bool(needed[:, AIMED].any())
    weight[:, AIMED] *= _factor(classes.aimed_weight, question.aimed_weight, Term("aimed"), in_use=is_aimed)
    return weight


def _factor(old: Fraction, new: Fraction, name: Term, *, in_use: bool) -> float:
    if old == new or not in_use:
        return 1.0
    if old == 0:
        raise BenangMerahError(
            message("Needs of the importance {name} weigh nothing in this run, so no other weight can be tried out.",
                    name=name),
            message("Start a run under a policy that gives them a weight, and ask again."),
        )  # fmt: skip
    return float(new / old)


@dataclass(frozen=True)
class Reached:
    """What items bring to each person: one entry each in every array.

    Levels in ten-thousandths summed over needs, their weighted sum, JP in millionths, money by the head, items.
    """

    levels: Ints
    weighted: Floats
    hours: Ints
    cost: Ints
    items: Ints

    def missing(self, problem: Problem) -> Ints:
        """What each still lacks to the minimum JP, in millionths."""
        found: Ints = np.maximum(0, problem.people.missing - self.hours)
        return found

    def objective(self, problem: Problem) -> float:
        """Rule 16."""
        return float(self.weighted.sum()) - problem.rules.penalty * int(self.missing(problem).sum())


def measure(problem: Problem, items: Sequence[Sequence[int]]) -> Reached:
    """Rule 15 over everybody at once: raises of a competency in the order of its ladder."""
    count, slots = len(problem.people), problem.slots
    person = np.repeat(np.arange(count), [len(each) for each in items])
    offering = np.array([item for each in items for item in each], dtype=np.int64)
    takers = [person[offering == place] for place in range(len(problem.offerings))]
    level = slots.level.copy()
    slot_at = np.full((count, len(problem.competency_ids)), -1, dtype=np.int64)
    slot_at[slots.person, slots.competency] = np.arange(len(slots))
    place_of = {one.intervention_id: place for place, one in enumerate(problem.offerings)}
    for competency, ladder in enumerate(problem.ladders):
        for one in ladder:
            slot = slot_at[takers[place_of[one.intervention_id]], competency]
            slot = slot[slot >= 0]
            level[slot] = np.maximum(level[slot], np.minimum(one.raise_to, level[slot] + one.raise_by))
    closed = np.minimum(slots.required, level[:, None]) - np.minimum(slots.required, slots.level[:, None])
    weighted = (closed * slots.weight).sum(axis=1) / LEVEL_UNITS
    hours = np.array([one.hours for one in problem.offerings], dtype=np.int64)
    cost = np.array([one.cost_per_participant for one in problem.offerings], dtype=np.int64)
    return Reached(
        levels=_add_up(slots.person, closed.sum(axis=1), count),
        weighted=_add_up_weighted(slots.person, weighted, count),
        hours=_add_up(person, hours[offering], count),
        cost=_add_up(person, cost[offering], count),
        items=np.bincount(person, minlength=count),
    )


def _add_up(place: Ints, values: Ints, count: int) -> Ints:
    """Whole sums by place; no rounding on the way."""
    found = np.zeros(count, dtype=np.int64)
    np.add.at(found, place, values)
    return found


def _add_up_weighted(place: Ints, values: Floats, count: int) -> Floats:
    found: Floats = np.bincount(place, weights=values, minlength=count).astype(np.float64)
    return found


def levels_short(problem: Problem) -> Ints:
    """The levels that each person lacks over all needs, in ten-thousandths."""
    slots = problem.slots
    short = slots.required - np.minimum(slots.required, slots.level[:, None])
    return _add_up(slots.person, short.sum(axis=1), len(problem.people))


def weighted_short(problem: Problem) -> Floats:
    """The same, weighted."""
    slots = problem.slots
    short = slots.required - np.minimum(slots.required, slots.level[:, None])
    weighted = (short * slots.weight).sum(axis=1) / LEVEL_UNITS
    return _add_up_weighted(slots.person, weighted, len(problem.people))
