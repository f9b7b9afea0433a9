"""Needs of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import NEED
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class Need(RunRow):
    """A competency a person needs developed, with its priority (kebutuhan pengembangan)."""

    contract: ClassVar[Table] = NEED

    employee_id = models.TextField()
    competency_id = models.TextField()
    target = models.TextField()
    gap = models.FloatField()
    weight = models.FloatField()
    priority = models.FloatField()
    rank_in_agency = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(NEED)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "competency_id"], name="need_competency_id")
        ]
