"""The linear program of the planner, also with whole plans. Nothing else in the product names the solver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version

import highspy
import numpy as np
import numpy.typing as npt

from benangmerah.planner.problem import Floats, Ints

SOLVER_VERSION = version("highspy")
CERTAIN = 1e-7
"""What differs so little from a whole plan is one."""
WHOLE_NODES = 5
"""How many parts of the search for whole plans are looked at: a work limit."""
DEAR = 1_000.0
"""Points for a million rupiah, or for a participant, that a choice of whole batches lacks."""
ROUGH, EXACT = 1e-3, 1e-8
"""How near to the best prices from within are near enough: early ones are only asked with."""
FLOOR = 100.0
"""Points for a point that a group of people lacks to its floor: that comes first, after what must be kept."""


class QuietSolver(highspy.Highs):
    """The solver without its greeting, which it prints while it sets up callbacks that nothing here uses."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()
        self.setOptionValue("output_flag", False)


@dataclass(frozen=True)
class BatchRow:
    """Batches of an offering in the master program.

    Seats and fewest participants of each, how many at most, what each costs; what a participant costs, and how many
    gain nothing by it and could fill it.
    """

    seats: float
    fewest: float
    most: float
    cost: float
    head: float
    fillers: float


@dataclass(frozen=True)
class Mixture:
    """The best mixture of plans: its value, the price of each row, the share of each plan, how many batches."""

    value: float
    limit_prices: Floats
    seat_prices: Floats
    fewest_prices: Floats
    cut_prices: Floats
    floor_prices: Floats
    shares: Floats
    batches: Floats
    fillers: Floats


