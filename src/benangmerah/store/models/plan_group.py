"""Whom the plan of a run serves, by group."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_GROUP
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanGroup(RunRow):
    """Closure and money of one sector, status, grade or sex within a unit or agency (keadilan rencana)."""

    contract: ClassVar[Table] = PLAN_GROUP

    level = models.TextField()
    scope_id = models.TextField()
    dimension = models.TextField()
    value = models.TextField(null=True)
    people = models.BigIntegerField()
    served_people = models.BigIntegerField()
    learning_hours = models.FloatField()
    cost_rupiah = models.BigIntegerField()
    weighted_closure = models.FloatField()
    weighted_gap = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_GROUP)
