"""Why a need is not served: the limit that binds where the nearest offering fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.quantity import LEVEL_UNITS, exact
from benangmerah.planner.batch import batches_needed, can_be_held, next_held
from benangmerah.planner.constraints import LIMITS, budget, first_stop, prerequisite, seats
from benangmerah.planner.constraints.limit import Limit
from benangmerah.planner.objective import level_after, missing_hours
from benangmerah.planner.problem import HOUR_UNITS
from benangmerah.planner.required_chain import required_chain
from benangmerah.planner.solution import Draft

NO_INTERVENTION, OUTWEIGHED, PREREQUISITE = "no_intervention", "outweighed", "prerequisite"
TARGETS = ("held", "aimed")
FUNNEL = {code: place for place, code in enumerate((*dict.fromkeys(limit.code for limit in LIMITS), OUTWEIGHED))}
"""How near to being served a need is: the further down, the nearer."""


@dataclass(frozen=True)
class Unserved:
    """A need that the plan does not fully close, or the hours somebody lacks to the minimum (no competency)."""

    person: int
    competency: int | None
    target: str | None
    limit: str
    detail: Message


def find_unserved(draft: Draft) -> Iterator[Unserved]:
    """Every need not fully closed and everybody below the minimum, each with the limit that binds."""
    problem = draft.problem
    raising: dict[int, list[int]] = {}
    for place, one in enumerate(problem.offerings):
        for competency in one.raises:
            raising.setdefault(competency, []).append(place)
    giving_hours = [place for place, one in enumerate(problem.offerings) if one.hours]
    for person in range(len(problem.people)):
        for competency, slot in problem.slot_of[person].items():
            yield from _of_slot(draft, person, competency, slot, raising.get(competency, ()))
        lacking = missing_hours(draft, person)
        if lacking:
            yield _of_hours(draft, person, lacking, giving_hours)


def _of_slot(draft: Draft, person: int, competency: int, slot: int, places: Sequence[int]) -> Iterator[Unserved]:
    slots = draft.problem.slots
    level = level_after(draft.problem, person, competency, draft.items[person])
    left = [
        (TARGETS[column], need - level)
        for column, need in enumerate(slots.required[slot].tolist())
        if need and level < need
    ]
    if left:
        helping = [place for place in places if _helps(draft, person, competency, place, level)]
        limit, place = _nearest(draft, person, helping)
        for target, short in left:
            short_of = message("{levels} levels stay open.", levels=exact(short) / LEVEL_UNITS)
            yield Unserved(person, competency, target, limit, _explain(draft, limit, person, place, short_of))


def _of_hours(draft: Draft, person: int, lacking: int, places: Sequence[int]) -> Unserved:
    limit, place = _nearest(draft, person, [one for one in places if not draft.has(person, one)])
    short_of = message("{hours} JP stay missing.", hours=exact(lacking) / HOUR_UNITS)
    return Unserved(person, None, None, limit, _explain(draft, limit, person, place, short_of))


def _helps(draft: Draft, person: int, competency: int, place: int, level: int) -> bool:
    """Whether one more item would close something of that competency, beside the person's items."""
    one = draft.problem.offerings[place].raises[competency]
    if draft.has(person, place) or not one.raise_by:
        return False
    items = draft.items[person]
    if not items:
        return one.apply(level) > level
    return level_after(draft.problem, person, competency, (*items, place)) > level


def _nearest(draft: Draft, person: int, places: Sequence[int]) -> tuple[str, int | None]:
    """Of the offerings that would help the one that came furthest, with the limit that stopped it.

    Another offering of a programme the person has is named only where there is nothing else.
    """
    offerings = draft.problem.offerings
    own = {offerings[item].programme for item in draft.items[person]}
    places = [place for place in places if offerings[place].programme not in own] or places
    found = [(FUNNEL[code], -place, code) for place in places for code in (_stopped_by(draft, person, place),)]
    if not found:
        return NO_INTERVENTION, None
    _, place, code = max(found)
    return code, -place


def _stopped_by(draft: Draft, person: int, place: int) -> str:
    blocked = int(draft.problem.blocked[person, place])
    if blocked:
        return LIMITS[blocked - 1].code
    added: list[int] = []
    stopped: Limit | None = prerequisite.LIMIT
    for required in _still_required(draft, person, place):
        if draft.problem.blocked[person, required] or first_stop(draft, person, required) is not None:
            break
        draft.add(person, required)
        added.append(required)
    else:
        stopped = _stop_of(draft, person, place)
    for one in reversed(added):
        draft.remove(person, one)
    return OUTWEIGHED if stopped is None else stopped.code


