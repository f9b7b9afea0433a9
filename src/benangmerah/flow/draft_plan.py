"""Needs, offerings and money → a plan with its bound and its reasons, agency by agency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pyarrow as pa

from benangmerah.analytics.parameters import read_units
from benangmerah.domain.budget import Budget, agency_money
from benangmerah.domain.learning_hour import is_classical
from benangmerah.domain.plan import CUT_PERCENT, optimality_gap_percent
from benangmerah.domain.policy import PlanPolicy, Policy, PolicyError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.planner.pins import ImpossiblePin, ImpossiblePinError
from benangmerah.planner.plan import (
    AgencyPlan,
    agency_row,
    closure_rows,
    curve_rows,
    draft_plan,
    plan_rows,
    unserved_rows,
)
from benangmerah.planner.plan_cut import cut_plan
from benangmerah.planner.plan_price import branch_rows, price_rows
from benangmerah.planner.plan_rows import cut_row, cut_rows, floor_rows, next_rows, waiting_rows
from benangmerah.planner.problem import Problem, hour_units
from benangmerah.planner.proof import proof_rows
from benangmerah.planner.read_problem import PlanTables, ProblemReader
from benangmerah.regulations.library import Law
from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.facts import PLAN_BRANCH, PLAN_PROOF
from benangmerah.snapshot.contract.outputs import PLAN, PLAN_AGENCY, UNSERVED
from benangmerah.snapshot.contract.published import (
    PLAN_CLOSURE,
    PLAN_CURVE,
    PLAN_CUT_AGENCY,
    PLAN_CUT_ITEM,
    PLAN_FACTS,
    PLAN_FLOOR,
    PLAN_NEXT,
    PLAN_PRICE,
    PLAN_WAITING,
)
from benangmerah.snapshot.dataset import Dataset

Row = dict[str, Any]
TABLES = (PLAN, UNSERVED, PLAN_AGENCY, PLAN_PROOF, PLAN_BRANCH, *PLAN_FACTS)


@dataclass(frozen=True)
class PlanRequest:
    """What a plan is asked for: the day, the plan year, and the money of each agency that has people."""

    as_of: date
    year: int
    money: Mapping[str, int]


@dataclass
class _Found:
    """Rows of the tables while agencies are planned."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table.name: [] for table in TABLES})

    def add(self, plan: AgencyPlan, say: Callable[[Message], str], progress: Progress) -> None:
        """The rows of one agency's plan, with what comes next and what falls away."""
        self.rows[PLAN.name] += plan_rows(plan.draft)
        unserved = list(unserved_rows(plan, say))
        self.rows[UNSERVED.name] += unserved
        self.rows[PLAN_FLOOR.name] += floor_rows(plan, unserved)
        self.rows[PLAN_AGENCY.name].append(agency_row(plan))
        self.rows[PLAN_CLOSURE.name] += closure_rows(plan)
        self.rows[PLAN_PRICE.name] += price_rows(plan)
        self.rows[PLAN_BRANCH.name] += branch_rows(plan)
        self.rows[PLAN_CURVE.name] += curve_rows(plan)
        self.rows[PLAN_PROOF.name] += proof_rows(plan.scarcity, plan.proofs)
        progress(message("Asking what comes next, and what falls away with less money"))
        self.rows[PLAN_NEXT.name] += next_rows(plan)
        self.rows[PLAN_WAITING.name] += waiting_rows(plan)
        cut = cut_plan(plan, CUT_PERCENT)
        if cut is not None:
            self.rows[PLAN_CUT_ITEM.name] += cut_rows(cut)
            self.rows[PLAN_CUT_AGENCY.name].append(cut_row(cut))

    def tables(self) -> dict[str, pa.Table]:
        """All tables, in the order of their keys."""
        return {table.name: _ordered(table, self.rows[table.name]) for table in TABLES}


