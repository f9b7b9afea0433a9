"""What a plan is made from, read from written tables alone: nothing here knows the product.

Every figure is a ratio of integers, so that a limit is kept or broken and never nearly so.
"""

from __future__ import annotations

import calendar
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
Source = Path | Tables

NOT_ELECTIVE = ("KL01", "KL04", "PD01", "PD02")
PPPK = ("pppk", "pppk_part_time")
PPPK_CEILING = 24


class Item(NamedTuple):
    """One person in one batch of one offering."""

    employee_id: str
    intervention_id: str
    batch: int


class Need(NamedTuple):
    """One row of the need table, with the levels and the weight of its gap."""

    employee_id: str
    competency_id: str
    target: str
    weight: Fraction
    attained: Fraction
    required: Fraction


def exact(value: Any) -> Fraction:
    """The decimal a person reads in the value: 0.1 is one tenth."""
    return Fraction(str(value))


def add_months(day: date, months: int) -> date:
    """The same day that many months later, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def read_tables(source: Source) -> Tables:
    """The tables of a folder of NAME.parquet, its summary.json as a table of one row; or rows as they are."""
    if not isinstance(source, Path):
        return source
    tables: dict[str, list[dict[str, Any]]] = {
        file.stem: pq.read_table(file).to_pylist() for file in sorted(source.glob("*.parquet"))
    }
    summary = source / "summary.json"
    if summary.is_file():
        tables["summary"] = [json.loads(summary.read_text(encoding="utf-8"))]
    return tables


@dataclass(frozen=True)
class PlanPolicy:
    """What an agency may change about the plan, with the defaults of the contract."""

    statuses: Sequence[str] = ("pns", "cpns", "pppk")
    standings: Sequence[str] = ("active",)
    jp_penalty: Any = 1
    minimum_jp: Any = 20
    elective_ceiling: Any = 120
    max_items: int = 5
    absence_percent: Any = 15
    retiring_months: int = 12
    contract_months: int = 6
    quotas: Sequence[Row] = ()
    bans: Sequence[Row] = ()
    pins: Sequence[Row] = ()
    classical_percent: Any = None
    floor_percent: Any = None
    """A wish, which a lawful plan may miss."""


def read_policy(policy: Mapping[str, Any]) -> PlanPolicy:
    """The plan's part of a policy file; an entry that nobody knows is an error of the caller."""
    written: Mapping[str, Any] = policy.get("plan") or {}
    unknown = set(written) - {field.name for field in fields(PlanPolicy)}
    if unknown:
        raise ValueError(f"unknown entries of plan: {sorted(unknown)}")
    return PlanPolicy(**written)


