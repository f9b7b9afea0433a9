"""The rows of the facts beside a plan: what comes next, what waits for money, what falls away with less of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from benangmerah.planner.compiled.search import LEAST
from benangmerah.planner.next_item import find_next
from benangmerah.planner.objective import closure_value
from benangmerah.planner.plan import AgencyPlan, Row, plan_rows
from benangmerah.planner.plan_cut import PlanCut
from benangmerah.planner.waiting import find_waiting

OF_ITEM = ("employee_id", "intervention_id", "batch", "cost_rupiah", "closes", "weighted_closure")


def next_rows(plan: AgencyPlan) -> Iterator[Row]:
    """What would come in the place of each item of the plan; one row also where nothing would."""
    problem = plan.draft.problem
    for found in find_next(plan.draft, plan.scarcity, plan.scarcity.of_items(plan.found.prices)):
        nothing: list[tuple[int | None, str | None]] = [(None, None)]
        for offering, limit in [*zip(found.offerings, found.limits, strict=True)] or nothing:
            yield {
                "agency_id": problem.agency_id,
                "employee_id": problem.people.employee_ids[found.person],
                "intervention_id": problem.offerings[found.offering].intervention_id,
                "next_intervention_id": None if offering is None else problem.offerings[offering].intervention_id,
                "limit": limit,
                "loses": found.loses,
                "missing_jp": found.missing_jp,
            }


def waiting_rows(plan: AgencyPlan) -> Iterator[Row]:
    """What no limit but the money keeps out of the plan."""
    problem = plan.draft.problem
    found = find_waiting(plan.draft, plan.scarcity, plan.found.prices.of_rupiah)
    for place, one in enumerate(found, start=1):
        yield {
            "agency_id": problem.agency_id,
            "place": place,
            "intervention_id": problem.offerings[one.offering].intervention_id,
            "people": len(one.people),
            "cost_rupiah": one.cost,
            "weighted_closure": one.weighted_closure,
            "saved_jp": one.saved_jp,
        }


def floor_rows(plan: AgencyPlan, unserved: Sequence[Row]) -> Iterator[Row]:
    """What is closed in every OPD that policy asks a floor for; below it what stands most often against the rest."""
    problem, floor, percent = plan.draft.problem, plan.scarcity.floor, plan.draft.problem.rules.floor_percent
    if floor is None:
        return
    group_of = dict(zip(problem.people.employee_ids.tolist(), floor.group.tolist(), strict=True))
    limits = [Counter[str]() for _ in floor.opd]
    for row in unserved:
        if row["competency_id"] is not None and group_of[row["employee_id"]] >= 0:
            limits[group_of[row["employee_id"]]][row["limit"]] += 1
    closed = floor.add_up(np.array([closure_value(problem, who, items) for who, items in enumerate(plan.draft.items)]))
    lacking = floor.lacking(closed) > LEAST
    people = floor.add_up(np.ones(len(problem.people)))
    for group, opd in enumerate(floor.opd.tolist()):
        most = min(limits[group].items(), key=lambda one: (-one[1], one[0]), default=(None, 0))
        yield {
            "agency_id": problem.agency_id,
            "unit_id": problem.unit_ids[opd],
            "floor_percent": percent,
            "people": int(people[group]),
            "weighted_gap": float(floor.gap[group]),
            "weighted_closure": float(closed[group]),
            "limit": most[0] if lacking[group] else None,
        }


def cut_rows(cut: PlanCut) -> Iterator[Row]:
    """The items of the plan that was sketched again with less money."""
    for row in plan_rows(cut.draft):
        yield {name: row[name] for name in OF_ITEM}


def cut_row(cut: PlanCut) -> Row:
    """What that plan has and reaches, and how far it is from the best at most."""
    problem = cut.draft.problem
    return {
        "agency_id": problem.agency_id,
        "percent": cut.percent,
        "budget_rupiah": problem.budget,
        "spent_rupiah": cut.draft.spent,
        "objective": cut.objective,
        "upper_bound": cut.upper_bound,
        "optimality_gap_percent": cut.optimality_gap_percent,
    }
