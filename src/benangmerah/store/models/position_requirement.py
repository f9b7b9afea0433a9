"""Qualifications that a position requires."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import POSITION_REQUIREMENTS
from benangmerah.store.models.contract_limits import limits_of_current
from benangmerah.store.models.input_row import InputRow


class PositionRequirement(InputRow):
    """A qualification asked by a position: education, training, years, rank."""

    contract: ClassVar[Table] = POSITION_REQUIREMENTS

    position_id = models.TextField()
    kind = models.TextField()
    value = models.TextField()
    importance = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(POSITION_REQUIREMENTS)
