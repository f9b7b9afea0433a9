"""The small tables that the red thread of a run is added up with: the tree in order, its links, and what they lend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import pyarrow as pa

from benangmerah.analytics.engine import Engine
from benangmerah.analytics.parameters import read_objective_needs, read_objectives
from benangmerah.domain.organization import OrgUnit
from benangmerah.domain.strategic_effect import TARGET, strategic_parts, target_above
from benangmerah.domain.strategy import Objective, shares
from benangmerah.snapshot.contract.inputs import OBJECTIVE_NEEDS, OBJECTIVES
from benangmerah.snapshot.contract.published_thread import THREAD_NODE
from benangmerah.snapshot.dataset import Dataset, SourceTable

Row = Mapping[str, Any]

HELPERS = ("thread_ask", "thread_need", "thread_raise")
"""What several tables of the thread read; filled in this order, and kept by nobody."""


def add_thread(engine: Engine, tables: Mapping[str, pa.Table], units: Mapping[str, OrgUnit]) -> None:
    """Make `thread_node`, `node_link` and `strategic_part` known."""
    given = Dataset({
        table.name: SourceTable(table.name, tables[table.name]) for table in (OBJECTIVES, OBJECTIVE_NEEDS)
    })  # fmt: skip
    objectives, needs = read_objectives(given), read_objective_needs(given)
    rows = {row["objective_id"]: row for row in tables[OBJECTIVES.name].to_pylist()}
    links = tables[OBJECTIVE_NEEDS.name].to_pylist()
    engine.add(THREAD_NODE.name, _nodes(rows, shares(objectives), links))
    engine.add("node_link", _links(rows, links))
    by_id = {each.objective_id: each for each in objectives}
    engine.add("target_of_link", _targets(by_id, links))
    parts = strategic_parts(units.values(), objectives, needs)
    engine.add("strategic_part", _table(
        {"unit_id": pa.string(), "competency_id": pa.string(), "title": pa.string()},
        ((*key, rows[found[0].objective_id]["title"]) for key, found in parts.items()),
    ))  # fmt: skip


def list_in_order(rows: Mapping[str, Row]) -> list[tuple[Row, int]]:
    """The nodes from the roots downwards with their depth, each followed by what stands below it."""
    children: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows.values():
        children[row["parent_objective_id"]].append(row)
    found: list[tuple[Row, int]] = []
    waiting = [(row, 0) for row in _by_code(children[None])]
    while waiting:
        row, depth = waiting.pop()
        found.append((row, depth))
        waiting += [(each, depth + 1) for each in _by_code(children[row["objective_id"]])]
    return found


def _by_code(rows: Iterable[Row]) -> list[Row]:
    """The last first, as a stack takes them."""
    return sorted(rows, key=lambda row: (row["code"] or "", row["objective_id"]), reverse=True)


def _nodes(rows: Mapping[str, Row], share: Mapping[str, Fraction], links: Iterable[Row]) -> pa.Table:
    below: dict[str, int] = defaultdict(int)
    for row in rows.values():
        below[row["parent_objective_id"] or ""] += 1
    asked: dict[str, int] = defaultdict(int)
    for link in links:
        asked[link["objective_id"]] += 1
    return pa.Table.from_pylist(
        [
            {
                "objective_id": key, "agency_id": row["agency_id"], "parent_objective_id": row["parent_objective_id"],
                "kind": row["kind"], "code": row["code"], "title": row["title"], "share": float(share[key]),
                "depth": depth, "place": place, "below_count": below[key], "link_count": asked[key],
            }
            for place, (row, depth) in enumerate(list_in_order(rows))
            for key in (row["objective_id"],)
        ],
        schema=THREAD_NODE.schema,
    )  # fmt: skip


def _links(rows: Mapping[str, Row], links: Iterable[Row]) -> pa.Table:
    """Each link once for its node and for every node above it."""
    columns = {name: pa.string() for name in ("objective_id", "link_objective_id", "unit_id", "competency_id")}
    found = []
    for link in links:
        above: str | None = link["objective_id"]
        while above is not None:
            found.append((above, link["objective_id"], link["unit_id"], link["competency_id"]))
            above = rows[above]["parent_objective_id"]
    return _table(columns, found)


def _targets(objectives: Mapping[str, Objective], links: Iterable[Row]) -> pa.Table:
    """The target each node with links is told for; a node without a target above it has none."""
    found = {link["objective_id"]: target_above(link["objective_id"], objectives) for link in links}
    return _table(
        {"objective_id": pa.string(), "target_id": pa.string()},
        ((node, target) for node, target in found.items() if objectives[target].kind == TARGET),
    )


def _table(columns: Mapping[str, pa.DataType], rows: Iterable[tuple[object, ...]]) -> pa.Table:
    rows = list(rows)
    return pa.table({
        name: pa.array([row[place] for row in rows], kind) for place, (name, kind) in enumerate(columns.items())
    })  # fmt: skip
