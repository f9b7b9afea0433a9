"""The plan of a run by scope and offering."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_LINE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanLine(RunRow):
    """What a unit or agency has of one offering (rencana menurut kegiatan)."""

    contract: ClassVar[Table] = PLAN_LINE

    level = models.TextField()
    scope_id = models.TextField()
    intervention_id = models.TextField()
    sector = models.TextField(null=True)
    status = models.TextField(null=True)
    title = models.TextField()
    form = models.TextField()
    is_mandatory = models.BooleanField()
    period = models.BigIntegerField(null=True)
    batches = models.BigIntegerField()
    people = models.BigIntegerField()
    need_count = models.BigIntegerField()
    learning_hours = models.FloatField()
    cost_rupiah = models.BigIntegerField()
    closes = models.FloatField()
    weighted_closure = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_LINE)
