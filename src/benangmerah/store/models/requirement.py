"""Standards: the level of a competency that a position requires, for a period."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import REQUIREMENTS
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Requirement(InputRow):
    """A required level with the days it holds and its decree (standar kompetensi jabatan)."""

    contract: ClassVar[Table] = REQUIREMENTS

    position_id = models.TextField()
    competency_id = models.TextField()
    required_level = models.BigIntegerField()
    importance = models.TextField(null=True)
    basis = models.TextField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    decree = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(REQUIREMENTS)
        indexes: ClassVar[list[models.Index]] = look_up_current(REQUIREMENTS, ("position_id",), ("competency_id",))
