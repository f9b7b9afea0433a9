"""Rows given → archive: what would change is shown first, then written under a receipt in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
from django.db import transaction

from benangmerah.flow.weigh_change import Proposal, Weighing, weigh_change
from benangmerah.flow.write_change import Stamp, lock_archive, newest_receipt, write_change
from benangmerah.kernel.errors import BenangMerahError, Refusal, RefusedInputError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.store.extract import ID, extract_tables
from benangmerah.store.models import Receipt


@dataclass(frozen=True)
class TableDifference:
    """What changes in a table: `before` and `after` stand side by side; `columns` counts what differs in them.

    `before` and `gone` have the numbers of their rows in the archive beside the columns of the contract.
    """

    new: pa.Table
    before: pa.Table
    after: pa.Table
    gone: pa.Table
    unchanged: int
    columns: Mapping[str, int]

    @property
    def added(self) -> pa.Table:
        """The rows to write."""
        return pa.concat_tables([self.new, self.after])

    @property
    def archived(self) -> pa.ChunkedArray:
        """The numbers of the rows to archive."""
        return pa.chunked_array([*self.before[ID].chunks, *self.gone[ID].chunks], pa.int64())

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are new, changed, gone and unchanged."""
        rows = {"new": self.new, "changed": self.after, "gone": self.gone}
        return {name: table.num_rows for name, table in rows.items()} | {"unchanged": self.unchanged}


@dataclass(frozen=True)
class Difference:
    """What a proposal would change, table by table, and every row that cannot be taken."""

    proposal: Proposal
    tables: Mapping[str, TableDifference]
    refusals: tuple[Refusal, ...]
    seen: int
    """The number of the newest receipt when it was found."""
    is_applicable: bool

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """The counts of every table that was given."""
        return {name: table.counts for name, table in self.tables.items()}


def propose_change(proposal: Proposal, progress: Progress = silent) -> Difference:
    """What is new, changed, gone and unchanged, and what cannot be taken; nothing is written."""
    progress(message("Reading the archive"))
    seen = newest_receipt()
    there = extract_tables(INPUTS)
    progress(message("Comparing with the archive"))
    weighing = weigh_change(proposal, there)
    tables = {name: _difference(weighing, name) for name in INPUTS if name in weighing.given}
    is_applicable = weighing.is_sound and (proposal.accept_valid or not weighing.refusals)
    return Difference(proposal, tables, tuple(weighing.refusals), seen, is_applicable)


def _difference(weighing: Weighing, name: str) -> TableDifference:
    data, there, comparison = weighing.given[name].data, weighing.there[name], weighing.compared[name]
    return TableDifference(
        new=data.take(comparison.new),
        before=there.take(comparison.before),
        after=data.take(comparison.changed),
        gone=there.take(weighing.gone[name]),
        unchanged=len(comparison.same),
        columns=comparison.columns,
    )


@transaction.atomic
def apply_change(difference: Difference, stamp: Stamp, progress: Progress = silent) -> Receipt:
    """Write the change under a new receipt, all of it or nothing.

    Where something else was written since it was proposed, it is proposed anew and must come to the same.
    """
    lock_archive()
    difference = _refresh(difference, progress)
    if not difference.is_applicable:
        reason = message("{count} rows cannot be taken; nothing was written.", count=len(difference.refusals))
        raise RefusedInputError(reason, difference.refusals)
    archived = {name: table.archived for name, table in difference.tables.items()}
    added = {name: table.added for name, table in difference.tables.items()}
    return write_change(archived, added, stamp, difference.counts, progress)


def _refresh(difference: Difference, progress: Progress) -> Difference:
    if difference.seen == newest_receipt():
        return difference
    anew = propose_change(difference.proposal, progress)
    if anew.tables != difference.tables:
        raise BenangMerahError(
            message("The data have been changed by others since you looked at this change."),
            message("Look at it again, then accept it."),
        )
    return anew
