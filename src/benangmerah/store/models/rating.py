"""Ratings: what somebody or some test says of a person's competency."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import RATINGS
from benangmerah.store.models.contract_limits import limits_of_current, look_up_current
from benangmerah.store.models.input_row import InputRow


class Rating(InputRow):
    """A rating (penilaian kompetensi) of one person in one competency."""

    contract: ClassVar[Table] = RATINGS

    rating_id = models.TextField()
    employee_id = models.TextField()
    competency_id = models.TextField()
    source = models.TextField()
    rater_id = models.TextField(null=True)
    level = models.FloatField()
    assessed_on = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(RATINGS)
        indexes: ClassVar[list[models.Index]] = [
            *look_up_current(RATINGS, ("employee_id", "competency_id")),
            models.Index(fields=["employee_id"], name="ratings_of_person"),  # archived ones too, for former runs
        ]
