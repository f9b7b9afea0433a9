"""Roll-ups of a run: figures of units, agencies and the nation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import ROLLUP
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class Rollup(RunRow):
    """The figures of a scope, for one competency or all, one sector or all."""

    contract: ClassVar[Table] = ROLLUP

    level = models.TextField()
    scope_id = models.TextField()
    competency_id = models.TextField(null=True)
    sector = models.TextField(null=True)
    people = models.BigIntegerField()
    required_count = models.BigIntegerField()
    assessed_count = models.BigIntegerField()
    below_count = models.BigIntegerField()
    below_people = models.BigIntegerField()
    burden = models.FloatField()
    mean_gap = models.FloatField(null=True)
    coverage_percent = models.FloatField(null=True)
    index_mean = models.FloatField(null=True)
    index_people = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(ROLLUP)
