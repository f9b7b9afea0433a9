"""Wishes: what people and units ask for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import WISHES
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Wish(InputRow):
    """A wish (usulan) of a person or a unit."""

    contract: ClassVar[Table] = WISHES

    wish_id = models.TextField()
    employee_id = models.TextField(null=True)
    unit_id = models.TextField(null=True)
    intervention_id = models.TextField(null=True)
    competency_id = models.TextField(null=True)
    note = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(WISHES)
        indexes: ClassVar[list[models.Index]] = look_up_current(WISHES, ("employee_id",), ("unit_id",))
