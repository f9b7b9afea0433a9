"""Which pairs of person and offering no plan can hold, by the first limit that stops them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benangmerah.planner.constraints import LIMITS
from benangmerah.planner.problem import Problem


def apply_static_limits(problem: Problem) -> Problem:
    """The problem with every pair marked that a limit stops whatever the plan is: 0 is free, else 1 + its place."""
    for number, limit in enumerate(LIMITS, start=1):
        if limit.blocks is not None:
            blocked = np.where((problem.blocked == 0) & limit.blocks(problem), np.int8(number), problem.blocked)
            problem = replace(problem, blocked=blocked)
    return problem
