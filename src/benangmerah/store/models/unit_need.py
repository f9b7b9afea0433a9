"""People a unit needs at a level of a competency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import UNIT_NEEDS
from benangmerah.store.models.contract_limits import limits_of_current
from benangmerah.store.models.input_row import InputRow


class UnitNeed(InputRow):
    """How many people a unit needs at a level."""

    contract: ClassVar[Table] = UNIT_NEEDS

    unit_id = models.TextField()
    competency_id = models.TextField()
    level = models.BigIntegerField()
    people_needed = models.BigIntegerField()
    objective_id = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(UNIT_NEEDS)
