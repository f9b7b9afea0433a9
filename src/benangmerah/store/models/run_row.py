"""Rows of the tables that a run publishes: their columns are those of the contract."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from benangmerah.snapshot.contract.column import Table
from benangmerah.store.models.run import Run


class RunRow(models.Model):
    """A row of a run's results; it is never changed, and goes when its run goes."""

    contract: ClassVar[Table]

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        """Nothing of its own in the database; every table has an index that begins with the run."""

        abstract = True
