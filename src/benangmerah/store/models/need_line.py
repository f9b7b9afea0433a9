"""Needs of a run with whose they are and what the plan does for them, so that their list needs one table."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import NEED_LINE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class NeedLine(RunRow):
    """A need as its list shows it (kebutuhan dengan nasibnya)."""

    contract: ClassVar[Table] = NEED_LINE

    employee_id = models.TextField()
    competency_id = models.TextField()
    target = models.TextField()
    agency_id = models.TextField()
    unit_id = models.TextField()
    opd_id = models.TextField(null=True)
    name = models.TextField()
    position_title = models.TextField()
    sector = models.TextField()
    status = models.TextField()
    competency = models.TextField()
    competency_kind = models.TextField()
    gap = models.FloatField()
    weight = models.FloatField()
    priority = models.FloatField()
    rank_in_agency = models.BigIntegerField()
    rank_without = models.BigIntegerField(null=True)
    because_of = models.TextField(null=True)
    fate = models.TextField(null=True)
    limit = models.TextField(null=True)
    detail = models.TextField(null=True)
    helped_by = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(NEED_LINE)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "agency_id", "unit_id"], name="need_line_place"),
            models.Index(fields=["run", "rank_in_agency"], name="need_line_rank_in_agen"),
            models.Index(fields=["run", "unit_id", "rank_in_agency"], name="need_line_unit_i_rank_in_"),
            models.Index(fields=["run", "competency_id"], name="need_line_competency_i"),
        ]
