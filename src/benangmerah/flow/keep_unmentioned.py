"""What a file does not speak of stays as it is: a column that it lacks does not empty the column of the archive."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.exchange.imports.dataset import Reading
from benangmerah.exchange.imports.mend import position_of
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.difference import number_rows
from benangmerah.store.extract import extract_tables


def list_unmentioned(reading: Reading) -> Mapping[str, tuple[str, ...]]:
    """By table, the columns that the file lacks; of an export that has its own headings, those without any value."""
    grids = {table.name: grid for table, grid in reading.grids if table is not None}
    found = {}
    for name, source in reading.dataset.tables.items():
        if name in grids:
            table = INPUTS[name]
            found[name] = tuple(each for each in table.names if position_of(grids[name], table, each) is None)
        else:
            found[name] = tuple(each for each in source.data.column_names if _is_empty(source.data[each]))
    return found


def keep_unmentioned(dataset: Dataset, unmentioned: Mapping[str, Collection[str]]) -> Dataset:
    """The dataset with those columns as they stand in the archive, for the rows that are there already."""
    names = [name for name, columns in unmentioned.items() if columns and INPUTS[name].key and name in dataset.tables]
    there = extract_tables(names)
    tables = {name: _filled(dataset.tables[name], there[name], unmentioned[name]) for name in names}
    return Dataset({**dataset.tables, **tables})


def _filled(source: SourceTable, there: pa.Table, columns: Collection[str]) -> SourceTable:
    given, known = number_rows([source.data, there], INPUTS[source.name].key)
    place = pc.index_in(given, value_set=known)
    data = source.data
    for name in columns:
        values = pc.coalesce(data[name], there[name].take(place))
        data = data.set_column(data.column_names.index(name), data.schema.field(name), values)
    return replace(source, data=data)


def _is_empty(values: pa.ChunkedArray) -> bool:
    return bool(values.null_count == len(values))
