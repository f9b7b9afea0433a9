"""Is this plan lawful, and is every figure of it right? Asked of the written tables alone.

Written from the contract of the dataset and nothing else, so that it can disagree with the planner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.checker.figures import Outcome, check_agencies, check_items, check_totals
from tests.checker.given import Given, Item, Row, Source, Tables, make_given, read_tables
from tests.checker.limits import check_limits
from tests.checker.thread import check_thread
from tests.checker.who import check_who

REASONS = ("closes_gap", "minimum_jp", "prerequisite", "pinned", "fills_batch")
UNSERVED_LIMITS = (
    "no_intervention", "not_eligible", "period_passed", "completed", "prerequisite", "hours", "count", "absence", "seats",
    "min_batch", "unit_budget", "budget", "outweighed",
)  # fmt: skip
NOTHING: Mapping[str, Any] = {}


def check_run(
    run: Path, *, as_of: date, year: int, budget: int | None = None, policy: Mapping[str, Any] = NOTHING
) -> list[str]:
    """The faults of the plan in the folder of a run."""
    return check_plan(run / "snapshot", run, as_of=as_of, year=year, budget=budget, policy=policy)


def check_plan(
    inputs: Source, outputs: Source, *, as_of: date, year: int, budget: int | None = None,
    policy: Mapping[str, Any] = NOTHING,
) -> list[str]:  # fmt: skip
    """The faults of a plan in plain words; none where it is lawful and every written figure is right.

    Inputs and outputs are folders of NAME.parquet, or rows by table; `summary` is then a table of one row. The name of
    what is broken stands in front of each fault. The policy is a whole policy file; only its `plan` is read.
    """
    given = make_given(inputs, outputs, as_of=as_of, year=year, budget=budget, policy=policy)
    written = read_tables(outputs)
    rows = _rows(written, "plan")
    if not given.has_money:
        made = [name for name in ("plan", "unserved", "plan_agency") if _rows(written, name)]
        return [f"no_money: {name} has rows though no money is named" for name in made]
    if faults := _check_shape(given, rows):
        return faults
    items = [Item(row["employee_id"], row["intervention_id"], row["batch"]) for row in rows]
    excluded = [row["employee_id"] for row in _rows(written, "excluded") if row["from"] == "plan"]
    outcome = Outcome(given, items)
    return [
        *check_who(given, {item.employee_id for item in items}, excluded),
        *_check_reasons(written),
        *check_limits(given, items),
        *check_items(outcome, rows),
        *check_agencies(outcome, _rows(written, "plan_agency")),
        *_check_unserved(outcome, _rows(written, "unserved")),
        *_check_summary(outcome, written),
    ]


def _rows(tables: Tables, name: str) -> Sequence[Row]:
    return tables.get(name) or ()


def _check_shape(given: Given, rows: Sequence[Row]) -> list[str]:
    """Ids that exist, keys that are unique, batches that are numbers: without them no other question makes sense."""
    keys = Counter((row["employee_id"], row["intervention_id"]) for row in rows)
    known = {"employee_id": given.people, "intervention_id": given.offerings}
    return [
        *(f"key: {person} is in {offering} {times} times" for (person, offering), times in keys.items() if times > 1),
        *(f"key: {row[column]} is unknown" for row in rows for column, ids in known.items() if row[column] not in ids),
        *(f"key: batch of {row['employee_id']} is {row['batch']}" for row in rows if not isinstance(row["batch"], int)),
    ]


def _check_reasons(written: Tables) -> list[str]:
    return [
        *(
            f"reason: {row['employee_id']} takes {row['intervention_id']} for {row['reason']}"
            for row in _rows(written, "plan")
            if row["reason"] not in REASONS
        ),
        *(
            f"reason: {row['employee_id']} is excluded for no reason"
            for row in _rows(written, "excluded")
            if row["from"] == "plan" and not row["reason"]
        ),
    ]


def _check_unserved(outcome: Outcome, rows: Sequence[Row]) -> list[str]:
    """One row for every need left open and every PNS left below the minimum, and no other row."""
    wanted: set[tuple[Any, ...]] = {need[:3] for need in outcome.needs_left()}
    wanted |= {(person, None, None) for person in outcome.people_below()}
    written = Counter((row["employee_id"], row.get("competency_id"), row.get("target")) for row in rows)
    faults = [
        f"unserved: {key} has {written[key]} rows, right is {int(key in wanted)}"
        for key in sorted({*wanted, *written}, key=str)
        if written[key] != (key in wanted)
    ]
    return faults + [
        f"unserved: the limit of {row['employee_id']} is {row['limit']}"
        for row in rows
        if row["limit"] not in UNSERVED_LIMITS
    ]


def _check_summary(outcome: Outcome, written: Tables) -> list[str]:
    """Totals and thread, where a summary was written."""
    faults = []
    for summary in _rows(written, "summary"):
        agencies = _rows(written, "plan_agency")
        faults += check_totals(outcome, agencies, summary.get("plan") or {})
        faults += check_thread(outcome, summary.get("thread") or {})
    return faults
