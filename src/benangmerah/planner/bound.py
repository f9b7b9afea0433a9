"""A figure that no lawful plan exceeds: what all that is scarce is worth at some prices, plus everybody's best."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.planner.pricing import Proved
from benangmerah.planner.problem import Problem

SAFETY = 1e-9
"""The part of the bound that is added for the rounding of sums of doubles."""


def prove(problem: Problem, found: Proved, branches: Sequence[Proved] = ()) -> float:
    """The bound on the objective that these prices prove, or the highest of branches; at most all gaps.

    Relaxed are the money, the unit budgets, the seats and the absences, each paid for at its price (weak duality of the
    Lagrangean); a batch becomes a share for each seat; minima of batches, quotas and pins are left out.
    """
    missing = problem.rules.penalty * float(problem.people.missing.sum())
    total = max((one.bound for one in branches), default=found.bound) - missing
    return min(problem.weighted_gap, total + SAFETY * max(1.0, abs(total)))
