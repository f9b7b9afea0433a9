"""The plan of a run: its items, what stays unserved, and the figures of each agency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import PLAN, PLAN_AGENCY, UNSERVED
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanItem(RunRow):
    """One person in one offering, with the reason."""

    contract: ClassVar[Table] = PLAN

    employee_id = models.TextField()
    intervention_id = models.TextField()
    batch = models.BigIntegerField()
    period = models.BigIntegerField(null=True)
    learning_hours = models.FloatField()
    cost_rupiah = models.BigIntegerField()
    closes = models.FloatField()
    weighted_closure = models.FloatField()
    reason = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "intervention_id"], name="plan_intervention_id")
        ]


class UnservedNeed(RunRow):
    """A need the plan cannot close, with the limit that binds."""

    contract: ClassVar[Table] = UNSERVED

    employee_id = models.TextField()
    competency_id = models.TextField(null=True)
    target = models.TextField(null=True)
    limit = models.TextField()
    detail = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(UNSERVED)


class AgencyPlan(RunRow):
    """The figures of an agency's plan: money, gap closed, proven bound."""

    contract: ClassVar[Table] = PLAN_AGENCY

    agency_id = models.TextField()
    budget_rupiah = models.BigIntegerField()
    spent_rupiah = models.BigIntegerField()
    batches = models.BigIntegerField()
    weighted_gap = models.FloatField()
    weighted_closure = models.FloatField()
    missing_jp = models.FloatField()
    objective = models.FloatField()
    upper_bound = models.FloatField()
    optimality_gap_percent = models.FloatField()
    method = models.TextField()
    people_below_minimum_jp = models.BigIntegerField()
    classical_share_percent = models.FloatField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_AGENCY)
