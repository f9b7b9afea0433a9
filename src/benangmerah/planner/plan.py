"""One agency's plan from its problem: drafted, proved, explained, as rows of the tables."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benangmerah.domain.plan import optimality_gap_percent
from benangmerah.kernel.explanation import Message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.batch import batch_sizes
from benangmerah.planner.bound import prove
from benangmerah.planner.branch import Branches, divide
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.curve import WHOLE, CurvePoint, Key, draw_curve, find_gains
from benangmerah.planner.diagnosis import find_unserved
from benangmerah.planner.floor import Floor
from benangmerah.planner.lifting import distance_of, lift
from benangmerah.planner.methods.greedy import plan_greedily
from benangmerah.planner.methods.person_plans import plan_by_parts, plan_by_person_plans
from benangmerah.planner.objective import closures, item_credits, missing_hours
from benangmerah.planner.part_prices import find_part_prices
from benangmerah.planner.pins import pin
from benangmerah.planner.prices import Scarcity
from benangmerah.planner.pricing import Proved, find_prices, keep_floors
from benangmerah.planner.problem import HOUR_UNITS, Problem
from benangmerah.planner.problem_arrays import read_problem_arrays
from benangmerah.planner.proof import Line, Proof
from benangmerah.planner.seated_plan import SeatedPlan
from benangmerah.planner.sketch import look_at
from benangmerah.planner.solution import Draft

Row = dict[str, Any]
PERSON_PLANS, PRICES_IN_PARTS, GREEDY = "person_plans", "prices_in_parts", "greedy"
MOST_TRIED = 3
"""So many of the whole numbers of batches that branches end with are tried for a better plan."""
MOST_MIXED = 30_000
"""Above so many people they are not mixed in one program: it would ask for more memory than an office has."""


@dataclass(frozen=True)
class AgencyPlan:
    """A finished plan with its bound and how it was found."""

    draft: Draft
    upper_bound: float
    method: str
    scarcity: Scarcity
    found: Proved
    gains: dict[Key, float]
    """What a step more of the dearest scarce things gains."""
    curve: list[CurvePoint]
    divided: Branches
    """Where single batches decide, branches that together are every plan: the bound is the highest of theirs."""

    @property
    def lines(self) -> list[Line]:
        """What the branches prove for the planned budget, and what a rupiah more adds."""
        return self.divided.lines

    @property
    def proofs(self) -> list[Proof]:
        """The prices of the planned budget and of those beside it: what a later sketch begins from."""
        planned = Proof(WHOLE, self.found.bound, self.found.prices)
        return [planned, *(one.proof for one in self.curve if one.proof is not None and one.percent != WHOLE)]


def draft_plan(problem: Problem, progress: Progress = silent, *, has_curve: bool = True) -> AgencyPlan:
    """The plan of one agency and what other budgets would close; ImpossiblePinError where a pin cannot be kept."""
    if len(problem.people) > MOST_MIXED:
        return _draft_by_prices_in_parts(problem, progress)
    arrays = read_problem_arrays(problem)
    menus = read_menu_arrays(problem, arrays)
    pinned = pin(problem, menus)
    scarcity = Scarcity(problem, menus)
    found = find_prices(scarcity, progress)
    # of plans of one worth and cost the first is taken, whose reasons are the simplest to tell
    greedy, mixed = SeatedPlan(arrays, menus, pinned), SeatedPlan(arrays, menus, pinned)
    plan_greedily(greedy)
    plan_by_person_plans(mixed, found, progress)
    plans = [(GREEDY, greedy), (PERSON_PLANS, mixed)]
    divided = divide(found, max(greedy.worth, mixed.worth), progress)
    for batches in divided.whole[:MOST_TRIED]:
        other = SeatedPlan(arrays, menus, pinned)
        found.mixing.reopen()
        plan_by_person_plans(other, found, progress, batches)
        plans.append((PERSON_PLANS, other))
    if scarcity.floor is not None:
        with_floors = SeatedPlan(arrays, menus, pinned)
        found.mixing.reopen()
        plan_by_person_plans(with_floors, keep_floors(found, progress), progress)
        plans.append((PERSON_PLANS, with_floors))
    method, best = _choose(plans, scarcity.floor, found.prices.of_rupiah)
    # last, because what other budgets ask for would slow the search for whole batches
    gains, curve = (find_gains(found), draw_curve(found, progress, divided.lines)) if has_curve else ({}, [])
    bound = prove(problem, found, divided.branches)
    return AgencyPlan(best.draft(), bound, method, scarcity, found, gains, curve, divided)


def _draft_by_prices_in_parts(problem: Problem, progress: Progress) -> AgencyPlan:
    """The plan of very many people: one part of the workplaces after the other is mixed, and what that gives mended."""
    pinned = pin(problem)
    parts = find_part_prices(problem, progress)
    arrays = read_problem_arrays(problem)
    menus = read_menu_arrays(problem, arrays)
    greedy, other = SeatedPlan(arrays, menus, pinned), SeatedPlan(arrays, menus, pinned)
    scarcity = Scarcity(problem, menus)
    look = look_at(scarcity, parts.prices(scarcity))
    proved = Proved(look.prices, look.bound)
    plan_by_parts(other, parts, look.prices.of_rupiah)
    plan_greedily(greedy)
    method, best = _choose([(GREEDY, greedy), (PRICES_IN_PARTS, other)], scarcity.floor, look.prices.of_rupiah)
    return AgencyPlan(best.draft(), prove(problem, proved), method, scarcity, proved, {}, [], Branches([], []))


def _choose(
    plans: Sequence[tuple[str, SeatedPlan]], floor: Floor | None, rupiah_price: float
) -> tuple[str, SeatedPlan]:
    """The best plan with its method: nearest to the floors, then worth most, then cheapest, then first."""
    for _, plan in plans:
        lift(plan, floor, rupiah_price)

    def key(pair: tuple[str, SeatedPlan]) -> tuple[float, float, int]:
        plan = pair[1]
        return -round(distance_of(plan, floor), 6), round(plan.worth, 6), -plan.spent

    return max(plans, key=key)


def plan_rows(draft: Draft) -> Iterator[Row]:
    """The rows of the table plan, in the order of its key."""
    problem = draft.problem
    batch = dict(_number_batches(draft))
    for person, items in enumerate(draft.items):
        credit = item_credits(problem, person, items)
        for item in sorted(items, key=lambda one: problem.offerings[one].intervention_id):
            one = problem.offerings[item]
            closes, weighted = credit[item]
            yield {
                "employee_id": problem.people.employee_ids[person],
                "intervention_id": one.intervention_id,
                "batch": batch[person, item],
                "period": one.period,
                "learning_hours": one.hours / HOUR_UNITS,
                "cost_rupiah": one.cost_per_participant,
                "closes": closes / LEVEL_UNITS,
                "weighted_closure": weighted,
                "reason": _reason(draft, person, item, closes),
            }


def _number_batches(draft: Draft) -> Iterator[tuple[tuple[int, int], int]]:
    """Batches from 1 on, people of one unit together."""
    people = draft.problem.people
    for offering, members in enumerate(draft.members):
        order = sorted(members, key=lambda person: (int(people.unit[person]), person))
        seated = iter(order)
        for number, size in enumerate(batch_sizes(draft.problem.offerings[offering], len(order)), start=1):
            for _ in range(size):
                yield (next(seated), offering), number


def _reason(draft: Draft, person: int, item: int, closes: int) -> str:
    if (person, item) in draft.pinned:
        return "pinned"
    if closes:
        return "closes_gap"
    if draft.is_required(person, item):
        return "prerequisite"
    hours = draft.problem.offerings[item].hours
    return "minimum_jp" if hours and draft.problem.people.missing[person] else "fills_batch"


def closure_rows(plan: AgencyPlan) -> Iterator[Row]:
    """Which needs each item closes: person, offering, competency."""
    problem = plan.draft.problem
    for person, items in enumerate(plan.draft.items):
        for item, competency in closures(problem, person, items):
            yield {
                "employee_id": problem.people.employee_ids[person],
                "intervention_id": problem.offerings[item].intervention_id,
                "competency_id": problem.competency_ids[competency],
            }


def unserved_rows(plan: AgencyPlan, say: Callable[[Message], str]) -> Iterator[Row]:
    """The rows of the table unserved; `say` puts the details into the language of the run."""
    problem = plan.draft.problem
    for one in find_unserved(plan.draft):
        yield {
            "employee_id": problem.people.employee_ids[one.person],
            "competency_id": None if one.competency is None else problem.competency_ids[one.competency],
            "target": one.target,
            "limit": one.limit,
            "detail": say(one.detail),
        }


def curve_rows(plan: AgencyPlan) -> Iterator[Row]:
    """What other budgets would close."""
    for point in plan.curve:
        yield {
            "agency_id": plan.draft.problem.agency_id,
            "percent": point.percent,
            "budget_rupiah": point.budget,
            "reached": point.reached,
            "upper_bound": point.upper_bound,
        }


def agency_row(plan: AgencyPlan) -> Row:
    """The agency's row of the table plan_agency."""
    draft, problem = plan.draft, plan.draft.problem
    missing = [missing_hours(draft, person) for person in range(len(problem.people))]
    weighted = math.fsum(
        credit
        for person, items in enumerate(draft.items)
        for _, credit in item_credits(problem, person, items).values()
    )
    found = weighted - problem.rules.penalty * sum(missing)
    hours = [(one.hours * len(members), one) for one, members in zip(problem.offerings, draft.members, strict=True)]
    all_hours = sum(count for count, _ in hours)
    classical = sum(count for count, one in hours if one.is_classical)
    return {
        "agency_id": problem.agency_id,
        "budget_rupiah": problem.budget,
        "spent_rupiah": draft.spent,
        "batches": sum(draft.batches(offering) for offering in range(len(problem.offerings))),
        "weighted_gap": problem.weighted_gap,
        "weighted_closure": weighted,
        "missing_jp": sum(missing) / HOUR_UNITS,
        "objective": found,
        "upper_bound": plan.upper_bound,
        "optimality_gap_percent": optimality_gap_percent(plan.upper_bound, found),
        "method": plan.method,
        "people_below_minimum_jp": sum(hours > 0 for hours in missing),
        "classical_share_percent": classical / all_hours * 100 if all_hours else None,
    }
