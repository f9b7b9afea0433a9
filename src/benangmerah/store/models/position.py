"""Positions: what a person is appointed to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import POSITIONS
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Position(InputRow):
    """A position (jabatan) with its grade."""

    contract: ClassVar[Table] = POSITIONS

    position_id = models.TextField()
    agency_id = models.TextField()
    title = models.TextField()
    grade = models.TextField()
    job_family = models.TextField(null=True)
    criticality = models.FloatField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(POSITIONS)
        indexes: ClassVar[list[models.Index]] = look_up_current(POSITIONS, ("agency_id",))
