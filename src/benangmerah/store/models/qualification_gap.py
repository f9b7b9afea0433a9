"""Qualification gaps of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import QUALIFICATION_GAP
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class QualificationGap(RunRow):
    """Whether a person has a qualification that the position asks for."""

    contract: ClassVar[Table] = QUALIFICATION_GAP

    employee_id = models.TextField()
    target = models.TextField()
    kind = models.TextField()
    required_value = models.TextField()
    held_value = models.TextField(null=True)
    state = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(QUALIFICATION_GAP)
