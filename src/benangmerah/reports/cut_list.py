"""What would be postponed if the ceiling fell: whole batches in the order of the least benefit for the rupiah."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum

from benangmerah.domain.plan import CUT_PERCENT
from benangmerah.kernel.explanation import message
from benangmerah.kernel.quantity import exact
from benangmerah.reports.plan_facts import AgencyPlan, PlanFacts
from benangmerah.reports.plan_line import Batch, PlanLine

PINNED = "pinned"
SKETCH = message(
    "A sketch by ranking, not a plan made anew: whole batches, the least benefit for the rupiah first, until the lower "
    "ceiling holds. Obligations and what the agency has fixed come last. A plan made anew for less money can be better."
)


@dataclass(frozen=True)
class Cut:
    """One batch that would be postponed.

    `missing_jp` is what its people would then lack to the minimum JP; `benefit` is the weighted closure lost with it
    and those JP at the price the policy gives them; `freed_rupiah` counts all batches up to this one.
    """

    line: PlanLine
    batch: Batch
    weighted_closure: float
    missing_jp: Fraction
    benefit: float
    is_kept_longest: bool
    freed_rupiah: int = 0

    @property
    def rank(self) -> tuple[bool, float, int, str, int]:
        """Its place in the order: the least benefit for the rupiah first, the dearer batch first among equals."""
        cost = self.batch.cost_rupiah
        return self.is_kept_longest, self.benefit / cost, -cost, self.line.offering.intervention_id, self.batch.number


@dataclass(frozen=True)
class CutList:
    """What one agency would postpone to stay within the fallen ceiling; `missing_rupiah` is to be freed."""

    agency: AgencyPlan
    ceiling_rupiah: int
    missing_rupiah: int
    cuts: Sequence[Cut]

    @property
    def people(self) -> int:
        """People who would lose a place."""
        return len({item.employee_id for cut in self.cuts for item in cut.batch.items})

    @property
    def freed_rupiah(self) -> int:
        """Money of the batches postponed."""
        return sum(cut.batch.cost_rupiah for cut in self.cuts)


def list_cuts(plan: PlanFacts) -> Sequence[CutList]:
    """The list of every agency that has a plan."""
    return [_list_agency(plan, agency) for agency in plan.agencies]


def _list_agency(plan: PlanFacts, agency: AgencyPlan) -> CutList:
    ceiling = agency.budget_rupiah * (100 - CUT_PERCENT) // 100
    missing = max(0, agency.spent_rupiah - ceiling)
    return CutList(agency, ceiling, missing, list(_take(_rank(plan, agency), missing)))


def _take(ranked: Sequence[Cut], missing: int) -> Iterator[Cut]:
    freed = 0
    for cut in ranked:
        if freed >= missing:
            return
        freed += cut.batch.cost_rupiah
        yield Cut(**{**vars(cut), "freed_rupiah": freed})


def _rank(plan: PlanFacts, agency: AgencyPlan) -> Sequence[Cut]:
    """Every batch that costs something, in the order in which it would be postponed."""
    cuts = (_weigh(plan, line, batch) for line in plan.lines_of(agency) for batch in line.batches if batch.cost_rupiah)
    return sorted(cuts, key=lambda cut: cut.rank)


def _weigh(plan: PlanFacts, line: PlanLine, batch: Batch) -> Cut:
    policy = plan.facts.plan_policy
    price = Fraction(1) if policy is None else policy.jp_penalty
    closure = fsum(item.weighted_closure for item in batch.items)
    missing = sum(
        (plan.hours.missing_without(item.employee_id, item.learning_hours) for item in batch.items), Fraction()
    )
    is_fixed = line.offering.is_mandatory or any(item.reason == PINNED for item in batch.items)
    return Cut(line, batch, closure, missing, float(exact(closure) + price * missing), is_fixed)
