"""People a run leaves out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import EXCLUDED
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class Exclusion(RunRow):
    """A person left out of the plan or the index, with the reason."""

    contract: ClassVar[Table] = EXCLUDED

    employee_id = models.TextField()
    from_stage = models.TextField(db_column="from")
    reason = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(EXCLUDED)
