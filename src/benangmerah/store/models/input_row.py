"""Rows of the tables that a dataset holds: their columns are those of the contract."""

from __future__ import annotations

from typing import ClassVar

from benangmerah.snapshot.contract.column import Table
from benangmerah.store.models.dated import DatedRow


class InputRow(DatedRow):
    """A dated row of a dataset's table; ids of other rows stand in it as text, since a change makes a new row."""

    contract: ClassVar[Table]

    class Meta:
        """Nothing of its own in the database."""

        abstract = True
