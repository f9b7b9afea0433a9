"""One table of a file becomes a typed table, each fault told by row and column."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.exchange.imports.fault import empty_cell, explain_cell
from benangmerah.exchange.imports.grid import CellFault, Fault, Grid, text_of
from benangmerah.exchange.imports.heading import match_headings
from benangmerah.exchange.imports.settle_arrow import settle_arrow
from benangmerah.exchange.imports.settle_cells import settle_cells
from benangmerah.exchange.imports.settle_text import Settled, settle_text
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.column import ARROW, Column, Table
from benangmerah.snapshot.dataset import SourceTable

NEEDS_ROWS = ("agencies", "units", "positions", "employees")
"""Without a row in these there is nobody to compute anything for; the others may be empty."""


def build_table(table: Table, grid: Grid) -> tuple[SourceTable | None, list[Refusal]]:
    """The typed table and everything in it that is refused; no table where its headings cannot be read."""
    positions, refusals = match_headings(table, grid)
    if not positions:
        return None, refusals
    reading = _Reading(table, _without_blank_rows(grid, list(positions.values())))
    columns = [reading.read(column, positions.get(column.name)) for column in table.columns]
    refusals += reading.refusals
    if table.name in NEEDS_ROWS and not reading.grid.row_count and not grid.row_faults:
        refusals.append(_refuse_empty(table, grid))
    refusals += grid.refuse_rows(table.name)
    data = pa.table(columns, schema=table.schema)
    return SourceTable(table.name, data, reading.grid.rows, grid.place), refusals
