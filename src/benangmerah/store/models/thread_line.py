"""Offerings of the plan and what of them a target asks for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published_thread import THREAD_LINE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class ThreadLine(RunRow):
    """An offering of the plan in a scope, with its money traced to targets."""

    contract: ClassVar[Table] = THREAD_LINE

    level = models.TextField()
    scope_id = models.TextField()
    intervention_id = models.TextField()
    title = models.TextField()
    item_count = models.BigIntegerField()
    cost_rupiah = models.BigIntegerField()
    traced_count = models.BigIntegerField()
    traced_rupiah = models.BigIntegerField()
    target_count = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(THREAD_LINE)
