"""What the contract of a table allows in a row that somebody writes by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.column import Table


def check_row(table: Table, row: Mapping[str, Any]) -> None:
    """Refuse what the contract of a column does not allow."""
    for column in table.columns:
        value = row.get(column.name)
        if value is None or value == "":
            if not column.optional:
                raise RefusedFieldError(column.name, message("Fill this in."))
            continue
        is_beyond = (
            (column.values and value not in column.values)
            or (column.minimum is not None and value < column.minimum)
            or (column.maximum is not None and value > column.maximum)
            or (column.above is not None and value <= column.above)
        )
        if is_beyond:
            raise RefusedFieldError(
                column.name, message("{value} cannot stand here.", value=str(value)),
                message("Choose one of: {values}.", values=list(column.values)) if column.values else None,
            )  # fmt: skip
