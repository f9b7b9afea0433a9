"""One agency's part of the tables: its own rows, what is nobody's, and whatever those point to."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.snapshot.belonging import find_places
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.validate_references import target_of


def part_of_agency(dataset: Dataset, agency_id: str) -> Dataset:
    """The rows of an agency and of nobody; of others only what they point to, so that no reference leads nowhere.

    People are pointed to by nothing but their own rows, so that nobody of another agency is among them.
    """
    tables = {name: dataset.table(name) for name in INPUTS}
    if tables["agencies"]["agency_id"].to_pylist() == [agency_id]:
        return dataset
    kept = {name: _own_or_nobodys(tables, name, agency_id) for name in INPUTS}
    while _follow_references(tables, kept):
        pass
    return Dataset({name: SourceTable(name, table.filter(kept[name])) for name, table in tables.items()})


def _own_or_nobodys(tables: dict[str, pa.Table], name: str, agency_id: str) -> pa.ChunkedArray:
    agencies, _ = find_places(tables, name)
    return pc.or_(pc.is_null(agencies), pc.fill_null(pc.equal(agencies, agency_id), fill_value=False))


def _follow_references(tables: dict[str, pa.Table], kept: dict[str, pa.ChunkedArray]) -> bool:
    """Keep what kept rows point to; whether anything was added."""
    before = {name: pc.sum(mask).as_py() for name, mask in kept.items()}
    for name, contract in INPUTS.items():
        for column in contract.columns:
            if column.references:
                target, key = target_of(column)
                wanted = tables[name][column.name].filter(kept[name]).unique()
                pointed = pc.is_in(tables[target][key], value_set=wanted, skip_nulls=True)
                kept[target] = pc.or_(kept[target], pointed)
    return before != {name: pc.sum(mask).as_py() for name, mask in kept.items()}
