"""Cells of a sheet become the contract's types, a column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

import pyarrow as pa

from benangmerah.exchange.imports.fault import date_for_text, lost_digits
from benangmerah.exchange.imports.grid import CellFault, text_of
from benangmerah.exchange.imports.settle_arrow import EXACT_DIGITS
from benangmerah.exchange.imports.settle_text import Settled, is_id, settle_text, settle_typed
from benangmerah.snapshot.contract.column import Column, Kind

_NUMBERS = {Kind.LEVEL, Kind.NUMBER}


def settle_cells(column: Column, cells: Sequence[object]) -> tuple[Settled, pa.ChunkedArray, dict[int, CellFault]]:
    """The column typed, its cells as texts, and the cells (by index) whose fault their text does not show."""
    seen = set(map(type, cells)) - {str}
    if seen <= {float, int} and seen and column.kind in _NUMBERS and not _has_text(cells):
        typed = pa.chunked_array([pa.array([None if cell == "" else cell for cell in cells], pa.float64())])
        return settle_typed(column, typed, typed.is_valid()), typed, {}
    if seen == {date} and column.kind is Kind.DATE and not _has_text(cells):
        days = pa.chunked_array([pa.array([None if cell == "" else cell for cell in cells], pa.date32())])
        return settle_typed(column, days, days.is_valid()), days, {}
    texts = text_of(pa.chunked_array([pa.array(cells if not seen else list(map(write_value, cells)), pa.string())]))
    faults = _text_faults(column, cells) if seen and column.kind is Kind.TEXT else {}
    return settle_text(column, texts, in_workbook=True), texts, faults


def write_value(cell: object) -> str | None:
    """A cell as a person would write it in a file."""
    if isinstance(cell, str) or cell is None:
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if is_exact(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def is_exact(number: float) -> bool:
    """Whether a spreadsheet number is a whole number that has kept all its digits."""
    return number.is_integer() and abs(number) < 10.0**EXACT_DIGITS


def _has_text(cells: Sequence[object]) -> bool:
    return any(isinstance(cell, str) and cell for cell in cells)


def _text_faults(column: Column, cells: Sequence[object]) -> dict[int, CellFault]:
    """Dates where a text should stand, and ids whose digits the spreadsheet has rounded away."""
    found = {}
    for index, cell in enumerate(cells):
        if isinstance(cell, float) and not is_exact(cell) and (is_id(column) or cell.is_integer()):
            found[index] = CellFault(write_value(cell), lost_digits(write_value(cell) or ""))
        elif isinstance(cell, date | time):
            found[index] = CellFault(write_value(cell), date_for_text())
    return found
