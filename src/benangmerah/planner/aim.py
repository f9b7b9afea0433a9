"""What a plan is to reach: a share of the gaps, or the minimum of learning hours for everybody who can have it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.mixing import Answers
from benangmerah.planner.objective import person_value
from benangmerah.planner.prices import Scarcity
from benangmerah.planner.problem import HOUR_UNITS, Bools, Problem, Slots

Worth: TypeAlias = Callable[[int, Sequence[int]], float]
"""What some items of a person really give towards the target."""
NEAR = 1e-9
"""A part of a target that is lacking for the rounding of doubles alone."""
UNLIMITED = 10**15
"""More rupiah than any agency has: the money is what is asked for, so that no budget binds."""


@dataclass(frozen=True)
class Aim:
    """A target and the problem that is solved for it.

    The gains of `problem` are those of the target alone, and never below what `worth` really counts, so that a bound on
    them is a bound on the target. No budget binds in it; all other limits do.
    """

    problem: Problem
    target: float
    worth: Worth

    def lower(self, target: float) -> Aim:
        """The same aim with another target."""
        return replace(self, target=target)

    def is_reached(self, value: float) -> bool:
        """Whether so much is as much as is wanted."""
        return value >= self.target - NEAR * max(1.0, abs(self.target))


def aim_at_closure(problem: Problem, share: float) -> Aim:
    """So large a share of the weight of all gaps is to be closed; missing hours count nothing."""
    asked = _ask(problem, np.zeros(len(problem.people), dtype=bool), problem.slots, penalty=0.0)
    return Aim(asked, share * problem.weighted_gap, _worth_of(asked))


def aim_at_hours(problem: Problem) -> tuple[Aim, Bools]:
    """Everybody who owes the minimum of learning hours is to have it; and who provably cannot have it by any items.

    Those are left out of the target: what nobody can reach must not make it dearer for the others.
    """
    lacking = problem.people.missing > 0
    everybody = _ask(problem, lacking, _no_slots(problem), penalty=1.0)
    scarcity = Scarcity(everybody, read_menu_arrays(everybody))
    answers = Answers(scarcity, np.arange(len(problem.people)), scarcity.no_prices())
    short = problem.people.missing / HOUR_UNITS - answers.bound
    cannot: Bools = lacking & (short > NEAR * problem.rules.minimum_hours)
    asked = _ask(problem, lacking & ~cannot, _no_slots(problem), penalty=1.0)
    return Aim(asked, float(asked.people.missing.sum()) / HOUR_UNITS, _worth_of(asked)), cannot


def _ask(problem: Problem, wanting: Bools, slots: Slots, *, penalty: float) -> Problem:
    """The problem with these needs alone, the hours of those who want them, and no end to the money."""
    people = replace(problem.people, missing=np.where(wanting, problem.people.missing, 0))
    rules = replace(problem.rules, jp_penalty=penalty)
    return replace(problem, budget=UNLIMITED, rules=rules, people=people, slots=slots)


def _no_slots(problem: Problem) -> Slots:
    slots, none = problem.slots, slice(0, 0)
    return Slots(
        slots.person[none], slots.competency[none], slots.level[none], slots.required[none], slots.weight[none]
    )


def _worth_of(problem: Problem) -> Worth:
    def worth(person: int, items: Sequence[int]) -> float:
        return person_value(problem, person, items)

    return worth
