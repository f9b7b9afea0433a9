"""What is closed in an OPD for which policy asks a floor."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_FLOOR
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanFloor(RunRow):
    """Closure of one OPD beside the floor that policy asks for (batas bawah per OPD)."""

    contract: ClassVar[Table] = PLAN_FLOOR

    agency_id = models.TextField()
    unit_id = models.TextField()
    floor_percent = models.FloatField()
    people = models.BigIntegerField()
    weighted_gap = models.FloatField()
    weighted_closure = models.FloatField()
    limit = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_FLOOR)
