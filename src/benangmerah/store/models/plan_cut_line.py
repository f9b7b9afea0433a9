"""What falls away of an offering with less money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_CUT_LINE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanCutLine(RunRow):
    """People, batches, money and levels of an offering in the plan and with less money."""

    contract: ClassVar[Table] = PLAN_CUT_LINE

    agency_id = models.TextField()
    intervention_id = models.TextField()
    title = models.TextField()
    people = models.BigIntegerField()
    cut_people = models.BigIntegerField()
    batches = models.BigIntegerField()
    cut_batches = models.BigIntegerField()
    cost_rupiah = models.BigIntegerField()
    cut_cost_rupiah = models.BigIntegerField()
    closes = models.FloatField()
    cut_closes = models.FloatField()
    weighted_closure = models.FloatField()
    cut_weighted_closure = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_CUT_LINE)
