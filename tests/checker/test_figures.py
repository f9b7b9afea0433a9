"""One plan worked out by hand: the checker accepts its figures, and refuses each of them when it is changed.

Ani (PNS) stands at 1.25 in C1, held asks 3 (weight 2), aimed asks 4 (weight 1). Short lifts by 1 up to 2, long by 2 up
to 4, so short comes first: 1.25 → 2 closes 0.75 of both needs, 2 → 4 closes 1 of held and 2 of aimed. Her 8 + 6 JP
leave 6 of 20 missing. Budi (PNS, 20 JP) stands at 1 of 3 (weight 2) and takes nothing. Tono is on leave.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.checker.check_plan import check_plan, check_run
from tests.checker.small_office import AS_OF, offering, person

Tables = dict[str, list[dict[str, Any]]]


def make_inputs() -> Tables:
    return {
        "agencies": [{"agency_id": "A"}, {"agency_id": "B"}],
        "units": [{"unit_id": "U", "agency_id": "A", "parent_unit_id": None}],
        "positions": [{"position_id": "P", "agency_id": "A", "grade": "pelaksana", "job_family": None}],
        "employees": [person("ani"), person("budi", learning_hours=20.0), person("tono", standing="leave")],
        "interventions": [
            offering("long", learning_hours=6.0, cost_per_participant=20, period=2),
            offering("short", form="KL03", learning_hours=8.0, cost_per_participant=10, cost_per_batch=5),
        ],
        "effects": [
            {"intervention_id": "long", "competency_id": "C1", "raise_by": 2.0, "raise_to": 4.0},
            {"intervention_id": "short", "competency_id": "C1", "raise_by": 1.0, "raise_to": 2.0},
            {"intervention_id": "short", "competency_id": "C9", "raise_by": 1.0, "raise_to": 2.0},
        ],
        "budgets": [{"agency_id": "A", "unit_id": None, "year": 2026, "amount_rupiah": 35}],
        "objectives": [
            {"objective_id": "goal", "parent_objective_id": None, "kind": "goal", "weight": None},
            {"objective_id": "T1", "parent_objective_id": "goal", "kind": "target", "weight": 0.4},
            {"objective_id": "T2", "parent_objective_id": "goal", "kind": "target", "weight": 0.6},
            {"objective_id": "below", "parent_objective_id": "T1", "kind": "program", "weight": None},
        ],
        "objective_needs": [
            {"objective_id": "below", "unit_id": "U", "competency_id": "C1", "weight": 1.0},
            {"objective_id": "T2", "unit_id": "U", "competency_id": "C9", "weight": 1.0},
        ],
    }


def _need(who: str, target: str, required: int, attained: float, weight: float) -> dict[str, Any]:
    key = {"employee_id": who, "competency_id": "C1", "target": target}
    levels = {"required_level": required, "attained_level": attained, "gap": required - attained}
    return {**key, **levels, "weight": weight}


def _item(intervention_id: str, **columns: Any) -> dict[str, Any]:
    row = {"employee_id": "ani", "intervention_id": intervention_id, "batch": 1, "reason": "closes_gap"}
    return {**row, **columns}


def make_outputs() -> Tables:
    needs = [
        _need("ani", "held", 3, 1.25, 2.0),
        _need("ani", "aimed", 4, 1.25, 1.0),
        _need("budi", "held", 3, 1.0, 2.0),
    ]
    agency = {
        "budget_rupiah": 35, "spent_rupiah": 35, "batches": 2, "weighted_gap": 10.25, "weighted_closure": 6.25,
        "missing_jp": 6.0, "objective": 0.25, "upper_bound": 2.25, "optimality_gap_percent": 2 / 2.25 * 100,
        "people_below_minimum_jp": 1, "classical_share_percent": 8 / 14 * 100,
    }  # fmt: skip
    left = {"limit": "budget", "detail": "…"}
    return {
        "gap": [*needs, _need("tono", "held", 3, 1.0, 2.0)],
        "need": [*needs, _need("tono", "held", 3, 1.0, 2.0)],
        "plan": [
            _item("long", period=2, learning_hours=6.0, cost_rupiah=20, closes=3.0, weighted_closure=4.0),
            _item("short", period=None, learning_hours=8.0, cost_rupiah=10, closes=1.5, weighted_closure=2.25),
        ],
        "plan_agency": [{"agency_id": "A", **agency, "method": "by hand"}],
        "unserved": [
            {"employee_id": "budi", "competency_id": "C1", "target": "held", **left},
            {"employee_id": "ani", "competency_id": None, "target": None, **left},
        ],
        "excluded": [
            {"employee_id": "tono", "from": "plan", "reason": "standing"},
            {"employee_id": "budi", "from": "index", "reason": "status"},
        ],
        "summary": [{
            "plan": agency,
            "thread": {"targets_covered_percent": 50.0, "money_traced_percent": 30 / 35 * 100, "orphans": 1},
        }],
    }  # fmt: skip


def check(inputs: Tables, outputs: Tables) -> list[str]:
    return check_plan(inputs, outputs, as_of=AS_OF, year=2026)


def test_the_plan_worked_out_by_hand_is_right() -> None:
    assert check(make_inputs(), make_outputs()) == []


def test_the_same_is_read_from_the_folder_of_a_run(tmp_path: Path) -> None:
    outputs = make_outputs()
    (tmp_path / "summary.json").write_text(json.dumps(outputs.pop("summary")[0]), encoding="utf-8")
    for folder, tables in ((tmp_path / "snapshot", make_inputs()), (tmp_path, outputs)):
        folder.mkdir(exist_ok=True)
        for name, rows in tables.items():
            columns = dict.fromkeys(column for row in rows for column in row)
            filled = {column: [row.get(column) for row in rows] for column in columns}
            pq.write_table(pa.table(filled), folder / f"{name}.parquet")
    assert check_run(tmp_path, as_of=AS_OF, year=2026) == []
    assert {fault.partition(":")[0] for fault in check_run(tmp_path, as_of=AS_OF, year=2026, budget=34)} == {
        "money", "plan_agency", "summary",
    }  # fmt: skip


FIGURES = [
    ("plan", 0, "learning_hours", 7.0), ("plan", 0, "cost_rupiah", 21), ("plan", 0, "period", 3),
    ("plan", 0, "period", None), ("plan", 0, "closes", 3.01), ("plan", 1, "closes", 1.0),
    ("plan", 0, "weighted_closure", 4.75), ("plan", 1, "weighted_closure", 2.2500001),
    ("plan_agency", 0, "budget_rupiah", 36), ("plan_agency", 0, "spent_rupiah", 34), ("plan_agency", 0, "batches", 1),
    ("plan_agency", 0, "weighted_gap", 14.25), ("plan_agency", 0, "weighted_closure", 6.0),
    ("plan_agency", 0, "missing_jp", 0.0), ("plan_agency", 0, "objective", 0.26), ("plan_agency", 0, "upper_bound", 0.24),
    ("plan_agency", 0, "upper_bound", None),
    ("plan_agency", 0, "optimality_gap_percent", 0.0), ("plan_agency", 0, "optimality_gap_percent", 200.0),
    ("plan_agency", 0, "people_below_minimum_jp", 0), ("plan_agency", 0, "classical_share_percent", 50.0),
    ("plan_agency", 0, "classical_share_percent", None), ("plan_agency", 0, "method", ""),
]  # fmt: skip


@pytest.mark.parametrize(("table", "place", "column", "wrong"), FIGURES)
def test_changed_figure_is_refused(table: str, place: int, column: str, wrong: object) -> None:
    outputs = make_outputs()
    outputs[table][place][column] = wrong
    faults = check(make_inputs(), outputs)
    assert [fault for fault in faults if fault.startswith(f"{table}:") and (column in fault or column == "method")]


@pytest.mark.parametrize(
    "column",
    ["budget_rupiah", "spent_rupiah", "batches", "weighted_gap", "weighted_closure", "missing_jp", "objective",
     "upper_bound", "optimality_gap_percent", "people_below_minimum_jp", "classical_share_percent"],
)  # fmt: skip
def test_changed_total_is_refused(column: str) -> None:
    outputs = copy.deepcopy(make_outputs())
    totals = dict(outputs["summary"][0]["plan"])
    outputs["summary"][0]["plan"] = {**totals, column: totals[column] + 1}
    faults = check(make_inputs(), outputs)
    assert [fault for fault in faults if fault.startswith("summary:") and column in fault]


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("targets_covered_percent", 100.0),
        ("money_traced_percent", None),
        ("money_traced_percent", 100.0),
        ("orphans", 0),
    ],
)
def test_changed_thread_is_refused(column: str, wrong: object) -> None:
    outputs = make_outputs()
    outputs["summary"][0]["thread"][column] = wrong
    assert [fault.partition(" of ")[0] for fault in check(make_inputs(), outputs)] == [f"thread: {column}"]


def _drop(table: str, place: int) -> Callable[[Tables], None]:
    return lambda outputs: outputs[table].__delitem__(place)


def _add(table: str, **columns: Any) -> Callable[[Tables], None]:
    return lambda outputs: outputs[table].append({**outputs[table][0], **columns})


ROWS = [
    ("unserved", _drop("unserved", 0)), ("unserved", _drop("unserved", 1)), ("unserved", _add("unserved")),
    ("unserved", _add("unserved", employee_id="ani")), ("unserved", _add("unserved", employee_id="tono")),
    ("unserved", _add("unserved", competency_id=None, target=None)), ("unserved", _add("unserved", limit="luck")),
    ("who", _drop("excluded", 0)), ("who", _add("excluded")), ("who", _add("excluded", employee_id="budi")),
    ("reason", _add("excluded", reason="")), ("reason", _add("plan", employee_id="budi", reason="luck")),
    ("who", _add("plan", employee_id="tono")), ("key", _add("plan")), ("key", _add("plan", employee_id="nobody")),
    ("key", _add("plan", intervention_id="nothing")), ("key", _add("plan", employee_id="budi", batch=None)),
    ("plan_agency", _drop("plan_agency", 0)), ("plan_agency", _add("plan_agency")),
    ("batch_numbers", lambda outputs: outputs["plan"][0].update(batch=2)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change"), ROWS)
def test_changed_row_is_refused(name: str, change: Callable[[Tables], None]) -> None:
    outputs = make_outputs()
    change(outputs)
    assert name in {fault.partition(":")[0] for fault in check(make_inputs(), outputs)}


def test_an_agency_with_people_and_nothing_to_close_has_its_row() -> None:
    inputs = make_inputs()
    inputs["employees"].append(person("siti", agency_id="B", unit_id="U", status="cpns"))
    assert "plan_agency: B has 0 rows" in check(inputs, make_outputs())


@pytest.mark.parametrize(
    ("bound", "percent", "is_right"),
    [(0.26, 0.0, True), (0.27, 0.0, False), (0.27, 2.0, True), (0.25, 0.0, True), (10.25, 1000 / 10.25, True)],
)
def test_gap_between_bound_and_objective(bound: float, percent: float, is_right: bool) -> None:
    outputs = make_outputs()
    for row in (outputs["plan_agency"][0], outputs["summary"][0]["plan"]):
        row.update(upper_bound=bound, optimality_gap_percent=percent)
    assert (check(make_inputs(), outputs) == []) is is_right


def test_summary_adds_agencies_up_and_takes_the_gap_of_the_sums() -> None:
    inputs, outputs = make_inputs(), make_outputs()
    inputs["employees"].append(person("siti", agency_id="B", unit_id="U"))
    outputs["unserved"].append({**outputs["unserved"][1], "employee_id": "siti"})
    outputs["plan_agency"].append({
        "agency_id": "B", "budget_rupiah": 0, "spent_rupiah": 0, "batches": 0, "weighted_gap": 0.0,
        "weighted_closure": 0.0, "missing_jp": 20.0, "objective": -20.0, "upper_bound": -16.0,
        "optimality_gap_percent": 25.0, "method": "by hand", "people_below_minimum_jp": 1,
        "classical_share_percent": None,
    })  # fmt: skip
    outputs["summary"][0]["plan"] = {
        **outputs["plan_agency"][0], "missing_jp": 26.0, "objective": -19.75, "upper_bound": -13.75,
        "optimality_gap_percent": 6 / 13.75 * 100, "people_below_minimum_jp": 2,
    }  # fmt: skip
    assert check(inputs, outputs) == []


def test_no_money_makes_no_plan() -> None:
    inputs, outputs = make_inputs(), make_outputs()
    inputs["budgets"] = []
    assert {fault.partition(":")[0] for fault in check(inputs, outputs)} == {"no_money"}
    assert check(inputs, {**outputs, "plan": [], "unserved": [], "plan_agency": []}) == []


def test_a_level_beyond_the_requirement_closes_nothing_more() -> None:
    inputs, outputs = make_inputs(), make_outputs()
    inputs["effects"][0].update(raise_by=5.0, raise_to=5.0)
    assert check(inputs, outputs) == []


def test_effects_of_equal_height_go_by_step_and_then_by_id() -> None:
    inputs, outputs = make_inputs(), make_outputs()
    inputs["effects"][1].update(raise_by=2.0, raise_to=4.0)
    credited = {row["intervention_id"]: row for row in outputs["plan"]}
    credited["long"].update(closes=3.75, weighted_closure=5.5)
    credited["short"].update(closes=0.75, weighted_closure=0.75)
    assert check(inputs, outputs) == []
    inputs["effects"][1].update(raise_by=1.75)
    credited["short"].update(closes=3.5, weighted_closure=5.25)
    credited["long"].update(closes=1.0, weighted_closure=1.0)
    assert check(inputs, outputs) == []
