"""A mixed integer program of any shape, for the compact model of a small agency."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import highspy
import numpy as np

from benangmerah.planner.problem import Floats
from benangmerah.planner.solver import QuietSolver


@dataclass(frozen=True)
class MixedSolution:
    """The values of the columns of the best solution found, and a bound on the objective."""

    values: Floats
    bound: float


class MixedProgram:
    """A mixed integer program, built column by column and row by row: max Σ worth × column, lower ≤ row ≤ upper."""

    def __init__(self) -> None:
        self._worth: list[float] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._whole: list[int] = []
        self._rows: list[tuple[float, float]] = []
        self._starts: list[int] = []
        self._columns: list[int] = []
        self._amounts: list[float] = []

    def add_whole(self, lower: float, upper: float, worth: float) -> int:
        """A column that takes whole numbers."""
        self._whole.append(len(self._worth))
        return self.add_number(lower, upper, worth)

    def add_number(self, lower: float, upper: float, worth: float) -> int:
        """A column that takes any number between its bounds."""
        self._worth.append(worth)
        self._lower.append(lower)
        self._upper.append(upper)
        return len(self._worth) - 1

    def add_row(self, amounts: Mapping[int, float], lower: float, upper: float) -> None:
        """A row over some columns."""
        self._starts.append(len(self._columns))
        self._columns += amounts
        self._amounts += amounts.values()
        self._rows.append((lower, upper))

    def fix(self, column: int, value: float) -> None:
        """Leave a column no other value."""
        self._lower[column] = self._upper[column] = value

    def solve(self, seconds: float) -> MixedSolution | None:
        """Search so many seconds at most; None where nothing was found within them."""
        solver = self._fill()
        for option, value in (("threads", 1), ("random_seed", 0), ("time_limit", seconds)):
            solver.setOptionValue(option, value)
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return MixedSolution(np.array(solver.getSolution().col_value), float(info.mip_dual_bound))

    def _fill(self) -> highspy.Highs:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self._worth), len(self._rows)
        model.col_cost_ = np.array(self._worth)
        model.col_lower_, model.col_upper_ = np.array(self._lower), np.array(self._upper)
        model.row_lower_ = np.array([lower for lower, _ in self._rows])
        model.row_upper_ = np.array([upper for _, upper in self._rows])
        model.sense_ = highspy.ObjSense.kMaximize
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array([*self._starts, len(self._columns)], dtype=np.int32)
        model.a_matrix_.index_ = np.array(self._columns, dtype=np.int32)
        model.a_matrix_.value_ = np.array(self._amounts)
        whole = set(self._whole)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[column in whole] for column in range(len(self._worth))]
        solver = QuietSolver()
        solver.passModel(model)
        return solver
