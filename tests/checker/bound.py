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
from tests.checker.limits import most_absent, workplace_month
from tests.checker.who import list_admitted, list_needs

MILLION = 1_000_000
Prices = dict[tuple[str, str | None, int | None], Fraction]
SHARE = "share"


def bound_of(given: Given, prices: Sequence[Row], agency_id: str) -> Fraction:
    """The bound of one agency at the prices of the table plan_price; never more than the weight of all its gaps."""
    known: Prices = {
        (row["kind"], row["subject_id"], row["period"]): exact(row["price"])
        for row in prices
        if row["agency_id"] == agency_id
    }
    if any(price < 0 for price in known.values()):
        raise ValueError("a price below nothing proves nothing")
    rent = sum(
        (price * amount_of(given, agency_id, *thing) for thing, price in known.items() if thing[0] != SHARE), Fraction()
    )
    people = [person for person in list_admitted(given) if given.agency_of(person) == agency_id]
    for row in prices:
        if row["agency_id"] == agency_id and row["kind"] == SHARE:
            check_share(given, people, row, known)
    needs = [need for need in list_needs(given) if given.agency_of(need.employee_id) == agency_id]
    whole = sum(
        ((need.required - min(need.required, need.attained)) * need.weight for need in needs), Fraction()
    )  # fmt: skip
    return min(whole, rent + sum((best_left(given, person, known) for person in people), Fraction()))


def check_share(given: Given, people: Sequence[str], row: Row, prices: Prices) -> None:
    """So many who gain by the offering pay for its one batch that together they pay no more than it costs."""
    intervention_id = row["subject_id"]
    paid = exact(row["price"]) * row["amount"] * MILLION
    most = prices["money", None, None] * given.offerings[intervention_id]["cost_per_batch"]
    if paid > most * (1 + Fraction(1, 10**9)):
        raise ValueError(f"those who share a batch of {intervention_id} pay more than it costs")
    gaining = sum(gains_by(given, person, intervention_id) for person in people)
    if gaining > row["amount"]:
        raise ValueError(f"{gaining} people gain by {intervention_id}, and {row['amount']} share its batch")


def gains_by(given: Given, employee_id: str, intervention_id: str) -> bool:
    """Whether a choice with an offering is worth more than every choice of a part of it without that offering."""
    choices = list(choices_of(given, employee_id, has_pins=False))
    return any(
        choice.worth > max(one.worth for one in choices if {*one.taken} <= {*choice.taken} - {intervention_id})
        for choice in choices
        if intervention_id in choice.taken
    )


def amount_of(given: Given, agency_id: str, kind: str, subject_id: str | None, period: int | None) -> Fraction:  # noqa: ARG001 part of the key
    """How much there is of something scarce: millions of rupiah, seats, or absences in a month."""
    if kind == "money":
        return Fraction(given.budget_of(agency_id), MILLION)
    if kind == "unit_money":
        return next(Fraction(row["amount_rupiah"], MILLION) for row in given.budgets_of_year
                    if row.get("unit_id") == subject_id)  # fmt: skip
    if kind == "absence_room":
        return Fraction(most_absent(given, str(subject_id)))
    offering: Any = given.offerings[str(subject_id)]
    return Fraction(offering["batch_size"] * offering["max_batches"])


def best_left(given: Given, employee_id: str, prices: Prices) -> Fraction:
    """The most that a person's choices leave after their prices, the penalty on missing hours taken off."""
    return max(
        choice.worth - sum((price_of(given, employee_id, one, prices) for one in choice.taken), Fraction())
        for choice in choices_of(given, employee_id, has_pins=False)
    )


def price_of(given: Given, employee_id: str, intervention_id: str, prices: Prices) -> Fraction:
    """What an item costs a person in points: its head and a seat's share of a full batch, its unit's money, its seat, its absence."""
    offering = given.offerings[intervention_id]
    head, size = Fraction(offering["cost_per_participant"]), offering.get("batch_size")
    share = Fraction(offering["cost_per_batch"], size) if size is not None else Fraction()
    total = prices.get(("money", None, None), Fraction()) * (head + share) / MILLION
    for unit_id in given.units_of(employee_id):
        total += prices.get(("unit_money", unit_id, None), Fraction()) * head / MILLION
    if (away := workplace_month(given, employee_id, intervention_id)) is not None:
        total += prices.get(("absence_room", *away), Fraction())
    for kind in ("seat", SHARE):
        total += prices.get((kind, intervention_id, None), Fraction())
    return total
