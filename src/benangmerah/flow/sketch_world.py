"""A run's folder → everything that what-if questions about its plan are answered from, kept warm in the process."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from benangmerah.analytics.index_after_plan import IndexAfterPlan, Training, read_asked, read_index_after_plan
from benangmerah.domain.policy import Policy
from benangmerah.domain.scenario import (
    NEAR,
    Answer,
    PersonChange,
    PlanFigures,
    Question,
    UnitChange,
    change_policy,
    question_of,
)
from benangmerah.flow.draft_plan import check_choices
from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.flow.result_folder import FACTS, SNAPSHOT
from benangmerah.flow.take_snapshot import POLICY_FILE
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.batch import batches_needed
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.floor import read_floor
from benangmerah.planner.pins import ImpossiblePinError
from benangmerah.planner.plan import draft_plan
from benangmerah.planner.prices import Scarcity
from benangmerah.planner.problem import HOUR_UNITS, Ints, Problem
from benangmerah.planner.proof import Line, Proof, read_lines, read_proofs
from benangmerah.planner.read_problem import TARGET_COLUMNS, PlanTables, ProblemReader
from benangmerah.planner.sketch import Sketcher
from benangmerah.planner.what_if import (
    NeedClasses,
    Reached,
    change_problem,
    levels_short,
    measure,
    weighted_short,
)
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.facts import FINISHED_OFFERING, PLAN_BRANCH, PLAN_PROOF, PLANNED_NEED, PLANNED_PERSON
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import PLAN, PLAN_AGENCY, PROFESSIONALISM_INDEX
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.parquet import read_table

WORLDS_KEPT = 2
"""Runs kept warm by a process: the published one, and another that somebody still looks at."""
NO_IMPORTANCE = "empty"
POSITION_OF = {"held": "position_id", "aimed": "target_position_id"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class SketchWorld:
    """One agency's problem as the run planned it, its plan, and what figures of a plan are measured by."""

    problem: Problem
    policy: Policy
    dataset: Dataset
    classes: NeedClasses
    items: Sequence[Sequence[int]]
    sketcher: Sketcher
    index: IndexAfterPlan
    opd_ids: Sequence[str]
    """The OPD of each person, or the topmost unit where there is none."""
    opd_names: Mapping[str, str]

    @property
    def question(self) -> Question:
        """What the run itself asked."""
        return question_of(self.policy, self.problem.budget)

    @cached_property
    def reached(self) -> Reached:
        """What the run's plan brings to each person."""
        return measure(self.problem, self.items)

    @cached_property
    def figures(self) -> PlanFigures:
        """What the run's plan comes to."""
        return self.figures_of(self.items, self.reached, self.problem.budget)

    @cached_property
    def people_in(self) -> Mapping[str, Ints]:
        """The places of the people of each OPD."""
        opds = np.array(self.opd_ids, dtype=object)
        return {opd: np.flatnonzero(opds == opd) for opd in sorted(set(self.opd_ids), key=self.opd_names.__getitem__)}

    def figures_of(self, items: Sequence[Sequence[int]], reached: Reached, budget: int) -> PlanFigures:
        """What a plan comes to; `reached` is measured with the weights of the run."""
        offerings, missing = self.problem.offerings, reached.missing(self.problem)
        takers = np.bincount([item for each in items for item in each], minlength=len(offerings)).tolist()
        batches = [batches_needed(one, count) for one, count in zip(offerings, takers, strict=True)]
        hours = [one.hours * count for one, count in zip(offerings, takers, strict=True)]
        classical = sum(count for count, one in zip(hours, offerings, strict=True) if one.is_classical)
        spent = sum(
            count * one.cost_per_participant + held * one.cost_per_batch
            for one, count, held in zip(offerings, takers, batches, strict=True)
        )
        return PlanFigures(
            budget_rupiah=budget,
            spent_rupiah=spent,
            batches=sum(batches),
            items=int(reached.items.sum()),
            people=len(self.problem.people),
            people_helped=int((reached.items > 0).sum()),
            weighted_gap=float(weighted_short(self.problem).sum()),
            weighted_closure=float(reached.weighted.sum()),
            levels_gap=int(levels_short(self.problem).sum()) / LEVEL_UNITS,
            levels_closed=int(reached.levels.sum()) / LEVEL_UNITS,
            learning_hours=sum(hours) / HOUR_UNITS,
            missing_jp=int(missing.sum()) / HOUR_UNITS,
            people_below_minimum_jp=int((missing > 0).sum()),
            classical_share_percent=classical / sum(hours) * 100 if sum(hours) else None,
            index_mean=self.index.mean(items),
        )

    def answer(self, question: Question, progress: Progress = silent, *, is_refined: bool = False) -> Answer:
        """A plan of the question: sketched, or planned in full and proved; refused where a pin cannot be kept."""
        began = time.perf_counter()
        check_choices(self.dataset, change_policy(self.policy, question).plan)
        _check_pins(self.problem, question)
        changed = change_problem(self.problem, self.classes, question)
        try:
            if is_refined:
                plan = draft_plan(changed, progress, has_curve=False)
                items, bound = plan.draft.items, plan.upper_bound
            else:
                sketch = self.sketcher.sketch(changed, progress)
                items, bound = sketch.items, sketch.upper_bound
        except ImpossiblePinError as error:
            pin = error.pin
            raise _refuse_pin(pin.employee_id, pin.intervention_id, pin.limit) from error
        asked, reached = measure(changed, items), measure(self.problem, items)
        distance, below = self._read_floor(changed, asked)
        people = tuple(_list_changes(self.problem, self.reached, reached))
        return Answer(
            objective=asked.objective(changed),
            upper_bound=bound,
            is_refined=is_refined,
            before=self.figures,
            after=self.figures_of(items, reached, question.budget_rupiah),
            units=tuple(self._list_units(reached, people)),
            people=people,
            seconds=round(time.perf_counter() - began, 3),
            floor_distance=distance,
            below_floor=below,
        )

    def _read_floor(self, changed: Problem, reached: Reached) -> tuple[float, tuple[str, ...]]:
        """How far a plan is from the floor that was asked for, and the names of OPDs below it, the furthest first."""
        floor = read_floor(changed)
        if floor is None:
            return 0.0, ()
        closed = floor.add_up(reached.weighted)
        lacking = floor.lacking(closed)
        order = np.argsort(-lacking * floor.scale, kind="stable")
        names = (self.opd_names[changed.unit_ids[floor.opd[each]]] for each in order if lacking[each] > NEAR)
        return floor.distance(closed), tuple(names)

    def _list_units(self, reached: Reached, people: Sequence[PersonChange]) -> list[UnitChange]:
        place_of = {str(employee): place for place, employee in enumerate(self.problem.people.employee_ids.tolist())}
        gaining = {place_of[each.employee_id] for each in people if each.is_gaining}
        losing = {place_of[each.employee_id] for each in people if not each.is_gaining}
        dropped = {place_of[each.employee_id] for each in people if each.is_dropped}
        short = weighted_short(self.problem)
        return [
            UnitChange(
                unit_id=opd,
                name=self.opd_names[opd],
                people=len(of_opd),
                helped_before=int((self.reached.items[of_opd] > 0).sum()),
                helped=int((reached.items[of_opd] > 0).sum()),
                weighted_gap=float(short[of_opd].sum()),
                closure_before=float(self.reached.weighted[of_opd].sum()),
                closure=float(reached.weighted[of_opd].sum()),
                gaining=sum(place in gaining for place in of_opd.tolist()),
                losing=sum(place in losing for place in of_opd.tolist()),
                dropped=sum(place in dropped for place in of_opd.tolist()),
            )
            for opd, of_opd in self.people_in.items()
        ]


