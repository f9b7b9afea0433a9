"""An IP ASN mean as a target: training indicators stand in the place of needs, their points of weights."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from benangmerah.domain.plan import Raise
from benangmerah.domain.professionalism_index import (
    INDICATORS,
    LASTING,
    IndexPerson,
    IndexTables,
    finish_trainings,
    missing_trainings,
    points_missing,
    professionalism_index,
    start_year,
)
from benangmerah.domain.qualification_gap import normalise
from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.aim import UNLIMITED, Aim, Worth
from benangmerah.planner.problem import HOUR_UNITS, Offering, Problem, Slots, hour_units
from benangmerah.planner.solution import Draft

TECHNICAL = "technical_training"


@dataclass(frozen=True)
class IndexCrowd:
    """Everybody whom the index counts, also whom no plan is for, with the tables of the law and its training forms.

    `asked` names for a person and an indicator the trainings that fit the position held, by their written titles; where
    none is named any training of the form fits.
    """

    people: Mapping[str, IndexPerson]
    tables: IndexTables
    forms: Mapping[str, str]
    asked: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)

    def start_year(self, repeated: IndexCrowd | None = None) -> IndexCrowd:
        """The crowd at the beginning of a new measurement year.

        `repeated` is the crowd whose technical training and seminars are taken to be repeated beside the plan.
        """
        begun = {one: start_year(person) for one, person in self.people.items()}
        if repeated is not None:
            begun = {
                one: replace(
                    person,
                    technical_training_jp=repeated.people[one].technical_training_jp,
                    seminar=repeated.people[one].seminar,
                )
                for one, person in begun.items()
            }
        return replace(self, people=begun)

    def finish(self, draft: Draft) -> IndexCrowd:
        """The crowd after a plan."""
        people = dict(self.people)
        for place, items in enumerate(draft.items):
            employee_id = draft.problem.people.employee_ids[place]
            if items and employee_id in people:
                fitting = [item for item in items if self.indicator(employee_id, draft.problem.offerings[item])]
                done = _finished(draft.problem, fitting)
                people[employee_id] = finish_trainings(people[employee_id], done, self.forms)
        return replace(self, people=people)

    def indicator(self, employee_id: str, one: Offering) -> str | None:
        """What an offering meets for a person: nothing where the position held names other trainings."""
        found = self.forms.get(one.form)
        wanted = self.asked.get(employee_id, {}).get(found or "")
        return found if wanted is None or normalise(one.title) in wanted else None

    @cached_property
    def total(self) -> Fraction:
        """The sum of all indices (rule 8)."""
        return sum((professionalism_index(person, self.tables).total for person in self.people.values()), Fraction())

    @property
    def mean(self) -> Fraction:
        """The mean of the index; 0 where it counts nobody."""
        return self.total / max(1, len(self.people))

    def points_missing(self) -> dict[str, Fraction]:
        """For each dimension the points of the mean that are lacking to the most."""
        found: dict[str, Fraction] = {}
        for person in self.people.values():
            for dimension, points in points_missing(person, self.tables).items():
                found[dimension] = found.get(dimension, Fraction()) + points
        return {dimension: points / len(self.people) for dimension, points in found.items()}


def _finished(problem: Problem, items: Iterable[int]) -> Iterator[tuple[str, Fraction]]:
    for item in items:
        one = problem.offerings[item]
        yield one.form, Fraction(one.hours, HOUR_UNITS)


def aim_at_index(problem: Problem, crowd: IndexCrowd, mean: Fraction) -> Aim:
    """The mean of the crowd is to be so much after the plan.

    Technical training gives its points at once where its hours are full, and the planner counts them hour by hour up to
    there: that is never less, so that what it proves holds, and what a plan gives is counted by the rule itself.
    """
    asked = replace(
        problem,
        budget=UNLIMITED,
        rules=replace(problem.rules, jp_penalty=0.0),
        people=replace(problem.people, missing=np.zeros(len(problem.people), dtype=np.int64)),
        competency_ids=INDICATORS,
        offerings=tuple(_offering(one, crowd) for one in problem.offerings),
        slots=_slots(problem, crowd),
    )
    return Aim(asked, float(mean * len(crowd.people) - crowd.total), _points(asked, crowd))


def _offering(one: Offering, crowd: IndexCrowd) -> Offering:
    indicator = crowd.forms.get(one.form)
    if indicator is None:
        return replace(one, raises={})
    units = LEVEL_UNITS
    if indicator == TECHNICAL:
        minimum = hour_units(crowd.tables.technical_training_minimum_jp)
        units = min(LEVEL_UNITS, -(-LEVEL_UNITS * one.hours // max(1, minimum)))
    raised = Raise(LEVEL_UNITS, units, one.intervention_id)
    return replace(one, raises={INDICATORS.index(indicator): raised})


def _slots(problem: Problem, crowd: IndexCrowd) -> Slots:
    """One for each indicator that a person lacks; weighed so that closing it gives all of its points."""
    person, competency, level, weight = list[int](), list[int](), list[int](), list[float]()
    minimum = hour_units(crowd.tables.technical_training_minimum_jp)
    for place, employee_id in enumerate(problem.people.employee_ids.tolist()):
        if employee_id not in crowd.people:
            continue
        one = crowd.people[employee_id]
        lacking = missing_trainings(one, crowd.tables)
        for number, indicator in enumerate(INDICATORS):
            if indicator in lacking:
                held = 0
                if indicator == TECHNICAL and minimum:
                    held = LEVEL_UNITS * hour_units(one.technical_training_jp or 0) // minimum
                person.append(place)
                competency.append(number)
                level.append(held)
                weight.append(float(lacking[indicator]) * LEVEL_UNITS / (LEVEL_UNITS - held))
    required = np.zeros((len(person), 2), dtype=np.int64)
    weights = np.zeros(required.shape)
    required[:, 0], weights[:, 0] = LEVEL_UNITS, weight
    ints = [np.array(values, dtype=np.int64) for values in (person, competency, level)]
    return Slots(ints[0], ints[1], ints[2], required, weights)


def _points(problem: Problem, crowd: IndexCrowd) -> Worth:
    """The points that items really give a person: technical training nothing until its hours are full."""
    minimum = hour_units(crowd.tables.technical_training_minimum_jp)
    lacking: list[dict[str, float]] = []
    to_go: list[int] = []
    for employee_id in problem.people.employee_ids.tolist():
        one = crowd.people.get(employee_id)
        missing = {} if one is None else missing_trainings(one, crowd.tables)
        lacking.append({indicator: float(points) for indicator, points in missing.items()})
        to_go.append(minimum - hour_units((one.technical_training_jp if one else None) or 0))
    any_of = [crowd.forms.get(one.form) for one in problem.offerings]
    own: dict[int, list[str | None]] = {}
    for place, employee_id in enumerate(problem.people.employee_ids.tolist()):
        if crowd.asked.get(employee_id) and lacking[place]:
            own[place] = [crowd.indicator(employee_id, one) for one in problem.offerings]

    def worth(person: int, items: Sequence[int]) -> float:
        wanted, indicators = lacking[person], own.get(person, any_of)
        met = {indicators[item] for item in items}
        hours = sum(problem.offerings[item].hours for item in items if indicators[item] == TECHNICAL)
        return sum(
            points
            for indicator, points in wanted.items()
            if indicator in met and (indicator != TECHNICAL or hours >= to_go[person])
        )

    return worth


def is_lasting(one: Offering, crowd: IndexCrowd) -> bool:
    """Whether what an offering gives stays in the years after."""
    return crowd.forms.get(one.form) in LASTING
