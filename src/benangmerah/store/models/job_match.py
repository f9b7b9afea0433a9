"""Job matches of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import JOB_MATCH
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class JobMatch(RunRow):
    """How well a person fits the position held or aimed at (JPM)."""

    contract: ClassVar[Table] = JOB_MATCH

    employee_id = models.TextField()
    target = models.TextField()
    position_id = models.TextField()
    job_match_percent = models.FloatField(null=True)
    job_match_uncapped_percent = models.FloatField(null=True)
    assessed_count = models.BigIntegerField()
    required_count = models.BigIntegerField()
    category = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(JOB_MATCH)
