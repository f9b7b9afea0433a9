"""Columns of tables come in chunks; some computations want them as one array."""

from __future__ import annotations

import pyarrow as pa


def joined(values: pa.Array | pa.ChunkedArray) -> pa.Array:
    """The values as one array."""
    return values if isinstance(values, pa.Array) else pa.concat_arrays(values.chunks or [pa.array([], values.type)])
