"""Prices of a proof as rows: whoever has them can work the bound of a plan out again."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite, isinf
from typing import Any

from benangmerah.planner.curve import Key
from benangmerah.planner.plan import AgencyPlan
from benangmerah.planner.prices import BATCH, JOINING, MINIMUM, MONEY, SEAT, UNIT_MONEY, Prices, Scarcity
from benangmerah.planner.problem import Problem

Row = dict[str, Any]
AT_MOST, AT_LEAST = "at_most", "at_least"
"""Kinds of rows that say how many batches of an offering a branch holds."""
NO_SUBJECT = dict.fromkeys(("subject_id", "employee_id", "period"))


def price_rows(plan: AgencyPlan) -> Iterator[Row]:
    """What is scarce and worth something in the proof, with what a step more of it gains."""
    scarcity, prices, agency_id = plan.scarcity, plan.found.prices, plan.draft.problem.agency_id
    rows = [*_limits(scarcity, prices), *_batches(scarcity, prices), *_joining(scarcity, prices)]
    for key, row in rows:
        yield {"agency_id": agency_id, **row, "gain": plan.gains.get(key) if key else None}


def branch_rows(plan: AgencyPlan) -> Iterator[Row]:
    """For each branch how many batches it holds, and the prices that prove its bound; branches count from 1."""
    scarcity, problem = plan.scarcity, plan.draft.problem
    for number, branch in enumerate(plan.divided.branches, start=1):
        first = {"agency_id": problem.agency_id, "branch": number, "bound": branch.bound}
        for batch, place in enumerate(scarcity.batched):
            offering = {**NO_SUBJECT, "subject_id": problem.offerings[place].intervention_id, "price": None}
            most, least = float(branch.stock.batches[batch]), int(branch.stock.held[batch])
            if most < scarcity.most[batch] and isfinite(most):
                yield {**first, "kind": AT_MOST, **offering, "amount": int(most)}
            if least:
                yield {**first, "kind": AT_LEAST, **offering, "amount": least}
        prices = branch.prices
        rows = [*_limits(scarcity, prices), *_batches(scarcity, prices), *_joining(scarcity, prices)]
        yield from (first | row for _, row in rows if row["kind"] != BATCH)


def _limits(scarcity: Scarcity, prices: Prices) -> Iterator[tuple[Key, Row]]:
    for place, ((kind, subject, month), price) in enumerate(zip(scarcity.things, prices.limits.tolist(), strict=True)):
        if price > 0:
            limit = _limit(scarcity.problem, kind, subject, month)
            yield (kind, place), {**NO_SUBJECT, "kind": kind, "price": price, **limit}


def _batches(scarcity: Scarcity, prices: Prices) -> Iterator[tuple[Key, Row]]:
    worth = scarcity.of_batches(prices)
    for number, place in enumerate(scarcity.batched):
        one = scarcity.problem.offerings[place]
        of_batch = {
            BATCH: (0.0 if isinf(scarcity.most[number]) else float(worth[number]), one.max_batches or 1),
            SEAT: (float(prices.seats[number]), int(scarcity.size[number])),
            MINIMUM: (float(prices.fewest[number]), int(scarcity.stock.fillers[number])),
        }
        for kind, (price, amount) in of_batch.items():
            if price > 0:
                row = {"kind": kind, "subject_id": one.intervention_id, "price": price, "amount": amount}
                yield (kind, number), NO_SUBJECT | row


def _joining(scarcity: Scarcity, prices: Prices) -> Iterator[tuple[None, Row]]:
    problem = scarcity.problem
    for item in prices.joining.nonzero()[0].tolist():
        one = problem.offerings[int(scarcity.menus.offering[item])]
        who = problem.people.employee_ids[int(scarcity.person[item])]
        yield None, {
            **NO_SUBJECT, "kind": JOINING, "subject_id": one.intervention_id, "employee_id": who,
            "price": float(prices.joining[item]), "amount": 1,
        }  # fmt: skip


def _limit(problem: Problem, kind: str, place: int, month: int) -> Row:
    if kind == MONEY[0]:
        return {"amount": problem.budget}
    if kind == UNIT_MONEY:
        ceiling = problem.unit_budgets[place]
        return {"subject_id": ceiling.unit_id, "amount": ceiling.amount}
    return {"subject_id": problem.unit_ids[place], "period": month, "amount": int(problem.absence_room[place])}
