"""What stands in the way of needs, by scope."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import LIMIT_SUM
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class LimitSum(RunRow):
    """How many needs of a scope one limit keeps open (yang menghambat)."""

    contract: ClassVar[Table] = LIMIT_SUM

    level = models.TextField()
    scope_id = models.TextField()
    limit = models.TextField()
    sector = models.TextField(null=True)
    status = models.TextField(null=True)
    need_count = models.BigIntegerField()
    minimum_count = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(LIMIT_SUM)
