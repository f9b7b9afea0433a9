"""What the contract says of a value holds in the database too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from benangmerah.snapshot.contract.column import Column, Kind, Table
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.contract.published import PUBLISHED
from benangmerah.store.mapping.rows import ArchiveModel, insert_rows
from benangmerah.store.mapping.tables import INPUT_MODELS, PUBLISHED_MODELS, RUN_MODELS, fields_of
from benangmerah.store.models import Receipt, Run

FIELDS: dict[Kind, type[models.Field[Any, Any]]] = {
    Kind.TEXT: models.TextField,
    Kind.CODE: models.TextField,
    Kind.LEVEL: models.FloatField,
    Kind.NUMBER: models.FloatField,
    Kind.INTEGER: models.BigIntegerField,
    Kind.RUPIAH: models.BigIntegerField,
    Kind.DATE: models.DateField,
    Kind.BOOLEAN: models.BooleanField,
}
PLAIN: dict[Kind, object] = {
    Kind.TEXT: "a", Kind.LEVEL: 2.5, Kind.NUMBER: 0.5, Kind.INTEGER: 2, Kind.RUPIAH: 1_000, Kind.DATE: date(2026, 1, 1),
    Kind.BOOLEAN: True,
}  # fmt: skip
TABLES = {**INPUTS, **OUTPUTS, **PUBLISHED}
MODELS: dict[str, ArchiveModel] = {**INPUT_MODELS, **RUN_MODELS, **PUBLISHED_MODELS}


def plain_value(column: Column) -> object:
    """A value that the column allows."""
    if column.kind is Kind.CODE:
        return (column.values or ("a",))[0]
    return column.minimum + 1 if column.minimum and column.kind is Kind.INTEGER else PLAIN[column.kind]


def plain_row(table: Table) -> dict[str, object]:
    return {column.name: plain_value(column) for column in table.columns}


def wrong_values(column: Column, table: Table) -> Iterator[object]:
    """Values that the column does not allow."""
    if not column.optional:
        yield None
    if column.kind is Kind.TEXT and table.name in INPUTS:
        yield ""
    if column.values:
        yield "beside_the_list"
    if column.minimum is not None:
        yield column.minimum - 1
    if column.maximum is not None:
        yield column.maximum + 1
    if column.above is not None:
        yield column.above


def make_owner(table: Table) -> dict[str, int]:
    if table.name in INPUTS:
        return {"recorded_id": Receipt.objects.create(kind="edit", made_at=timezone.now()).pk}
    day = date(2026, 1, 1)
    run = Run.objects.create(as_of=day, law_date=day, year=2026, code_version="1", asked_at=timezone.now())
    return {"run_id": run.pk}


def insert(table: Table, row: dict[str, object], owner: dict[str, int]) -> None:
    """One row; a fault takes back this row alone."""
    with transaction.atomic():
        insert_rows(MODELS[table.name], pa.Table.from_pylist([row], schema=table.schema), owner)


def is_refused(table: Table, row: dict[str, object], owner: dict[str, int]) -> bool:
    try:
        insert(table, row, owner)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize("name", TABLES)
def test_model_has_the_columns_of_the_contract(name: str) -> None:
    columns = TABLES[name].columns
    held = {field.name: field for field in MODELS[name]._meta.fields}
    fields = [held[field] for field in fields_of(MODELS[name])]
    told = [(field.column, type(field), field.null) for field in fields]
    assert told == [(column.name, FIELDS[column.kind], column.optional) for column in columns]
    assert held.keys() - set(fields_of(MODELS[name])) == (
        {"id", "recorded", "archived"} if name in INPUTS else {"id", "run"}
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", TABLES)
def test_database_takes_what_the_contract_allows_and_nothing_else(name: str) -> None:
    table = TABLES[name]
    owner = make_owner(table)
    taken = [
        (column.name, value)
        for column in table.columns
        for value in wrong_values(column, table)
        if not is_refused(table, {**plain_row(table), column.name: value}, owner)
    ]
    assert taken == []
    edges = [(column.name, edge) for column in table.columns for edge in (column.minimum, column.maximum) if edge]
    optional = [(column.name, None) for column in table.columns if column.optional]
    model = MODELS[name]
    for column, value in [("", None), *edges, *optional]:
        insert(table, {**plain_row(table), **({column: value} if column else {})}, owner)
        model._default_manager.all().delete()


def keys_with_unknown_parts(table: Table) -> Iterator[dict[str, object]]:
    """The key of the plain row, and that key with each part that may be unknown unknown."""
    yield {}
    for column in table.key:
        if table.column(column).optional:
            yield {column: None}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if table.key])
def test_key_stands_once_in_the_archive_or_a_run(name: str) -> None:
    table = TABLES[name]
    owner = make_owner(table)
    for unknown in keys_with_unknown_parts(table):
        row = {**plain_row(table), **unknown}
        insert(table, row, owner)
        assert is_refused(table, row, owner), unknown
    other = make_owner(table)
    if name in INPUTS:
        INPUT_MODELS[name]._default_manager.update(archived=other["recorded_id"])
    for unknown in keys_with_unknown_parts(table):
        insert(table, {**plain_row(table), **unknown}, other)


@pytest.mark.django_db
def test_rows_of_eligibility_may_repeat() -> None:
    owner = make_owner(INPUTS["eligibility"])
    for _ in range(2):
        insert(INPUTS["eligibility"], plain_row(INPUTS["eligibility"]), owner)
    assert INPUT_MODELS["eligibility"]._default_manager.count() == 2


@pytest.mark.django_db(transaction=True)
def test_row_needs_a_receipt_that_exists() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(
            INPUT_MODELS["agencies"],
            pa.Table.from_pylist([plain_row(INPUTS["agencies"])], schema=INPUTS["agencies"].schema),
            {"recorded_id": 1_000_000},
        )
    assert connection.in_atomic_block is False
