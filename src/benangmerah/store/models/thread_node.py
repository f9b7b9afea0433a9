"""The planning tree of a run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.published_thread import THREAD_NODE
from benangmerah.store.models.contract_limits import limits_of_run
from benangmerah.store.models.run_row import RunRow


class ThreadNode(RunRow):
    """One node of the planning tree (simpul perencanaan)."""

    contract: ClassVar[Table] = THREAD_NODE

    objective_id = models.TextField()
    agency_id = models.TextField(null=True)
    parent_objective_id = models.TextField(null=True)
    kind = models.TextField()
    code = models.TextField(null=True)
    title = models.TextField()
    share = models.FloatField()
    depth = models.BigIntegerField()
    place = models.BigIntegerField()
    below_count = models.BigIntegerField()
    link_count = models.BigIntegerField()

    class Meta:
        """As the contract allows."""

        constraints: ClassVar[list[models.BaseConstraint]] = limits_of_run(THREAD_NODE)
