"""Wishes and what became of them in a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import WISH_FATE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class WishFate(RunRow):
    """A wish with its fate as far as the run knows (usulan dan nasibnya)."""

    contract: ClassVar[Table] = WISH_FATE

    wish_id = models.TextField()
    employee_id = models.TextField(null=True)
    agency_id = models.TextField(null=True)
    unit_id = models.TextField(null=True)
    name = models.TextField(null=True)
    sector = models.TextField(null=True)
    status = models.TextField(null=True)
    intervention_id = models.TextField(null=True)
    intervention = models.TextField(null=True)
    competency_id = models.TextField(null=True)
    competency = models.TextField(null=True)
    note = models.TextField(null=True)
    fate = models.TextField()
    limit = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(WISH_FATE)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "unit_id"], name="wish_fate_unit_id"),
        ]
