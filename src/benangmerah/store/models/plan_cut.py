"""What falls away in a unit or agency with less money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_CUT
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanCut(RunRow):
    """People, items, money and levels of a scope in the plan and with less money."""

    contract: ClassVar[Table] = PLAN_CUT

    level = models.TextField()
    scope_id = models.TextField()
    people = models.BigIntegerField()
    served_people = models.BigIntegerField()
    lost_people = models.BigIntegerField()
    won_people = models.BigIntegerField()
    item_count = models.BigIntegerField()
    cut_item_count = models.BigIntegerField()
    cost_rupiah = models.BigIntegerField()
    cut_cost_rupiah = models.BigIntegerField()
    closes = models.FloatField()
    cut_closes = models.FloatField()
    weighted_closure = models.FloatField()
    cut_weighted_closure = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_CUT)
