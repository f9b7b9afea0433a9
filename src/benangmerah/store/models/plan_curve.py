"""What other budgets than the planned one would close."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_CURVE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanCurve(RunRow):
    """A budget of an agency with what plans could close within it, as an estimate and at most."""

    contract: ClassVar[Table] = PLAN_CURVE

    agency_id = models.TextField()
    percent = models.BigIntegerField()
    budget_rupiah = models.BigIntegerField()
    reached = models.FloatField()
    upper_bound = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_CURVE)
