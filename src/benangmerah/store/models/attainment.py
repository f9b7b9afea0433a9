"""Attained levels of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import ATTAINMENT
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class Attainment(RunRow):
    """The level a person has attained in a competency, as a run found it."""

    contract: ClassVar[Table] = ATTAINMENT

    employee_id = models.TextField()
    competency_id = models.TextField()
    attained_level = models.FloatField()
    basis = models.TextField()
    source = models.TextField()
    rating_count = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(ATTAINMENT)
