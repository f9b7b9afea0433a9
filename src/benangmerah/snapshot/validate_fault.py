"""One refused row of a table that was read: where a person finds it, what is wrong, how to mend it."""

from __future__ import annotations

from datetime import date

from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import Message
from benangmerah.snapshot.dataset import SourceTable


def refuse_row(source: SourceTable, index: int, column: str, reason: Message, suggestion: Message) -> Refusal:
    """The refusal of the row at that index, with the value its column holds."""
    value = written(source.data[column][index].as_py())
    return Refusal(
        source.name, source.row_number(index), column, value, reason, suggestion, source.place_of(index, column)
    )


def written(value: object) -> str | None:
    """A value as it is written in a file: ISO dates, true and false, nothing for an unknown one."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
