"""Tables on disk: one Parquet file a table, the same bytes for the same rows."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from benangmerah.snapshot.contract.column import Table

ROW_GROUP = 500_000
_BLOCK = 1 << 20
TABLES_KEPT = 20
"""Sorted tables kept in memory: about two runs of what explanations read, some 30 MB a run of 15,000 people."""


def write_table(table: pa.Table, path: Path) -> None:
    """Write one table; chunks are joined first so that the bytes depend on the rows alone."""
    pq.write_table(table.combine_chunks(), path, compression="zstd", row_group_size=ROW_GROUP)


def read_table(path: Path, contract: Table, *, where: dict[str, str] | None = None) -> pa.Table:
    """The columns of the contract, of the rows where each named column has that value."""
    filters = [(column, "=", value) for column, value in (where or {}).items()] or None
    return pq.read_table(path, columns=list(contract.names), filters=filters, partitioning=None).cast(contract.schema)


def find_rows(path: Path, contract: Table, column: str, value: str) -> list[dict[str, Any]]:
    """The rows where a column of names has that value, in their order; quick where it is asked again and again.

    The file is read once and kept in memory, sorted by the column, until it is written anew or others are asked for.
    """
    table = _read_sorted(path, path.stat().st_mtime_ns, contract, column)
    names = table.column(column).combine_chunks()
    found = bisect_left(names, value, key=_text), bisect_right(names, value, key=_text)
    rows: list[dict[str, Any]] = table.slice(found[0], found[1] - found[0]).to_pylist()
    return rows


@lru_cache(maxsize=TABLES_KEPT)
def _read_sorted(path: Path, at: int, contract: Table, column: str) -> pa.Table:  # noqa: ARG001 `at` is part of the name
    table = read_table(path, contract)
    table = table.filter(pc.is_valid(table.column(column)))
    return table.take(pc.array_sort_indices(table.column(column).combine_chunks())).combine_chunks()


def _text(name: pa.Scalar) -> str:
    return str(name.as_py())


def hash_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
