"""The planning documents of the example: what an archive would hold of its trees and the dataset has no place for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benangmerah.snapshot.dataset import Dataset

Row = dict[str, Any]
DOCUMENTS = {"vision": "rpjmd", "national_priority": "rpjmn"}
"""Which document a tree of the example belongs to, by the kind of its root; others are of a Renstra."""
NOMENCLATURE = "Permendagri 90/2019"
SPAN = 4
"""A plan of five years ends that many years after its first."""
CEILING_RUPIAH = 250_000_000
GROWTH = 1.05
"""The ceiling of a programme in its first year for each of its links, and how it grows: invented."""
BELOW = 0.95
"""Where a figure is to stay as it is, what it stood at lies a little below it: invented."""


def plan_example(city: Dataset, year: int) -> dict[str, list[Row]]:
    """Documents, and of their nodes the responsible unit, national priority, ceilings and bases of indicators."""
    nodes = {row["objective_id"]: row for row in city.table("objectives").to_pylist()}
    links = city.table("objective_needs").to_pylist()
    found = _bind_documents(list(nodes.values()), year)
    asked: dict[str, list[Row]] = defaultdict(list)
    for link in links:
        for key in _upwards(link["objective_id"], nodes):
            asked[key].append(link)
    priorities = [key for key, node in nodes.items() if node["kind"] == "national_priority"]
    for detail in found["objective_details"]:
        node = nodes[detail["objective_id"]]
        mine = asked[detail["objective_id"]]
        if node["agency_id"] is not None and node["kind"] in ("program", "activity", "sub_activity") and mine:
            detail["unit_id"] = max(mine, key=lambda link: (link["weight"], link["unit_id"]))["unit_id"]
        if node["agency_id"] is not None and node["kind"] == "target":
            detail["national_objective_id"] = _nearest(mine, {key: asked[key] for key in priorities})
    first = year - 1
    found["objective_budgets"] = [
        {"objective_id": key, "year": first + step,
         "amount_rupiah": round(CEILING_RUPIAH * len(asked[key]) * GROWTH**step / 1_000_000) * 1_000_000}
        for key, node in nodes.items() if node["kind"] == "program" and asked[key]
        for step in range(SPAN + 1)
    ]  # fmt: skip
    found["indicator_bases"] = list(_base_indicators(city.table("objective_indicators").to_pylist(), first))
    return found


def _nearest(mine: Sequence[Row], priorities: Mapping[str, Sequence[Row]]) -> str | None:
    """The national priority that asks for most of the same competencies; none where none asks for any."""
    own = {link["competency_id"] for link in mine}
    shared = Counter({key: len(own & {link["competency_id"] for link in of}) for key, of in priorities.items()})
    best = max(sorted(shared), key=lambda key: shared[key], default=None)
    return best if best is not None and shared[best] else None


def _base_indicators(rows: Iterable[Row], first: int) -> Iterable[Row]:
    """What each indicator stood at in the year before its document: on the line of its targets, carried back."""
    years: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    for row in rows:
        years[row["objective_id"], row["name"]][row["year"]] = row["target"]
    for (objective_id, name), targets in years.items():
        ordered = [targets[each] for each in sorted(targets)]
        step = ordered[1] - ordered[0] if len(ordered) > 1 else 0
        value = ordered[0] - step if step else ordered[0] * BELOW
        yield {"objective_id": objective_id, "name": name, "base_year": first - 1, "base_value": round(value, 2)}


def _upwards(objective_id: str, nodes: Mapping[str, Row]) -> Iterable[str]:
    here: str | None = objective_id
    while here is not None:
        yield here
        here = nodes[here]["parent_objective_id"]


def _bind_documents(nodes: list[Row], year: int) -> dict[str, list[Row]]:
    """A planning document for each set of trees of the example, by the kind of its roots, with the nodes in it."""
    by_id = {node["objective_id"]: node for node in nodes}
    documents: dict[str, Row] = {}
    details: list[Row] = []
    for node in nodes:
        root = node
        while root["parent_objective_id"] is not None:
            root = by_id[root["parent_objective_id"]]
        kind = DOCUMENTS.get(root["kind"], "renstra")
        document_id = "-".join((kind.upper(), root["agency_id"] or "NASIONAL"))
        first = year - 1
        documents[document_id] = {
            "document_id": document_id, "agency_id": root["agency_id"], "kind": kind,
            "title": f"{kind.upper() if kind != 'renstra' else 'Renstra'} {first}-{first + SPAN}", "first_year": first,
            "last_year": first + SPAN, "amendment": 0,
            "nomenclature": NOMENCLATURE if root["agency_id"] is not None else None,
        }  # fmt: skip
        details.append({"objective_id": node["objective_id"], "document_id": document_id})
    return {"planning_documents": list(documents.values()), "objective_details": details}
