"""The professionalism index of a run, person by person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import PROFESSIONALISM_INDEX
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class ProfessionalismIndex(RunRow):
    """The index of a person (IP ASN), a simulation."""

    contract: ClassVar[Table] = PROFESSIONALISM_INDEX

    employee_id = models.TextField()
    qualification = models.FloatField()
    competency = models.FloatField()
    performance = models.FloatField()
    discipline = models.FloatField()
    total = models.FloatField()
    category = models.TextField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(PROFESSIONALISM_INDEX)
