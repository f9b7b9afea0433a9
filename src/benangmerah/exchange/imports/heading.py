"""Which column of the contract a heading of a file means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benangmerah.exchange.imports.fault import nearest_of
from benangmerah.exchange.imports.grid import Cells, Fault, Grid
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.column import Column, Table
from benangmerah.snapshot.contract.inputs import INPUTS

HEADING_ROW = 1


def plain_name(text: str) -> str:
    """A name without spaces, capitals and the star that marks a required column."""
    return "".join(text.split()).rstrip("*").casefold()


def table_named(name: str) -> Table | None:
    """The table that a file or sheet of that name holds."""
    return _TABLES.get(plain_name(name))


def match_headings(table: Table, grid: Grid) -> tuple[dict[str, int], list[Refusal]]:
    """Where each column of the table stands in the file, and what is wrong with the headings."""
    known = _columns_by_name(table)
    if not any(plain_name(heading) in known for heading in grid.headings):
        return {}, [_refuse_heading(table, grid, None, None, _no_heading(table))]
    positions: dict[str, int] = {}
    refusals: list[Refusal] = []
    for position, heading in enumerate(grid.headings):
        column = known.get(plain_name(heading))
        if column is None:
            if heading or _holds_values(grid.columns[position]):
                refusals.append(_refuse_unknown(table, grid, position))
        elif column.name in positions:
            fault = message("The heading {heading} stands twice.", heading=heading)
            repeated = (fault, message("Leave one of the two columns out."))
            refusals.append(_refuse_heading(table, grid, column.name, position, repeated))
        else:
            positions[column.name] = position
    return _without_repeated(positions, refusals), refusals + _refuse_missing(table, grid, positions)


def _without_repeated(positions: dict[str, int], refusals: Sequence[Refusal]) -> dict[str, int]:
    """Where two columns have one heading, neither is taken."""
    repeated = {refusal.column for refusal in refusals}
    return {name: position for name, position in positions.items() if name not in repeated}


def _columns_by_name(table: Table) -> Mapping[str, Column]:
    headings = {plain_name(column.heading): column for column in table.columns}
    return headings | {plain_name(column.name): column for column in table.columns}


def _holds_values(cells: Cells) -> bool:
    return any(cell not in (None, "") for cell in (cells if isinstance(cells, Sequence) else cells.to_pylist()))


def _refuse_unknown(table: Table, grid: Grid, position: int) -> Refusal:
    heading = grid.headings[position]
    if not heading:
        nameless = message("A column has values but no heading."), message("Write its heading, or delete the column.")
        return _refuse_heading(table, grid, None, position, nameless)
    reason = message("The table {table} has no column {column}.", table=table.name, column=heading)
    names = (*table.names, *(column.heading for column in table.columns))
    nearest = nearest_of(heading, names)
    if nearest is not None:
        suggestion = message("Did you mean {nearest}?", nearest=nearest)
    else:
        suggestion = message("Leave it out, or name it as one of: {columns}.", columns=table.names)
    return _refuse_heading(table, grid, heading, position, (reason, suggestion))


def _refuse_missing(table: Table, grid: Grid, positions: Mapping[str, int]) -> list[Refusal]:
    missing = [column for column in table.columns if not column.optional and column.name not in positions]
    return [
        _refuse_heading(table, grid, column.name, None, (
            message("The column {column} is missing.", column=column.name),
            message("Add a column headed {column} or {heading}.", column=column.name, heading=column.heading),
        ))
        for column in missing
    ]  # fmt: skip


def _no_heading(table: Table) -> Fault:
    return (
        message("The first row holds no heading of the table {table}.", table=table.name),
        message("Put the headings into the first row: {columns}.", columns=table.names),
    )


def _refuse_heading(table: Table, grid: Grid, column: str | None, position: int | None, fault: Fault) -> Refusal:
    place = grid.place if position is None else grid.place_of(HEADING_ROW, position)
    value = None if position is None else grid.headings[position] or None
    return Refusal(table.name, HEADING_ROW, column, value, *fault, place)


_TABLES: Mapping[str, Table] = {plain_name(table.sheet): table for table in INPUTS.values()} | {
    plain_name(table.name): table for table in INPUTS.values()
}
