"""The plan of each perangkat daerah: people, JP, levels closed and the money a head."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from benangmerah.kernel.explanation import message
from benangmerah.reports.learning_hour import MinimumHours
from benangmerah.reports.person import Directory
from benangmerah.reports.plan_item import PlanItem

HEADS_ONLY = message(
    "Money of an OPD counts what its participants cost a head; a batch is shared by several OPDs, so its own cost "
    "stands only in the total of the agency."
)


@dataclass(frozen=True)
class OpdPlan:
    """What the plan gives one OPD; `opd` is empty for people outside every OPD."""

    agency: int
    opd: str | None
    participants: int
    participations: int
    learning_hours: float
    closes: float
    head_rupiah: int
    below_minimum: int


def read_opd_plans(items: Sequence[PlanItem], hours: MinimumHours, directory: Directory) -> Sequence[OpdPlan]:
    """The plan of every OPD that has items or people below the minimum JP, most money first within an agency."""
    groups: dict[tuple[int, str | None], list[PlanItem]] = defaultdict(list)
    for item in items:
        groups[item.agency, item.opd].append(item)
    below = _below_minimum(hours, directory)
    found = [
        OpdPlan(
            agency=agency,
            opd=opd,
            participants=len({item.employee_id for item in members}),
            participations=len(members),
            learning_hours=fsum(item.learning_hours for item in members),
            closes=fsum(item.closes for item in members),
            head_rupiah=sum(item.cost_rupiah for item in members),
            below_minimum=below[agency, opd],
        )
        for (agency, opd), members in {**dict.fromkeys(below, ()), **groups}.items()
    ]
    names = directory.organization.unit_names
    return sorted(
        found, key=lambda plan: (plan.agency, -plan.head_rupiah, names.get(plan.opd or "", ""), plan.opd or "")
    )


def _below_minimum(hours: MinimumHours, directory: Directory) -> Mapping[tuple[int, str | None], int]:
    below = [employee_id for employee_id, after in hours.after.items() if after < hours.minimum]
    return Counter(directory.place_people(below))
