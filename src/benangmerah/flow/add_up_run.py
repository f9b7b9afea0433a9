"""Results of a run → what its pages show: read from the run's folder, added up once when it is published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.publish import INPUTS, RESULTS, add_up_run
from benangmerah.flow.result_folder import FACTS, SNAPSHOT
from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.facts import PERSON, STRATEGIC_EFFECT
from benangmerah.snapshot.contract.outputs import OUTPUTS, PLAN
from benangmerah.snapshot.contract.published import PLAN_FACTS, PUBLISHED
from benangmerah.snapshot.manifest import read_manifest
from benangmerah.snapshot.parquet import read_table


def add_up_folder(folder: Path) -> dict[str, pa.Table]:
    """The tables of the contract `published`, by name, from the folder of a run that has finished."""
    snapshot = folder / SNAPSHOT
    tables = {name: _read_or_empty(folder / f"{name}.parquet", OUTPUTS[name]) for name in RESULTS}
    tables |= {table.name: _read_or_empty(snapshot / f"{table.name}.parquet", table) for table in INPUTS}
    for fact in (PERSON, STRATEGIC_EFFECT):
        tables[fact.name] = _read_parts(folder / FACTS / fact.name, fact)
    facts = {fact.name: _read_or_empty(folder / FACTS / f"{fact.name}.parquet", fact) for fact in PLAN_FACTS}
    tables |= facts
    as_of = date.fromisoformat(read_manifest(snapshot).as_of)
    with DuckDB(spill=folder) as engine:
        found = add_up_run(engine, tables, as_of=as_of, has_plan=(folder / f"{PLAN.name}.parquet").is_file())
    return found | {name: table for name, table in facts.items() if name in PUBLISHED}


def _read_or_empty(path: Path, table: Table) -> pa.Table:
    return read_table(path, table) if path.is_file() else table.schema.empty_table()


def _read_parts(folder: Path, table: Table) -> pa.Table:
    # a city without positions leaves a folder without parts
    if not any(folder.rglob("*.parquet")):
        return table.schema.empty_table()
    return pq.read_table(folder, columns=list(table.names), partitioning=None).cast(table.schema)
