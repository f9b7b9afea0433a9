"""Budgets of agencies and units."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import BUDGETS
from benangmerah.store.models.contract_limits import limits_of_current
from benangmerah.store.models.input_row import InputRow


class Budget(InputRow):
    """The money of an agency or a unit for a year (pagu)."""

    contract: ClassVar[Table] = BUDGETS

    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    year = models.BigIntegerField()
    amount_rupiah = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(BUDGETS)
