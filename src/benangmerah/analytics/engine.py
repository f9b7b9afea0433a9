"""The columnar engine: DuckDB in memory. Nothing else in the product names it."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import duckdb
import pyarrow as pa
import sqlglot

from benangmerah.snapshot.contract.column import Kind, Table

SQL_TYPES: dict[Kind, str] = {
    Kind.TEXT: "VARCHAR",
    Kind.CODE: "VARCHAR",
    Kind.LEVEL: "DOUBLE",
    Kind.NUMBER: "DOUBLE",
    Kind.INTEGER: "BIGINT",
    Kind.RUPIAH: "BIGINT",
    Kind.DATE: "DATE",
    Kind.BOOLEAN: "BOOLEAN",
}


ENGINE_VERSION = duckdb.__version__


class Engine(Protocol):
    """Where statements run: tables go in by name, each statement makes one more, tables come out in contract order."""

    def add(self, name: str, table: pa.Table) -> None:
        """Make a table known by its name."""

    def build(self, name: str, sql: str) -> None:
        """Fill a table by one SELECT over tables that are known."""

    def fetch(self, table: Table) -> pa.Table:
        """The columns of the contract, in key order."""

    def write(self, table: Table, path: Path) -> int:
        """Write the columns of the contract in key order as one Parquet file; the number of rows."""

    def query(self, sql: str) -> pa.Table:
        """The answer to one SELECT."""


class DuckDB:
    """The embedded engine: one process, all cores, no server."""

    def __init__(self, *, threads: int | None = None, spill: Path | None = None) -> None:
        self._connection = duckdb.connect(":memory:", config={"threads": threads or os.cpu_count() or 1})
        if spill is not None:
            self._connection.execute(f"SET temp_directory = '{_quoted(spill)}'")
        self._arrow: dict[str, pa.Table] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the memory."""
        self._connection.close()
        self._arrow.clear()

    def add(self, name: str, table: pa.Table) -> None:
        """Make an Arrow table known by its name, without copying it."""
        self._arrow[name] = table
        self._connection.register(name, table)

    def build(self, name: str, sql: str) -> None:
        """Fill a table by one SELECT."""
        self._connection.execute(f'CREATE TABLE "{name}" AS {sql}')

    def query(self, sql: str) -> pa.Table:
        """The answer to one SELECT."""
        return self._connection.sql(sql).to_arrow_table()

    def fetch(self, table: Table) -> pa.Table:
        """The columns of the contract, in key order."""
        return self.query(select_contract(table)).cast(table.schema)

    def write(self, table: Table, path: Path) -> int:
        """Write the columns of the contract in key order as one Parquet file; the number of rows."""
        written = self._connection.execute(
            f"COPY ({select_contract(table)}) TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)"
        ).fetchone()
        return int(written[0]) if written else 0

    def count(self, name: str) -> int:
        """How many rows a table holds."""
        found = self._connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()
        return int(found[0]) if found else 0

    def keep_facts(self, table: Table, folder: Path) -> None:
        """Store a fact table, one folder an agency, and read it from there from now on."""
        folder.mkdir(parents=True)
        target = _quoted(folder)
        self._connection.execute(
            f"COPY ({select_contract(table)}) TO '{target}' "
            "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (agency_id), WRITE_PARTITION_COLUMNS true)"
        )
        self._connection.execute(f'DROP TABLE "{table.name}"')
        if not any(folder.rglob("*.parquet")):
            self.add(table.name, table.schema.empty_table())
            return
        self._connection.execute(
            f"CREATE VIEW \"{table.name}\" AS SELECT * FROM read_parquet('{target}/**/*.parquet', "
            "hive_partitioning = false)"
        )


def select_contract(table: Table) -> str:
    """The SELECT that gives a table its contract columns, types and order."""
    columns = ", ".join(
        f'CAST("{column.name}" AS {SQL_TYPES[column.kind]}) AS "{column.name}"' for column in table.columns
    )
    order = ", ".join(f'"{name}" NULLS FIRST' for name in table.key)
    return f'SELECT {columns} FROM "{table.name}"' + (f" ORDER BY {order}" if order else "")


def transpile_to_spark(sql: str) -> str:
    """The same statement in Spark's dialect."""
    return sqlglot.transpile(sql, read="duckdb", write="spark")[0]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