def open_world(folder: Path, agency_id: str, as_of: date, year: int) -> SketchWorld:
    """What questions about the plan of a run are answered from; read once, then kept."""
    plan = folder / f"{PLAN_AGENCY.name}.parquet"
    if not folder.is_dir():
        raise BenangMerahError(
            message("The folder of this run is not on this server any more, so that nothing can be asked about it."),
            message("Start a run again, or have the folder of its data put back."),
        )
    if not plan.is_file() or not (folder / FACTS / f"{PLANNED_NEED.name}.parquet").is_file():
        raise BenangMerahError(
            message("This run has no plan that questions could be asked about."),
            message("Start a run again, with money named for its year."),
        )
    return _open_world(folder, plan.stat().st_mtime_ns, agency_id, as_of, year)


@lru_cache(maxsize=WORLDS_KEPT)
def _open_world(folder: Path, at: int, agency_id: str, as_of: date, year: int) -> SketchWorld:  # noqa: ARG001 part of the name
    snapshot, law = folder / SNAPSHOT, load_library().on(as_of)
    written = snapshot / POLICY_FILE
    policy = read_policy_file(written if written.is_file() else None)
    tables = {name: read_table(snapshot / f"{name}.parquet", INPUTS[name]) for name in INPUTS}
    dataset = Dataset({name: SourceTable(name, table) for name, table in tables.items()})
    facts = {
        table.name: read_table(folder / FACTS / f"{table.name}.parquet", table)
        for table in (PLANNED_PERSON, PLANNED_NEED, FINISHED_OFFERING)
    }
    reader = ProblemReader(PlanTables(tables | facts), law, policy.plan, as_of, year)
    figures = {row["agency_id"]: row for row in read_table(folder / "plan_agency.parquet", PLAN_AGENCY).to_pylist()}
    problem = reader.read(agency_id, figures[agency_id]["budget_rupiah"])
    employees = {row["employee_id"]: row for row in tables["employees"].to_pylist()}
    rows = [employees[employee] for employee in problem.people.employee_ids.tolist()]
    items = _read_items(problem, read_table(folder / f"{PLAN.name}.parquet", PLAN))
    opd_of, names = _read_opds(tables["units"])
    totals = read_table(folder / f"{PROFESSIONALISM_INDEX.name}.parquet", PROFESSIONALISM_INDEX)
    return SketchWorld(
        problem=problem,
        policy=policy,
        dataset=dataset,
        classes=read_classes(problem, policy, rows, tables["requirements"], as_of),
        items=items,
        sketcher=Sketcher(problem, items, _read_proofs(problem, folder / FACTS), _read_lines(problem, folder / FACTS)),
        index=read_index_after_plan(
            law,
            list(zip(rows, problem.people.grade.tolist(), strict=True)),
            dict(zip(totals["employee_id"].to_pylist(), totals["total"].to_pylist(), strict=True)),
            [Training(one.form, one.title, one.hours / HOUR_UNITS) for one in problem.offerings],
            read_asked(tables["position_requirements"].to_pylist()),
        ),
        opd_ids=[opd_of[row["unit_id"]] for row in rows],
        opd_names=names,
    )


