"""The best lawful plan of a tiny dataset, found by trying all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import Any, NamedTuple

from tests.checker import limits
from tests.checker.check_plan import NOTHING
from tests.checker.effect import find_credits, missing_hours
from tests.checker.given import Given, Item, Source, exact, make_given
from tests.checker.who import list_admitted, list_needs


@dataclass(frozen=True)
class BestPlan:
    """The highest objective any lawful plan reaches, and the lowest cost at which one does; of each agency too."""

    objective: Fraction
    cost: int
    items: tuple[Item, ...]
    by_agency: Mapping[str, tuple[Fraction, int]]


class Choice(NamedTuple):
    """One way for one person: what they take, what it is worth, what it costs and which counters it moves."""

    employee_id: str
    taken: tuple[str, ...]
    worth: Fraction
    counted: tuple[tuple[tuple[Any, ...], int], ...]


def best_plan(
    inputs: Source, needs: Source, *, as_of: date, year: int, budget: int | None = None,
    policy: Mapping[str, Any] = NOTHING,
) -> BestPlan | None:  # fmt: skip
    """The optimum of rule 16 over every plan that rule 17 allows, by exhaustion.

    `inputs` is the dataset and `needs` a source of the tables gap and need (and attainment), both as for `check_plan`:
    folders of Parquet or rows by table. None where no lawful plan exists, which only pins can bring about, or where no
    money is named. For a run in DIR: `best = best_plan(DIR / "snapshot", DIR, as_of=…, year=…)`; then for each row of
    plan_agency `row["objective"] <= best.by_agency[agency_id][0] <= row["upper_bound"]`, but for the last bits, and
    where `optimality_gap_percent` is 0 the first two differ by at most 0.01. Agencies are apart, so each one's part of
    the best plan is its own best plan, unless an offering is pinned without a person.
    """
    given = make_given(inputs, needs, as_of=as_of, year=year, budget=budget, policy=policy)
    if not given.has_money:
        return None
    admitted = list_admitted(given)
    choices = [list(choices_of(given, person)) for person in admitted]
    if not all(choices) or not {pin.get("employee_id") for pin in given.policy.pins} <= {None, *admitted}:
        return None
    search = _Search(given, choices)
    search.descend(0, 0, [])
    return None if search.best is None else _describe(given, search.best)


def best_of_choices(given: Given, choices: list[list[Choice]]) -> Fraction | None:
    """The most that lawful plans made of these choices are worth; None where none is lawful."""
    pinned = {pin.get("employee_id") for pin in given.policy.pins} - {None}
    if not all(choices) or not pinned <= set(list_admitted(given)):
        return None
    search = _Search(given, choices)
    search.descend(0, 0, [])
    return None if search.best is None else sum((choice.worth for choice in search.best), Fraction(0))


def list_offerings(given: Given, employee_id: str) -> list[str]:
    """What one person could take, looked at alone."""
    return [
        offering
        for offering in given.offerings
        if limits.is_eligible(given, employee_id, offering)
        and not limits.is_of_another_agency(given, employee_id, offering)
        and not limits.is_banned(given, employee_id, offering)
        and not limits.is_passed(given, offering)
        and not limits.is_completed(given, employee_id, offering)
    ]


def choices_of(given: Given, employee_id: str, *, has_pins: bool = True) -> Iterator[Choice]:
    """Every lawful set of one person, looked at alone; without pins, those that no pin is part of too."""
    needs = [need for need in list_needs(given) if need.employee_id == employee_id]
    offerings = list_offerings(given, employee_id)
    pins = given.policy.pins if has_pins else ()
    pinned = {pin["intervention_id"] for pin in pins if pin.get("employee_id") == employee_id}
    for number in range(min(len(offerings), given.policy.max_items) + 1):
        for taken in combinations(offerings, number):
            if pinned <= set(taken) and _is_allowed(given, employee_id, taken):
                closed = find_credits(given, needs, employee_id, taken)
                worth = sum((credit.levels * credit.need.weight for credit in closed), Fraction(0))
                worth -= exact(given.policy.jp_penalty) * missing_hours(given, employee_id, taken)
                yield Choice(employee_id, taken, worth, _count(given, employee_id, taken))


def _is_allowed(given: Given, employee_id: str, taken: Sequence[str]) -> bool:
    programmes = {given.program_of(offering) for offering in taken}
    return (
        len(programmes) == len(taken)
        and not limits.exceeds_hours(given, employee_id, taken)
        and not any(limits.lacks_prerequisite(given, employee_id, offering, taken) for offering in taken)
    )


def _count(given: Given, employee_id: str, taken: Sequence[str]) -> tuple[tuple[tuple[Any, ...], int], ...]:
    """What a choice adds to the counters that people share: seats, money of units, absence and quotas."""
    found: Counter[tuple[Any, ...]] = Counter()
    agency_id, units = given.agency_of(employee_id), given.units_of(employee_id)
    for offering in taken:
        found["seat", agency_id, offering] += 1
        for unit_id in units:
            found["unit", unit_id] += given.offerings[offering]["cost_per_participant"]
        if (place := limits.workplace_month(given, employee_id, offering)) is not None:
            found["away", *place] += 1
    for unit_id in units if taken else ():
        found["quota", unit_id] += 1
    return tuple(found.items())


@dataclass
class _Search:
    """Everybody's choices in turn, the most worth first, leaving what is over a limit or cannot become better.

    Every counter only grows on the way down, and so does the money spent; only batches that are too small, and pins
    of offerings, must wait until everybody has chosen.
    """

    given: Given
    choices: list[list[Choice]]
    best: list[Choice] | None = None
    best_score: tuple[int, int] = (0, 0)
    counters: Counter[tuple[Any, ...]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.scale = lcm(*(choice.worth.denominator for choices in self.choices for choice in choices))
        for choices in self.choices:
            choices.sort(key=lambda choice: (-choice.worth, len(choice.taken)))
        self.worths = [[int(choice.worth * self.scale) for choice in choices] for choices in self.choices]
        self.to_come = [sum(worths[0] for worths in self.worths[place:]) for place in range(len(self.worths) + 1)]
        self.caps = _list_caps(self.given)
        self.budgets = {row["agency_id"]: self.given.budget_of(row["agency_id"]) for row in self.given.rows("agencies")}

    def descend(self, place: int, worth: int, chosen: list[Choice]) -> None:
        """Try every choice of the person at this place, given those before."""
        cost = self._cost()
        if cost is None or not self._can_improve(worth + self.to_come[place], cost):
            return
        if place == len(self.choices):
            if self._batches_are_filled() and self._offerings_are_held():
                self.best, self.best_score = list(chosen), (worth, -cost)
            return
        for choice, more in zip(self.choices[place], self.worths[place], strict=True):
            if not self._can_improve(worth + more + self.to_come[place + 1], cost):
                continue
            if self._add(choice):
                self.descend(place + 1, worth + more, [*chosen, choice])
            self._remove(choice)

    def _can_improve(self, worth: int, cost: int) -> bool:
        return self.best is None or (worth, -cost) > self.best_score

    def _add(self, choice: Choice) -> bool:
        is_within = True
        for key, number in choice.counted:
            self.counters[key] += number
            cap = self.caps.get(key)
            is_within = is_within and (cap is None or self.counters[key] <= cap)
        return is_within

    def _remove(self, choice: Choice) -> None:
        for key, number in choice.counted:
            self.counters[key] -= number

    def _seats(self) -> Iterator[tuple[str, str, int]]:
        for key, people in self.counters.items():
            if key[0] == "seat" and people:
                yield key[1], key[2], people

    def _cost(self) -> int | None:
        """Rupiah of all agencies, None where one is above its budget."""
        spent: Counter[str] = Counter()
        for agency_id, intervention_id, people in self._seats():
            offering = self.given.offerings[intervention_id]
            spent[agency_id] += people * offering["cost_per_participant"]
            spent[agency_id] += fewest_batches(self.given, intervention_id, people) * offering["cost_per_batch"]
        return None if any(spent[agency] > self.budgets[agency] for agency in spent) else spent.total()

    def _batches_are_filled(self) -> bool:
        return all(
            fewest_batches(self.given, offering, people) * (self.given.offerings[offering].get("min_batch_size") or 1)
            <= people
            for _, offering, people in self._seats()
        )

    def _offerings_are_held(self) -> bool:
        held = {offering for _, offering, _ in self._seats()}
        return all(pin["intervention_id"] in held for pin in self.given.policy.pins)


def fewest_batches(given: Given, intervention_id: str, people: int) -> int:
    """The fewest batches that seat these people: they cost least and are easiest to fill."""
    size = given.offerings[intervention_id].get("batch_size")
    return 1 if size is None else -(-people // size)


def _list_caps(given: Given) -> dict[tuple[Any, ...], int]:
    caps: dict[tuple[Any, ...], int] = {}
    for row in given.budgets_of_year:
        if row.get("unit_id") is not None:
            caps["unit", row["unit_id"]] = row["amount_rupiah"]
    for row in given.policy.quotas:
        key = ("quota", row["unit_id"])
        caps[key] = min(row["max_people"], caps.get(key, row["max_people"]))
    for unit_id in given.people_in_unit:
        for month in range(1, 13):
            caps["away", unit_id, month] = limits.most_absent(given, unit_id)
    for agency in given.rows("agencies"):
        for intervention_id, row in given.offerings.items():
            if row.get("batch_size") is not None and row.get("max_batches") is not None:
                caps["seat", agency["agency_id"], intervention_id] = row["batch_size"] * row["max_batches"]
    return caps


def seat(given: Given, chosen: Mapping[str, Sequence[str]]) -> tuple[Item, ...]:
    """The items of people who take these offerings, spread evenly over the fewest batches."""
    found: list[Item] = []
    takers: dict[tuple[str, str], list[str]] = {}
    for person, taken in chosen.items():
        for offering in taken:
            takers.setdefault((given.agency_of(person), offering), []).append(person)
    for (_, offering), people in takers.items():
        batches = fewest_batches(given, offering, len(people))
        found += [Item(person, offering, place % batches + 1) for place, person in enumerate(people)]
    return tuple(found)


def _describe(given: Given, chosen: list[Choice]) -> BestPlan:
    items = seat(given, {choice.employee_id: choice.taken for choice in chosen})
    spent = limits.spent_by(given, items)
    worth: dict[str, Fraction] = {row["agency_id"]: Fraction(0) for row in given.people.values()}
    for choice in chosen:
        worth[given.agency_of(choice.employee_id)] += choice.worth
    by_agency = {agency_id: (objective, spent[agency_id]) for agency_id, objective in worth.items()}
    return BestPlan(sum(worth.values(), Fraction(0)), spent.total(), items, by_agency)
