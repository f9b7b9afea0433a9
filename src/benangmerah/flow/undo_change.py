"""Receipt → as it was before: what it wrote is archived, what it archived is written again, under a new receipt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.db.models import Q

from benangmerah.flow.planning_rows import find_touched_later, undo_beside
from benangmerah.flow.write_change import Stamp, lock_archive, write_change
from benangmerah.kernel.errors import BenangMerahError, RefusedInputError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.difference import compare_rows
from benangmerah.snapshot.validate import check_dataset
from benangmerah.store.extract import ID, extract_tables, fetch_matching
from benangmerah.store.mapping.tables import INPUT_MODELS
from benangmerah.store.models import Receipt

NAMED = 3
"""So many of the rows that stand in the way are named."""


class ChangedLaterError(BenangMerahError):
    """A change cannot be undone, since later changes rest on what it wrote."""


@dataclass(frozen=True)
class _TableUndo:
    """One table: what the receipt wrote and removed, which rows have to go, which stay, and which are in the way."""

    written: pa.Table
    removed: pa.Table
    leaves: pa.Table
    kept: pa.Table
    in_the_way: pa.Table


@transaction.atomic
def undo_receipt(receipt: Receipt, stamp: Stamp, progress: Progress = silent) -> Receipt:
    """Put back what was current before the receipt; refused where later receipts changed the same rows.

    Nothing is overwritten: who reads the archive as of a day between sees what stood there between.
    """
    lock_archive()
    receipt = Receipt.objects.get(pk=receipt.pk)
    _check_undoable(receipt)
    progress(message("Reading the archive"))
    tables = {name: _plan_undo(name, current, receipt) for name, current in extract_tables(INPUTS).items()}
    _check_untouched(receipt, tables)
    _check_result(tables)
    touched = {name: table for name, table in tables.items() if table.leaves.num_rows or table.removed.num_rows}
    leaves = {name: table.leaves[ID] for name, table in touched.items()}
    removed = {name: table.removed for name, table in touched.items()}
    counts = {name: {"removed": len(leaves[name]), "restored": removed[name].num_rows} for name in touched}
    undo = write_change(leaves, removed, stamp, counts, progress)
    undo_beside(receipt, undo)
    Receipt.objects.filter(pk=receipt.pk).update(undone_by=undo)
    return undo


def _check_undoable(receipt: Receipt) -> None:
    if receipt.undone_by_id is not None:
        raise BenangMerahError(message("This change has been undone already."))
    if receipt.kind == Receipt.Kind.UNDO:
        raise BenangMerahError(
            message("Undoing a change cannot itself be undone."), message("Bring the rows in once more.")
        )


def _own(receipt: Receipt) -> Q:
    """Rows the receipt recorded, or that the undoing of a later one put back."""
    return Q(recorded=receipt) | Q(recorded__gt=receipt.pk, recorded__kind=Receipt.Kind.UNDO)


def _plan_undo(name: str, current: pa.Table, receipt: Receipt) -> _TableUndo:
    """What was written must stand there still, and nothing in the place of what was removed."""
    table = INPUTS[name]
    written, removed = (fetch_matching(name, condition) for condition in (Q(recorded=receipt), Q(archived=receipt)))
    standing = fetch_matching(name, _own(receipt) & Q(archived=None))
    found = compare_rows(written, standing, table)
    leaves = standing.filter(pc.invert(pc.is_in(pa.arange(0, standing.num_rows), value_set=found.missing)))
    kept = current.filter(pc.invert(pc.is_in(current[ID], value_set=leaves[ID])))
    in_the_way = written.take(pa.concat_arrays([found.new, found.changed]))
    if table.key:
        taken = compare_rows(removed, kept, table)
        in_the_way = pa.concat_tables([in_the_way, removed.take(pa.concat_arrays([taken.changed, taken.same]))])
    return _TableUndo(written, removed, leaves, kept, in_the_way)


def _check_untouched(receipt: Receipt, tables: Mapping[str, _TableUndo]) -> None:
    rows = list(dict.fromkeys(row for name, table in tables.items() for row in _name_rows(name, table.in_the_way)))
    rows += find_touched_later(receipt)
    if not rows:
        return
    touched = [name for name, table in tables.items() if table.in_the_way.num_rows]
    later = sorted({change for name in touched for change in _later(name, receipt)})
    raise ChangedLaterError(
        message("{count} rows of this change were changed later: {rows}.", count=len(rows), rows=rows[:NAMED]),
        message("Undo what came later first: {receipts}.", receipts=later),
    )


def _name_rows(name: str, rows: pa.Table) -> Iterator[str]:
    """Table and key of each row."""
    for row in rows.select(list(INPUTS[name].key or INPUTS[name].names)).to_pylist():
        yield " ".join(map(str, (name, *row.values())))


def _later(name: str, receipt: Receipt) -> Iterator[str]:
    """The later changes that archived rows of this one, or recorded rows of the table."""
    rows = INPUT_MODELS[name]._default_manager
    archivers = rows.filter(_own(receipt), archived__gt=receipt.pk).values("archived")
    recorders = rows.filter(archived=None, recorded__gt=receipt.pk).values("recorded")
    later = Receipt.objects.filter(undone_by=None).exclude(kind=Receipt.Kind.UNDO)
    for one in later.filter(Q(pk__in=archivers) | Q(pk__in=recorders)):
        yield f"{one.made_at:%Y-%m-%d %H:%M} {one.file_name or one.kind}"


def _check_result(tables: Mapping[str, _TableUndo]) -> None:
    """What would stand in the archive must agree with itself."""
    after = {
        name: pa.concat_tables([table.kept, table.removed]).select(list(INPUTS[name].names))
        for name, table in tables.items()
    }
    refusals = check_dataset(Dataset({name: SourceTable(name, table) for name, table in after.items()}))
    if refusals:
        reason = message("Without this change {count} rows that came later would point nowhere or contradict others.",
                         count=len(refusals))  # fmt: skip
        raise RefusedInputError(reason, refusals)