def _still_required(draft: Draft, person: int, place: int) -> list[int]:
    return [one for one in required_chain(draft.problem, person, place) if not draft.has(person, one)]


def _stop_of(draft: Draft, person: int, place: int) -> Limit | None:
    """The limit that stops a person; where a batch cannot be filled though enough need it, what stops the batch."""
    stopped = first_stop(draft, person, place)
    if stopped is not seats.MINIMUM or (group := _group(draft, place)) is None:
        return stopped
    beside = first_stop(draft, person, place, beside=(seats.MINIMUM,))
    if beside is None and _cost_of_group(draft, place, group) > draft.problem.budget - draft.spent:
        beside = budget.LIMIT
    return beside or stopped


def _group(draft: Draft, place: int) -> int | None:
    """How many more the next batch needs; None where none is left, or fewer than that gain by it and may take it."""
    taken = len(draft.members[place])
    needed = next_held(draft.problem.offerings[place], taken)
    return needed - taken if needed is not None and needed <= int(draft.problem.wanted[place]) else None


def _cost_of_group(draft: Draft, place: int, group: int) -> int:
    one, taken = draft.problem.offerings[place], len(draft.members[place])
    batches = batches_needed(one, taken + group) - batches_needed(one, taken)
    return group * one.cost_per_participant + batches * one.cost_per_batch


def _explain(draft: Draft, limit: str, person: int, place: int | None, short_of: Message) -> Message:
    if place is None:
        return message("{short} No offering open to the agency leads further.", short=short_of)
    one = draft.problem.offerings[place]
    return message("{short} Nearest: {title} ({id}). {why}", short=short_of, title=one.title, id=one.intervention_id,
                   why=_why(draft, limit, person, place))  # fmt: skip


def _why(draft: Draft, limit: str, person: int, place: int) -> Message:
    problem, one, taken = draft.problem, draft.problem.offerings[place], len(draft.members[place])
    if limit == "budget":
        return _why_money(draft, person, place)
    if limit == "unit_budget":
        cost = sum(problem.offerings[each].cost_per_participant for each in _with_required(draft, person, place))
        return message("It costs Rp {cost} by the head, more than the budget of the unit has left.", cost=cost)
    if limit == "seats":
        return message("All {seats} seats are taken.", seats=one.seats)
    if limit == "min_batch":
        least = one.min_batch_size * batches_needed(one, taken + 1)
        return message("A further batch needs {least} participants in all; there would be {count}.", least=least,
                       count=taken + 1)  # fmt: skip
    if limit == "hours":
        hours = sum(
            problem.offerings[each].hours
            for each in _with_required(draft, person, place)
            if problem.counts_under_ceiling(person, each)
        )
        return message("It gives {hours} JP, more than the ceiling leaves.", hours=exact(hours) / HOUR_UNITS)
    return REASONS[limit]


def _why_money(draft: Draft, person: int, place: int) -> Message:
    left = draft.problem.budget - draft.spent
    group = None if can_be_held(draft.problem.offerings[place], len(draft.members[place]) + 1) else _group(draft, place)
    if group is not None:
        return message("A batch of {count} more costs Rp {cost}; Rp {left} of the budget are left.", count=group,
                       cost=_cost_of_group(draft, place, group), left=left)  # fmt: skip
    cost = sum(draft.cost_of_joining(each) for each in _with_required(draft, person, place))
    return message("It costs Rp {cost}; Rp {left} of the budget are left.", cost=cost, left=left)


def _with_required(draft: Draft, person: int, place: int) -> list[int]:
    """The offering, with what the person must still take before it: blocked ones are asked alone."""
    return [place] if draft.problem.blocked[person, place] else [*_still_required(draft, person, place), place]


REASONS = {
    "not_eligible": message("The person does not qualify for it, or policy bans it."),
    "period_passed": message("Its month has passed."),
    "completed": message("Its programme is completed and not due again."),
    PREREQUISITE: message("What it requires is neither completed nor in the plan."),
    "count": message("The person has the most items already, or the quota of the unit is full."),
    "absence": message("Too many of the workplace are away in its month."),
    OUTWEIGHED: message("Other items of the plan are worth more."),
}
