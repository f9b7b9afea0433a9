"""Why a person's plan is what it is: each item with what it closes, and what stands in the way of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from benangmerah.flow.person_case import PersonCase
from benangmerah.flow.result_folder import FACTS
from benangmerah.kernel.explanation import Explanation, Message, Term, message
from benangmerah.kernel.quantity import exact
from benangmerah.snapshot.contract.column import Table
from benangmerah.snapshot.contract.outputs import EXCLUDED, OUTPUTS, PLAN, UNSERVED
from benangmerah.snapshot.contract.published import PLAN_CLOSURE, PLAN_NEXT
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
    closed, following = _facts(case, run_folder, PLAN_CLOSURE), _facts(case, run_folder, PLAN_NEXT)
    items = [_explain_item(case, row, closed, following) for row in _mine(case, run_folder, PLAN.name)]
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


def _facts(case: PersonCase, run_folder: Path, fact: Table) -> dict[str, list[Row]]:
    """The rows of a fact beside the plan by offering; none where the run did not keep it."""
    path = run_folder / FACTS / f"{fact.name}.parquet"
    found: dict[str, list[Row]] = {}
    if path.is_file():
        for row in find_rows(path, fact, "employee_id", case.employee["employee_id"]):
            found.setdefault(row["intervention_id"], []).append(row)
    return found


def _explain_item(
    case: PersonCase, row: Row, closed: Mapping[str, list[Row]], following: Mapping[str, list[Row]]
) -> Explanation:
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
            *_name_closed(case, closed.get(row["intervention_id"], [])),
            *_say_next(case, following.get(row["intervention_id"], [])),
        ),
    )  # fmt: skip


def _name_closed(case: PersonCase, rows: Sequence[Row]) -> Iterator[Message]:
    names = sorted(case.competencies[row["competency_id"]]["name"] for row in rows)
    if names:
        yield message("Gaps it closes, in whole or in part: {names}.", names=names)


def _say_next(case: PersonCase, rows: Sequence[Row]) -> Iterator[Message]:
    """What would come in its place, what that loses, and what stops it as the plan stands."""
    if not rows:
        return
    loses, missing = exact(rows[0]["loses"]), exact(rows[0]["missing_jp"])
    named = [row for row in rows if row["next_intervention_id"] is not None]
    if not named:
        yield message("In its place nothing would come that is worth its price.")
    for row in sorted(named, key=lambda each: str(each["next_intervention_id"])):
        one = read_rows(case.folder, "interventions", intervention_id=row["next_intervention_id"])[0]
        yield message("In its place would come {title} ({id}).", title=one["title"], id=one["intervention_id"])
        if row["limit"] is not None:
            yield message("In the way of {title} as the plan stands: {limit}.", title=one["title"],
                          limit=Term(row["limit"]))  # fmt: skip
    yield say_loss(loses, missing)


def say_loss(loses: Fraction, missing: Fraction) -> Message:
    """What a person loses without an item and with what comes in its place."""
    if missing > 0:
        return message("That closes {levels} weighted levels fewer, and {hours} JP more are missing to the minimum.",
                       levels=loses, hours=missing)  # fmt: skip
    if loses < 0:
        return message("That closes {levels} weighted levels more, and is dearer at the prices of the plan.",
                       levels=-loses)  # fmt: skip
    return message("That closes {levels} weighted levels fewer.", levels=loses)


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
