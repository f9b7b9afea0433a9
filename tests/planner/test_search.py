"""The compiled search for one person against trying every set of items, with and without prices, bounds-checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from random import Random
from typing import Any

import numpy as np
import pytest

from benangmerah.domain.intervention import can_precede
from benangmerah.domain.plan import levels_added, levels_closed
from benangmerah.kernel.quantity import LEVEL_UNITS
from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.compiled.search import MenuArrays, best_sets
from benangmerah.planner.person_menu import PersonMenu, read_menus
from benangmerah.planner.problem import Problem
from tests.factories.dataset import Rows
from tests.planner.office import AS_OF, Office, offering, person

OFFICES, PEOPLE, PRICES, MANY = 100, 8, 4, 10_000
NEAR = 1e-6
LADDER = ((0.5, 2.0), (1.0, 2.0), (1.0, 3.0), (1.5, 4.0), (2.0, 5.0), (0.75, 5.0), (0.0, 5.0))


def make_office(seed: int) -> Office:
    """Eight people with needs in two competencies, some aiming higher, and up to seven offerings that require each other."""
    random = Random(seed)
    offerings = [_offering(random, number) for number in range(random.choice((2, 5, 6, 7, 7)))]
    people = [_person(random, number) for number in range(PEOPLE)]
    tables: Rows = {
        "requirements": [
            {"position_id": "P", "competency_id": "C1", "required_level": 3, "importance": random.choice(("mutlak", None))},
            {"position_id": "P", "competency_id": "C2", "required_level": 4, "importance": "penting"},
            {"position_id": "Q", "competency_id": "C1", "required_level": random.choice((2, 4))},
        ],
        "ratings": [
            {"rating_id": f"{number}-{competency}", "employee_id": f"E{number}", "competency_id": competency,
             "source": "competency_test", "level": random.choice((0.0, 0.5, 1.0, 1.67, 2.5, 3.5)), "assessed_on": AS_OF}
            for number in range(PEOPLE)
            for competency in ("C1", "C2")
        ],
    }  # fmt: skip
    policy = {
        "max_items": random.choice((0, 1, 2, 3, 3, 5, 5, 5)), "jp_penalty": random.choice((0, 0.1, 1, 2)),
        "elective_ceiling": random.choice((15, 30, 120)),
    }  # fmt: skip
    return Office(people, offerings, tables, policy=policy)


def _offering(random: Random, number: int) -> dict[str, Any]:
    raised = [name for name in ("C1", "C2") if random.random() < 0.6]
    return offering(
        f"I{number}", {name: random.choice(LADDER) for name in raised},
        requires=[f"I{random.randrange(number)}"] if number and random.random() < 0.3 else [],
        program_id=random.choice((None, None, None, "PR")), form=random.choice(("NKL01", "NKL01", "KL03", "KL01")),
        learning_hours=random.choice((0.0, 1.0, 2.5, 2.5, 4.0, 4.0, 6.0, 10.0, 20.0)), period=random.choice((None, None, 3, 4, 5)),
    )  # fmt: skip


def _person(random: Random, number: int) -> dict[str, Any]:
    return person(
        f"E{number}", status=random.choice(("pns", "pns", "pns", "pppk", "cpns")),
        learning_hours=random.choice((0.0, 0.0, 0.0, 6.0, 6.0, 14.0, 19.5, 25.0)),
        target_position_id=random.choice((None, "Q")), target_approved=True,
    )  # fmt: skip


@dataclass(frozen=True)
class Choices:
    """A person's menu, and the worth of every set of items that the person may have."""

    menu: PersonMenu
    arrays: MenuArrays
    worth: dict[frozenset[int], float]

    def best(self, price: list[float]) -> float:
        """The most that any of them is worth at these prices of all offerings."""
        return max(worth - sum(price[item] for item in items) for items, worth in self.worth.items())


def list_sets(problem: Problem, who: int) -> Iterator[frozenset[int]]:
    free = [place for place in range(len(problem.offerings)) if not problem.blocked[who, place]]
    for number in range(min(len(free), problem.rules.max_items) + 1):
        for items in combinations(free, number):
            if is_allowed(problem, who, items):
                yield frozenset(items)


def is_allowed(problem: Problem, who: int, items: tuple[int, ...]) -> bool:
    taken = [problem.offerings[item] for item in items]
    counted = sum(one.hours for item, one in zip(items, taken, strict=True) if problem.counts_under_ceiling(who, item))
    periods = {one.intervention_id: one.period for one in taken}
    return (
        len({one.programme for one in taken}) == len(taken)
        and (not counted or counted <= int(problem.people.room[who]))
        and all(
            required in periods and can_precede(periods[required], one.period)
            for one in taken
            for required in one.requires_ids
        )
    )


