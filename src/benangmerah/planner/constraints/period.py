"""An offering of a month that has passed is not planned."""

from __future__ import annotations

import numpy as np

from benangmerah.domain.intervention import is_period_passed
from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.problem import Bools, Problem


def blocks(problem: Problem) -> Bools:
    """x[person, offering] = 0 where the offering's month of the plan year lies before the day's month."""
    rules = problem.rules
    passed = [is_period_passed(one.period, rules.year, rules.as_of) for one in problem.offerings]
    return np.tile(np.array(passed, dtype=np.bool_), (len(problem.people), 1))


LIMIT = Limit("period_passed", message("the month it begins in has passed"), blocks=blocks)
