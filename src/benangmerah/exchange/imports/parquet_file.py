"""A Parquet file as a grid of typed columns."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benangmerah.exchange.imports.grid import Grid
from benangmerah.exchange.imports.limits import read_limits
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.kernel.explanation import message


def read_parquet(path: Path) -> Grid:
    """The columns as they are typed; raises UnreadableFileError where it is no Parquet file."""
    try:
        with pq.ParquetFile(path) as file:
            _check_size(file)
            data = file.read()
        data.validate(full=True)
    except (pa.ArrowException, OSError, ValueError) as problem:
        reason = message("The file cannot be read as Parquet: {problem}", problem=_first_line(problem))
        raise UnreadableFileError((reason, message("Write the file again."))) from None
    return Grid(path.name, tuple(name.strip() for name in data.column_names), tuple(data.columns))


def _check_size(file: pq.ParquetFile) -> None:
    rows, most = file.metadata.num_rows, read_limits().parquet_rows
    if rows > most:
        reason = message("The file says it holds {rows} rows; at most {most} are read.", rows=rows, most=most)
        raise UnreadableFileError((reason, message("Ask the operator to raise the limit, or split the data.")))


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or [""])[0]
