"""The best plan of a tiny city against trying every set of items through the checker's limits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from tests.checker.brute_force import BestPlan, best_plan, seat
from tests.checker.check_plan import check_plan
from tests.checker.figures import Outcome, figures_of_all
from tests.checker.given import Given, make_given
from tests.checker.limits import check_limits, spent_by
from tests.checker.small_office import Office, offering, person, write_plan
from tests.checker.tiny_needs import derive_needs
from tests.checker.who import list_admitted
from tests.factories.tiny_city import TinyCity, make_tiny_city

MOST_PAIRS = 8
SEEDS = 150


@cache
def city_of(seed: int) -> TinyCity:
    return make_tiny_city(seed)


def told(city: TinyCity) -> dict[str, Any]:
    return {"as_of": city.as_of, "year": city.year, "budget": city.budget, "policy": city.policy}


def given_of(city: TinyCity) -> Given:
    return make_given(city.rows, derive_needs(city.rows), **told(city))


def best_of(city: TinyCity) -> BestPlan | None:
    return best_plan(city.rows, derive_needs(city.rows), **told(city))


def pairs_of(given: Given) -> list[tuple[str, str]]:
    return [(who, what) for who in list_admitted(given) for what in given.offerings]


def lawful_scores(given: Given) -> Iterator[tuple[Fraction, int]]:
    """Objective and negative cost of every lawful plan, whatever its pairs."""
    pairs = pairs_of(given)
    for number in range(len(pairs) + 1):
        for chosen in combinations(pairs, number):
            taken: dict[str, list[str]] = {}
            for who, what in chosen:
                taken.setdefault(who, []).append(what)
            items = seat(given, taken)
            if not check_limits(given, items):
                yield figures_of_all(Outcome(given, items))["objective"], -spent_by(given, items).total()


SMALL = [seed for seed in range(SEEDS) if len(pairs_of(given_of(city_of(seed)))) <= MOST_PAIRS]


@pytest.mark.parametrize("seed", SMALL)
def test_best_plan_is_the_best_of_all_lawful_plans(seed: int) -> None:
    best = best_of(city_of(seed))
    found = max(lawful_scores(given_of(city_of(seed))), default=None)
    assert found == (None if best is None else (best.objective, -best.cost))


@pytest.mark.parametrize("seed", range(0, SEEDS, 3))
def test_best_plan_is_lawful_and_reaches_what_it_says(seed: int) -> None:
    city = city_of(seed)
    best, given = best_of(city), given_of(city)
    if best is None:
        assert given.policy.pins
        return
    written = write_plan(given, best.items)
    assert check_plan(city.rows, {**derive_needs(city.rows), **written}, **told(city)) == []
    assert {row["agency_id"]: (row["objective"], row["spent_rupiah"]) for row in written["plan_agency"]} == {
        agency_id: (float(objective), cost) for agency_id, (objective, cost) in best.by_agency.items()
    }


def test_a_useless_participant_fills_a_batch_that_is_worth_it() -> None:
    served = person("budi", status="cpns", learning_hours=120.0)
    office = Office([person("ani"), served], [offering("I1", form="KL04", min_batch_size=2, cost_per_participant=3)])
    needs = {name: [row for row in rows if row["employee_id"] == "ani"] for name, rows in office.needs.items()}
    best = best_plan(office.inputs, needs, as_of=office.as_of, year=office.year, budget=6)
    assert best is not None
    assert (best.objective, best.cost, len(best.items)) == (Fraction("1.5") - 16, 6, 2)


def test_of_plans_of_equal_objective_the_cheapest_is_found() -> None:
    offerings = [offering("dear", cost_per_participant=9), offering("cheap", cost_per_participant=2)]
    office = Office([person("ani")], offerings, plan_policy={"max_items": 1})
    best = best_plan(office.inputs, office.needs, as_of=office.as_of, year=2026, budget=100, policy=office.policy)
    assert best is not None
    assert (best.cost, best.items) == (2, (("ani", "cheap", 1),))


@pytest.mark.parametrize(
    "pin", [{"employee_id": "tono", "intervention_id": "I1"}, {"employee_id": "ani", "intervention_id": "I2"}]
)
def test_pins_that_cannot_be_met_leave_no_plan(pin: dict[str, str]) -> None:
    offerings = [offering("I1"), offering("I2", min_batch_size=2)]
    office = Office([person("ani"), person("tono", standing="leave")], offerings, plan_policy={"pins": [pin]})
    assert best_plan(office.inputs, office.needs, as_of=office.as_of, year=2026, budget=9, policy=office.policy) is None


def test_no_money_is_no_plan() -> None:
    office = Office([person("ani")], [offering("I1")])
    assert best_plan(office.inputs, office.needs, as_of=office.as_of, year=2026) is None
