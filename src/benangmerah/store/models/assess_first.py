"""Requirements a run found without a rating that counts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import ASSESS_FIRST
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class AssessFirst(RunRow):
    """A competency of a person that has to be assessed before anything is planned."""

    contract: ClassVar[Table] = ASSESS_FIRST

    employee_id = models.TextField()
    competency_id = models.TextField()
    target = models.TextField()
    reason = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(ASSESS_FIRST)
