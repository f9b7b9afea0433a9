"""What a plan is worth (rule 16): weighted levels closed, less the penalty on hours missing to the minimum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from benangmerah.domain.plan import Raise, levels_added, levels_closed
from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.problem import Problem
from benangmerah.planner.solution import Draft


def person_value(problem: Problem, person: int, items: Iterable[int]) -> float:
    """What these items are worth to a person: weighted closure, and the penalty that their hours save."""
    items = tuple(items)
    hours = sum(problem.offerings[item].hours for item in items)
    saved = min(hours, int(problem.people.missing[person]))
    return closure_value(problem, person, items) + problem.rules.penalty * saved


def closure_value(problem: Problem, person: int, items: Iterable[int]) -> float:
    """The weighted levels that these items close for a person."""
    slot_of, rows = problem.slot_of[person], problem.slot_rows
    total = 0.0
    for competency, raises in _raises(problem, items).items():
        slot = slot_of.get(competency)
        if slot is not None:
            before, needs = rows[slot]
            after = before
            for one in sorted(raises):
                after = one.apply(after)
            total += sum(levels_closed(required, before, after) * weight for required, weight in needs)
    return total / LEVEL_UNITS


def _raises(problem: Problem, items: Iterable[int]) -> dict[int, list[Raise]]:
    found: dict[int, list[Raise]] = {}
    for item in items:
        for competency, one in problem.offerings[item].raises.items():
            found.setdefault(competency, []).append(one)
    return found


def item_credits(problem: Problem, person: int, items: Iterable[int]) -> dict[int, tuple[int, float]]:
    """Rule 15 for each item of a person: levels closed (ten-thousandths, summed over needs) and their weighted sum."""
    found = dict.fromkeys(items, (0, 0.0))
    for item, _, closed, weighted in _credits(problem, person, tuple(found)):
        levels, so_far = found[item]
        found[item] = levels + closed, so_far + weighted
    return found


def closures(problem: Problem, person: int, items: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs of item and competency in which an item closes something."""
    return [(item, competency) for item, competency, closed, _ in _credits(problem, person, tuple(items)) if closed]


def _credits(problem: Problem, person: int, items: Sequence[int]) -> Iterator[tuple[int, int, int, float]]:
    """Item, competency, levels closed, weighted levels closed: every step of rule 15."""
    place_of = {problem.offerings[item].intervention_id: item for item in items}
    for competency, raises in _raises(problem, items).items():
        slot = problem.slot_of[person].get(competency)
        if slot is None:
            continue
        level, needs = problem.slot_rows[slot]
        for intervention_id, added in levels_added(level, raises).items():
            closed = [(levels_closed(required, level, level + added), weight) for required, weight in needs]
            weighted = sum(count * weight for count, weight in closed) / LEVEL_UNITS
            yield place_of[intervention_id], competency, sum(count for count, _ in closed), weighted
            level += added


def level_after(problem: Problem, person: int, competency: int, items: Iterable[int]) -> int:
    """The level of a competency with a need after these items."""
    level = int(problem.slots.level[problem.slot_of[person][competency]])
    for one in sorted(_raises(problem, items).get(competency, ())):
        level = one.apply(level)
    return level


def missing_hours(draft: Draft, person: int) -> int:
    """What a person still lacks to the minimum, in millionths of a learning hour."""
    return max(0, int(draft.problem.people.missing[person]) - draft.hours[person])


def objective(draft: Draft) -> float:
    """Σ weight × levels closed − penalty × missing JP over everybody the plan is for."""
    problem = draft.problem
    closed = sum(closure_value(problem, person, items) for person, items in enumerate(draft.items) if items)
    missing = sum(missing_hours(draft, person) for person in range(len(problem.people)))
    return closed - problem.rules.penalty * missing
