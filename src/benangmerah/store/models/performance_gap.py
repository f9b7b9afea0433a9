"""Performance gaps of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import PERFORMANCE_GAP
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PerformanceGap(RunRow):
    """Whether a person's performance is below what is expected."""

    contract: ClassVar[Table] = PERFORMANCE_GAP

    employee_id = models.TextField()
    performance_score = models.FloatField(null=True)
    performance_predicate = models.TextField(null=True)
    state = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PERFORMANCE_GAP)