def _read_proofs(problem: Problem, facts: Path) -> list[Proof]:
    """The prices that the run kept; none where an earlier version made it, so that they are found again."""
    rows = _rows_of(problem, facts, PLAN_PROOF)
    return read_proofs(Scarcity(problem, read_menu_arrays(problem)), rows) if rows else []


def _read_lines(problem: Problem, facts: Path) -> list[Line]:
    """The bounds of the run's branches; none where it needed none, or an earlier version made it."""
    return read_lines(_rows_of(problem, facts, PLAN_BRANCH))


def _rows_of(problem: Problem, facts: Path, table: Table) -> list[dict[str, Any]]:
    path = facts / f"{table.name}.parquet"
    rows = read_table(path, table).to_pylist() if path.is_file() else []
    return [row for row in rows if row["agency_id"] == problem.agency_id]


def _read_items(problem: Problem, plan: pa.Table) -> list[list[int]]:
    """The items of the run's plan by place of person and offering."""
    people = {str(employee): place for place, employee in enumerate(problem.people.employee_ids.tolist())}
    offerings = {one.intervention_id: place for place, one in enumerate(problem.offerings)}
    items: list[list[int]] = [[] for _ in people]
    pairs = zip(plan["employee_id"].to_pylist(), plan["intervention_id"].to_pylist(), strict=True)
    for employee_id, intervention_id in pairs:
        if employee_id in people:
            items[people[employee_id]].append(offerings[intervention_id])
    return items


