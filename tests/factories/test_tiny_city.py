"""Tiny cities are what they promise: repeatable, accepted by the contract, and tight in every limit."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benangmerah.analytics.mart import Stage
from benangmerah.flow.run_dataset import RunRequest, run_dataset
from tests.checker.brute_force import best_plan
from tests.checker.given import read_tables
from tests.checker.tiny_needs import derive_needs
from tests.factories.office import write_rows
from tests.factories.tiny_city import TinyCity, make_tiny_city

PLENTY = 10**12
SEEDS = 400
Relax = Callable[[TinyCity], None]


def _without(table: str) -> Relax:
    return lambda city: city.rows[table].clear()


def _offerings(**columns: Any) -> Relax:
    def relax(city: TinyCity) -> None:
        for row in city.rows["interventions"]:
            row.update(columns)

    return relax


def _people(**columns: Any) -> Relax:
    def relax(city: TinyCity) -> None:
        for row in city.rows["employees"]:
            row.update(columns)

    return relax


def _policy(**entries: Any) -> Relax:
    def relax(city: TinyCity) -> None:
        city.policy = {"plan": {**city.policy.get("plan", {}), **entries}}

    return relax


def _give_agencies_plenty(city: TinyCity) -> None:
    units = [row for row in city.rows["budgets"] if row.get("unit_id")]
    city.budget = None
    city.rows["budgets"] = [
        *units,
        *(
            {"agency_id": agency, "year": city.year, "amount_rupiah": PLENTY}
            for agency in city.ids("agencies")
        ),
    ]  # fmt: skip


def _give_units_plenty(city: TinyCity) -> None:
    for row in city.rows["budgets"]:
        if row.get("unit_id"):
            row["amount_rupiah"] = PLENTY


LIMITS: dict[str, Relax] = {
    "money": _give_agencies_plenty,
    "unit_money": _give_units_plenty,
    "smallest_batch": _offerings(min_batch_size=None),
    "largest_batch": _offerings(batch_size=None),
    "most_batches": _offerings(max_batches=None),
    "programme": _offerings(program_id=None),
    "completed": _without("completions"),
    "repeat": _offerings(repeat_after_months=None),
    "month": _offerings(period=None),
    "eligibility": _without("eligibility"),
    "other_agency": _offerings(agency_id=None),
    "prerequisite": _without("prerequisites"),
    "hours": _people(learning_hours=None),
    "elective_ceiling": _policy(elective_ceiling=10**6),
    "count": _policy(max_items=99),
    "absence": _policy(absence_percent=10**4),
    "quota": _policy(quotas=[]),
    "ban": _policy(bans=[]),
    "pin": _policy(pins=[]),
    "status": _policy(statuses=["pns", "cpns", "pppk", "pppk_part_time"]),
    "standing": _people(standing=None),
    "retiring": _people(birth_date=None),
    "contract": _people(contract_end=None),
}


def _score(city: TinyCity) -> tuple[Any, Any]:
    best = best_plan(
        city.rows, derive_needs(city.rows), as_of=city.as_of, year=city.year, budget=city.budget, policy=city.policy
    )
    return (None, None) if best is None else (best.objective, best.cost)


@pytest.mark.parametrize("limit", LIMITS)
def test_limit_binds_in_some_city(limit: str) -> None:
    for seed in range(SEEDS):
        city = make_tiny_city(seed)
        relaxed = replace(city, rows=copy.deepcopy(city.rows))
        LIMITS[limit](relaxed)
        if _score(city) != _score(relaxed):
            return
    pytest.fail(f"{limit} binds in none of {SEEDS} cities")


def test_same_seed_gives_the_same_city() -> None:
    assert [make_tiny_city(seed).rows for seed in range(20)] == [make_tiny_city(seed).rows for seed in range(20)]


@pytest.mark.parametrize("seed", range(12))
def test_city_is_accepted_and_its_needs_are_those_of_a_run(seed: int, tmp_path: Path) -> None:
    city = make_tiny_city(seed)
    source = write_rows({name: rows for name, rows in city.rows.items() if rows}, tmp_path / "in")
    run_dataset(RunRequest(source=source, out=tmp_path / "out", as_of=city.as_of, year=city.year, until=Stage.NEED))
    written = read_tables(tmp_path / "out")
    for name, derived in derive_needs(city.rows).items():
        by_run = {_key(row): row for row in written[name] if row.get("state") != "not_assessed"}
        assert by_run.keys() == {_key(row) for row in derived}
        for row in derived:
            assert {column: by_run[_key(row)][column] for column in row} == pytest.approx(row)


def _key(row: Any) -> tuple[str, str, str]:
    return row["employee_id"], row["competency_id"], row["target"]
