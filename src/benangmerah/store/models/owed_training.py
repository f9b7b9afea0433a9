"""Trainings that people of a run owe for their position or by obligation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import OWED_TRAINING
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class OwedTraining(RunRow):
    """A training somebody owes, and who is nominated (diklat wajib yang belum dipenuhi)."""

    contract: ClassVar[Table] = OWED_TRAINING

    employee_id = models.TextField()
    agency_id = models.TextField()
    unit_id = models.TextField()
    opd_id = models.TextField(null=True)
    name = models.TextField()
    position_title = models.TextField()
    sector = models.TextField()
    status = models.TextField()
    grade = models.TextField()
    kind = models.TextField()
    asked = models.TextField()
    state = models.TextField()
    is_offered = models.BooleanField()
    is_eligible = models.BooleanField()
    intervention_id = models.TextField(null=True)
    batch = models.BigIntegerField(null=True)
    period = models.BigIntegerField(null=True)

    @property
    def step(self) -> str:
        """How far the person is on the way into the training."""
        if self.intervention_id is not None:
            return "nominated"
        if self.is_eligible:
            return "may_go"
        return "not_eligible" if self.is_offered else "not_offered"

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(OWED_TRAINING)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "agency_id", "unit_id"], name="owed_training_place"),
            models.Index(fields=["run", "kind", "asked", "name", "employee_id"], name="owed_training_order"),
            models.Index(fields=["run", "unit_id"], name="owed_training_unit_id"),
        ]
