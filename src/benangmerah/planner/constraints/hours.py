"""The ceilings on learning hours: PPPK over all forms by law, PNS and CPNS over elective forms by policy."""

from __future__ import annotations

import numpy as np

from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.problem import Bools, Problem
from benangmerah.planner.solution import Draft


def blocks(problem: Problem) -> Bools:
    """x[person, offering] = 0 where its hours alone pass what the ceiling leaves, or that is below nothing already."""
    people = problem.people
    hours = np.array([one.hours for one in problem.offerings], dtype=np.int64)
    elective = np.array([one.is_elective for one in problem.offerings], dtype=np.bool_)
    counts = people.every_form[:, None] | elective[None, :]
    found: Bools = counts & (hours[None, :] > people.room[:, None])
    return found | (counts & (people.room < 0)[:, None])


def stops(draft: Draft, person: int, offering: int) -> bool:
    """Σ hours of the person's items that count under the ceiling ≤ what it leaves."""
    problem = draft.problem
    if not problem.counts_under_ceiling(person, offering):
        return False
    hours = draft.hours_under_ceiling[person] + problem.offerings[offering].hours
    return hours > int(problem.people.room[person])


LIMIT = Limit("hours", message("the ceiling on learning hours"), blocks=blocks, stops=stops)
