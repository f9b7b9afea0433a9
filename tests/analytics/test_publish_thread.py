"""The red thread of the pages, counted once more from the results, person by person and link by link."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from benangmerah.flow.add_up_run import add_up_folder
from tests.analytics.test_publish import fates
from tests.flow.test_add_up_run import City, Rows, rows_of

Scope = tuple[str, str]


class Tree:
    """The planning tree with what it asks, and what the plan raises."""

    def __init__(self, city: City, folder: Path) -> None:
        self.city, self.folder = city, folder
        self.nodes = {row["objective_id"]: row for row in rows_of(folder, "snapshot/objectives")}
        self.links = rows_of(folder, "snapshot/objective_needs")
        self.needs = rows_of(folder, "need")
        self.items = rows_of(folder, "plan")
        self.fates = fates(folder)
        levels = {(r["employee_id"], r["competency_id"]): r["attained_level"] for r in rows_of(folder, "attainment")}
        effects: dict[str, Rows] = defaultdict(list)
        for row in rows_of(folder, "snapshot/effects"):
            effects[row["intervention_id"]].append(row)
        self.raises = [
            (item, effect["competency_id"])
            for item in self.items
            for effect in effects[item["intervention_id"]]
            if effect["raise_by"] > 0
            and (level := levels.get((item["employee_id"], effect["competency_id"]))) is not None
            and effect["raise_to"] > level
        ]

    def above(self, objective_id: str | None) -> list[str]:
        found = []
        while objective_id is not None:
            found.append(objective_id)
            objective_id = self.nodes[objective_id]["parent_objective_id"]
        return found

    def units_of(self, employee_id: str) -> list[str]:
        return self.city.above(self.city.people[employee_id]["unit_id"])

    def asking(self, employee_id: str, competency_id: str) -> Rows:
        units = self.units_of(employee_id)
        return [link for link in self.links if link["competency_id"] == competency_id and link["unit_id"] in units]


@pytest.fixture(scope="module")
def tree(city: City, folder: Path) -> Tree:
    return Tree(city, folder)


def by_key(table: pa.Table, *names: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {tuple(row[name] for name in names): row for row in table.to_pylist()}


def test_thread_sum_counts_people_needs_and_participations_once_for_each_node_and_scope(
    tree: Tree,
    tables: dict[str, pa.Table],
) -> None:
    people: dict[Any, set[str]] = defaultdict(set)
    needs: dict[Any, int] = defaultdict(int)
    closed: dict[Any, int] = defaultdict(int)
    items: dict[Any, dict[tuple[str, str], int]] = defaultdict(dict)
    for need in tree.needs:
        nodes = {node for link in tree.asking(need["employee_id"], need["competency_id"])
                 for node in tree.above(link["objective_id"])}  # fmt: skip
        fate = tree.fates[need["employee_id"], need["competency_id"], need["target"]][0]
        for scope in tree.city.scopes(need["employee_id"]):
            for node in nodes:
                people[*scope, node].add(need["employee_id"])
                needs[*scope, node] += 1
                closed[*scope, node] += fate == "closed"
    for item, competency_id in tree.raises:
        for link in tree.asking(item["employee_id"], competency_id):
            for node in tree.above(link["objective_id"]):
                for scope in tree.city.scopes(item["employee_id"]):
                    key = (item["employee_id"], item["intervention_id"])
                    items[*scope, node][key] = item["cost_rupiah"]
    found = by_key(tables["thread_sum"], "level", "scope_id", "objective_id")
    assert found.keys() >= people.keys() | items.keys()
    for key, row in found.items():
        assert (row["people"], row["need_count"], row["closed_count"]) == (
            len(people.get(key, ())), needs.get(key, 0), closed.get(key, 0)
        ), key  # fmt: skip
        mine = items.get(key, {})
        lines = {intervention_id for _, intervention_id in mine}
        assert (row["line_count"], row["item_count"], row["head_rupiah"]) == (
            len(lines), len(mine), sum(mine.values())
        ), key  # fmt: skip


def test_thread_sum_counts_each_finished_training_once_for_each_node_that_asks_what_it_raises(
    tree: Tree,
    tables: dict[str, pa.Table],
) -> None:
    day = json.loads((tree.folder / "summary.json").read_text("utf-8"))["as_of"]
    raised: dict[str, set[str]] = defaultdict(set)
    for effect in rows_of(tree.folder, "snapshot/effects"):
        if effect["raise_by"] > 0:
            raised[effect["intervention_id"]].add(effect["competency_id"])
    done: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows_of(tree.folder, "snapshot/completions"):
        years_ago = int(day[:4]) - row["completed_on"].year
        if str(row["completed_on"]) > day or years_ago > 1 or row["employee_id"] not in tree.city.people:
            continue
        asking = {node for competency_id in raised[row["intervention_id"]]
                  for link in tree.asking(row["employee_id"], competency_id)
                  for node in tree.above(link["objective_id"])}  # fmt: skip
        for scope in tree.city.scopes(row["employee_id"]):
            for node in asking:
                done[*scope, node][years_ago] += 1
    found = by_key(tables["thread_sum"], "level", "scope_id", "objective_id")
    assert any(sum(counts) for counts in done.values())
    assert {key: [row["done_count"], row["done_before_count"]] for key, row in found.items()} == {
        key: done[key] for key in found
    }


def test_thread_sum_has_every_node_of_the_agency_and_below_it_only_what_concerns_a_unit(
    tree: Tree,
    tables: dict[str, pa.Table],
) -> None:
    rows = tables["thread_sum"].to_pylist()
    assert {row["objective_id"] for row in rows if row["level"] == "agency"} == set(tree.nodes)
    expected: dict[tuple[str, str], set[Any]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    for unit_id in tree.city.units:
        for above in tree.city.above(unit_id):
            below[above].add(unit_id)
    for link in tree.links:
        for unit_id in {*tree.city.above(link["unit_id"]), *below[link["unit_id"]]}:
            for node in tree.above(link["objective_id"]):
                expected[unit_id, node].add((link["objective_id"], link["unit_id"], link["competency_id"]))
    found = {(row["scope_id"], row["objective_id"]): row["link_count"] for row in rows if row["level"] == "unit"}
    assert found == {key: len(links) for key, links in expected.items()}


def test_thread_says_what_the_summary_says(
    folder: Path,
    tables: dict[str, pa.Table],
) -> None:
    said = json.loads((folder / "summary.json").read_text("utf-8"))["thread"]
    targets = [r for r in tables["thread_sum"].to_pylist() if r["level"] == "agency" and r["kind"] == "target"]
    lines = [r for r in tables["thread_line"].to_pylist() if r["level"] == "agency"]
    covered = sum(row["item_count"] > 0 for row in targets)
    traced = sum(row["traced_rupiah"] for row in lines) / sum(row["cost_rupiah"] for row in lines)
    untraced = sum(row["item_count"] - row["traced_count"] for row in lines)
    assert said["targets_covered_percent"] == pytest.approx(100 * covered / len(targets))
    assert said["money_traced_percent"] == pytest.approx(100 * traced)
    assert said["orphans"] == len(targets) - covered + untraced
    assert 0 < covered < len(targets)
    assert 0 < traced < 1


def test_thread_path_leads_from_each_link_to_the_offerings_that_raise_what_it_asks(
    tree: Tree,
    tables: dict[str, pa.Table],
) -> None:
    items: dict[Any, set[str]] = defaultdict(set)
    money: dict[Any, int] = defaultdict(int)
    for item, competency_id in tree.raises:
        for link in tree.asking(item["employee_id"], competency_id):
            for scope in tree.city.scopes(item["employee_id"]):
                key = (*scope, link["objective_id"], link["unit_id"], competency_id, item["intervention_id"])
                items[key].add(item["employee_id"])
                money[key] += item["cost_rupiah"]
    rows = tables["thread_path"].to_pylist()
    key = ("level", "scope_id", "objective_id", "unit_id", "competency_id", "intervention_id")
    found = {
        tuple(row[name] for name in key): row
        for row in rows
        if row["unit_id"] is not None and row["intervention_id"] is not None
    }
    assert found.keys() == items.keys()
    for each, row in found.items():
        assert (row["item_count"], row["head_rupiah"]) == (len(items[each]), money[each])


def test_thread_path_of_a_link_counts_the_needs_of_its_people(
    tree: Tree,
    tables: dict[str, pa.Table],
) -> None:
    needs: dict[Any, list[float]] = defaultdict(list)
    for need in tree.needs:
        for link in tree.asking(need["employee_id"], need["competency_id"]):
            for scope in tree.city.scopes(need["employee_id"]):
                needs[*scope, link["objective_id"], link["unit_id"], link["competency_id"]].append(need["gap"])
    found = {
        (r["level"], r["scope_id"], r["objective_id"], r["unit_id"], r["competency_id"]): r
        for r in tables["thread_path"].to_pylist()
        if r["unit_id"] is not None and r["intervention_id"] is None
    }
    assert found.keys() >= needs.keys()
    for key, row in found.items():
        assert (row["need_count"], row["gap"]) == (len(needs.get(key, ())), pytest.approx(sum(needs.get(key, ()))))


def test_thread_path_of_a_target_counts_nobody_twice(
    tree: Tree,
    tables: dict[str, pa.Table],
) -> None:
    people: dict[Any, set[str]] = defaultdict(set)
    for item, competency_id in tree.raises:
        for link in tree.asking(item["employee_id"], competency_id):
            for node in tree.above(link["objective_id"]):
                if tree.nodes[node]["kind"] == "target":
                    people[node, competency_id, item["intervention_id"]].add(item["employee_id"])
    found = {
        (r["objective_id"], r["competency_id"], r["intervention_id"]): r["item_count"]
        for r in tables["thread_path"].to_pylist()
        if r["unit_id"] is None and r["intervention_id"] is not None and r["level"] == "agency"
    }
    assert found == {key: len(who) for key, who in people.items()}


def test_thread_node_stands_in_the_order_of_the_tree(tree: Tree, tables: dict[str, pa.Table]) -> None:
    rows = sorted(tables["thread_node"].to_pylist(), key=lambda row: int(row["place"]))
    seen: list[str] = []
    for row in rows:
        above = row["parent_objective_id"]
        assert row["depth"] == len(tree.above(above))
        assert above is None or above in seen
        assert row["below_count"] == sum(each["parent_objective_id"] == row["objective_id"] for each in rows)
        seen.append(row["objective_id"])


def test_need_line_names_the_target_behind_it_and_the_rank_without_it(
    tree: Tree,
    tables: dict[str, pa.Table],
) -> None:
    rows = tables["need_line"].to_pylist()

    def told(link: dict[str, Any]) -> str:
        """The title of the nearest target, else of the node that asks."""
        above = tree.above(link["objective_id"])
        target = next((each for each in above if tree.nodes[each]["kind"] == "target"), above[0])
        return str(tree.nodes[target]["title"])

    asked = [row for row in rows if tree.asking(row["employee_id"], row["competency_id"])]
    for row in asked:
        assert row["because_of"] in {told(link) for link in tree.asking(row["employee_id"], row["competency_id"])}
    assert {row["because_of"] for row in rows if row not in asked} == {None}
    assert any(row["rank_without"] > row["rank_in_agency"] for row in asked)
    assert all(row["rank_without"] <= row["rank_in_agency"] for row in rows if row not in asked)


def test_run_without_a_plan_has_a_thread_without_participations(folder: Path, tmp_path: Path) -> None:
    bare = tmp_path / "tanpa"
    shutil.copytree(folder, bare)
    for name in ("plan", "unserved", "plan_agency"):
        (bare / f"{name}.parquet").unlink()
    shutil.rmtree(bare / "facts" / "plan_closure.parquet", ignore_errors=True)
    (bare / "facts" / "plan_closure.parquet").unlink(missing_ok=True)
    found = add_up_folder(bare)
    assert found["thread_line"].num_rows == 0
    assert {row["item_count"] for row in found["thread_sum"].to_pylist()} == {0}
    assert sum(row["need_count"] for row in found["thread_sum"].to_pylist()) > 0
