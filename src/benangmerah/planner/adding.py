"""One more item with all that it requires, or nothing: the scalar rule that the compiled seating is held to."""

from __future__ import annotations

from benangmerah.planner.constraints import first_stop, seats
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.solution import Draft

GROUP = (seats.MINIMUM,)
"""What a group answers for together, so that it is not asked of its first members."""


def try_to_add(draft: Draft, person: int, offering: int, *, in_group: bool = False) -> bool:
    """Give a person an item with all that it requires, or leave everything as it was and say no."""
    added: list[int] = []
    for one in (*required_chain(draft.problem, person, offering), offering):
        if draft.has(person, one):
            continue
        beside = GROUP if in_group and one == offering else ()
        if draft.problem.blocked[person, one] or first_stop(draft, person, one, beside=beside) is not None:
            for back in reversed(added):
                draft.remove(person, back)
            return False
        draft.add(person, one)
        added.append(one)
    return True