class MasterProgram:
    """A mixture of plans of people: max Σ value × share, at most one whole plan a person, within what is scarce.

    Rows come first the limits (the first of them money, which batches cost too), then the seats of each batched
    offering, its fewest participants, one row a person, one a group of people with a floor (`floors` says how dear what
    it lacks is), and then the cuts: nobody has more of an offering than there are batches of it. Columns are the
    batches, who fills them, what lacks, and then the plans.
    """

    def __init__(self, limits: Floats, batches: Sequence[BatchRow], people: int, floors: Floats) -> None:
        self.limit_count, self.batch_count = len(limits), len(batches)
        self.first_person = self.limit_count + 2 * self.batch_count
        self.first_floor = self.first_person + people
        self.first_cut = self.first_floor + len(floors)
        self._has_corner = False
        self._solver = QuietSolver()
        for option, value in (("threads", 1), ("random_seed", 0)):
            self._solver.setOptionValue(option, value)
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        rows = self.first_cut
        upper = np.ones(rows)
        upper[: self.limit_count] = limits
        upper[self.limit_count : self.limit_count + self.batch_count] = 0.0
        upper[self.limit_count + self.batch_count : self.first_person] = highspy.kHighsInf
        upper[self.first_floor :] = highspy.kHighsInf
        lower = np.full(rows, -highspy.kHighsInf)
        lower[self.limit_count + self.batch_count : self.first_person] = 0.0
        nothing = np.zeros(0, dtype=np.int32)
        self._solver.addRows(rows, lower, upper, 0, np.zeros(rows, dtype=np.int32), nothing, np.zeros(0))
        for place, one in enumerate(batches):
            seats = self.limit_count + place
            rows_of = np.array([0, seats, seats + self.batch_count], dtype=np.int32)
            self._solver.addCol(0.0, 0.0, one.most, 3, rows_of, np.array([one.cost, -one.seats, -one.fewest]))
        for place, one in enumerate(batches):
            rows_of = np.array([0, self.limit_count + self.batch_count + place], dtype=np.int32)
            self._solver.addCol(0.0, 0.0, one.fillers, 2, rows_of, np.array([one.head, 1.0]))
        # so that no choice of whole batches is impossible: what lacks is dear
        lacking = [
            (0, -1.0, DEAR),
            *((self.limit_count + self.batch_count + place, 1.0, DEAR) for place in range(len(batches))),
            *((self.first_floor + place, 1.0, FLOOR * scale) for place, scale in enumerate(floors.tolist())),
        ]
        for row, sign, cost in lacking:
            self._solver.addCol(-cost, 0.0, highspy.kHighsInf, 1, np.array([row], dtype=np.int32), np.array([sign]))
        self._first_plan = 2 * self.batch_count + len(lacking)

    def add_plans(self, values: Floats, start: Ints, rows: Ints, amounts: Floats) -> None:
        """More plans: what each is worth, and what it uses, its person's row among it."""
        count = len(values)
        self._solver.addCols(
            count, values, np.zeros(count), np.full(count, highspy.kHighsInf), len(rows),
            start.astype(np.int32), rows.astype(np.int32), amounts,
        )  # fmt: skip

    def add_cut(self, batch: int, plans: Ints) -> None:
        """These plans, all of one person, together hold no more than there are batches."""
        columns = np.concatenate([[batch], plans + self._first_plan]).astype(np.int32)
        amounts = np.ones(len(columns))
        amounts[0] = -1.0
        self._solver.addRow(-highspy.kHighsInf, 0.0, len(columns), columns, amounts)

    def ask_for_floors(self, targets: Floats) -> None:
        """Let so many weighted levels be closed in each group with a floor; what lacks is dear."""
        for place, target in enumerate(targets.tolist()):
            self._solver.changeRowBounds(self.first_floor + place, target, highspy.kHighsInf)

    def limit(self, row: int, amount: float) -> None:
        """Let there be so much of a limit."""
        self._solver.changeRowBounds(row, -highspy.kHighsInf, amount)

    def allow(self, batch: int, least: float, most: float) -> None:
        """Let there be so many batches of an offering."""
        self._solver.changeColBounds(batch, least, most)

    def ask(self, batch: int, least: float, most: float) -> float:
        """What the mixture that was found last would close with so many batches; none are allowed otherwise after."""
        basis = self._solver.getBasis()
        _, _, before, after, _ = self._solver.getCol(batch)
        self.allow(batch, least, most)
        value = self.solve().value
        self.allow(batch, before, after)
        self._solver.setBasis(basis)
        return value

    def free(self, batch: int, most: float, fillers: float) -> None:
        """Hold the batches of an offering no longer, and let no more than so many people fill them."""
        self.allow(batch, 0.0, most)
        self._solver.changeColBounds(self.batch_count + batch, 0.0, fillers)

    def hold(self, batch: int, count: float) -> None:
        """Hold exactly so many batches of an offering."""
        self.allow(batch, count, count)

    def choose(self, near: float, *, keeps_certain: bool) -> Mixture | None:
        """One whole plan for each person, the batches as they are held, so near to the best; None where none was found.

        With `keeps_certain` everybody keeps who has a whole plan of the mixture that was found last.
        """
        solver, basis = self._solver, self._solver.getBasis()
        plans = np.arange(self._first_plan, solver.getNumCol(), dtype=np.int32)
        certain = plans[:0]
        if keeps_certain:
            certain = plans[np.array(solver.getSolution().col_value)[self._first_plan :] >= 1 - CERTAIN]
        self._bound_plans(certain, 1.0, 1.0)
        solver.changeColsIntegrality(len(plans), plans, np.ones(len(plans), dtype=np.uint8))
        near_enough = ("mip_rel_gap", 0.0), ("mip_abs_gap", near), ("mip_max_nodes", WHOLE_NODES)
        for option, value in (("solver", "choose"), *near_enough):
            solver.setOptionValue(option, value)
        solver.run()
        is_found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        columns, worth = np.array(solver.getSolution().col_value), float(solver.getInfo().objective_function_value)
        solver.changeColsIntegrality(len(plans), plans, np.zeros(len(plans), dtype=np.uint8))
        self._bound_plans(certain, 0.0, highspy.kHighsInf)
        solver.setBasis(basis)
        if not is_found:
            return None
        nothing = np.zeros(0)
        batches, fillers = columns[: self.batch_count], columns[self.batch_count : 2 * self.batch_count]
        return Mixture(worth, *(nothing,) * 5, columns[self._first_plan :], batches, fillers)

    def _bound_plans(self, plans: npt.NDArray[np.int32], least: float, most: float) -> None:
        self._solver.changeColsBounds(len(plans), plans, np.full(len(plans), least), np.full(len(plans), most))

    def solve(self, *, is_early: bool = False) -> Mixture:
        """The best mixture of the plans there are; early ones are solved from within, whose prices lead further."""
        is_from_within = is_early or not self._has_corner
        self._solver.setOptionValue("solver", "ipm" if is_from_within else "simplex")
        self._solver.setOptionValue("ipm_optimality_tolerance", ROUGH if is_early else EXACT)
        self._solver.setOptionValue("run_crossover", "off" if is_early else "on")
        self._has_corner = not is_early
        self._solver.run()
        status = self._solver.getModelStatus()
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnknown):
            raise RuntimeError(f"the master program ended as {self._solver.modelStatusToString(status)}")
        solution = self._solver.getSolution()
        duals, columns = np.array(solution.row_dual), np.array(solution.col_value)
        limits, seats = self.limit_count, self.limit_count + self.batch_count
        return Mixture(
            float(self._solver.getObjectiveValue()),
            np.maximum(0.0, duals[:limits]),
            np.maximum(0.0, duals[limits:seats]),
            np.minimum(0.0, duals[seats : self.first_person]),
            np.maximum(0.0, duals[self.first_cut :]),
            np.minimum(0.0, duals[self.first_floor : self.first_cut]),
            columns[self._first_plan :],
            columns[: self.batch_count],
            columns[self.batch_count : 2 * self.batch_count],
        )
