"""Why a person's plan is what it is: each item with what it closes, and what stands in the way of the rest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benangmerah.flow.person_case import PersonCase
from benangmerah.kernel.explanation import Explanation, Message, Term, message
from benangmerah.kernel.quantity import exact
from benangmerah.snapshot.contract.outputs import EXCLUDED, OUTPUTS, PLAN, UNSERVED
from benangmerah.snapshot.parquet import find_rows
from benangmerah.snapshot.person import read_rows

Row = dict[str, Any]


def explain_plan(case: PersonCase, run_folder: Path) -> Iterator[Explanation]:
    """One explanation: whether the plan is for the person, its items, and the needs it leaves open with their limit.

    Nothing where the run made no plan.
    """
    if not (run_folder / f"{PLAN.name}.parquet").is_file():
        return
    left_out = [row for row in _mine(case, run_folder, EXCLUDED.name) if row["from"] == PLAN.name]
    items = [_explain_item(case, row) for row in _mine(case, run_folder, PLAN.name)]
    open_needs = [_explain_open(case, row) for row in _mine(case, run_folder, UNSERVED.name)]
    if left_out:
        sentence = message("The plan leaves this person out: {reason}.", reason=say_left_out(left_out[0]["reason"]))
    else:
        sentence = message("The plan: {items} items, {open} needs not or not fully served.", items=len(items),
                           open=len(open_needs))  # fmt: skip
    yield Explanation(sentence, parts=tuple(items + open_needs))


def say_left_out(reason: str) -> Message | Term:
    """A reason of the table excluded as a person reads it."""
    kind, _, code = reason.partition("_")
    if kind == "status":
        return message("the policy does not plan for the status {status}", status=Term(code))
    if kind == "standing":
        return message("the policy does not plan for the standing {standing}", standing=Term(code))
    return Term(reason)


def _mine(case: PersonCase, run_folder: Path, name: str) -> list[Row]:
    path = run_folder / f"{name}.parquet"
    if not path.is_file():
        return []
    return find_rows(path, OUTPUTS[name], "employee_id", case.employee["employee_id"])


def _explain_item(case: PersonCase, row: Row) -> Explanation:
    offering = read_rows(case.folder, "interventions", intervention_id=row["intervention_id"])[0]
    return Explanation(
        message("{title} ({id}), batch {batch}: {reason}.", title=offering["title"], id=row["intervention_id"],
                batch=row["batch"], reason=Term(row["reason"])),
        (
            _period(row["period"]),
            message("It gives {hours} JP and costs Rp {cost} by the head.", hours=exact(row["learning_hours"]),
                    cost=row["cost_rupiah"]),
            message("It closes {closes} levels, weighted {weighted}.", closes=exact(row["closes"]),
                    weighted=exact(row["weighted_closure"])),
        ),
    )  # fmt: skip


def _period(month: int | None) -> Message:
    if month is None:
        return message("It has no month of its own.")
    return message("It begins in month {month} of the plan year.", month=month)


def _explain_open(case: PersonCase, row: Row) -> Explanation:
    steps = (message("The run says: {detail}", detail=row["detail"]),)
    if row["competency_id"] is None:
        return Explanation(message("Minimum JP not reached. In the way: {limit}.", limit=Term(row["limit"])), steps)
    name = case.competencies[row["competency_id"]]["name"]
    return Explanation(
        message("{competency}, position {target}: not or not fully served. In the way: {limit}.", competency=name,
                target=Term(row["target"]), limit=Term(row["limit"])),
        steps,
    )  # fmt: skip
