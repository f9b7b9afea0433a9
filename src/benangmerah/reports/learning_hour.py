"""JP of a year: how many PNS reach the minimum before and after the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pyarrow.compute as pc

from benangmerah.domain.plan import PNS
from benangmerah.kernel.quantity import exact
from benangmerah.regulations.library import load_library
from benangmerah.reports.plan_item import PlanItem
from benangmerah.reports.run import RunFacts

MINIMUM_JP = "learning_hour/minimum_pns"


@dataclass(frozen=True)
class MinimumHours:
    """JP of each PNS the plan is for, before it and with it, against the minimum of a year."""

    minimum: Fraction
    before: Mapping[str, Fraction]
    after: Mapping[str, Fraction]

    @property
    def people(self) -> int:
        """PNS the plan is for, with or without an item in it."""
        return len(self.before)

    @property
    def reached_before(self) -> int:
        """How many have the minimum without the plan."""
        return sum(hours >= self.minimum for hours in self.before.values())

    @property
    def reached_after(self) -> int:
        """How many have the minimum with the plan."""
        return sum(hours >= self.minimum for hours in self.after.values())

    def missing_without(self, employee_id: str, hours: float) -> Fraction:
        """How many more JP a person would lack to the minimum if those hours were taken from the plan."""
        if employee_id not in self.after:
            return Fraction()
        after = self.after[employee_id]
        return max(Fraction(), self.minimum - (after - exact(hours))) - max(Fraction(), self.minimum - after)


def read_minimum(facts: RunFacts) -> Fraction:
    """The minimum JP of a PNS in a year: what the run planned for, else what the law says on its day."""
    if facts.plan_policy is not None:
        return facts.plan_policy.minimum_jp
    return load_library().on(facts.law_date).number(MINIMUM_JP)


def read_minimum_hours(facts: RunFacts, items: Sequence[PlanItem]) -> MinimumHours:
    """The JP of every PNS the plan is for; a filled figure counts in full, else the completions of the plan year."""
    before = _hours_before(facts)
    planned: dict[str, Fraction] = defaultdict(Fraction)
    for item in items:
        planned[item.employee_id] += exact(item.learning_hours)
    after = {employee_id: hours + planned[employee_id] for employee_id, hours in before.items()}
    return MinimumHours(read_minimum(facts), before, after)


def _hours_before(facts: RunFacts) -> Mapping[str, Fraction]:
    excluded = facts.table("excluded")
    left_out = set(excluded.filter(pc.equal(excluded["from"], "plan"))["employee_id"].to_pylist())
    finished = _finished_hours(facts)
    employees = facts.table("employees")
    columns = (employees[name].to_pylist() for name in ("employee_id", "status", "learning_hours"))
    return {
        employee_id: finished.get(employee_id, Fraction()) if hours is None else exact(hours)
        for employee_id, status, hours in zip(*columns, strict=True)
        if status == PNS and employee_id not in left_out
    }


def _finished_hours(facts: RunFacts) -> Mapping[str, Fraction]:
    completions = facts.table("completions")
    columns = (completions[name].to_pylist() for name in ("employee_id", "completed_on", "learning_hours"))
    first_day = date(facts.year, 1, 1)
    hours: dict[str, Fraction] = defaultdict(Fraction)
    for employee_id, day, finished in zip(*columns, strict=True):
        if first_day <= day <= facts.as_of and day.year == facts.year:
            hours[employee_id] += exact(finished)
    return hours
