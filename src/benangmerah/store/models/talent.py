"""Talent results: what was decided or assessed of somebody for a period."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.talent import TALENT_RESULTS
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class TalentResult(InputRow):
    """An imported result of talent mapping (hasil talenta); which box it is, the law and the policy say."""

    contract: ClassVar[Table] = TALENT_RESULTS

    employee_id = models.TextField()
    period = models.BigIntegerField()
    agency_id = models.TextField()
    performance = models.TextField(null=True)
    potential = models.TextField(null=True)
    score = models.FloatField(null=True)
    competency_score = models.FloatField(null=True)
    potential_score = models.FloatField(null=True)
    track_record_score = models.FloatField(null=True)
    is_box_given = models.BooleanField()
    source = models.TextField()
    decree = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(TALENT_RESULTS)
        indexes: ClassVar[list[models.Index]] = look_up_current(TALENT_RESULTS, ("agency_id",))
