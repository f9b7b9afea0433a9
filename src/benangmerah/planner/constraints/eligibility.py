"""Who may take an offering by grade, job family, unit and status, and whom policy bans."""

from __future__ import annotations

import numpy as np

from benangmerah.domain.intervention import EligibilityRow
from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.problem import Bools, Problem


def blocks(problem: Problem) -> Bools:
    """x[person, offering] = 0 unless one eligibility row fits in all its filled columns; 0 where policy bans it."""
    found = np.zeros((len(problem.people), len(problem.offerings)), dtype=np.bool_)
    for place, offering in enumerate(problem.offerings):
        if offering.eligibility:
            fits = [_fits(problem, row) for row in offering.eligibility]
            found[:, place] = ~np.logical_or.reduce(fits)
    for person, place in problem.bans:
        found[slice(None) if person is None else person, place] = True
    return found


def _fits(problem: Problem, row: EligibilityRow) -> Bools:
    people = problem.people
    fits = np.ones(len(people), dtype=np.bool_)
    if row.grade is not None:
        fits &= people.grade == row.grade
    if row.job_family is not None:
        fits &= people.job_family == row.job_family
    if row.status is not None:
        fits &= people.status == row.status
    if row.unit_id is not None:
        below = np.array([any(problem.unit_ids[above] == row.unit_id for above in chain) for chain in problem.chain])
        fits &= below[people.unit]
    return fits


LIMIT = Limit("not_eligible", message("eligibility of participants"), blocks=blocks)
