"""What comes in the place of an item, against trying every set; what stops it; and that asking changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from benangmerah.planner.compiled.menu_arrays import read_menu_arrays
from benangmerah.planner.next_item import NextItem, find_next
from benangmerah.planner.objective import closure_value, person_value
from benangmerah.planner.plan import draft_plan
from benangmerah.planner.plan_rows import next_rows
from benangmerah.planner.prices import Scarcity
from benangmerah.planner.problem import Floats, Problem
from benangmerah.planner.solution import Draft
from tests.planner.office import Office, offering, person
from tests.planner.test_search import PEOPLE, list_sets, make_office

OFFICES, NEAR = 60, 1e-6


def seated(seed: int) -> tuple[Draft, Scarcity, Floats]:
    """A random office with everybody in some lawful set of items, and prices of all offerings."""
    problem = make_office(seed).problem()
    scarcity = Scarcity(problem, read_menu_arrays(problem))
    random, draft = Random(seed), Draft(problem)
    for who in range(PEOPLE):
        sets = sorted((sorted(one) for one in list_sets(problem, who)), key=lambda one: (-len(one), one))
        for item in random.choice(sets[: 1 + len(sets) // 2]):
            draft.add(who, item)
    of_offering = np.array([random.choice((0.0, 0.1, 0.5, 1.0, 2.0)) for _ in problem.offerings])
    return draft, scarcity, of_offering[scarcity.menus.offering]


def price_of(scarcity: Scarcity, prices: Floats, who: int) -> dict[int, float]:
    """The price of each offering on the menu of a person."""
    menus = scarcity.menus
    places = range(int(menus.start[who]), int(menus.start[who + 1]))
    return {int(menus.offering[place]): float(prices[place]) for place in places}


def gone_with(problem: Problem, who: int, items: list[int], item: int) -> set[int]:
    gone = {item}
    for _ in items:
        ids = {problem.offerings[one].intervention_id for one in gone} - set(problem.people.finished.get(who, {}))
        gone |= {one for one in items if ids & set(problem.offerings[one].requires_ids)}
    return gone


def best_worth(draft: Draft, found: NextItem, price: dict[int, float]) -> float:
    """The most that a lawful set with all that stays and without the item is worth, of what stands on the menu."""
    problem, who = draft.problem, found.person
    stays = set(draft.items[who]) - gone_with(problem, who, draft.items[who], found.offering)
    return max(
        person_value(problem, who, items) - sum(price[one] for one in items if one in price)
        for items in list_sets(problem, who)
        if stays <= items and found.offering not in items and items - stays <= set(price)
    )


def answers() -> Iterator[tuple[Draft, Scarcity, Floats, list[NextItem]]]:
    for seed in range(OFFICES):
        draft, scarcity, prices = seated(seed)
        yield draft, scarcity, prices, list(find_next(draft, scarcity, prices))


def test_what_comes_next_is_the_best_of_all_sets_that_keep_the_other_items() -> None:
    something = several = 0
    for draft, scarcity, prices, found in answers():
        problem = draft.problem
        assert [(one.person, one.offering) for one in found] == [
            (who, item) for who, items in enumerate(draft.items) for item in sorted(items)
        ]
        for one in found:
            items, price = draft.items[one.person], price_of(scarcity, prices, one.person)
            stays = set(items) - gone_with(problem, one.person, items, one.offering)
            after = stays | set(one.offerings)
            assert one.offering not in after
            worth = person_value(problem, one.person, after) - sum(price[item] for item in after if item in price)
            assert worth == pytest.approx(best_worth(draft, one, price), abs=NEAR)
            lost = closure_value(problem, one.person, items) - closure_value(problem, one.person, after)
            assert one.loses == pytest.approx(lost, abs=NEAR)
            something += bool(one.offerings)
            several += len(one.offerings) > 1
    assert something > 100
    assert several > 10


def test_asking_leaves_the_plan_as_it_is() -> None:
    for seed in range(OFFICES):
        draft, scarcity, prices = seated(seed)
        before = [list(items) for items in draft.items], draft.spent, list(draft.hours), dict(draft.away)
        list(find_next(draft, scarcity, prices))
        assert (draft.items, draft.spent, draft.hours) == before[:3]
        assert {key: count for key, count in draft.away.items() if count} == {k: v for k, v in before[3].items() if v}


def test_a_cheaper_offering_comes_next_and_loses_what_it_closes_less() -> None:
    better, other = (
        offering("I1", {"C1": (2.0, 5.0)}, program_id="P1"),
        offering("I2", {"C1": (1.0, 5.0)}, program_id="P1"),
    )
    plan = Office([person("ani")], [better, other]).plan()
    rows = list(next_rows(plan))
    assert [(row["intervention_id"], row["next_intervention_id"], row["limit"]) for row in rows] == [("I1", "I2", None)]
    assert rows[0]["loses"] == pytest.approx(1.0)


def test_nothing_comes_next_where_nothing_else_helps() -> None:
    rows = list(next_rows(Office([person("ani")], [offering("I1", {"C1": (2.0, 5.0)})]).plan()))
    assert [(row["next_intervention_id"], row["limit"]) for row in rows] == [(None, None)]
    assert rows[0]["loses"] == pytest.approx(2.0)


def test_hours_that_would_be_missing_are_told() -> None:
    rows = list(next_rows(Office([person("ani", level=5.0, learning_hours=16.0)], [offering("I1", {})]).plan()))
    assert [(row["loses"], row["missing_jp"]) for row in rows] == [(0.0, 4.0)]


def test_what_stops_the_next_one_is_named() -> None:
    people = [person("ani"), person("budi")]
    both = [
        offering("I1", {"C1": (2.0, 5.0)}, program_id="P1"),
        offering("I2", {"C1": (1.0, 5.0)}, program_id="P1", min_batch_size=2),
    ]
    rows = list(next_rows(Office(people, both).plan()))
    assert {(row["intervention_id"], row["next_intervention_id"], row["limit"]) for row in rows} == {
        ("I1", "I2", "min_batch")
    }


def test_the_same_plan_gives_the_same_rows() -> None:
    problem = make_office(7).problem()
    assert list(next_rows(draft_plan(problem))) == list(next_rows(draft_plan(problem)))
