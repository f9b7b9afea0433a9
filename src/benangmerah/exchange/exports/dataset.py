"""Writing a dataset: a folder of CSV or Parquet files, or one workbook with a sheet per table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from benangmerah.exchange.exports.workbook import write_workbook
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset

Format: TypeAlias = Literal["csv", "parquet", "xlsx"]


def write_dataset(dataset: Dataset, target: Path, *, format: Format = "csv", progress: Progress = silent) -> None:  # noqa: A002 callers say format=
    """Write the tables of a dataset so that reading them gives the same dataset again.

    csv and parquet fill the folder `target` with one file a table, xlsx writes the workbook `target`. The same
    dataset always gives the same bytes. Raises BenangMerahError where a table does not fit in a sheet.
    """
    tables = tables_to_write(dataset)
    if format == "xlsx":
        write_workbook(tables, target, progress=progress)
        return
    target.mkdir(parents=True, exist_ok=True)
    for done, (name, table) in enumerate(tables.items()):
        progress(message("Writing {table}", table=name), done, len(tables))
        _WRITERS[format](table, target / f"{name}.{format}")


def tables_to_write(dataset: Dataset) -> Mapping[str, pa.Table]:
    """The tables in the order of the contract: those that were given, and every required one."""
    return {name: dataset.table(name) for name, table in INPUTS.items() if table.required or name in dataset.tables}


def _write_csv(table: pa.Table, path: Path) -> None:
    pa_csv.write_csv(table, path, pa_csv.WriteOptions(quoting_header="none"))


def _write_parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


_WRITERS: Mapping[str, Callable[[pa.Table, Path], None]] = {"csv": _write_csv, "parquet": _write_parquet}
