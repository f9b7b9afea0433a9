"""Competencies of a run against the spending that raises them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published import MIRROR_COMPETENCY
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class MirrorCompetency(RunRow):
    """A competency somebody needs, and whom spending reaches (kebutuhan tanpa belanja)."""

    contract: ClassVar[Table] = MIRROR_COMPETENCY

    competency_id = models.TextField()
    name = models.TextField()
    kind = models.TextField()
    people = models.BigIntegerField()
    people_in_reach = models.BigIntegerField()
    burden = models.FloatField()
    lines = models.BigIntegerField()
    amount_rupiah = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(MIRROR_COMPETENCY)
