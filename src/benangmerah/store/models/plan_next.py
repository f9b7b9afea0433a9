"""What would come in the place of an item of the plan."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_NEXT
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanNext(RunRow):
    """An offering that a person of the plan would take in the place of another, or none."""

    contract: ClassVar[Table] = PLAN_NEXT

    agency_id = models.TextField()
    employee_id = models.TextField()
    intervention_id = models.TextField()
    next_intervention_id = models.TextField(null=True)
    limit = models.TextField(null=True)
    loses = models.FloatField()
    missing_jp = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_NEXT)
