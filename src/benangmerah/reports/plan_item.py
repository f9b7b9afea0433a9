"""The items of a plan: who takes which offering in which batch, with the agency, OPD and status of the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benangmerah.reports.person import Directory
from benangmerah.reports.run import RunFacts

_COLUMNS = (
    "employee_id", "intervention_id", "batch", "learning_hours", "cost_rupiah", "closes", "weighted_closure", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class PlanItem:
    """One person in one offering; `agency` is the agency's place in the table of agencies."""

    employee_id: str
    intervention_id: str
    batch: int
    learning_hours: float
    cost_rupiah: int
    closes: float
    weighted_closure: float
    reason: str
    agency: int
    opd: str | None
    status: str

    @property
    def batch_key(self) -> tuple[int, str, int]:
        """The batch it stands in: agency, offering and number."""
        return self.agency, self.intervention_id, self.batch


def read_items(facts: RunFacts, directory: Directory) -> Sequence[PlanItem]:
    """The items of the run's plan, by agency, offering, batch and person."""
    plan = facts.table("plan")
    people = plan["employee_id"]
    columns = (
        *(plan[name] for name in _COLUMNS),
        directory.order_agencies(people),
        directory.find_opds(people),
        directory.find_statuses(people),
    )
    items = (PlanItem(*row) for row in zip(*(column.to_pylist() for column in columns), strict=True))
    return sorted(items, key=lambda item: (*item.batch_key, item.employee_id))
