"""The plan of an agency with less money."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import PLAN_CUT_AGENCY
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class PlanCutAgency(RunRow):
    """What the plan of an agency, sketched again with less money, spends and reaches."""

    contract: ClassVar[Table] = PLAN_CUT_AGENCY

    agency_id = models.TextField()
    percent = models.BigIntegerField()
    budget_rupiah = models.BigIntegerField()
    spent_rupiah = models.BigIntegerField()
    objective = models.FloatField()
    upper_bound = models.FloatField()
    optimality_gap_percent = models.FloatField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PLAN_CUT_AGENCY)
