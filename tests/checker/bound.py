"""The bound of a plan worked out again from its stored prices, by weak duality and nothing of the product.

At any prices that are not negative no lawful plan is worth more than what everything scarce is worth at them, plus what
each person would at best have left after paying for what they take.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.checker.brute_force import choices_of
from tests.checker.given import Given, Row, exact
from tests.checker.who import list_admitted, list_needs

MILLION = 1_000_000
Prices = dict[tuple[str, str | None], Fraction]


def bound_of(given: Given, prices: Sequence[Row], agency_id: str) -> Fraction:
    """The bound of one agency at the prices of the table plan_price; never more than the weight of all its gaps."""
    known: Prices = {
        (row["kind"], row["subject_id"]): exact(row["price"]) for row in prices if row["agency_id"] == agency_id
    }
    if any(price < 0 for price in known.values()):
        raise ValueError("a price below nothing proves nothing")
    rent = sum((price * amount_of(given, agency_id, *thing) for thing, price in known.items()), Fraction())
    people = [person for person in list_admitted(given) if given.agency_of(person) == agency_id]
    needs = [need for need in list_needs(given) if given.agency_of(need.employee_id) == agency_id]
    whole = sum(
        ((need.required - min(need.required, need.attained)) * need.weight for need in needs), Fraction()
    )  # fmt: skip
    return min(whole, rent + sum((best_left(given, person, known) for person in people), Fraction()))


def amount_of(given: Given, agency_id: str, kind: str, subject_id: str | None) -> Fraction:
    """How much there is of something scarce: millions of rupiah, or seats."""
    if kind == "money":
        return Fraction(given.budget_of(agency_id), MILLION)
    if kind == "unit_money":
        return next(Fraction(row["amount_rupiah"], MILLION) for row in given.budgets_of_year
                    if row.get("unit_id") == subject_id)  # fmt: skip
    offering: Any = given.offerings[str(subject_id)]
    return Fraction(offering["batch_size"] * offering["max_batches"])


def best_left(given: Given, employee_id: str, prices: Prices) -> Fraction:
    """The most that a person's choices leave after their prices, the penalty on missing hours taken off."""
    return max(
        choice.worth - sum((price_of(given, employee_id, one, prices) for one in choice.taken), Fraction())
        for choice in choices_of(given, employee_id, has_pins=False)
    )


def price_of(given: Given, employee_id: str, intervention_id: str, prices: Prices) -> Fraction:
    """What an item costs a person in points: its head and a seat's share of a full batch, its unit's money, its seat."""
    offering = given.offerings[intervention_id]
    head, size = Fraction(offering["cost_per_participant"]), offering.get("batch_size")
    share = Fraction(offering["cost_per_batch"], size) if size is not None else Fraction()
    total = prices.get(("money", None), Fraction()) * (head + share) / MILLION
    for unit_id in given.units_of(employee_id):
        total += prices.get(("unit_money", unit_id), Fraction()) * head / MILLION
    return total + prices.get(("seat", intervention_id), Fraction())
