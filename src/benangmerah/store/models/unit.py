"""Units of an agency, each below another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import UNITS
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Unit(InputRow):
    """A unit of an agency (unit organisasi), an OPD or one of its parts."""

    contract: ClassVar[Table] = UNITS

    unit_id = models.TextField()
    agency_id = models.TextField()
    parent_unit_id = models.TextField(null=True)
    name = models.TextField()
    is_opd = models.BooleanField()
    sector = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(UNITS)
        indexes: ClassVar[list[models.Index]] = look_up_current(UNITS, ("agency_id",), ("parent_unit_id",))