def find_money(dataset: Dataset, year: int, budget: int | None) -> dict[str, int] | None:
    """The money of every agency with people; None where no money of the year is named for any agency.

    `budget` is the one agency's money and is refused where there are several. An agency without money among others
    that have some gets 0.
    """
    agencies = sorted(set(dataset.table("employees")["agency_id"].to_pylist()))
    every = dataset.table("agencies")["agency_id"].to_pylist()
    if budget is not None:
        if len(agencies) > 1:
            raise BenangMerahError(
                message("--budget names the money of one agency, and the dataset holds {count}.", count=len(agencies)),
                message("Leave --budget out and fill in the table budgets."),
            )
        return dict.fromkeys(agencies, budget)
    units = read_units(dataset)
    rows = [Budget(**row) for row in dataset.table("budgets").to_pylist()]
    named = {agency: agency_money(agency, rows, units, year) for agency in every}
    if all(money is None for money in named.values()):
        return None
    return {agency: named[agency] or 0 for agency in agencies}


def check_choices(dataset: Dataset, policy: PlanPolicy) -> None:
    """Refuse pins, bans and quotas of the policy that name nobody and nothing of the dataset."""
    known = {
        "employee_id": ("employees", {*dataset.table("employees")["employee_id"].to_pylist(), None}),
        "intervention_id": ("interventions", set(dataset.table("interventions")["intervention_id"].to_pylist())),
        "unit_id": ("units", set(dataset.table("units")["unit_id"].to_pylist())),
    }
    for key, choices in (("pins", policy.pins), ("bans", policy.bans)):
        for number, choice in enumerate(choices, start=1):
            for column, value in zip(("employee_id", "intervention_id"), choice, strict=True):
                _check_known(("plan", key, str(number), column), value, *known[column])
    for number, (unit_id, _) in enumerate(policy.quotas, start=1):
        _check_known(("plan", "quotas", str(number), "unit_id"), unit_id, *known["unit_id"])
    for number, (employee_id, intervention_id) in enumerate(policy.pins, start=1):
        if (employee_id, intervention_id) in policy.bans or (None, intervention_id) in policy.bans:
            raise _refuse_pin(number, employee_id, intervention_id, message("the same policy bans it"))


def _check_known(path: tuple[str, ...], value: str | None, table: str, known: Iterable[str | None]) -> None:
    if value not in known:
        raise PolicyError(
            path,
            message("The policy entry {key} names {value}, which the table {table} does not hold.",
                    key=".".join(path), value=value, table=table),
            message("Write the id as it stands in the table {table}.", table=table),
        )  # fmt: skip


def draft_plans(
    request: PlanRequest,
    tables: Mapping[str, pa.Table],
    law: Law,
    policy: Policy,
    say: Callable[[Message], str],
    progress: Progress = silent,
) -> dict[str, pa.Table]:
    """Every agency's plan: the tables plan, unserved, plan_agency, and the facts beside the plan.

    `tables` holds the inputs and the facts planned_person, planned_need and finished_offering. A pin that cannot be
    kept raises PolicyError before anything is written.
    """
    _check_people(policy.plan, tables)
    reader = ProblemReader(PlanTables(tables), law, policy.plan, request.as_of, request.year)
    found, kept, impossible = _Found(), set[str](), list[ImpossiblePin]()
    for agency_id, money in request.money.items():
        problem, cannot = reader.read(agency_id, money), list[ImpossiblePin]()
        plan = _draft_what_can_be(problem, cannot, progress)
        impossible += cannot
        if plan is not None:
            kept |= {problem.offerings[offering].intervention_id for _, offering in plan.draft.problem.pins}
            found.add(plan, say, progress)
    _check_kept(policy.plan, kept, impossible)
    return found.tables()


def _draft_what_can_be(problem: Problem, impossible: list[ImpossiblePin], progress: Progress) -> AgencyPlan | None:
    """The plan of one agency, and what it cannot keep: an offering pinned without a person may be another's to hold."""
    while True:
        try:
            return draft_plan(problem, progress)
        except ImpossiblePinError as error:
            impossible.append(error.pin)
            if error.pin.employee_id is not None:
                return None
            place = [one.intervention_id for one in problem.offerings].index(error.pin.intervention_id)
            problem = replace(problem, pins=tuple(pin for pin in problem.pins if pin != (None, place)))


