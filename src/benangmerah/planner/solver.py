"""The linear programs of the planner. Nothing else in the product names the solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version

import highspy
import numpy as np

from benangmerah.planner.problem import Floats

SOLVER_VERSION = version("highspy")


class _QuietSolver(highspy.Highs):
    """The solver without its greeting, which it prints while it sets up callbacks that nothing here uses."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)


class MasterProgram:
    """A choice among plans of people: max Σ value × share, rows of what is scarce, at most one whole plan a person.

    Rows come first the scarce things, then one a person; every column is one plan of one person.
    """

    def __init__(self, scarce: Sequence[float], people: int) -> None:
        self._scarce = len(scarce)
        self._solver = _QuietSolver()
        for option, value in (("threads", 1), ("solver", "simplex"), ("random_seed", 0)):
            self._solver.setOptionValue(option, value)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        nothing = np.zeros(0, dtype=np.int32), np.zeros(0)
        for most in (*scarce, *([1.0] * people)):
            self._solver.addRow(-highspy.kHighsInf, most, 0, *nothing)

    def add_plan(self, person: int, value: float, use: Mapping[int, float]) -> None:
        """One more plan of a person: what it is worth and what it uses of each scarce thing."""
        rows = np.array([*use, self._scarce + person], dtype=np.int32)
        amounts = np.array([*use.values(), 1.0])
        self._solver.addCol(value, 0.0, highspy.kHighsInf, len(rows), rows, amounts)

    def solve(self) -> tuple[float, Floats]:
        """The value of the best mixture of plans and the price of each scarce thing; without a plan, nothing."""
        if not self._solver.getNumCol():
            return 0.0, np.zeros(self._scarce)
        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the master program ended as {self._solver.modelStatusToString(status)}")
        duals = np.array(self._solver.getSolution().row_dual[: self._scarce])
        return float(self._solver.getObjectiveValue()), np.maximum(0.0, duals)
