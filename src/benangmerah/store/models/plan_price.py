"""What is scarce in the plan of a run, and what it is worth."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_PRICE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanPrice(RunRow):
    """Money, a unit's money, absences and batches, with their prices in the proof of the bound (harga bayangan)."""

    contract: ClassVar[Table] = PLAN_PRICE

    agency_id = models.TextField()
    kind = models.TextField()
    subject_id = models.TextField(null=True)
    employee_id = models.TextField(null=True)
    period = models.BigIntegerField(null=True)
    price = models.FloatField()
    amount = models.BigIntegerField()
    gain = models.FloatField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_PRICE)
