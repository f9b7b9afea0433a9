"""What the contract allows, as constraints of the database: lists, bounds, and one current row for a key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from django.db.models import BaseConstraint, CheckConstraint, Index, Q, UniqueConstraint

from benangmerah.snapshot.contract.column import Column, Kind, Table

CURRENT = Q(archived__isnull=True)
FIELDS = {"from": "from_stage"}
"""Columns whose name no field can have."""


def limits_of_current(table: Table) -> list[BaseConstraint]:
    """What an input table allows: values within their lists and bounds, and one current row for a key."""
    return [*_not_blank(table), *_value_limits(table), *_one_row(table, (), CURRENT, "one_current")]


def limits_of_run(table: Table) -> list[BaseConstraint]:
    """What an output table allows: values within their lists and bounds, and one row of a run for a key."""
    return [*_value_limits(table), *_one_row(table, ("run",), Q(), "one_in_run")]


def look_up_current(table: Table, *lookups: Sequence[str]) -> list[Index]:
    """An index of the current rows for each usual look-up; the key has one already."""
    return [
        Index(fields=columns, condition=CURRENT, name=f"{table.name[:14]}_{columns[0][:15]}") for columns in lookups
    ]


def field_of(column: str) -> str:
    """The name of the field that holds a column."""
    return FIELDS.get(column, column)


def _not_blank(table: Table) -> Iterator[BaseConstraint]:
    """Unknown is NULL, so that no text is empty; a code has its list."""
    for column in table.columns:
        if column.kind is Kind.TEXT:
            yield CheckConstraint(condition=~Q((column.name, "")), name=f"{table.name}_{column.name}_not_blank")


def _value_limits(table: Table) -> Iterator[BaseConstraint]:
    for column in table.columns:
        for name, condition in _conditions(column):
            yield CheckConstraint(condition=condition, name=f"{table.name}_{column.name}_{name}")


def _conditions(column: Column) -> Iterator[tuple[str, Q]]:
    """Every limit of a column by name; an unknown value is within all of them."""
    field = field_of(column.name)
    if column.values:
        yield "in_list", Q((f"{field}__in", list(column.values)))
    if column.minimum is not None:
        yield "at_least", Q((f"{field}__gte", column.minimum))
    if column.maximum is not None:
        yield "at_most", Q((f"{field}__lte", column.maximum))
    if column.above is not None:
        yield "above", Q((f"{field}__gt", column.above))


def _one_row(table: Table, scope: Sequence[str], condition: Q, name: str) -> Iterator[BaseConstraint]:
    """One row for a key; since databases hold that no unknown equals another, each set of unknown parts is its own."""
    if not table.key:
        return
    optional = [field_of(column) for column in table.key if table.column(column).optional]
    for unknown in chain.from_iterable(combinations(optional, count) for count in range(len(optional) + 1)):
        known = [field for field in map(field_of, table.key) if field not in unknown]
        states = {f"{field}__isnull": field in unknown for field in optional}
        yield UniqueConstraint(
            fields=[*scope, *known],
            condition=condition & Q(**states) if states else condition,
            name="_".join((table.name, name, *(("without", *unknown) if unknown else ()))),
        )
