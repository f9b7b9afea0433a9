"""Whom the plan serves: closure and money by OPD, sector, grade, status and sex of the people it is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benangmerah.domain.organization import inherited_sector
from benangmerah.kernel.explanation import Message, Term, message, render_value
from benangmerah.regulations.library import load_library
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.plan_facts import PlanFacts
from benangmerah.reports.plan_floor import say_floor

GROUPS = message("Whom it serves")
GROUPS_TITLE = message("Closure and money by OPD, sector, grade, status and sex")
OPD = "opd"
DIMENSIONS = (OPD, "sector", "grade", "status", "sex")
NOT_PLANNED = "plan"
SMALL_GROUP = "privacy/small_group"
HIDDEN: Row = [None] * 6


@dataclass
class Group:
    """One group; `weighted_gap` is None where the run kept no needs."""

    people: int = 0
    served: set[str] = field(default_factory=set)
    rupiah: int = 0
    learning_hours: float = 0.0
    weighted_closure: float = 0.0
    weighted_gap: float | None = None

    @property
    def figures(self) -> Row:
        """What is told of it beside its people."""
        return [
            len(self.served), self.learning_hours, self.rupiah, round(self.rupiah / self.people),
            self.weighted_closure, self.closure_percent,
        ]  # fmt: skip

    @property
    def closure_percent(self) -> float | None:
        """How much of its gap is closed; None where there is none, or it is not known."""
        return 100 * self.weighted_closure / self.weighted_gap if self.weighted_gap else None


def say_how_to_read(least: int) -> Message:
    """What the figures are of, and why they differ."""
    return message(
        "Of the people the plan is for; money by the head, without batches. Differences have reasons: what was needed, "
        "what is on offer, and what limits bind; they are shown so that they can be asked about. Of groups of fewer "
        "than {least} people only their number is told.",
        least=least,
    )


def least_told(plan: PlanFacts) -> int:
    """Of how many people a group must be that figures of it give nobody away."""
    return int(load_library().on(plan.facts.law_date).number(SMALL_GROUP))


def read_groups(plan: PlanFacts) -> Mapping[str, Mapping[str | None, Group]]:
    """For each dimension its groups, the most people first."""
    facts = plan.facts
    left_out = {row["employee_id"] for row in facts.table("excluded").to_pylist() if row["from"] == NOT_PLANNED}
    people = {row["employee_id"]: row for row in facts.table("employees").to_pylist()}
    planned = {key: _groups_of(plan, row) for key, row in _name(plan, people) if key not in left_out}
    found: dict[str, dict[str | None, Group]] = {dimension: defaultdict(Group) for dimension in DIMENSIONS}
    for values in planned.values():
        for dimension, value in values.items():
            found[dimension][value].people += 1
    for item in plan.items:
        for dimension, value in planned.get(item.employee_id, {}).items():
            group = found[dimension][value]
            group.served.add(item.employee_id)
            group.rupiah += item.cost_rupiah
            group.learning_hours += item.learning_hours
            group.weighted_closure += item.weighted_closure
    if facts.has("need"):
        need = facts.table("need")
        for employee_id, priority in zip(need["employee_id"].to_pylist(), need["priority"].to_pylist(), strict=True):
            for dimension, value in planned.get(employee_id, {}).items():
                group = found[dimension][value]
                group.weighted_gap = (group.weighted_gap or 0.0) + priority
    return {
        dimension: dict(sorted(groups.items(), key=lambda pair: (-pair[1].people, pair[0] or "")))
        for dimension, groups in found.items()
    }


def _name(plan: PlanFacts, people: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everybody with her OPD and grade."""
    positions = plan.facts.table("positions")
    grades = dict(zip(*(positions[name].to_pylist() for name in ("position_id", "grade")), strict=True))
    for (employee_id, row), (_agency, opd) in zip(
        people.items(), plan.directory.place_people(list(people)), strict=True
    ):
        yield employee_id, {**row, OPD: opd, "grade": grades[row["position_id"]]}


def _groups_of(plan: PlanFacts, row: Mapping[str, Any]) -> dict[str, str | None]:
    sector = inherited_sector(row["unit_id"], plan.directory.organization.units)
    return {OPD: row[OPD], "sector": sector, "grade": row["grade"], "status": row["status"], "sex": row["sex"]}


def group_table(plan: PlanFacts, language: str, dimensions: Sequence[str] = DIMENSIONS) -> Listing:
    """Every group with its people, money, hours and closure."""
    columns = (
        Column(message("By"), 18),
        Column(message("Group"), 44),
        Column(message("Planned for"), 11, "count"),
        Column(message("With an item"), 11, "count"),
        Column("JP", 12, "figure"),
        Column(message("Cost per head, summed (Rp)"), 18, "rupiah"),
        Column(message("Cost for each (Rp)"), 15, "rupiah"),
        Column(message("Weighted closure"), 12, "figure"),
        Column(message("Gap closed (%)"), 11, "percent"),
    )
    groups, least = read_groups(plan), least_told(plan)
    rows: list[Row] = [
        [
            render_value(plan.directory.organization.opd_word if dimension == OPD else Term(dimension), language),
            _say(plan, dimension, value, language),
            group.people,
            *(group.figures if group.people >= least else HIDDEN),
        ]
        for dimension in dimensions
        for value, group in groups[dimension].items()
    ]
    table = Table(columns, rows, empty=message("The plan is for nobody."))
    return Listing(GROUPS, GROUPS_TITLE, table, (say_how_to_read(least), *say_floor(plan, language, least)))


def _say(plan: PlanFacts, dimension: str, value: str | None, language: str) -> str:
    if dimension == OPD:
        return render_value(plan.directory.name_opd(value), language)
    return render_value(message("not known") if value is None else Term(value), language)
