"""The problem as flat arrays, for the compiled parts of the planner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from benangmerah.planner.constraints.prerequisite import required_place
from benangmerah.planner.problem import Bools, Codes, Floats, Ints, Problem

Records: TypeAlias = "npt.NDArray[Any]"
"""Rows with named fields."""
# numbers of the compiled steps are of the compiler's own kind: each plain constant would be compiled for itself
NOTHING = cast(int, np.int64(-1))
FIRST = cast(int, np.int64(0))
WHOLE_SHARE = 100.0


WHOLE, YES = np.int64, np.bool_
OFFERING = np.dtype([
    ("hours", WHOLE), ("head", WHOLE), ("batch_cost", WHOLE), ("size", WHOLE), ("least", WHOLE), ("most", WHOLE),
    ("away_month", WHOLE), ("programme", WHOLE), ("own_id", WHOLE), ("raise_start", WHOLE), ("require_start", WHOLE),
    ("is_elective", YES), ("is_classical", YES),
], align=True)  # fmt: skip
PERSON = np.dtype(
    [("unit", WHOLE), ("missing", WHOLE), ("room", WHOLE), ("slot_start", WHOLE), ("every_form", YES)], align=True
)
UNIT = np.dtype([("absence_room", WHOLE), ("ceiling_start", WHOLE), ("quota_start", WHOLE)])
SLOT = np.dtype([("competency", WHOLE), ("level", WHOLE)])
RAISE = np.dtype([("competency", WHOLE), ("rung", WHOLE)])
REQUIRED = np.dtype([("number", WHOLE), ("place", WHOLE)])
RUNG = np.dtype([("by", WHOLE), ("to", WHOLE)])


class ProblemArrays(NamedTuple):
    """People, offerings and limits as numbers, in records; few arrays, because each one slows the compiler.

    What is listed for one record stands from its `..._start` to that of the next; each list of records has one more at
    its end for that. Offerings: `size` and `most` are 0 where there is no end, `away_month` where nobody is away; of
    what they require `number` is that of the required id and `place` the offering that gives it in one plan, NOTHING
    where none does; `own_id` is the number of the offering's own id among those that are required. Rungs are raises in
    the order of rule 15. Units: the places of the ceilings and quotas that their people count under.
    """

    offerings: Records
    raises: Records
    requires: Records
    rungs: Records
    people: Records
    finished: Bools
    slots: Records
    required: Ints
    weight: Floats
    blocked: Codes
    units: Records
    ceiling: Ints
    ceiling_amount: Ints
    quota: Ints
    quota_amount: Ints
    competency_count: int
    most_items: int
    penalty: float
    budget: int
    classical_percent: float


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
    return ProblemArrays(
        offerings=_records(
            OFFERING,
            [
                {"hours": one.hours, "head": one.cost_per_participant, "batch_cost": one.cost_per_batch,
                 "size": one.batch_size or 0, "least": one.min_batch_size, "most": one.max_batches or 0,
                 "away_month": (one.period or 0) if one.is_classical else 0,
                 "is_elective": one.is_elective, "is_classical": one.is_classical,
                 "programme": programmes[one.programme], "own_id": ids.get(one.intervention_id, NOTHING)}
                for one in offerings
            ],
            raise_start=[len(one.raises) for one in offerings],
            require_start=[len(one.requires_ids) for one in offerings],
        ),
        raises=np.array(
            [
                (competency, int(first_rung[competency]) + problem.rung[place, competency])
                for place, one in enumerate(offerings)
                for competency in one.raises
            ],
            dtype=RAISE,
        ),
        requires=np.array(
            [
                (ids[one], NOTHING if (found := required_place(problem, place, one)) is None else found)
                for place, offering in enumerate(offerings)
                for one in offering.requires_ids
            ],
            dtype=REQUIRED,
        ),
        rungs=np.array([(one.raise_by, one.raise_to) for one in rungs], dtype=RUNG),
        people=_people(problem),
        finished=finished,
        slots=_columns(SLOT, competency=slots.competency, level=slots.level),
        required=slots.required,
        blocked=problem.blocked,
        units=_records(
            UNIT,
            [{"absence_room": room} for room in problem.absence_room.tolist()],
            ceiling_start=[len(places) for places in problem.budgets_of],
            quota_start=[len(places) for places in problem.quotas_of],
        ),
        ceiling=_ints(place for places in problem.budgets_of for place in places),
        ceiling_amount=_ints(one.amount for one in problem.unit_budgets),
        quota=_ints(place for places in problem.quotas_of for place in places),
        quota_amount=_ints(one.amount for one in problem.quotas),
        competency_count=len(problem.competency_ids),
        most_items=problem.rules.max_items,
        **read_rules(problem),
    )  # fmt: skip


def read_rules(problem: Problem) -> dict[str, Any]:
    """The fields of the arrays that say how a plan is valued and what it may cost: weights, penalty, money, share."""
    share = problem.rules.classical_percent
    return {
        "weight": problem.slots.weight,
        "penalty": problem.rules.penalty,
        "budget": problem.budget,
        "classical_percent": WHOLE_SHARE if share is None else share,
    }


def _people(problem: Problem) -> Records:
    people = problem.people
    found = np.zeros(len(people) + 1, dtype=PERSON)
    columns = {"unit": people.unit, "missing": people.missing, "room": people.room, "every_form": people.every_form}
    for name, values in columns.items():
        found[name][:-1] = values
    found["slot_start"] = np.searchsorted(problem.slots.person, np.arange(len(people) + 1))
    return found


def _records(kind: np.dtype[np.void], rows: Sequence[Mapping[str, int]], **sizes: Sequence[int]) -> Records:
    """Records with one more at the end; `sizes` are the lengths of their lists."""
    found = np.zeros(len(rows) + 1, dtype=kind)
    for place, row in enumerate(rows):
        for name, value in row.items():
            found[place][name] = value
    for name, lengths in sizes.items():
        found[name] = starts(lengths)
    return found


def _columns(kind: np.dtype[np.void], **columns: Ints) -> Records:
    found = np.zeros(len(next(iter(columns.values()))), dtype=kind)
    for name, values in columns.items():
        found[name] = values
    return found


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def starts(sizes: Sequence[int]) -> Ints:
    """Where each of several lists begins when they stand one after the other, and where the last ends."""
    return np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]).astype(np.int64)
