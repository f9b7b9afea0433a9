"""Units as a run saw them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import RUN_UNIT
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class RunUnit(RunRow):
    """A unit with its OPD, its sector and its depth in the tree of a run."""

    contract: ClassVar[Table] = RUN_UNIT

    unit_id = models.TextField()
    agency_id = models.TextField()
    parent_unit_id = models.TextField(null=True)
    opd_id = models.TextField(null=True)
    name = models.TextField()
    is_opd = models.BooleanField()
    sector = models.TextField()
    only_sector = models.TextField(null=True)
    depth = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(RUN_UNIT)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "opd_id"], name="run_unit_opd_id"),
        ]
