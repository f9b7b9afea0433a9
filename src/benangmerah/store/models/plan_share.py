"""What the plan of a run does for each scope."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_SHARE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanShare(RunRow):
    """The share of a unit or agency in the plan, for all or one sector and status."""

    contract: ClassVar[Table] = PLAN_SHARE

    level = models.TextField()
    scope_id = models.TextField()
    sector = models.TextField(null=True)
    status = models.TextField(null=True)
    people = models.BigIntegerField()
    planned_people = models.BigIntegerField()
    served_people = models.BigIntegerField()
    item_count = models.BigIntegerField()
    learning_hours = models.FloatField()
    cost_rupiah = models.BigIntegerField()
    closes = models.FloatField()
    weighted_closure = models.FloatField()
    weighted_gap = models.FloatField()
    need_count = models.BigIntegerField()
    open_count = models.BigIntegerField()
    short_count = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_SHARE)
