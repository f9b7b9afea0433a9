"""On no day may two standards hold for one position and competency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message, message
from benangmerah.snapshot.contract.inputs import REQUIREMENTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.validate_fault import refuse_row
from benangmerah.snapshot.validate_keys import duplicate_rows

_OPEN_START = pa.scalar(date.min, pa.date32())
_OPEN_END = pa.scalar(date.max, pa.date32())


def find_conflicting_requirements(dataset: Dataset) -> Iterator[Refusal]:
    """A refusal for every row that ends before it begins, and for each of two rows holding on one day."""
    source = dataset.tables.get("requirements")
    if source is None:
        return
    for index in _rows_without_a_day(source.data):
        reason = message("The standard ends before it begins to hold.")
        suggestion = message("valid_to is the first day it no longer holds; write a day after valid_from.")
        yield refuse_row(source, index, "valid_to", reason, suggestion)
    for index, other in conflicting_rows(source.data):
        yield refuse_row(source, index, "valid_from", *_conflict(source, other))


def _conflict(source: SourceTable, other: int) -> tuple[Message, Message]:
    reason = message(
        "Row {row} holds for the same position and competency on some of the same days.",
        row=str(source.row_number(other)),
    )
    return reason, message("Let one end (valid_to) on the day the other begins (valid_from).")


def conflicting_rows(data: pa.Table) -> list[tuple[int, int]]:
    """Each row that holds on a day another row of its pair holds, with that other row, by index."""
    periods = _periods(data).sort_by([("pair", "ascending"), ("start", "ascending"), ("index", "ascending")])
    if periods.num_rows < 2:
        return []
    here, following = periods.slice(0, periods.num_rows - 1), periods.slice(1)
    clash = pc.and_(pc.equal(here["pair"], following["pair"]), pc.less(following["start"], here["end"]))
    pairs = pc.unique(here["pair"].filter(clash))
    return _name_conflicts(periods.filter(pc.is_in(periods["pair"], value_set=pairs)))


def _rows_without_a_day(data: pa.Table) -> list[int]:
    backwards = pc.less_equal(data["valid_to"], data["valid_from"])
    return list(pc.indices_nonzero(pc.fill_null(backwards, False)).to_pylist())


def _periods(data: pa.Table) -> pa.Table:
    """Pair, first day, end and index of every row; duplicates, told elsewhere, and rows without a day left out."""
    positions, competencies = data["position_id"], data["competency_id"]
    known = pc.unique(competencies)
    pair = pc.add(
        pc.multiply(pc.cast(pc.index_in(positions, value_set=pc.unique(positions)), pa.int64()), len(known)),
        pc.cast(pc.index_in(competencies, value_set=known), pa.int64()),
    )
    start, end = pc.fill_null(data["valid_from"], _OPEN_START), pc.fill_null(data["valid_to"], _OPEN_END)
    rows = pa.table({"pair": pair, "start": start, "end": end, "index": pa.arange(0, data.num_rows)})
    whole = pc.and_(pc.and_(pc.is_valid(positions), pc.is_valid(competencies)), pc.less(start, end))
    repeated = pa.array([index for index, _ in duplicate_rows(data, REQUIREMENTS)], pa.int64())
    return rows.filter(pc.and_(whole, pc.invert(pc.is_in(rows["index"], value_set=repeated))))


def _name_conflicts(periods: pa.Table) -> list[tuple[int, int]]:
    """Walk the rows of each pair by first day, comparing each with the one so far that holds longest."""
    found: dict[int, int] = {}
    longest: tuple[object, date, int] | None = None
    for row in periods.to_pylist():
        if longest is None or longest[0] != row["pair"]:
            longest = (row["pair"], row["end"], row["index"])
            continue
        if row["start"] < longest[1]:
            found.setdefault(row["index"], longest[2])
            found.setdefault(longest[2], row["index"])
        if row["end"] > longest[1]:
            longest = (row["pair"], row["end"], row["index"])
    return sorted(found.items())