def read_classes(
    problem: Problem, policy: Policy, rows: Sequence[Row], requirements: pa.Table, as_of: date
) -> NeedClasses:
    """The importance of each need: that of the requirement in force of the position it is held against (rules 4, 7)."""
    names = tuple(policy.importance)
    asked = {
        (row["position_id"], row["competency_id"]): names.index(row["importance"] or NO_IMPORTANCE)
        for row in requirements.to_pylist()
        if (row["valid_from"] is None or row["valid_from"] <= as_of)
        and (row["valid_to"] is None or as_of < row["valid_to"])
    }
    slots = problem.slots
    place = np.full(slots.required.shape, -1, dtype=np.int8)
    for target, column in TARGET_COLUMNS.items():
        for slot in np.flatnonzero(slots.required[:, column]).tolist():
            position = rows[int(slots.person[slot])][POSITION_OF[target]]
            place[slot, column] = asked[position, problem.competency_ids[int(slots.competency[slot])]]
    return NeedClasses(names, place, policy.importance, policy.aimed_weight)


def _read_opds(units: pa.Table) -> tuple[dict[str, str], dict[str, str]]:
    """For each unit the OPD it belongs to, else the topmost unit above it; and the names of all units."""
    rows = {row["unit_id"]: row for row in units.to_pylist()}
    found = {}
    for unit_id in rows:
        chain = [unit_id]
        while (above := rows[chain[-1]]["parent_unit_id"]) is not None:
            chain.append(above)
        found[unit_id] = next((each for each in chain if rows[each]["is_opd"]), chain[-1])
    return found, {unit_id: row["name"] for unit_id, row in rows.items()}


def _check_pins(problem: Problem, question: Question) -> None:
    """Refuse a pin of somebody whom the plan leaves out, or of an offering that the agency has not."""
    people = set(problem.people.employee_ids.tolist())
    offerings = {one.intervention_id for one in problem.offerings}
    for employee_id, intervention_id in question.pins:
        if employee_id is not None and employee_id not in people:
            raise _refuse_pin(employee_id, intervention_id, message("the plan leaves this person out"))
        if intervention_id not in offerings:
            raise _refuse_pin(employee_id, intervention_id, message("it belongs to another agency"))


def _refuse_pin(employee_id: str | None, intervention_id: str, limit: Message) -> BenangMerahError:
    pinned = (
        message("{intervention} cannot be held as the question asks. In the way: {limit}.",
                intervention=intervention_id, limit=limit)
        if employee_id is None
        else message("{employee} cannot be put into {intervention} as the question asks. In the way: {limit}.",
                     employee=employee_id, intervention=intervention_id, limit=limit)
    )  # fmt: skip
    return BenangMerahError(pinned, message("Take that out of the question, or mend what stands in its way."))


def _list_changes(problem: Problem, before: Reached, after: Reached) -> list[PersonChange]:
    """Everybody for whom other levels are closed, or who gets other JP, than in the run's plan."""
    is_other = (before.levels != after.levels) | (before.hours != after.hours)
    return [
        PersonChange(
            str(problem.people.employee_ids[person]),
            int(before.items[person]),
            int(after.items[person]),
            int(before.hours[person]) / HOUR_UNITS,
            int(after.hours[person]) / HOUR_UNITS,
            int(before.levels[person]) / LEVEL_UNITS,
            int(after.levels[person]) / LEVEL_UNITS,
        )
        for person in np.flatnonzero(is_other).tolist()
    ]
