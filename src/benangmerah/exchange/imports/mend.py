"""Single cells that a person has mended after the file was written: they take the place of what stands there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.exchange.imports.grid import Cells, Grid
from benangmerah.exchange.imports.heading import plain_name
from benangmerah.exchange.siasn.heading import plain_heading
from benangmerah.snapshot.contract.column import Table

SIASN_TABLE = "employees"
"""Faults of an export are told under this table, by the export's own heading."""


@dataclass(frozen=True)
class Mend:
    """A cell, named as its refusal names it, and the value that stands in it now; empty = unknown."""

    table: str
    row: int
    column: str
    value: str


def position_of(grid: Grid, table: Table | None, column: str | None) -> int | None:
    """Where a column that a refusal names stands in the file; nowhere where the file has no such heading."""
    if column is None:
        return None
    if table is None:
        names, headings = {plain_heading(column)}, [plain_heading(heading) for heading in grid.headings]
    else:
        known = table.column(column) if column in table.names else None
        names = {plain_name(column)} | ({plain_name(known.heading)} if known else set())
        headings = [plain_name(heading) for heading in grid.headings]
    return next((place for place, heading in enumerate(headings) if heading in names), None)


def mend_grid(grid: Grid, table: Table | None, mends: Sequence[Mend]) -> Grid:
    """The grid with the mended cells in place; what was wrong in them is forgotten."""
    name = SIASN_TABLE if table is None else table.name
    changes: dict[int, dict[int, str]] = {}
    for mend in mends:
        position = position_of(grid, table, mend.column) if mend.table == name else None
        if position is not None:
            changes.setdefault(position, {})[mend.row] = mend.value
    if not changes:
        return grid
    columns = list(grid.columns)
    for position, values in changes.items():
        columns[position] = _replaced(columns[position], _by_index(grid, values))
    mended = {(row, position) for position, values in changes.items() for row in values}
    faults = {place: fault for place, fault in grid.cell_faults.items() if place not in mended}
    return replace(grid, columns=tuple(columns), cell_faults=faults)


def _by_index(grid: Grid, values: Mapping[int, str]) -> Mapping[int, str]:
    indexes = pc.index_in(pa.array(list(values), pa.int64()), value_set=grid.row_numbers()).to_pylist()
    return {index: value for index, value in zip(indexes, values.values(), strict=True) if index is not None}


def _replaced(cells: Cells, values: Mapping[int, str]) -> Cells:
    """The column with other texts in some rows; a typed column becomes texts."""
    if not isinstance(cells, pa.ChunkedArray):
        return [values.get(index, cell) for index, cell in enumerate(cells)]
    texts = pc.cast(cells, pa.string())
    changed = pc.is_in(pa.arange(0, len(cells)), value_set=pa.array(list(values), pa.int64()))
    order = [values[index] or None for index in sorted(values)]
    return pc.replace_with_mask(texts.combine_chunks(), changed, pa.array(order, pa.string())) if values else cells
