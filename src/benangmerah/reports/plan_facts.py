"""What a plan comes to: its lines, its money, what it closes, whom it leaves where, read once for every document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from benangmerah.domain.learning_hour import is_classical
from benangmerah.domain.plan import optimality_gap_percent
from benangmerah.regulations.library import load_library
from benangmerah.reports.learning_hour import MinimumHours, read_minimum_hours
from benangmerah.reports.person import Directory
from benangmerah.reports.plan_item import PlanItem, read_items
from benangmerah.reports.plan_line import PlanLine, read_lines
from benangmerah.reports.plan_opd import OpdPlan, read_opd_plans
from benangmerah.reports.run import RunFacts
from benangmerah.reports.unserved import Unserved, read_unserved


@dataclass(frozen=True)
class AgencyPlan:
    """What the planner says of one agency; `agency` is its place in the table of agencies."""

    agency: int
    name: str
    budget_rupiah: int
    spent_rupiah: int
    batches: int
    weighted_gap: float
    weighted_closure: float
    missing_jp: float
    upper_bound: float
    objective: float
    optimality_gap_percent: float
    method: str
    people_below_minimum_jp: int
    classical_share_percent: float | None


@dataclass(frozen=True)
class PlanFacts:
    """The plan of a run; `unserved` is None where the run keeps no rows per person and competency."""

    facts: RunFacts
    directory: Directory
    agencies: Sequence[AgencyPlan]
    items: Sequence[PlanItem]
    lines: Sequence[PlanLine]
    hours: MinimumHours
    unserved: Unserved | None

    @cached_property
    def opds(self) -> Sequence[OpdPlan]:
        """The plan of every OPD."""
        return read_opd_plans(self.items, self.hours, self.directory)

    @property
    def budget_rupiah(self) -> int:
        """The ceiling of all agencies."""
        return sum(agency.budget_rupiah for agency in self.agencies)

    @property
    def spent_rupiah(self) -> int:
        """What all agencies spend."""
        return sum(agency.spent_rupiah for agency in self.agencies)

    @property
    def batches(self) -> int:
        """Batches of all agencies."""
        return sum(agency.batches for agency in self.agencies)

    @cached_property
    def participants(self) -> int:
        """People with at least one item."""
        return len({item.employee_id for item in self.items})

    @property
    def programmes(self) -> int:
        """Programmes with at least one line; offerings of one programme count once in each agency."""
        return len({(line.agency, line.offering.programme) for line in self.lines})

    @property
    def learning_hours(self) -> float:
        """JP of all items."""
        return fsum(item.learning_hours for item in self.items)

    @property
    def closure_percent(self) -> float | None:
        """How much of the weighted gap the plan closes; None where there is no gap."""
        gap = fsum(agency.weighted_gap for agency in self.agencies)
        return 100 * fsum(agency.weighted_closure for agency in self.agencies) / gap if gap else None

    @property
    def distance_percent(self) -> float:
        """How far the plan can be from the best possible one, in percent of the proven bound."""
        bound = fsum(agency.upper_bound for agency in self.agencies)
        return optimality_gap_percent(bound, fsum(agency.objective for agency in self.agencies))

    @property
    def classical_percent(self) -> float | None:
        """Share of the JP in classical forms; None where the plan has no JP."""
        law = load_library().on(self.facts.law_date)
        classical = fsum(line.learning_hours for line in self.lines if is_classical(line.offering.form, law))
        return 100 * classical / self.learning_hours if self.learning_hours else None

    def lines_of(self, agency: AgencyPlan) -> Sequence[PlanLine]:
        """The lines of one agency."""
        return [line for line in self.lines if line.agency == agency.agency]


def read_plan(facts: RunFacts) -> PlanFacts:
    """The plan of the run; without lines where none was made."""
    directory = Directory(facts)
    items = read_items(facts, directory)
    return PlanFacts(
        facts=facts,
        directory=directory,
        agencies=_read_agencies(facts),
        items=items,
        lines=read_lines(facts, items),
        hours=read_minimum_hours(facts, items),
        unserved=read_unserved(facts, directory) if facts.has("unserved") else None,
    )


def _read_agencies(facts: RunFacts) -> Sequence[AgencyPlan]:
    rows = {row.pop("agency_id"): row for row in facts.table("plan_agency").to_pylist()}
    agencies = facts.table("agencies").to_pylist()
    return [
        AgencyPlan(agency=place, name=agency["name"], **rows[agency["agency_id"]])
        for place, agency in enumerate(agencies)
        if agency["agency_id"] in rows
    ]
