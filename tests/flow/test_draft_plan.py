"""Whole runs up to the plan: datasets at their edges, the same plan whatever the order, the thread, the example city."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest

from benangmerah.flow.make_example import make_example
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from benangmerah.kernel.errors import BenangMerahError
from tests.checker.check_plan import check_run
from tests.factories.office import write_rows
from tests.planner.office import AS_OF, STRANGER_UNITS, Office, offering, person, stranger

PLAN_TABLES = ("plan", "unserved", "plan_agency")
PLAN_FACTS = (
    "facts/plan_price", "facts/plan_branch", "facts/plan_curve", "facts/plan_next", "facts/plan_waiting", "facts/plan_floor", "facts/plan_cut_item", "facts/plan_cut_agency",
)  # fmt: skip
DEAR = [offering("I1", cost_per_participant=5)]
Rows = list[dict[str, Any]]


def run_office(office: Office, folder: Path, **options: Any) -> dict[str, Any]:
    """The tables of a run of the office by name, its summary among them; the checker finds nothing wrong with it."""
    source = write_rows({name: rows for name, rows in office.rows.items() if rows}, folder / "in")
    out = folder / "out"
    policy_file = _write_policy(office.policy, folder)
    run_dataset(
        RunRequest(source=source, out=out, as_of=office.as_of, year=office.year, budget=office.budget, policy_file=policy_file, **options)
    )  # fmt: skip
    if not options.get("is_aggregate"):
        faults = check_run(
            out, as_of=office.as_of, year=office.year, budget=office.budget, policy={"plan": office.policy}
        )
        assert faults == []
    tables: dict[str, Any] = {file.stem: pq.read_table(file).to_pylist() for file in out.glob("*.parquet")}
    return {**tables, "summary": json.loads((out / "summary.json").read_text(encoding="utf-8"))}


def _write_policy(policy: Mapping[str, Any], folder: Path) -> Path | None:
    if not policy:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "kebijakan.yaml"
    file.write_text("plan:\n" + "".join(f"  {name}: {json.dumps(value)}\n" for name, value in policy.items()), "utf-8")
    return file


def money_of(*rows: tuple[str, str | None, int]) -> dict[str, Rows]:
    return {"budgets": [
        {"agency_id": agency, "unit_id": unit, "year": 2026, "amount_rupiah": most} for agency, unit, most in rows
    ]}  # fmt: skip


EDGES: dict[str, tuple[Office, int, list[tuple[str, str]]]] = {
    "budget of nothing": (Office([person("ani")], DEAR, budget=0), 0, [("ani", "budget")]),
    "budget of nothing for a batch": (
        Office([person("ani"), person("budi")], [offering("I1", cost_per_batch=5, min_batch_size=2)], budget=0), 0,
        [("ani", "budget"), ("budi", "budget")],
    ),
    "no intervention": (Office([person("ani")], []), 0, [("ani", "no_intervention")]),
    "everybody met": (Office([person("ani", level=3.0), person("budi", level=5.0)], DEAR), 0, []),
    "nobody assessed": (Office([person("ani", level=None), person("budi", level=None)], DEAR), 0, []),
    "one person": (Office([person("ani", level=2.0)], DEAR), 1, []),
    "nobody the plan is for": (Office([person("ani", standing="study")], DEAR), 0, []),
    "a batch that nobody can fill": (Office([person("ani")], [offering("I1", min_batch_size=30)]), 0, [("ani", "min_batch")]),
    "a batch larger than itself": (
        Office([person("ani")], [offering("I1", min_batch_size=3, batch_size=2)]), 0, [("ani", "min_batch")],
    ),
    "unit budgets above the whole": (
        Office([person("ani"), person("budi", unit_id="V")], DEAR, money_of(("A", None, 9), ("A", "U", 100), ("A", "V", 200))),
        1, [("ani", "no_intervention"), ("budi", "budget")],
    ),
    "an agency without money among others": (
        Office([person("ani", level=2.0), stranger("zaki")], DEAR, money_of(("A", None, 100)), units=STRANGER_UNITS), 1,
        [("zaki", "budget")],
    ),
    "an agency with money but without people": (
        Office([person("ani")], DEAR, money_of(("B", None, 100)), units=STRANGER_UNITS), 0, [("ani", "budget")],
    ),
    "no penalty": (
        Office([person("ani", level=3.0, learning_hours=0.0)], DEAR, policy={"jp_penalty": 0}), 0, [("ani", "outweighed")],
    ),
    "no item": (Office([person("ani", learning_hours=0.0)], DEAR, policy={"max_items": 0}), 0, [("ani", "count")] * 2),
    "no minimum": (Office([person("ani", level=3.0, learning_hours=0.0)], DEAR, policy={"minimum_jp": 0}), 0, []),
    "no elective hours": (Office([person("ani")], DEAR, policy={"elective_ceiling": 0}), 0, [("ani", "hours")]),
    "next year": (
        Office([person("ani", level=2.0)], [offering("I1", period=1)], as_of=date(2026, 6, 1), year=2027), 1, [],
    ),
    "last year": (
        Office([person("ani", level=2.0)], [offering("I1", period=12)], as_of=date(2026, 6, 1), year=2025), 0,
        [("ani", "period_passed")],
    ),
    "a repeat in eight thousand years": (
        Office([person("ani")], [offering("I1", repeat_after_months=99_999)], {"completions": [
            {"employee_id": "ani", "intervention_id": "I1", "completed_on": date(2020, 1, 1), "learning_hours": 1.0}]}),
        0, [("ani", "completed")],
    ),
    "hours that are somebody's number": (
        Office([person("ani", learning_hours=1.9e17)], DEAR), 0, [("ani", "hours")],
    ),
    "weights and costs of very different sizes": (
        Office([person("ani", level=2.0), person("budi", level=2.0)],
               [offering("I1", cost_per_participant=10**15), offering("I2", cost_per_participant=1)], budget=10**15), 2, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
def test_rule_17_a_plan_is_made_at_every_edge(edge: str, tmp_path: Path) -> None:
    office, items, unserved = EDGES[edge]
    tables = run_office(office, tmp_path)
    assert len(tables["plan"]) == items
    assert [(row["employee_id"], row["limit"]) for row in tables["unserved"]] == unserved
    people = {row["agency_id"] for row in office.people}
    assert {row["agency_id"] for row in tables["plan_agency"]} == people


def test_rule_16_without_money_no_plan_is_made_and_the_summary_says_so(tmp_path: Path) -> None:
    tables = run_office(Office([person("ani"), person("budi", standing="study")], DEAR, {"budgets": []}), tmp_path)
    assert set(tables) & set(PLAN_TABLES) == set()
    assert (tables["summary"]["plan"], tables["summary"]["thread"]) == (None, None)
    assert "Rencana tidak dibuat" in " ".join(tables["summary"]["notes"])
    assert [row for row in tables["excluded"] if row["from"] == "plan"] == []


def test_rule_14_excluded_names_who_is_left_out_of_the_plan(tmp_path: Path) -> None:
    people = [person("ani", standing="leave"), person("budi", status="pppk_part_time"), person("cici", birth_date=date(1960, 1, 1)),
              person("dedi", status="pppk", contract_end=date(2026, 6, 30)), person("eko")]  # fmt: skip
    rows = run_office(Office(people, DEAR), tmp_path)["excluded"]
    assert [(row["employee_id"], row["reason"]) for row in rows if row["from"] == "plan"] == [
        ("ani", "standing_leave"), ("budi", "status_pppk_part_time"), ("cici", "age_limit"), ("dedi", "contract_end"),
    ]  # fmt: skip


def test_aggregate_tables_hold_the_plan_but_not_what_has_a_row_per_person_and_competency(tmp_path: Path) -> None:
    whole = run_office(Office([person("ani")], DEAR), tmp_path / "semua")
    short = run_office(Office([person("ani")], DEAR), tmp_path / "ringkas", is_aggregate=True)
    assert set(PLAN_TABLES) <= set(whole)
    assert (short["plan_agency"], short["summary"]["plan"]) == (whole["plan_agency"], whole["summary"]["plan"])
    assert short["summary"]["counts"]["unserved"] == len(whole["unserved"]) == 1


def test_budget_of_the_command_is_refused_where_the_dataset_holds_several_agencies(tmp_path: Path) -> None:
    office = Office([person("ani"), stranger("zaki")], DEAR, units=STRANGER_UNITS, budget=5)
    with pytest.raises(BenangMerahError) as refused:
        run_office(office, tmp_path)
    assert refused.value.say("en").startswith("--budget names the money of one agency, and the dataset holds 2.")
    assert not (tmp_path / "out").exists()


def benangmerah(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from benangmerah.cli.main import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


@pytest.mark.slow
def test_an_impossible_pin_ends_with_2_names_the_limit_and_leaves_earlier_results(tmp_path: Path) -> None:
    office = Office([person("ani")], DEAR)
    before = run_office(office, tmp_path)
    policy = _write_policy({"pins": [{"employee_id": "ani", "intervention_id": "I1"}]}, tmp_path)
    arguments = ("run", tmp_path / "in", "--as-of", "2026-01-01", "--policy", str(policy), "--budget", "4")
    done = benangmerah(*arguments, "--out", tmp_path / "out", "--overwrite")
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)
    assert "anggaran instansi" in done.stderr
    assert pq.read_table(tmp_path / "out" / "plan_agency.parquet").to_pylist() == before["plan_agency"]
    elsewhere = benangmerah(*arguments, "--out", tmp_path / "baru")
    assert (elsewhere.returncode, list((tmp_path / "baru").glob("*"))) == (2, [])


@pytest.mark.slow
@pytest.mark.parametrize("year", ["0", "1899", "9999"])
def test_a_plan_year_that_is_none_ends_with_2(year: str, tmp_path: Path) -> None:
    write_rows({name: rows for name, rows in Office([person("ani")], DEAR).rows.items() if rows}, tmp_path / "in")
    done = benangmerah("run", tmp_path / "in", "--as-of", "2026-01-01", "--year", year, "--out", tmp_path / "out")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


THREAD_UNITS = [
    {"unit_id": "U", "agency_id": "A", "name": "U", "is_opd": True},
    {"unit_id": "V", "agency_id": "A", "name": "V", "is_opd": False, "parent_unit_id": "U"},
    {"unit_id": "X", "agency_id": "A", "name": "X", "is_opd": True},
]
OBJECTIVES: dict[str, Rows] = {
    "objectives": [
        {"objective_id": "M", "kind": "mission", "title": "Misi"},
        {"objective_id": "T1", "kind": "target", "title": "Sasaran", "parent_objective_id": "M", "weight": 0.5},
        {"objective_id": "P1", "kind": "program", "title": "Program", "parent_objective_id": "T1"},
        {"objective_id": "T2", "kind": "target", "title": "Sasaran", "parent_objective_id": "M", "weight": 0.5},
        {"objective_id": "T3", "kind": "target", "title": "Sasaran"},
    ],
    "objective_needs": [
        {"objective_id": "P1", "unit_id": "U", "competency_id": "C1", "weight": 1.0},
        {"objective_id": "T2", "unit_id": "V", "competency_id": "C2", "weight": 1.0},
    ],
}


def test_floor_per_opd_of_a_policy_file_stands_among_the_facts_with_what_stops_it(tmp_path: Path) -> None:
    """Money for one: Ani's OPD has half its gap closed, Budi's nothing, because the budget stands against it."""
    people = [person("ani"), person("budi", unit_id="X")]
    office = Office(people, DEAR, units=THREAD_UNITS, budget=5, policy={"floor_percent": 30})
    tables = run_office(office, tmp_path)
    rows = pq.read_table(tmp_path / "out" / "facts" / "plan_floor.parquet").to_pylist()
    served = {row["employee_id"] for row in tables["plan"]}
    assert len(served) == 1
    expected = {"U": "ani", "X": "budi"}
    assert [(row["unit_id"], row["people"], row["weighted_gap"], row["floor_percent"]) for row in rows] == [
        ("U", 1, 2.0, 30.0), ("X", 1, 2.0, 30.0),
    ]  # fmt: skip
    for row in rows:
        is_served = expected[row["unit_id"]] in served
        assert (row["weighted_closure"], row["limit"]) == ((1.0, None) if is_served else (0.0, "budget"))
    without = run_office(replace(office, policy={}), tmp_path / "tanpa")
    assert pq.read_table(tmp_path / "tanpa" / "out" / "facts" / "plan_floor.parquet").num_rows == 0
    assert len(without["plan"]) == 1


def test_thread_of_a_worked_example(tmp_path: Path) -> None:
    """Ani below the linked unit and Budi beside it each take I1 for 30; a batch costs 40.

    T1 is covered by the link of P1; T2 asks for C2, which nothing raises; T3 has no link: 1 of 3. Traced is Ani's item:
    30 of 100 rupiah. Orphans: two targets, Budi's item.
    """
    office = Office(
        [person("ani", unit_id="V", level=2.0), person("budi", unit_id="X", level=2.0)],
        [offering("I1", cost_per_participant=30, cost_per_batch=40)], OBJECTIVES, units=THREAD_UNITS,
    )  # fmt: skip
    summary = run_office(office, tmp_path)["summary"]
    assert summary["plan"]["spent_rupiah"] == 100
    assert summary["thread"] == {
        "targets_covered_percent": pytest.approx(100 / 3), "money_traced_percent": 30.0, "orphans": 3,
    }  # fmt: skip


def test_thread_covers_a_target_also_where_what_is_raised_is_no_need(tmp_path: Path) -> None:
    """Ani's C2 rises though no position asks for it, so that T2 is covered; her money still closes a need of no weight."""
    ratings = [
        {"rating_id": key, "employee_id": "ani", "competency_id": key, "source": "competency_test", "level": 2.0, "assessed_on": AS_OF}
        for key in ("C1", "C2")
    ]  # fmt: skip
    needs = {**OBJECTIVES, "objective_needs": OBJECTIVES["objective_needs"][1:], "ratings": ratings}
    both = offering("I1", {"C1": (1.0, 5.0), "C2": (1.0, 5.0)}, cost_per_participant=30)
    office = Office([person("ani", unit_id="V")], [both], needs, units=THREAD_UNITS)
    assert run_office(office, tmp_path)["summary"]["thread"] == {
        "targets_covered_percent": pytest.approx(100 / 3), "money_traced_percent": 0.0, "orphans": 3,
    }  # fmt: skip


