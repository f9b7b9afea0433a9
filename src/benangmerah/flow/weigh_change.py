"""A change before it is made: the archive as it would stand, and every row that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.flow.check_values import find_unkeepable
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.belonging import Area, is_within
from benangmerah.snapshot.chunks import joined
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import FIRST_ROW, Dataset, SourceTable
from benangmerah.snapshot.difference import Comparison, compare_rows
from benangmerah.snapshot.validate import find_contradictions
from benangmerah.snapshot.validate_fault import refuse_row
from benangmerah.snapshot.validate_keep import drop_refused, find_dangling_after
from benangmerah.snapshot.validate_references import target_of

IN_ARCHIVE = 0
"""The row number of what stands in the archive and not in the file."""


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to change: the rows given, which tables they give in full, and where they may change rows.

    What stands in the archive and not in a table given in full is archived, as far as it belongs to the area; a table
    of which something was refused while it was read is not given in full. Without an area everything may change.
    `accept_valid` goes on without the rows that cannot be taken.
    """

    dataset: Dataset
    refusals: tuple[Refusal, ...] = ()
    """What was refused while the rows were read; they may still stand in the dataset."""
    complete: AbstractSet[str] = frozenset()
    area: Area | None = None
    accept_valid: bool = False


@dataclass
class Weighing:
    """The rows given beside those that are there, row by row, with what has been found against them."""

    proposal: Proposal
    there: Mapping[str, pa.Table]
    given: dict[str, SourceTable] = field(default_factory=dict)
    compared: dict[str, Comparison] = field(default_factory=dict)
    gone: dict[str, pa.Int64Array] = field(default_factory=dict)
    missed: dict[str, pa.Int64Array] = field(default_factory=dict)
    """What is there and was never given, neither in a row that was taken nor in one that was refused."""
    refusals: list[Refusal] = field(default_factory=list)
    needed: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Ids, by table and column, that rows of the archive point to: what has them neither goes nor changes."""
    is_sound: bool = True
    """Whether nothing speaks against what is left."""


def weigh_change(proposal: Proposal, there: Mapping[str, pa.Table]) -> Weighing:
    """Compare and check; where the valid rows are accepted, leave out what is refused until nothing is.

    What remains in `given` can be taken where it is sound.
    """
    weighing = Weighing(proposal, there, dict(drop_refused(proposal.dataset, proposal.refusals).tables))
    weighing.refusals += proposal.refusals
    while True:
        _compare(weighing)
        found = [*_find_faults(weighing)]
        settled = (_spare(weighing, found) or _drop(weighing, found)) if proposal.accept_valid else []
        weighing.refusals += [_told(refusal) for refusal in settled or found]
        if not settled:
            weighing.is_sound = not found
            return weighing


def _compare(weighing: Weighing) -> None:
    for name, source in weighing.given.items():
        weighing.compared[name] = compare_rows(source.data, weighing.there[name], INPUTS[name])
        weighing.gone[name] = _find_gone(weighing, name)


def _find_gone(weighing: Weighing, name: str) -> pa.Int64Array:
    """What is there and not given, where the table is given in full: within the area, and not needed."""
    missing, proposal = weighing.compared[name].missing, weighing.proposal
    if name not in proposal.complete or any(refusal.table == name for refusal in proposal.refusals):
        return missing.slice(0, 0)
    missing = weighing.missed.setdefault(name, missing)  # the first comparison is of all that was given
    leaves = pa.repeat(pa.scalar(True), len(missing))
    if proposal.area is not None:
        leaves = pc.and_(leaves, is_within(weighing.there, name, proposal.area).take(missing))
    for column, ids in _needed_of(weighing, name):
        leaves = pc.and_not(leaves, pc.is_in(joined(weighing.there[name][column].take(missing)), value_set=ids))
    return missing.filter(leaves)


def _needed_of(weighing: Weighing, name: str) -> Iterator[tuple[str, pa.Array]]:
    for (table, column), ids in weighing.needed.items():
        if table == name:
            yield column, pa.array(sorted(ids), pa.string())


def state_after(weighing: Weighing) -> Dataset:
    """The archive as it would stand: the rows given first, then those that stay."""
    return Dataset({name: _table_after(weighing, name) for name in INPUTS})


def _table_after(weighing: Weighing, name: str) -> SourceTable:
    there = weighing.there[name].select(list(INPUTS[name].names))
    if name not in weighing.given:
        return SourceTable(name, there, _archive_numbers(there.num_rows))
    source, missing = weighing.given[name], weighing.compared[name].missing
    stays = missing.filter(pc.invert(pc.is_in(missing, value_set=weighing.gone[name])))
    data = pa.concat_tables([source.data, there.take(stays)])
    numbers = pa.concat_arrays([row_numbers(source), _archive_numbers(len(stays))])
    return SourceTable(name, data, numbers, source.place, source.letters)


def row_numbers(source: SourceTable) -> pa.Int64Array:
    """The number of each row as a person sees it."""
    rows = source.data.num_rows
    return pa.arange(FIRST_ROW, FIRST_ROW + rows) if source.rows is None else source.rows.cast(pa.int64())


def _archive_numbers(count: int) -> pa.Int64Array:
    return pa.repeat(pa.scalar(IN_ARCHIVE, pa.int64()), count)


def _find_faults(weighing: Weighing) -> Iterator[Refusal]:
    """Rows that no database keeps, rows of others, and what contradicts itself in the archive as it would stand."""
    for source in weighing.given.values():
        yield from find_unkeepable(source)
    after = state_after(weighing)
    if weighing.proposal.area is not None:
        for name in weighing.given:
            yield from _find_foreign(weighing, name, after, weighing.proposal.area)
    yield from find_dangling_after(weighing.proposal.dataset, after)
    yield from find_contradictions(after)


def _find_foreign(weighing: Weighing, name: str, after: Dataset, area: Area) -> Iterator[Refusal]:
    """New and changed rows that belong, or belonged, to others; what stands in the file unchanged is nobody's harm."""
    source, comparison = weighing.given[name], weighing.compared[name]
    own = is_within({table: after.table(table) for table in INPUTS}, name, area)
    was_own = is_within(weighing.there, name, area)
    foreign = pa.concat_arrays([
        comparison.new.filter(pc.invert(own.take(comparison.new))),
        comparison.changed.filter(
            pc.invert(pc.and_(own.take(comparison.changed), was_own.take(comparison.before)))
        ),
    ])  # fmt: skip
    column = (INPUTS[name].key or INPUTS[name].names)[0]
    for index in sorted(foreign.to_pylist()):
        reason = message("This row belongs to a unit or agency that you may not change.")
        yield refuse_row(source, index, column, reason, message("Leave it out, or ask whoever may change it."))


