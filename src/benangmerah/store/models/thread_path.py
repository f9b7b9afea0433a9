"""The ways from nodes down to offerings."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published_thread import THREAD_PATH
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class ThreadPath(RunRow):
    """A node, a unit it asks, a competency and an offering that raises it, in a scope."""

    contract: ClassVar[Table] = THREAD_PATH

    level = models.TextField()
    scope_id = models.TextField()
    objective_id = models.TextField()
    unit_id = models.TextField(null=True)
    competency_id = models.TextField()
    intervention_id = models.TextField(null=True)
    unit = models.TextField(null=True)
    competency = models.TextField()
    intervention = models.TextField(null=True)
    asked_level = models.BigIntegerField(null=True)
    weight = models.FloatField(null=True)
    people = models.BigIntegerField()
    need_count = models.BigIntegerField()
    gap = models.FloatField()
    closed_count = models.BigIntegerField()
    partly_count = models.BigIntegerField()
    item_count = models.BigIntegerField()
    head_rupiah = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(THREAD_PATH)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["run", "scope_id", "objective_id"], name="thread_path_scope_id_objective"),
            models.Index(fields=["run", "scope_id", "intervention_id"], name="thread_path_scope_id_interven"),
        ]