def test_thread_of_a_plan_of_nothing_is_empty(tmp_path: Path) -> None:
    assert run_office(Office([person("ani")], []), tmp_path)["summary"]["thread"] == {
        "targets_covered_percent": None, "money_traced_percent": None, "orphans": 0,
    }  # fmt: skip


MONEY = 60_000_000
"""Too little for everybody, and planned in a third of the time that plenty takes; the cities of other sizes have theirs."""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example city of 150 people as a folder of CSV files."""
    folder = tmp_path_factory.mktemp("kota")
    make_example(folder / "in", people=150, seed=1, file_format="csv")
    return folder / "in"


@pytest.fixture(scope="module")
def city_run(city: Path) -> Path:
    """Its run."""
    out = city.parent / "out"
    run_dataset(RunRequest(source=city, out=out, as_of=AS_OF, budget=MONEY))
    return out


def plan_bytes(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in (*PLAN_TABLES, *PLAN_FACTS)}


@pytest.mark.slow
def test_rule_16_17_the_plan_of_a_city_is_lawful_and_its_figures_are_right(city_run: Path) -> None:
    assert check_run(city_run, as_of=AS_OF, year=2026, budget=MONEY) == []


@pytest.fixture
def on_cores(request: pytest.FixtureRequest) -> Iterator[None]:
    """So many cores, all of them busy with something else."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(before)[: request.param])
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(request.param)]
    yield
    for process in busy:
        process.kill()
        process.wait()
    os.sched_setaffinity(0, before)