def _told(refusal: Refusal) -> Refusal:
    """A refusal as a person can follow it: rows of the archive have no number."""
    values = tuple(
        (name, message("in the archive") if (name, value) == ("row", str(IN_ARCHIVE)) else value)
        for name, value in refusal.reason.values
    )
    reason = replace(refusal.reason, values=values)
    if refusal.row != IN_ARCHIVE:
        return replace(refusal, reason=reason)
    return replace(refusal, reason=reason, row=None, place="")


def _spare(weighing: Weighing, found: Sequence[Refusal]) -> list[Refusal]:
    """Let stay as it is what rows of the archive newly turn out to need; the refusals that said so."""
    settled = []
    for refusal in found:
        column = INPUTS[refusal.table].column(refusal.column or "")
        if refusal.row == IN_ARCHIVE and column.references and refusal.value:
            ids = weighing.needed.setdefault(target_of(column), set())
            if refusal.value not in ids:
                ids.add(refusal.value)
                settled.append(refusal)
    if settled:
        for name, source in weighing.given.items():
            weighing.given[name] = _filtered(source, pc.invert(_changes_needed(weighing, name)))
    return settled


def _changes_needed(weighing: Weighing, name: str) -> pa.BooleanArray:
    """Which rows given would change what rows of the archive need as it is."""
    data = weighing.given[name].data
    needed = pa.repeat(pa.scalar(False), data.num_rows)
    for column, ids in _needed_of(weighing, name):
        needed = pc.or_(needed, pc.is_in(joined(data[column]), value_set=ids))
    return pc.and_(needed, pc.is_in(pa.arange(0, data.num_rows), value_set=weighing.compared[name].changed))


def _drop(weighing: Weighing, found: Sequence[Refusal]) -> list[Refusal]:
    """Take refused rows out of what is given; the refusals that said so."""
    settled = [refusal for refusal in found if refusal.row != IN_ARCHIVE]
    for name, source in weighing.given.items():
        rows = {refusal.row for refusal in settled if refusal.table == name}
        refused = pc.is_in(row_numbers(source), value_set=pa.array(rows, pa.int64()))
        weighing.given[name] = _filtered(source, pc.invert(refused))
    return settled


def _filtered(source: SourceTable, stays: pa.BooleanArray) -> SourceTable:
    return replace(source, data=source.data.filter(stays), rows=row_numbers(source).filter(stays))
