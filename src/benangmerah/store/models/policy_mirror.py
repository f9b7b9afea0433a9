"""The policy mirror of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import POLICY_MIRROR
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PolicyMirror(RunRow):
    """How well a line of spending meets what people need."""

    contract: ClassVar[Table] = POLICY_MIRROR

    spending_id = models.TextField()
    amount_rupiah = models.BigIntegerField()
    participants = models.BigIntegerField(null=True)
    people_with_need = models.BigIntegerField(null=True)
    fit_percent = models.FloatField(null=True)
    objectives = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(POLICY_MIRROR)