def _check_kept(policy: PlanPolicy, kept: set[str], impossible: Sequence[ImpossiblePin]) -> None:
    """Refuse pins of people that could not be kept, and pins of offerings that no agency can hold."""
    for pin in impossible:
        if pin.employee_id is not None:
            number = 1 + policy.pins.index((pin.employee_id, pin.intervention_id))
            raise _refuse_pin(number, pin.employee_id, pin.intervention_id, pin.limit)
    limits = {pin.intervention_id: pin.limit for pin in reversed(impossible)}
    for number, (employee_id, intervention_id) in enumerate(policy.pins, start=1):
        if intervention_id not in kept:
            limit = limits.get(intervention_id, message("it belongs to another agency"))
            raise _refuse_pin(number, employee_id, intervention_id, limit)


def _check_people(policy: PlanPolicy, tables: Mapping[str, pa.Table]) -> None:
    """Refuse a pin of somebody whom the plan leaves out, or of another agency's offering."""
    planned = dict(
        zip(*(tables["planned_person"][name].to_pylist() for name in ("employee_id", "agency_id")), strict=True)
    )
    owner = dict(
        zip(*(tables["interventions"][name].to_pylist() for name in ("intervention_id", "agency_id")), strict=True)
    )
    for number, (employee_id, intervention_id) in enumerate(policy.pins, start=1):
        if employee_id is not None and employee_id not in planned:
            raise _refuse_pin(number, employee_id, intervention_id, message("the plan leaves this person out"))
        if employee_id is not None and owner[intervention_id] not in (None, planned[employee_id]):
            raise _refuse_pin(number, employee_id, intervention_id, message("it belongs to another agency"))


def _refuse_pin(number: int, employee_id: str | None, intervention_id: str, limit: Message) -> PolicyError:
    key = f"plan.pins.{number}"
    pinned = (
        message("The policy entry {key} cannot be kept: {intervention} cannot be held. In the way: {limit}.",
                key=key, intervention=intervention_id, limit=limit)
        if employee_id is None
        else message("The policy entry {key} cannot be kept: {employee} in {intervention}. In the way: {limit}.",
                     key=key, employee=employee_id, intervention=intervention_id, limit=limit)
    )  # fmt: skip
    return PolicyError(
        ("plan", "pins", str(number)), pinned, message("Take the pin out, or mend what stands in its way.")
    )


def summarise_plan(plan_agency: pa.Table, plan: pa.Table, interventions: pa.Table, law: Law) -> Row:
    """The agencies' plans together; the distance to the best plan is computed anew from sums."""
    rows = plan_agency.to_pylist()
    total: Row = {
        name: sum(row[name] for row in rows)
        for name in PLAN_AGENCY.names
        if name not in ("agency_id", "method", "optimality_gap_percent", "classical_share_percent")
    }
    return total | {
        "optimality_gap_percent": optimality_gap_percent(total["upper_bound"], total["objective"]),
        "method": "+".join(sorted({row["method"] for row in rows})),
        "classical_share_percent": _classical_share(plan, interventions, law),
    }


def _classical_share(plan: pa.Table, interventions: pa.Table, law: Law) -> float | None:
    """The part of the plan's JP that is held in class, in percent; None where the plan gives no JP."""
    forms = dict(zip(*(interventions[name].to_pylist() for name in ("intervention_id", "form")), strict=True))
    hours = [
        (is_classical(forms[intervention_id], law), hour_units(count))
        for intervention_id, count in zip(
            plan["intervention_id"].to_pylist(), plan["learning_hours"].to_pylist(), strict=True
        )
    ]
    whole = sum(count for _, count in hours)
    return sum(count for in_class, count in hours if in_class) / whole * 100 if whole else None


def _ordered(table: Table, rows: list[Row]) -> pa.Table:
    order = [(name, "ascending") for name in table.key]
    return pa.Table.from_pylist(rows, schema=table.schema).sort_by(order)
