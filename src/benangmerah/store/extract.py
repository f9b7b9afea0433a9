"""The archive as tables of the contract: read whole columns by ADBC, through Django where a change is under way."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import pyarrow as pa
import pyarrow.compute as pc
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q, QuerySet
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.store.mapping.rows import fetch_rows
from benangmerah.store.mapping.tables import INPUT_MODELS, fields_of

ID = "#id"
"""The column that holds the number of a row in the archive, where it is asked for."""
ONE_BATCH = 2**31 - 2
"""SQLite has no types of columns: the driver infers them from a batch, so that a table must be one."""

Rows: TypeAlias = "QuerySet[Any, tuple[Any, ...]]"
Read: TypeAlias = Callable[[Rows, pa.Schema], pa.Table]


def extract_dataset(*, until: int | None = None, using: str = "default") -> Dataset:
    """Everything that is current, ordered by key; `until` = as it was right after the receipt of that number."""
    tables = extract_tables(INPUTS, until=until, using=using)
    return Dataset({name: SourceTable(name, table.drop_columns(ID)) for name, table in tables.items()})


def extract_tables(names: Iterable[str], *, until: int | None = None, using: str = "default") -> dict[str, pa.Table]:
    """These tables as of one moment, each row with its number in the archive."""
    with _reader(connections[using]) as read:
        return {name: _in_order(read(_rows(name, until, using), _schema(INPUTS[name])), INPUTS[name]) for name in names}


def fetch_matching(name: str, condition: Q) -> pa.Table:
    """Rows of a table, current or not, that meet a condition; each with its number, read through Django."""
    model = INPUT_MODELS[name]
    rows = model._default_manager.filter(condition).order_by("pk").values_list("pk", *fields_of(model))
    return fetch_rows(rows, _schema(INPUTS[name]))


def in_key_order(data: pa.Table, table: Table) -> pa.Table:
    """The rows by key, whatever the order of a database's language; a table without a key by all its columns."""
    return data.sort_by([(column, "ascending") for column in table.key or table.names])


def _in_order(data: pa.Table, table: Table) -> pa.Table:
    return in_key_order(data, table).combine_chunks()


def _schema(table: Table) -> pa.Schema:
    return pa.schema([pa.field(ID, pa.int64()), *table.schema])


def _rows(name: str, until: int | None, using: str) -> Rows:
    model = INPUT_MODELS[name]
    current = Q(archived__isnull=True)
    if until is not None:
        current = Q(recorded__lte=until) & (current | Q(archived__gt=until))
    return model._default_manager.using(using).filter(current).values_list("pk", *fields_of(model))


@contextmanager
def _reader(connection: BaseDatabaseWrapper) -> Iterator[Read]:
    """How rows are read: by ADBC, or through Django where another connection could not see them."""
    if connection.in_atomic_block or _is_in_memory(connection):
        with transaction.atomic(connection.alias):
            yield fetch_rows
        return
    open_cursor = _cursor_of_postgresql if connection.vendor == "postgresql" else _cursor_of_sqlite
    with open_cursor(connection) as cursor:
        yield lambda rows, schema: _fetch(cursor, _sql(rows), schema)


@contextmanager
def _cursor_of_postgresql(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    address = _address(connection.get_connection_params())
    with closing(adbc_driver_postgresql.dbapi.connect(address)) as adbc, closing(adbc.cursor()) as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield cursor


@contextmanager
def _cursor_of_sqlite(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    """A cursor on a copy that Python's own SQLite makes.

    The driver brings an SQLite of its own. Two of them on one file in one process undo each other's locks: when one
    closes the file, all locks of the process are lost, whoever took them, and a second writer can come in.
    """
    own = f"file:{quote(str(connection.settings_dict['NAME']))}?mode=ro"
    with tempfile.TemporaryDirectory(prefix="benangmerah-") as folder:
        path = str(Path(folder) / "copy.sqlite3")
        with closing(sqlite3.connect(own, uri=True)) as archive, closing(sqlite3.connect(path)) as copy:
            archive.backup(copy)
        with closing(adbc_driver_sqlite.dbapi.connect(path)) as adbc, closing(adbc.cursor()) as cursor:
            cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(ONE_BATCH)})
            yield cursor


def _is_in_memory(connection: BaseDatabaseWrapper) -> bool:
    return bool(getattr(connection, "is_in_memory_db", bool)())


def _sql(rows: Rows) -> str:
    """The query as the driver takes it; the only values in it are numbers of receipts."""
    sql, values = rows.query.sql_with_params()
    return sql % tuple(map(int, values))


def _fetch(cursor: Any, sql: str, schema: pa.Schema) -> pa.Table:
    cursor.execute(sql)
    table = cursor.fetch_arrow_table()
    return pa.Table.from_arrays(
        [_cast(column, field.type) for column, field in zip(table.columns, schema, strict=True)], schema=schema
    )


def _cast(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """The column in the contract's type: SQLite gives days as texts, yes and no as 1 and 0, unknown only as numbers."""
    if column.null_count == len(column):
        return pa.chunked_array([pa.nulls(len(column), kind)])
    return pc.cast(column, kind)


def _address(parameters: Mapping[str, Any]) -> str:
    """How PostgreSQL is reached, as its own client library writes it: Django's settings without Python's parts."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    return make_conninfo(**{name: value for name, value in parameters.items() if name in known})
