"""Lifting OPDs to the floor in a plan under way, where prices alone did not bring them there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from benangmerah.planner.compiled.search import LEAST
from benangmerah.planner.floor import WHOLE, Floor, read_floor, steer
from benangmerah.planner.part_prices import take_people
from benangmerah.planner.problem import Floats, Problem
from benangmerah.planner.seated_plan import SeatedPlan

ROUNDS, IDLE = 20, 3
"""How often money and seats are moved at most, and how often in vain: work limits."""
FIRST = 1_000.0
"""So many times as much counts what an OPD below its floor gains: it comes first."""
MORE = 3.0
"""Where what was moved helped nobody, so many times as much is moved next."""
FEW = 20
"""On so many people the steps are compiled."""


def distance_of(plan: SeatedPlan, floor: Floor | None) -> float:
    """How far all OPDs together are from their floors in a plan; 0 where there is no floor."""
    return 0.0 if floor is None else floor.distance(plan.closed_by(floor.group, len(floor.opd)))


def lift(plan: SeatedPlan, floor: Floor | None, rupiah_price: float, rounds: int = ROUNDS, least: float = 0.0) -> None:
    """Move money and seats from OPDs above the floor to those below it, where the least is lost by it.

    What is moved is never more than an OPD has above its own floor. Where nothing helps any more the plan stays as it
    is: a floor is a wish that limits come before. It ends too where less than the `least` part of the distance was
    gained.
    """
    if floor is None or distance_of(plan, floor) <= LEAST:
        return
    best = _Nearest(plan, floor)
    share, idle = 1.0, 0
    for _ in range(rounds):
        lacking = _lacking(plan, floor)
        if lacking.sum() <= LEAST or idle == IDLE:
            break
        _move(plan, floor, lacking, share, rupiah_price)
        before = best.distance
        is_better = best.look()
        if before - best.distance < least * before:
            break
        share, idle = (share, 0) if is_better else (share * MORE, idle + 1)
    plan.give_back(best.offerings)
    plan.use_up(rupiah_price)


def compile_lift(problem: Problem) -> None:
    """Compile the steps on a few people, so that nobody who asks for a floor waits for it."""
    few = take_people(problem, np.arange(min(FEW, len(problem.people))))
    asked = replace(few, rules=replace(few.rules, floor_percent=WHOLE))
    lift(SeatedPlan.begin(asked), read_floor(asked), 0.0)


class _Nearest:
    """The plan nearest to the floors on the way; of those as near the one that is worth most."""

    def __init__(self, plan: SeatedPlan, floor: Floor) -> None:
        self._plan, self._floor, self.offerings = plan, floor, plan.kept()
        self.distance, self._worth = distance_of(plan, floor), plan.worth

    def look(self) -> bool:
        """Remember the plan as it stands where it is nearer or better, else come back; whether it was."""
        distance, worth = distance_of(self._plan, self._floor), self._plan.worth
        is_as_near = distance <= self.distance + LEAST and worth > self._worth + LEAST
        if distance < self.distance - LEAST or is_as_near:
            self.distance, self._worth, self.offerings = distance, worth, self._plan.kept()
            return True
        self._plan.give_back(self.offerings)
        return False


def _lacking(plan: SeatedPlan, floor: Floor) -> Floats:
    return floor.lacking(plan.closed_by(floor.group, len(floor.opd)))


def _move(plan: SeatedPlan, floor: Floor, lacking: Floats, share: float, rupiah_price: float) -> None:
    """Free so large a share of the money that is needed, use it for who lacks, then hand over seats."""
    spare = np.maximum(0.0, plan.closed_by(floor.group, len(floor.opd)) - floor.target)
    amount = int(share * plan.money_for(floor.group, lacking))
    plan.free_money(floor.group, spare, min(amount, plan.arrays.budget))
    plain, plan.menus = plan.menus, steer(plan.menus, floor, np.where(lacking > LEAST, FIRST, 0.0))
    plan.use_what_is_left(rupiah_price)
    plan.plan_again(rupiah_price, np.flatnonzero(np.append(lacking, 0.0)[floor.group] > LEAST))
    plan.menus = plain
    closed = plan.closed_by(floor.group, len(floor.opd))
    plan.hand_over_seats(floor.group, np.maximum(0.0, closed - floor.target), floor.lacking(closed))
