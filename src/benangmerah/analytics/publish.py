"""A run's results added up for the pages of the archive: units, people, the gap map, shares of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.resources import files

import pyarrow as pa

from benangmerah.analytics.engine import Engine
from benangmerah.analytics.publish_thread import HELPERS, add_thread
from benangmerah.domain.organization import OrgUnit, chain_upwards, inherited_sector, parents_first
from benangmerah.domain.qualification_gap import normalise
from benangmerah.snapshot.contract.facts import STRATEGIC_EFFECT
from benangmerah.snapshot.contract.inputs import (
    COMPETENCIES,
    COMPLETIONS,
    EFFECTS,
    ELIGIBILITY,
    EMPLOYEES,
    INTERVENTIONS,
    OBJECTIVE_NEEDS,
    OBJECTIVES,
    POSITIONS,
    SPENDING,
    UNITS,
    WISHES,
)  # fmt: skip
from benangmerah.snapshot.contract.published import (
    GAP_KINDS,
    GAP_MAP,
    LIMIT_SUM,
    MIRROR_COMPETENCY,
    MIRROR_LINE,
    NEED_LINE,
    NEED_SUM,
    OWED_TRAINING,
    PLAN_CLOSURE,
    PLAN_CUT,
    PLAN_CUT_AGENCY,
    PLAN_CUT_ITEM,
    PLAN_CUT_LINE,
    PLAN_GROUP,
    PLAN_LINE,
    PLAN_SHARE,
    RUN_PERSON,
    RUN_UNIT,
    WISH_FATE,
)  # fmt: skip
from benangmerah.snapshot.contract.published_thread import THREAD_LINE, THREAD_NODE, THREAD_PATH, THREAD_SUM

RESULTS = (
    "gap", "qualification_gap", "performance_gap", "professionalism_index", "excluded", "need", "plan", "unserved",
    "policy_mirror", "job_match", "attainment",
)  # fmt: skip
"""The results that are added up; one that a run does not have is given empty."""

INPUTS = (
    EMPLOYEES, POSITIONS, UNITS, COMPETENCIES, INTERVENTIONS, EFFECTS, ELIGIBILITY, COMPLETIONS, WISHES, SPENDING,
    OBJECTIVES, OBJECTIVE_NEEDS,
)  # fmt: skip
"""The tables of the snapshot that the results are added up with."""
IN_ORDER = (
    RUN_PERSON,
    GAP_MAP,
    PLAN_SHARE,
    PLAN_GROUP,
    PLAN_CUT,
    PLAN_CUT_LINE,
    NEED_LINE,
    NEED_SUM,
    PLAN_LINE,
    LIMIT_SUM,
    WISH_FATE,
    OWED_TRAINING,
    MIRROR_LINE,
    MIRROR_COMPETENCY,
    THREAD_SUM,
    THREAD_PATH,
    THREAD_LINE,
)
"""What statements fill, each after those it reads."""


KEPT = ("person", STRATEGIC_EFFECT.name, PLAN_CLOSURE.name, PLAN_CUT_ITEM.name, PLAN_CUT_AGENCY.name)
"""The facts of the run that they are added up with."""


def add_up_run(engine: Engine, tables: Mapping[str, pa.Table], *, as_of: date, has_plan: bool) -> dict[str, pa.Table]:
    """The tables by name.

    `tables` has the results, and the inputs and facts named above.
    """
    for name in (*RESULTS, *(table.name for table in INPUTS if table is not UNITS), *KEPT):
        engine.add(name, tables[name])
    units = _read_units(tables["units"])
    engine.add("run_unit", _run_units(units, tables["units"], tables["person"]))
    engine.add("unit_scope", _scopes(units))
    engine.add("gap_kind", pa.table({"kind": list(GAP_KINDS)}))
    engine.add("run_choice", pa.table({"has_plan": [has_plan], "as_of": pa.array([as_of], pa.date32())}))
    _add_training_names(engine, tables)
    add_thread(engine, tables, units)
    for name in _statements():
        engine.build(name, read_statement(name))
    return {table.name: engine.fetch(table) for table in (RUN_UNIT, THREAD_NODE, *IN_ORDER)}


def _statements() -> Iterator[str]:
    for table in IN_ORDER:
        if table is THREAD_SUM:
            yield from HELPERS
        yield table.name


def _add_training_names(engine: Engine, tables: Mapping[str, pa.Table]) -> None:
    """How trainings are called: by what a position asks for, and by id, programme and title of the catalogue."""
    offerings = tables[INTERVENTIONS.name].select(["intervention_id", "program_id", "title"]).to_pylist()
    asked = tables["qualification_gap"]["required_value"].unique().to_pylist()
    written = sorted({*asked, *(row["title"] for row in offerings)})
    key = {"written": pa.string(), "normalised": pa.string()}
    engine.add("training_key", _table(key, ((text, normalise(text)) for text in written)))
    names = {
        (normalise(name), row["intervention_id"]) for row in offerings for name in row.values() if name is not None
    }
    engine.add("training_name", _table({"normalised": pa.string(), "intervention_id": pa.string()}, sorted(names)))


def read_statement(name: str) -> str:
    """The one SELECT that fills a table, in DuckDB's dialect."""
    return (files("benangmerah.analytics.published") / f"{name}.sql").read_text(encoding="utf-8")


def _read_units(units: pa.Table) -> dict[str, OrgUnit]:
    rows = units.select(["unit_id", "agency_id", "parent_unit_id", "sector", "is_opd"]).to_pylist()
    return {row["unit_id"]: OrgUnit(**row) for row in rows}


def _scopes(units: Mapping[str, OrgUnit]) -> pa.Table:
    """Which units stand in which scope: each unit and all above it, and its agency."""
    rows = [("unit", above, unit_id) for unit_id in units for above in chain_upwards(unit_id, units)]
    rows += [("agency", unit.agency_id, unit.unit_id) for unit in units.values()]
    return _table({"level": pa.string(), "scope_id": pa.string(), "unit_id": pa.string()}, rows)


def _run_units(units: Mapping[str, OrgUnit], rows: pa.Table, people: pa.Table) -> pa.Table:
    names = dict(zip(rows["unit_id"].to_pylist(), rows["name"].to_pylist(), strict=True))
    sectors: dict[str, set[str]] = {}
    for unit_id in set(people["unit_id"].to_pylist()):
        for above in chain_upwards(unit_id, units):
            sectors.setdefault(above, set()).add(inherited_sector(unit_id, units))
    found = []
    for unit in parents_first(units.values()):
        chain = chain_upwards(unit.unit_id, units)
        opd_id = next((above for above in chain if units[above].is_opd), None)
        held = sectors.get(unit.unit_id, set())
        found.append((
            unit.unit_id, unit.agency_id, unit.parent_unit_id, opd_id, names[unit.unit_id], unit.is_opd,
            inherited_sector(unit.unit_id, units), next(iter(held)) if len(held) == 1 else None, len(chain) - 1,
        ))  # fmt: skip
    schema = RUN_UNIT.schema
    return _table(dict(zip(schema.names, schema.types, strict=True)), found)


def _table(columns: Mapping[str, pa.DataType], rows: Iterable[tuple[object, ...]]) -> pa.Table:
    rows = list(rows)
    return pa.table({
        name: pa.array([row[place] for row in rows], kind) for place, (name, kind) in enumerate(columns.items())
    })  # fmt: skip
