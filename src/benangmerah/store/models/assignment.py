"""Extra duties beside the position held."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import ASSIGNMENTS
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Assignment(InputRow):
    """An extra duty of a person for a time (Plt., Plh., Pj., tugas tambahan)."""

    contract: ClassVar[Table] = ASSIGNMENTS

    employee_id = models.TextField()
    position_id = models.TextField()
    kind = models.TextField()
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(ASSIGNMENTS)
        indexes: ClassVar[list[models.Index]] = look_up_current(ASSIGNMENTS, ("position_id",))
