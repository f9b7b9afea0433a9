"""Which needs an item of the plan closes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_CLOSURE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanClosure(RunRow):
    """A competency of a person that an item of the plan raises where it was short."""

    contract: ClassVar[Table] = PLAN_CLOSURE

    employee_id = models.TextField()
    intervention_id = models.TextField()
    competency_id = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_CLOSURE)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "competency_id"], name="plan_closure_competency_id"),
        ]
