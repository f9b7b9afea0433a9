"""Agencies: who employs people and answers for their development."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import AGENCIES
from benangmerah.store.models.contract_limits import limits_of_current
from benangmerah.store.models.input_row import InputRow


class Agency(InputRow):
    """An agency (instansi)."""

    contract: ClassVar[Table] = AGENCIES

    agency_id = models.TextField()
    name = models.TextField()
    kind = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(AGENCIES)
