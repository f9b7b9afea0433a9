"""The gap map of a run: counts of every scope by competency or qualification, target, sector and status."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import GAP_MAP
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class GapMap(RunRow):
    """One cell of the gap map (peta kesenjangan), before it is drawn."""

    contract: ClassVar[Table] = GAP_MAP

    level = models.TextField()
    scope_id = models.TextField()
    kind = models.TextField()
    subject_id = models.TextField(null=True)
    target = models.TextField()
    sector = models.TextField(null=True)
    status = models.TextField(null=True)
    people = models.BigIntegerField()
    required_count = models.BigIntegerField()
    assessed_count = models.BigIntegerField()
    below_count = models.BigIntegerField()
    below_people = models.BigIntegerField()
    burden = models.FloatField(null=True)
    index_mean = models.FloatField(null=True)
    index_people = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(GAP_MAP)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["run", "level", "kind", "target", "sector", "status", "scope_id"], name="gap_map_place"
            ),
            models.Index(fields=["run", "kind", "target", "subject_id"], name="gap_map_subject_id"),
        ]