@pytest.mark.slow
@pytest.mark.usefixtures("on_cores")
@pytest.mark.parametrize("on_cores", [1, 2], indirect=True)
def test_rule_18_same_input_same_plan_in_another_process_and_place(city: Path, city_run: Path, tmp_path: Path) -> None:
    done = benangmerah(
        "run", city, "--as-of", "2026-01-01", "--budget", str(MONEY), "--out", tmp_path / "out",
        PYTHONHASHSEED="7", TZ="Asia/Jayapura",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert plan_bytes(tmp_path / "out") == plan_bytes(city_run)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_rule_18_the_order_of_rows_changes_nothing(city: Path, city_run: Path, tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    (tmp_path / "in").mkdir()
    for file in sorted(city.glob("*.csv")):
        heading, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        random.shuffle(lines)
        (tmp_path / "in" / file.name).write_text(heading + "".join(lines), encoding="utf-8")
    run_dataset(RunRequest(source=tmp_path / "in", out=tmp_path / "out", as_of=AS_OF, budget=MONEY))
    assert plan_bytes(tmp_path / "out") == plan_bytes(city_run)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "budget"), [(120, None), (700, 100_000_000)], ids=["its own money", "little money"])
def test_rule_16_17_the_plan_of_other_cities_is_lawful_and_its_figures_are_right(
    tmp_path: Path, people: int, budget: int | None
) -> None:
    """Two thousand and more are checked by every benchmark of the plan."""
    make_example(tmp_path / "in", people=people, seed=3, file_format="csv")
    run_dataset(RunRequest(source=tmp_path / "in", out=tmp_path / "out", as_of=AS_OF, budget=budget))
    assert check_run(tmp_path / "out", as_of=AS_OF, year=2026, budget=budget) == []
