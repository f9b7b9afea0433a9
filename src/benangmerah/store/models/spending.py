"""Spending: what the money really buys."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import SPENDING
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Spending(InputRow):
    """One line of what an agency spends on development."""

    contract: ClassVar[Table] = SPENDING

    spending_id = models.TextField()
    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    year = models.BigIntegerField()
    title = models.TextField()
    intervention_id = models.TextField(null=True)
    competency_id = models.TextField(null=True)
    participants = models.BigIntegerField(null=True)
    amount_rupiah = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(SPENDING)
        indexes: ClassVar[list[models.Index]] = look_up_current(SPENDING, ("agency_id",))
