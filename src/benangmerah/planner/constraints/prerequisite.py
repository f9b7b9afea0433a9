"""What an offering requires: completed by the day, or in the plan, in an earlier month when both have one."""

from __future__ import annotations

import numpy as np

from benangmerah.domain.intervention import can_precede
from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.problem import Bools, Problem
from benangmerah.planner.solution import Draft


def blocks(problem: Problem) -> Bools:
    """x[person, offering] = 0 where something it requires is neither completed nor open to that person."""
    found = np.zeros((len(problem.people), len(problem.offerings)), dtype=np.bool_)
    for place in order_by_prerequisite(problem):
        for required_id in problem.offerings[place].requires_ids:
            met = has_finished(problem, required_id)
            required = required_place(problem, place, required_id)
            if required is not None:
                met |= (problem.blocked[:, required] == 0) & ~found[:, required]
            found[:, place] |= ~met
    return found


def required_place(problem: Problem, place: int, required_id: str) -> int | None:
    """The offering of that id where one plan can hold both; None where only a completion helps."""
    offering = problem.offerings[place]
    for required in offering.requires:
        one = problem.offerings[required]
        if one.intervention_id == required_id:
            together = can_precede(one.period, offering.period) and one.programme != offering.programme
            return required if together else None
    return None


def has_finished(problem: Problem, intervention_id: str) -> Bools:
    """Who has completed exactly that offering by the day."""
    found = np.zeros(len(problem.people), dtype=np.bool_)
    found[[person for person, finished in problem.people.finished.items() if intervention_id in finished]] = True
    return found


def order_by_prerequisite(problem: Problem) -> list[int]:
    """All offerings, each after those it requires."""
    order: list[int] = []
    seen: set[int] = set()

    def visit(place: int) -> None:
        if place not in seen:
            seen.add(place)
            for required in problem.offerings[place].requires:
                visit(required)
            order.append(place)

    for place in range(len(problem.offerings)):
        visit(place)
    return order


def unmet(problem: Problem, person: int, offering: int) -> list[int | None]:
    """What the person must still take before the offering; None for what the plan cannot give."""
    finished = problem.people.finished.get(person, {})
    missing = [one for one in problem.offerings[offering].requires_ids if one not in finished]
    return [required_place(problem, offering, one) for one in missing]


def stops(draft: Draft, person: int, offering: int) -> bool:
    """x[person, offering] ≤ completed + x[person, required offering in an earlier month]."""
    if not draft.problem.offerings[offering].requires_ids:
        return False
    needed = unmet(draft.problem, person, offering)
    return any(required is None or not draft.has(person, required) for required in needed)


LIMIT = Limit("prerequisite", message("an offering that must come first"), blocks=blocks, stops=stops)
