"""Spending lines of a run against needs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import MIRROR_LINE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class MirrorLine(RunRow):
    """A line of spending and how far it can have met a need (cermin kebijakan)."""

    contract: ClassVar[Table] = MIRROR_LINE

    spending_id = models.TextField()
    agency_id = models.TextField()
    unit_id = models.TextField(null=True)
    unit = models.TextField(null=True)
    sector = models.TextField(null=True)
    year = models.BigIntegerField()
    title = models.TextField()
    amount_rupiah = models.BigIntegerField()
    participants = models.BigIntegerField(null=True)
    people_with_need = models.BigIntegerField(null=True)
    fit_percent = models.FloatField(null=True)
    met_rupiah = models.BigIntegerField(null=True)
    objectives = models.BigIntegerField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(MIRROR_LINE)
