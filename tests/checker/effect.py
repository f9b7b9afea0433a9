"""What the items of a person do to their levels (rule 15), and to their learning hours (rule 16)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from tests.checker.given import Given, Need, exact


class Raise(NamedTuple):
    """One step of one competency: which item took it from where to where."""

    intervention_id: str
    competency_id: str
    before: Fraction
    after: Fraction


class Credit(NamedTuple):
    """Levels of one need that one item closes."""

    intervention_id: str
    need: Need
    levels: Fraction


def find_raises(given: Given, employee_id: str, taken: Iterable[str]) -> list[Raise]:
    """Every step up, each competency's items in ascending raise_to, raise_by and intervention_id."""
    steps = sorted(
        (exact(effect["raise_to"]), exact(effect["raise_by"]), intervention_id, effect["competency_id"])
        for intervention_id in taken
        for effect in given.effects.get(intervention_id, ())
    )
    levels: dict[str, Fraction] = {}
    found = []
    for raise_to, raise_by, intervention_id, competency_id in steps:
        before = levels.get(competency_id, given.levels.get((employee_id, competency_id)))
        if before is None:
            continue
        after = levels[competency_id] = max(before, min(raise_to, before + raise_by))
        if after > before:
            found.append(Raise(intervention_id, competency_id, before, after))
    return found


def find_credits(given: Given, needs: Sequence[Need], employee_id: str, taken: Iterable[str]) -> list[Credit]:
    """What each item closes of each of this person's needs."""
    found = []
    for step in find_raises(given, employee_id, taken):
        for need in needs:
            if need.competency_id == step.competency_id:
                levels = min(need.required, step.after) - min(need.required, step.before)
                if levels > 0:
                    found.append(Credit(step.intervention_id, need, levels))
    return found


def missing_hours(given: Given, employee_id: str, taken: Iterable[str]) -> Fraction:
    """JP that a PNS lacks to the minimum, with the plan; nobody else lacks any."""
    if given.people[employee_id]["status"] != "pns":
        return Fraction(0)
    planned = sum((given.hours_of(intervention_id) for intervention_id in taken), Fraction(0))
    lacking = exact(given.policy.minimum_jp) - given.hours_so_far(employee_id) - planned
    return max(Fraction(0), lacking)
