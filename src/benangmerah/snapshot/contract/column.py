"""What a column and a table are: type, key, references, allowed values, privacy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa


class Kind(StrEnum):
    """How a value is written and read."""

    TEXT = "text"
    CODE = "code"  # a text out of a closed list
    LEVEL = "level"  # at most two decimals
    NUMBER = "number"
    INTEGER = "integer"
    RUPIAH = "rupiah"  # whole rupiah
    DATE = "date"
    BOOLEAN = "boolean"


ARROW: dict[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
    Kind.LEVEL: pa.float64(),
    Kind.NUMBER: pa.float64(),
    Kind.INTEGER: pa.int64(),
    Kind.RUPIAH: pa.int64(),
    Kind.DATE: pa.date32(),
    Kind.BOOLEAN: pa.bool_(),
}


class Privacy(StrEnum):
    """Who a column is about: nobody, a person, or a person in a way that is logged when read."""

    OPEN = "open"
    PERSONAL = "personal"
    ASSESSMENT = "assessment"


@dataclass(frozen=True)
class Column:
    """One column: its name in files, its Indonesian heading in workbooks, and what may stand in it.

    `minimum` and `maximum` are inclusive; `above` is exclusive. `references` is `table.column`.
    """

    name: str
    kind: Kind = Kind.TEXT
    heading: str = ""
    optional: bool = False
    values: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    above: float | None = None
    references: str = ""
    privacy: Privacy = Privacy.OPEN
    note: str = ""

    @property
    def arrow(self) -> pa.Field:
        """The column as an Arrow field."""
        return pa.field(self.name, ARROW[self.kind], nullable=True)


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its key, whether a dataset must hold it, and its columns in order."""

    name: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    required: bool = False
    sheet: str = ""
    per_person_and_competency: bool = False

    @property
    def schema(self) -> pa.Schema:
        """The table as an Arrow schema."""
        return pa.schema([column.arrow for column in self.columns])

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)