def worth_of(problem: Problem, who: int, items: frozenset[int]) -> float:
    total = 0.0
    for competency, slot in problem.slot_of[who].items():
        raises = [
            problem.offerings[item].raises[competency] for item in items if competency in problem.offerings[item].raises
        ]
        level, needs = problem.slot_rows[slot]
        after = level + sum(levels_added(level, raises).values())
        total += sum(levels_closed(need, level, after) * weight for need, weight in needs) / LEVEL_UNITS
    hours = sum(problem.offerings[item].hours for item in items)
    return total + problem.rules.penalty * min(hours, int(problem.people.missing[who]))


@cache
def all_choices() -> tuple[tuple[int, Choices], ...]:
    found = []
    for seed in range(OFFICES):
        problem = make_office(seed).problem()
        menus = read_menus(problem)
        arrays = read_menu_arrays(problem)
        for menu in menus:
            sets = list_sets(problem, menu.person)
            worth = {items: worth_of(problem, menu.person, items) for items in sets}
            found.append((seed, Choices(menu, arrays, worth)))
    return tuple(found)


@dataclass(frozen=True)
class Best:
    """What the search found."""

    offerings: tuple[int, ...]
    value: float
    bound: float


def find_best(choices: Choices, price: Sequence[float], steps: int) -> Best:
    """The best items of a person at these prices of all offerings."""
    arrays = choices.arrays
    sets = np.zeros((1, max(1, arrays.most_items)), dtype=np.int64)
    value, bound = np.zeros(1), np.zeros(1)
    of_items = np.array([price[place] for place in arrays.offering.tolist()])
    best_sets(arrays, np.array([choices.menu.person]), of_items, steps, sets, value, bound)
    taken = sets[sets >= 0] if arrays.most_items else sets[:0, 0]
    return Best(tuple(arrays.offering[taken].tolist()), float(value[0]), float(bound[0]))


def search_all(steps: int) -> Iterator[tuple[Choices, list[float], Best]]:
    """Every person at no price, at prices that single items are worth, and at random ones."""
    for seed, choices in all_choices():
        random = Random(seed + choices.menu.person)
        count = len(choices.menu.problem.offerings)
        for number in range(PRICES):
            scale = (0.0, 0.3, 1.0, 4.0)[number]
            price = [scale * random.choice((0.0, 0.1, 0.5, 1.0, 2.0)) for _ in range(count)]
            yield choices, price, find_best(choices, price, steps)


def test_the_best_items_of_a_person_are_found() -> None:
    searches = 0
    for choices, price, found in search_all(MANY):
        items = frozenset(found.offerings)
        assert items in choices.worth
        assert found.value == pytest.approx(choices.worth[items] - sum(price[item] for item in items), abs=NEAR)
        assert found.value == pytest.approx(choices.best(price), abs=NEAR)
        assert found.bound == found.value
        searches += 1
    assert searches == OFFICES * PEOPLE * PRICES


@pytest.mark.parametrize("steps", [0, 1, 2, 5])
def test_rule_16_the_estimate_bounds_a_search_that_was_ended(steps: int) -> None:
    ended = 0
    for choices, price, found in search_all(steps):
        best = choices.best(price)
        assert found.bound >= best - NEAR
        assert found.value <= best + NEAR
        assert frozenset(found.offerings) in choices.worth
        ended += found.bound > found.value + NEAR
    assert ended > 0


def test_what_adds_nothing_alone_is_not_on_the_menu_unless_it_is_required() -> None:
    offerings = [
        offering("I1", {"C1": (1.0, 1.0)}), offering("I2", {}), offering("I3", requires=["I2"]), offering("I4"),
    ]  # fmt: skip
    problem = Office([person("ani")], offerings).problem()
    menus = read_menus(problem)
    found = find_best(Choices(menus[0], read_menu_arrays(problem), {}), [0.0] * len(offerings), MANY)
    assert found.offerings in ((3, 1, 2), (1, 2, 3))


def test_the_search_is_checked_for_leaving_its_arrays() -> None:
    _, choices = all_choices()[0]
    arrays = choices.arrays
    with pytest.raises(IndexError):
        best_sets(arrays, np.array([10**6]), np.zeros(len(arrays.offering)), 1, np.zeros((1, 5), dtype=np.int64),
                  np.zeros(1), np.zeros(1))  # fmt: skip
