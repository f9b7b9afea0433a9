"""The problem as flat arrays, for the compiled parts of the planner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from benangmerah.planner.constraints.prerequisite import required_place
from benangmerah.planner.problem import Bools, Codes, Floats, Ints, Problem

NOTHING = -1


class ProblemArrays(NamedTuple):
    """People, offerings and limits as numbers.

    Offerings: `size` and `most` are 0 where there is no end; `raise_start[o] … raise_start[o+1]` are the raises of an
    offering, competency and rung beside; rungs are numbered in the order of rule 15. `require_start[o] …` is what it
    requires: the number of the required id, and the offering that gives it in one plan, NOTHING where none does.
    `own_id` is the number of the offering's own id among those that are required. People: `slot_start[p] …` are a
    person's needs, ordered by competency. Units: the places of the ceilings and quotas that their people count under.
    """

    hours: Ints
    head: Ints
    batch_cost: Ints
    size: Ints
    least: Ints
    most: Ints
    away_month: Ints
    is_elective: Bools
    programme: Ints
    raise_start: Ints
    raise_competency: Ints
    raise_rung: Ints
    require_start: Ints
    require_id: Ints
    require_place: Ints
    own_id: Ints
    rung_by: Ints
    rung_to: Ints
    unit: Ints
    missing: Ints
    room: Ints
    every_form: Bools
    finished: Bools
    slot_start: Ints
    competency: Ints
    level: Ints
    required: Ints
    weight: Floats
    blocked: Codes
    absence_room: Ints
    ceiling_start: Ints
    ceiling: Ints
    ceiling_amount: Ints
    quota_start: Ints
    quota: Ints
    quota_amount: Ints
    competency_count: int
    most_items: int
    penalty: float
    budget: int


def read_problem_arrays(problem: Problem) -> ProblemArrays:
    """The arrays of a problem."""
    offerings, people, slots = problem.offerings, problem.people, problem.slots
    programmes = {name: place for place, name in enumerate(sorted({one.programme for one in offerings}))}
    ids = {name: number for number, name in enumerate(sorted({one for o in offerings for one in o.requires_ids}))}
    finished = np.zeros((len(people), len(ids)), dtype=np.bool_)
    for person, done in people.finished.items():
        finished[person, [ids[one] for one in done if one in ids]] = True
    rungs = [one for ladder in problem.ladders for one in ladder]
    first_rung = np.concatenate([[0], np.cumsum([len(ladder) for ladder in problem.ladders])]).astype(np.int64)
    raises = [
        (competency, int(first_rung[competency]) + problem.rung[place, competency])
        for place, one in enumerate(offerings)
        for competency in one.raises
    ]
    requires = [
        (ids[one], NOTHING if (found := required_place(problem, place, one)) is None else found)
        for place, offering in enumerate(offerings)
        for one in offering.requires_ids
    ]
    return ProblemArrays(
        hours=_ints(one.hours for one in offerings),
        head=_ints(one.cost_per_participant for one in offerings),
        batch_cost=_ints(one.cost_per_batch for one in offerings),
        size=_ints(one.batch_size or 0 for one in offerings),
        least=_ints(one.min_batch_size for one in offerings),
        most=_ints(one.max_batches or 0 for one in offerings),
        away_month=_ints((one.period or 0) if one.is_classical else 0 for one in offerings),
        is_elective=np.array([one.is_elective for one in offerings], dtype=np.bool_),
        programme=_ints(programmes[one.programme] for one in offerings),
        raise_start=starts([len(one.raises) for one in offerings]),
        raise_competency=_ints(one for one, _ in raises),
        raise_rung=_ints(one for _, one in raises),
        require_start=starts([len(one.requires_ids) for one in offerings]),
        require_id=_ints(one for one, _ in requires),
        require_place=_ints(one for _, one in requires),
        own_id=_ints(ids.get(one.intervention_id, NOTHING) for one in offerings),
        rung_by=_ints(one.raise_by for one in rungs),
        rung_to=_ints(one.raise_to for one in rungs),
        unit=people.unit,
        missing=people.missing,
        room=people.room,
        every_form=people.every_form,
        finished=finished,
        slot_start=np.searchsorted(slots.person, np.arange(len(people) + 1)).astype(np.int64),
        competency=slots.competency,
        level=slots.level,
        required=slots.required,
        weight=slots.weight,
        blocked=problem.blocked,
        absence_room=problem.absence_room,
        ceiling_start=starts([len(places) for places in problem.budgets_of]),
        ceiling=_ints(place for places in problem.budgets_of for place in places),
        ceiling_amount=_ints(one.amount for one in problem.unit_budgets),
        quota_start=starts([len(places) for places in problem.quotas_of]),
        quota=_ints(place for places in problem.quotas_of for place in places),
        quota_amount=_ints(one.amount for one in problem.quotas),
        competency_count=len(problem.competency_ids),
        most_items=problem.rules.max_items,
        penalty=problem.rules.penalty,
        budget=problem.budget,
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def starts(sizes: Sequence[int]) -> Ints:
    """Where each of several lists begins when they stand one after the other, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
