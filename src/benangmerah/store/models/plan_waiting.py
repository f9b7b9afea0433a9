"""What waits for money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_WAITING
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanWaiting(RunRow):
    """A batch, or its last seats, that no limit but the money keeps out of the plan."""

    contract: ClassVar[Table] = PLAN_WAITING

    agency_id = models.TextField()
    place = models.BigIntegerField()
    intervention_id = models.TextField()
    people = models.BigIntegerField()
    cost_rupiah = models.BigIntegerField()
    weighted_closure = models.FloatField()
    saved_jp = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_WAITING)
