"""Each programme once, and again only when its refresher is due."""

from __future__ import annotations

import numpy as np

from benangmerah.domain.intervention import may_take_again, starts_on
from benangmerah.kernel.explanation import message
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.problem import Bools, Problem
from benangmerah.planner.solution import Draft


def blocks(problem: Problem) -> Bools:
    """x[person, offering] = 0 where its programme was completed and is not due again by the offering's first day."""
    found = np.zeros((len(problem.people), len(problem.offerings)), dtype=np.bool_)
    offered: dict[tuple[str, str], list[int]] = {}
    for place, offering in enumerate(problem.offerings):
        offered.setdefault(offering.programme, []).append(place)
    first_days = [starts_on(one.period, problem.rules.year, problem.rules.as_of) for one in problem.offerings]
    for person, programmes in problem.people.finished_programmes.items():
        for programme, latest in programmes.items():
            for place in offered.get(programme, ()):
                again = may_take_again(latest, problem.offerings[place].repeat_after_months, first_days[place])
                found[person, place] = not again
    return found


def stops(draft: Draft, person: int, offering: int) -> bool:
    """Σ x[person, offerings of one programme] ≤ 1."""
    offerings = draft.problem.offerings
    return any(offerings[item].programme == offerings[offering].programme for item in draft.items[person])


COMPLETED = Limit("completed", message("the programme is completed and not due again"), blocks=blocks)
ONCE = Limit("outweighed", message("another offering of the programme was chosen"), stops=stops)
