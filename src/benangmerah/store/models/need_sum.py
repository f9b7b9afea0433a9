"""Needs of a run added up by scope and competency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import NEED_SUM
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class NeedSum(RunRow):
    """Needs of a unit or agency in one competency, or in all (rekap kebutuhan)."""

    contract: ClassVar[Table] = NEED_SUM

    level = models.TextField()
    scope_id = models.TextField()
    competency_id = models.TextField(null=True)
    competency = models.TextField(null=True)
    competency_kind = models.TextField(null=True)
    sector = models.TextField(null=True)
    status = models.TextField(null=True)
    people = models.BigIntegerField()
    need_count = models.BigIntegerField()
    gap = models.FloatField()
    priority = models.FloatField()
    priority_without = models.FloatField(null=True)
    closed_count = models.BigIntegerField()
    partly_count = models.BigIntegerField()
    open_count = models.BigIntegerField()
    left_out_count = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(NEED_SUM)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "level", "scope_id", "sector", "status"], name="need_sum_place"),
        ]