@dataclass(frozen=True)
class Given:
    """All that is known before a plan is made: the inputs, the tables gap and need, the day, the year, the money."""

    tables: Tables
    as_of: date
    year: int
    policy: PlanPolicy
    given_budget: int | None = None

    def rows(self, name: str) -> Sequence[Row]:
        """The rows of a table; an absent table is empty."""
        return self.tables.get(name) or ()

    def _grouped(self, name: str, column: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(name):
            found[row[column]].append(row)
        return found

    @cached_property
    def people(self) -> dict[str, Row]:
        """Every employee by id."""
        return {row["employee_id"]: row for row in self.rows("employees")}

    @cached_property
    def people_in_unit(self) -> Counter[str]:
        """How many people work in each unit itself."""
        return Counter(row["unit_id"] for row in self.people.values())

    @cached_property
    def positions(self) -> dict[str, Row]:
        """Every position by id."""
        return {row["position_id"]: row for row in self.rows("positions")}

    @cached_property
    def offerings(self) -> dict[str, Row]:
        """Every intervention by id."""
        return {row["intervention_id"]: row for row in self.rows("interventions")}

    @cached_property
    def effects(self) -> dict[str, list[Row]]:
        """Effects by intervention."""
        return self._grouped("effects", "intervention_id")

    @cached_property
    def eligibility(self) -> dict[str, list[Row]]:
        """Ways to qualify by intervention."""
        return self._grouped("eligibility", "intervention_id")

    @cached_property
    def prerequisites(self) -> dict[str, list[str]]:
        """What must come first, by intervention."""
        grouped = self._grouped("prerequisites", "intervention_id")
        return {key: [row["requires_intervention_id"] for row in rows] for key, rows in grouped.items()}

    @cached_property
    def completions(self) -> dict[str, list[Row]]:
        """Completions by person; what is dated after the day is ignored."""
        grouped = self._grouped("completions", "employee_id")
        return {key: [row for row in rows if row["completed_on"] <= self.as_of] for key, rows in grouped.items()}

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        return {row["unit_id"]: row.get("parent_unit_id") for row in self.rows("units")}

    def units_above(self, unit_id: str) -> list[str]:
        """The unit itself and every unit above it."""
        found = []
        here: str | None = unit_id
        while here is not None:
            found.append(here)
            here = self._parents[here]
        return found

    def agency_of(self, employee_id: str) -> str:
        """The agency of a person."""
        return str(self.people[employee_id]["agency_id"])

    def units_of(self, employee_id: str) -> list[str]:
        """The unit of a person and every unit above it."""
        return self.units_above(self.people[employee_id]["unit_id"])

    def program_of(self, intervention_id: str) -> tuple[str, str]:
        """The programme of an offering; an offering without one is its own."""
        program = self.offerings[intervention_id].get("program_id")
        return ("program", program) if program is not None else ("intervention", intervention_id)

    @cached_property
    def levels(self) -> dict[tuple[str, str], Fraction]:
        """The attained level of a person in a competency, where there is one."""
        known = [row for name in ("gap", "attainment") for row in self.rows(name)]
        return {
            (row["employee_id"], row["competency_id"]): exact(row["attained_level"])
            for row in known
            if row.get("attained_level") is not None
        }

    @cached_property
    def all_needs(self) -> list[Need]:
        """The need table joined with its rows of the gap table."""
        gaps = {(row["employee_id"], row["competency_id"], row["target"]): row for row in self.rows("gap")}
        found = []
        for row in self.rows("need"):
            key = (row["employee_id"], row["competency_id"], row["target"])
            gap = gaps[key]
            levels = exact(gap["attained_level"]), exact(gap["required_level"])
            found.append(Need(*key, exact(gap["weight"]), *levels))
        return found

    @cached_property
    def budgets_of_year(self) -> list[Row]:
        """Budget rows of the plan year."""
        return [row for row in self.rows("budgets") if row["year"] == self.year]

    @property
    def has_money(self) -> bool:
        """Whether any money is named at all."""
        return self.given_budget is not None or bool(self.budgets_of_year)

    def budget_of(self, agency_id: str) -> int:
        """What an agency may spend: what the command gave, else its own row, else its topmost units' rows."""
        if self.given_budget is not None:
            return self.given_budget
        rows = [row for row in self.budgets_of_year if row["agency_id"] == agency_id]
        whole = [row["amount_rupiah"] for row in rows if row.get("unit_id") is None]
        if whole:
            return int(whole[0])
        of_units = {row["unit_id"]: row["amount_rupiah"] for row in rows}
        topmost = [unit for unit in of_units if not of_units.keys() & set(self.units_above(unit)[1:])]
        return int(sum(of_units[unit] for unit in topmost))

    def hours_so_far(self, employee_id: str, *, elective_only: bool = False) -> Fraction:
        """JP of the plan year before the plan: what is filled in counts in full, else the year's completions."""
        filled = self.people[employee_id].get("learning_hours")
        if filled is not None:
            return exact(filled)
        done = [row for row in self.completions.get(employee_id, ()) if row["completed_on"].year == self.year]
        if elective_only:
            done = [row for row in done if self.is_elective(row["intervention_id"])]
        return sum((exact(row["learning_hours"]) for row in done), Fraction(0))

    def hours_of(self, intervention_id: str) -> Fraction:
        """JP of an offering."""
        return exact(self.offerings[intervention_id]["learning_hours"])

    def is_elective(self, intervention_id: str) -> bool:
        """Whether the ceiling of elective JP counts this offering."""
        return self.offerings[intervention_id]["form"] not in NOT_ELECTIVE

    def is_classical(self, intervention_id: str) -> bool:
        """Whether the offering's form is classical."""
        return str(self.offerings[intervention_id]["form"]).startswith("KL")


def make_given(
    inputs: Source, outputs: Source, *, as_of: date, year: int, budget: int | None, policy: Mapping[str, Any]
) -> Given:
    """What is given, from the inputs and the tables gap, need and attainment of a run."""
    written = read_tables(outputs)
    known = {name: written[name] for name in ("gap", "need", "attainment") if name in written}
    return Given({**read_tables(inputs), **known}, as_of, year, read_policy(policy), budget)


def by_person(items: Sequence[Item]) -> dict[str, list[str]]:
    """What each person takes."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in items:
        found[item.employee_id].append(item.intervention_id)
    return found
