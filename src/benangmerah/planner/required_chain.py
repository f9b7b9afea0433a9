"""What an item brings with it: everything it requires, first things first."""

from __future__ import annotations

from benangmerah.planner.constraints.prerequisite import unmet
from benangmerah.planner.problem import Problem


def required_chain(problem: Problem, person: int, offering: int) -> list[int]:
    """Everything the person must still take before the offering, first things first."""
    if not problem.offerings[offering].requires_ids:
        return []
    chain: list[int] = []

    def visit(place: int) -> None:
        for required in unmet(problem, person, place):
            if required is not None and required not in chain:
                visit(required)
                chain.append(required)

    visit(offering)
    return chain
