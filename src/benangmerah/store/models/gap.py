"""Gaps of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import GAP
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class Gap(RunRow):
    """How far a person is below or above the level required (kesenjangan kompetensi)."""

    contract: ClassVar[Table] = GAP

    employee_id = models.TextField()
    competency_id = models.TextField()
    target = models.TextField()
    position_id = models.TextField()
    required_level = models.BigIntegerField()
    attained_level = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    surplus = models.FloatField(null=True)
    state = models.TextField()
    basis_of_standard = models.TextField()
    weight = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(GAP)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "competency_id"], name="gap_competency_id")
        ]
