"""Organisation gaps of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import ORGANISATION_GAP
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class OrganisationGap(RunRow):
    """How many people at a level a unit lacks."""

    contract: ClassVar[Table] = ORGANISATION_GAP

    unit_id = models.TextField()
    competency_id = models.TextField()
    level = models.BigIntegerField()
    people_needed = models.BigIntegerField()
    people_at_level = models.BigIntegerField()
    missing = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(ORGANISATION_GAP)
