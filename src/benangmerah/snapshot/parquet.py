"""Tables on disk: one Parquet file a table, the same bytes for the same rows."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benangmerah.snapshot.contract.column import Table

ROW_GROUP = 500_000
_BLOCK = 1 << 20


def write_table(table: pa.Table, path: Path) -> None:
    """Write one table; chunks are joined first so that the bytes depend on the rows alone."""
    pq.write_table(table.combine_chunks(), path, compression="zstd", row_group_size=ROW_GROUP)


def read_table(path: Path, contract: Table, *, where: dict[str, str] | None = None) -> pa.Table:
    """The columns of the contract, of the rows where each named column has that value."""
    filters = [(column, "=", value) for column, value in (where or {}).items()] or None
    return pq.read_table(path, columns=list(contract.names), filters=filters, partitioning=None).cast(contract.schema)


def hash_file(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
