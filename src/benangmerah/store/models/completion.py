"""Completions: what a person has finished."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import COMPLETIONS
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Completion(InputRow):
    """An offering that a person has finished, with its learning hours (JP)."""

    contract: ClassVar[Table] = COMPLETIONS

    employee_id = models.TextField()
    intervention_id = models.TextField()
    completed_on = models.DateField()
    learning_hours = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(COMPLETIONS)
        indexes: ClassVar[list[models.Index]] = [
            *look_up_current(COMPLETIONS, ("intervention_id",)),
            models.Index(fields=["employee_id"], name="completions_of_person"),  # archived ones too, for former runs
        ]
