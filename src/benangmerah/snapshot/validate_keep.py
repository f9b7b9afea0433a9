"""Going on with the rows that are right: refused rows leave, and so does every row that points to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal, RefusedInputError
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import FIRST_ROW, Dataset, SourceTable
from benangmerah.snapshot.validate import find_contradictions
from benangmerah.snapshot.validate_references import find_dangling_ids, target_of


def keep_valid(dataset: Dataset, refusals: Sequence[Refusal]) -> tuple[Dataset, tuple[Refusal, ...]]:
    """The dataset without its refused rows and all that points to them, and a refusal for each further row that left.

    Unknown tables and columns are simply left out, of duplicates the first stays; what remains has no fault.
    Raises RefusedInputError where a required table or column is missing or cannot be read as a whole.
    """
    _stop_where_hopeless(refusals)
    kept = drop_refused(dataset, refusals)
    further: list[Refusal] = []
    while found := [*find_dangling_after(dataset, kept), *find_contradictions(kept)]:
        further += found
        kept = _drop_rows(kept, found)
    return kept, tuple(further)


def drop_refused(dataset: Dataset, refusals: Sequence[Refusal]) -> Dataset:
    """The dataset without its refused rows, and without tables that a refusal makes useless."""
    return _drop_rows(_drop_tables(dataset, refusals), refusals)


def _stop_where_hopeless(refusals: Sequence[Refusal]) -> None:
    hopeless = [refusal for refusal in refusals if _is_hopeless(refusal)]
    if hopeless:
        raise RefusedInputError(message("The input cannot be used even without its refused rows."), hopeless)


def _is_hopeless(refusal: Refusal) -> bool:
    if refusal.table and refusal.table not in INPUTS:
        return False
    return not refusal.table or (_is_whole_table(refusal) and INPUTS[refusal.table].required)


def _is_whole_table(refusal: Refusal) -> bool:
    """Whether a refusal makes its table useless: not one row, not an unknown or an optional column."""
    if refusal.table not in INPUTS or not _is_heading(refusal):
        return False
    table = INPUTS[refusal.table]
    return refusal.column is None or (refusal.column in table.names and not table.column(refusal.column).optional)


def _is_heading(refusal: Refusal) -> bool:
    return refusal.row is None or refusal.row < FIRST_ROW


def _drop_tables(dataset: Dataset, refusals: Sequence[Refusal]) -> Dataset:
    useless = {refusal.table for refusal in refusals if _is_whole_table(refusal)}
    return Dataset({name: table for name, table in dataset.tables.items() if name not in useless})


def _drop_rows(dataset: Dataset, refusals: Iterable[Refusal]) -> Dataset:
    refused: dict[str, list[int]] = {}
    for refusal in refusals:
        if refusal.row is not None and refusal.row >= FIRST_ROW:
            refused.setdefault(refusal.table, []).append(refusal.row)
    return Dataset({name: _without(table, refused.get(name, ())) for name, table in dataset.tables.items()})


def _without(source: SourceTable, refused: Sequence[int]) -> SourceTable:
    if not refused:
        return source
    rows = _row_numbers(source)
    stays = pc.invert(pc.is_in(rows, value_set=pa.array(refused, pa.int64())))
    return replace(source, data=source.data.filter(stays), rows=rows.filter(stays))


def _row_numbers(source: SourceTable) -> pa.Int64Array:
    if source.rows is not None:
        return source.rows
    return pa.arange(FIRST_ROW, FIRST_ROW + source.data.num_rows)


def find_dangling_after(whole: Dataset, kept: Dataset) -> Iterator[Refusal]:
    """Ids that point nowhere; where the row they point to was there before, that row is named."""
    dropped = _DroppedRows(whole)
    for refusal in find_dangling_ids(kept):
        table, key = target_of(INPUTS[refusal.table].column(refusal.column or ""))
        row = dropped.row_of(table, key, refusal.value or "")
        if row is None:
            yield refusal
            continue
        reason = message("It points to {value}, row {row} of {table}, which was refused.", value=refusal.value,
                         row=str(row), table=table)  # fmt: skip
        yield replace(refusal, reason=reason, suggestion=message("Mend that row, and this one is taken too."))


class _DroppedRows:
    """Where ids stood in the tables before rows were dropped."""

    def __init__(self, whole: Dataset) -> None:
        self.whole = whole
        self.found: dict[tuple[str, str], Mapping[str, int]] = {}

    def row_of(self, table: str, key: str, value: str) -> int | None:
        if (table, key) not in self.found:
            self.found[table, key] = self._first_rows(table, key)
        return self.found[table, key].get(value)

    def _first_rows(self, table: str, key: str) -> Mapping[str, int]:
        source = self.whole.tables.get(table)
        if source is None:
            return {}
        number: Callable[[int], int] = source.row_number
        ids = source.data[key].to_pylist()
        return {ids[index]: number(index) for index in reversed(range(len(ids))) if ids[index] is not None}
