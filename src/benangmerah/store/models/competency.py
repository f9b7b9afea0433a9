"""The dictionary of competencies: each with its levels and what is seen of a person at a level."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import COMPETENCIES, COMPETENCY_LEVELS
from benangmerah.store.models.contract_limits import limits_of_current
from benangmerah.store.models.input_row import InputRow


class Competency(InputRow):
    """A competency of the dictionary (kamus kompetensi)."""

    contract: ClassVar[Table] = COMPETENCIES

    competency_id = models.TextField()
    name = models.TextField()
    kind = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(COMPETENCIES)


class CompetencyLevel(InputRow):
    """What a level of a competency means."""

    contract: ClassVar[Table] = COMPETENCY_LEVELS

    competency_id = models.TextField()
    level = models.BigIntegerField()
    description = models.TextField()
    indicators = models.TextField(null=True)

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_current(COMPETENCY_LEVELS)
