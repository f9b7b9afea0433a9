"""What pages show of a run is what its results add up to: every row is counted once more here, one person at a time."""

from __future__ import annotations

import shutil
from collections import defaultdict
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.flow.add_up_run import add_up_folder
from benangmerah.flow.make_example import make_example
from benangmerah.flow.run_dataset import RunRequest, run_dataset

Rows = list[dict[str, Any]]
SUMS = ("people", "required_count", "assessed_count", "below_count", "below_people")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of an invented city up to its plan."""
    place = tmp_path_factory.mktemp("kota")
    make_example(place / "in", people=300, seed=7, file_format="csv")
    run_dataset(RunRequest(source=place / "in", out=place / "out", as_of=date(2026, 1, 1), budget=40_000_000))
    return place / "out"


@pytest.fixture(scope="module")
def tables(folder: Path) -> dict[str, pa.Table]:
    return add_up_folder(folder)


def rows_of(folder: Path, name: str) -> Rows:
    rows: Rows = pq.read_table(folder / f"{name}.parquet", partitioning=None).to_pylist()
    return rows


class City:
    """The run's tables as rows, and where each person stands."""

    def __init__(self, folder: Path) -> None:
        self.units = {row["unit_id"]: row for row in rows_of(folder, "snapshot/units")}
        self.people = {row["employee_id"]: row for row in rows_of(folder, "snapshot/employees")}
        self.folder = folder

    def above(self, unit_id: str) -> list[str]:
        chain = [unit_id]
        while (parent := self.units[chain[-1]]["parent_unit_id"]) is not None:
            chain.append(parent)
        return chain

    def sector(self, unit_id: str) -> str:
        return next((s for unit in self.above(unit_id) if (s := self.units[unit]["sector"])), "other")

    def scopes(self, employee_id: str) -> list[tuple[str, str]]:
        person = self.people[employee_id]
        return [*(("unit", unit) for unit in self.above(person["unit_id"])), ("agency", person["agency_id"])]

    def sectors_of(self) -> dict[tuple[str, str], set[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for employee_id, person in self.people.items():
            for scope in self.scopes(employee_id):
                found[scope].add(self.sector(person["unit_id"]))
        return found

    def splits(self, employee_id: str) -> list[tuple[tuple[str, str], str | None, str | None]]:
        """Every scope, sector and status the person is counted in."""
        person, many = self.people[employee_id], self.sectors_of_scopes
        return [
            (scope, sector, status)
            for scope, sector, status in product(
                self.scopes(employee_id), (None, self.sector(person["unit_id"])), (None, person["status"])
            )
            if sector is None or len(many[scope]) > 1 or scope[0] == "agency"
        ]

    @property
    def sectors_of_scopes(self) -> dict[tuple[str, str], set[str]]:
        if not hasattr(self, "_sectors"):
            self._sectors = self.sectors_of()
        return self._sectors


def tally(city: City) -> dict[tuple[Any, ...], dict[str, Any]]:
    found: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(lambda: dict.fromkeys(SUMS, 0) | {"burden": 0})
    lines: dict[tuple[str, str, str], dict[str, Rows]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(city.folder, "gap"):
        lines[row["employee_id"], "competency", row["target"]][row["competency_id"]].append(row)
    for row in rows_of(city.folder, "qualification_gap"):
        lines[row["employee_id"], "qualification", row["target"]][row["kind"]].append(row)
    for employee_id, person in city.people.items():
        for kind, target in product(("competency", "qualification"), ("held", "aimed")):
            if target == "aimed" and person["target_position_id"] is None:
                continue
            mine = lines.get((employee_id, kind, target), {})
            for scope, sector, status in city.splits(employee_id):
                whole = found[*scope, kind, None, target, sector, status]
                whole["people"] += 1
                whole["below_people"] += any(row["state"] == "gap" for rows in mine.values() for row in rows)
                for subject_id, rows in mine.items():
                    one = found[*scope, kind, subject_id, target, sector, status]
                    one["people"] += 1
                    one["below_people"] += rows[0]["state"] == "gap"
                    for cell in (whole, one):
                        cell["required_count"] += 1
                        cell["assessed_count"] += rows[0]["state"] not in {"not_assessed", "unknown"}
                        cell["below_count"] += rows[0]["state"] == "gap"
                        if rows[0]["state"] == "gap" and kind == "competency":
                            cell["burden"] += rows[0]["gap"]
    return dict(found)


def test_gap_map_counts_every_scope_target_sector_and_status(folder: Path, tables: dict[str, pa.Table]) -> None:
    expected = tally(City(folder))
    found = {
        (
            row["level"],
            row["scope_id"],
            row["kind"],
            row["subject_id"],
            row["target"],
            row["sector"],
            row["status"],
        ): row
        for row in tables["gap_map"].to_pylist()
    }
    assert found.keys() == expected.keys()
    assert {key: {name: row[name] for name in SUMS} for key, row in found.items()} == {
        key: {name: row[name] for name in SUMS} for key, row in expected.items()
    }
    for key, row in found.items():
        assert row["burden"] == (pytest.approx(expected[key]["burden"], abs=1e-6) if key[2] == "competency" else None)


def test_gap_map_agrees_with_the_rollup(folder: Path, tables: dict[str, pa.Table]) -> None:
    shown = ("people", "required_count", "assessed_count", "below_people", "burden", "index_mean", "index_people")
    rollup = {
        (row["level"], row["scope_id"], row["competency_id"], row["sector"]): [row[name] for name in shown]
        for row in rows_of(folder, "rollup")
    }
    mapped = [row for row in tables["gap_map"].to_pylist() if (row["kind"], row["target"]) == ("competency", "held")]
    compared = {
        (row["level"], row["scope_id"], row["subject_id"], row["sector"]): [row[name] for name in shown]
        for row in mapped
        if row["status"] is None
    }
    assert compared == {key: rollup[key] for key in compared}
    assert {key for key in rollup if key[0] != "nation" and key[3] is None} <= compared.keys()


def test_units_know_their_opd_and_the_one_sector_of_their_people(folder: Path, tables: dict[str, pa.Table]) -> None:
    city = City(folder)
    for row in tables["run_unit"].to_pylist():
        chain = city.above(row["unit_id"])
        held = city.sectors_of_scopes.get(("unit", row["unit_id"]), set())
        assert row["opd_id"] == next((unit for unit in chain if city.units[unit]["is_opd"]), None)
        assert row["depth"] == len(chain) - 1
        assert row["sector"] == city.sector(row["unit_id"])
        assert row["only_sector"] == (min(held) if len(held) == 1 else None)


def test_person_stands_with_her_own_sums(folder: Path, tables: dict[str, pa.Table]) -> None:
    gaps, needs, plan, unserved = (rows_of(folder, name) for name in ("gap", "need", "plan", "unserved"))
    left_out = {row["employee_id"] for row in rows_of(folder, "excluded") if row["from"] == "plan"}
    rows = tables["run_person"].to_pylist()
    assert {row["employee_id"] for row in rows} == City(folder).people.keys()
    for row in rows:
        mine = [gap for gap in gaps if gap["employee_id"] == row["employee_id"] and gap["target"] == "held"]
        items = [item for item in plan if item["employee_id"] == row["employee_id"]]
        own_needs = [need for need in needs if need["employee_id"] == row["employee_id"]]
        open_needs = [one for one in unserved if one["employee_id"] == row["employee_id"] and one["competency_id"]]
        below = [gap["gap"] for gap in mine if gap["state"] == "gap"]
        assert (row["required_count"], row["below_count"]) == (len(mine), len(below))
        assert row["burden"] == pytest.approx(sum(below), abs=1e-4)
        assert row["need_count"] == len(own_needs)
        assert row["priority"] == pytest.approx(sum(need["priority"] for need in own_needs), abs=1e-5)
        assert row["is_planned"] == (row["employee_id"] not in left_out)
        assert (row["item_count"], row["cost_rupiah"]) == (len(items), sum(item["cost_rupiah"] for item in items))
        assert row["planned_hours"] == pytest.approx(sum(item["learning_hours"] for item in items))
        assert row["open_count"] == len(open_needs)


def test_share_of_the_plan_is_the_sum_of_its_people(folder: Path, tables: dict[str, pa.Table]) -> None:
    city = City(folder)
    expected: dict[tuple[Any, ...], list[Any]] = defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    for row in tables["run_person"].to_pylist():
        for scope, sector, status in city.splits(row["employee_id"]):
            cell = expected[*scope, sector, status]
            for place, value in enumerate((
                1, row["is_planned"], row["item_count"] > 0, row["item_count"], row["cost_rupiah"], row["open_count"],
            )):  # fmt: skip
                cell[place] += value
    found = {
        (row["level"], row["scope_id"], row["sector"], row["status"]): [
            row["people"], row["planned_people"], row["served_people"], row["item_count"], row["cost_rupiah"],
            row["open_count"],
        ]
        for row in tables["plan_share"].to_pylist()
    }  # fmt: skip
    assert found == dict(expected)
    whole = next(row for row in tables["plan_share"].to_pylist() if row["level"] == "agency" and not row["status"])
    agency = rows_of(folder, "plan_agency")[0]
    assert whole["weighted_closure"] == pytest.approx(agency["weighted_closure"], abs=1e-4)
    assert whole["weighted_gap"] == pytest.approx(agency["weighted_gap"], abs=1e-4)


def test_run_without_a_plan_has_no_shares(folder: Path, tmp_path: Path) -> None:
    run_dataset(RunRequest(source=folder / ".." / "in", out=tmp_path / "out", as_of=date(2026, 1, 1), until=Stage.NEED))
    tables = add_up_folder(tmp_path / "out")
    assert tables["plan_share"].num_rows == tables["plan_closure"].num_rows == 0
    assert {row["is_planned"] for row in tables["run_person"].to_pylist()} == {None}


def test_run_without_any_need_is_added_up(folder: Path, tmp_path: Path) -> None:
    """Nobody lacks anything: the folder of the facts of needs stands there and holds no part."""
    copy = tmp_path / "kota"
    shutil.copytree(folder, copy)
    for part in (copy / "facts" / "strategic_effect").rglob("*.parquet"):
        part.unlink()
    assert add_up_folder(copy)["run_person"].num_rows > 0
