"""What each node of the planning tree comes to in each place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published_thread import THREAD_SUM
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class ThreadSum(RunRow):
    """A node in a scope: what it asks there, who needs it, what the plan does."""

    contract: ClassVar[Table] = THREAD_SUM

    level = models.TextField()
    scope_id = models.TextField()
    objective_id = models.TextField()
    kind = models.TextField()
    link_count = models.BigIntegerField()
    unit_count = models.BigIntegerField()
    people = models.BigIntegerField()
    need_count = models.BigIntegerField()
    gap = models.FloatField()
    closed_count = models.BigIntegerField()
    partly_count = models.BigIntegerField()
    line_count = models.BigIntegerField()
    item_count = models.BigIntegerField()
    head_rupiah = models.BigIntegerField()
    done_count = models.BigIntegerField()
    done_before_count = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(THREAD_SUM)
