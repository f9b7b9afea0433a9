"""Finding for each row of one table the row of another that it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

SEPARATOR = "\x1f"


def find_rows(values: pa.ChunkedArray, keys: pa.ChunkedArray) -> pa.ChunkedArray:
    """For each value, the row in which it stands among the keys; empty where it does not."""
    found: Any = pc.index_in(values, value_set=keys.combine_chunks())
    return found


def same_rows(table: pa.Table, other: pa.Table, key: Sequence[str]) -> pa.ChunkedArray:
    """For each row of the table, the row of the other with the same key; empty where there is none."""
    return find_rows(_joined(table, key), _joined(other, key))


def _joined(table: pa.Table, key: Sequence[str]) -> pa.ChunkedArray:
    joined: Any = pc.binary_join_element_wise(*(table[name] for name in key), SEPARATOR)
    return joined
