"""The bound of a plan worked out again from its stored prices, by weak duality and nothing of the product.

At any prices that are not negative no lawful plan is worth more than all these together: what the money, the units'
money and the absences are worth; for each offering the batches that would pay for themselves, as many as are on offer;
what those are paid beyond their cost who only fill a batch; and what each person would at best have left after paying.
Everybody in a batch pays for a seat, of which it has as many as its size (or as people can gain by it, if those are
fewer), is rewarded towards its minimum, and pays for joining where a price says so: nobody can join half a batch.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.checker.brute_force import choices_of
from tests.checker.effect import find_credits, missing_hours
from tests.checker.given import Given, Row, exact
from tests.checker.limits import most_absent, workplace_month
from tests.checker.who import list_admitted, list_needs

MILLION = 1_000_000
TINY = Fraction(1, 10**9)
ENDS = ("at_most", "at_least")
Ends = tuple[int, int | None]
Box = Mapping[str, Ends]
ALL: Ends = (0, None)


class NoProofError(ValueError):
    """Prices that prove nothing."""


def bound_of(given: Given, prices: Sequence[Row], agency_id: str, branches: Sequence[Row] = ()) -> Fraction:
    """The bound of one agency at the prices of the table plan_price; never more than the weight of all its gaps.

    Where the table plan_branch has branches it is the highest of theirs, each at its own prices and with no other
    numbers of batches than its own. NoProofError where some numbers of batches lie in none of them.
    """
    bounds = branch_bounds(given, branches, agency_id)
    if bounds:
        return max(bounds.values())
    return _Proof(given, [row for row in prices if row["agency_id"] == agency_id], agency_id).bound()


def branch_bounds(given: Given, branches: Sequence[Row], agency_id: str) -> dict[int, Fraction]:
    """The bound of each branch of one agency; NoProofError where together they are not every plan."""
    of_branch: dict[int, list[Row]] = {}
    for row in branches:
        if row["agency_id"] == agency_id:
            of_branch.setdefault(row["branch"], []).append(row)
    boxes = {number: _box_of(rows) for number, rows in of_branch.items()}
    if boxes and not covers([*boxes.values()], {}):
        raise NoProofError(f"the branches of {agency_id} are not every plan")
    return {
        number: _Proof(given, [row for row in rows if row["kind"] not in ENDS], agency_id, boxes[number]).bound()
        for number, rows in of_branch.items()
    }


def _box_of(rows: Sequence[Row]) -> Box:
    """At least and at most so many batches of each offering that a branch names."""
    box: dict[str, tuple[int, int | None]] = {}
    for row in rows:
        if row["kind"] in ENDS:
            least, most = box.get(row["subject_id"], (0, None))
            box[row["subject_id"]] = (least, row["amount"]) if row["kind"] == "at_most" else (row["amount"], most)
    return box


def covers(boxes: Sequence[Box], part: Box) -> bool:
    """Whether every choice of numbers of batches in this part lies in some box."""
    near = [box for box in boxes if all(_meets(box.get(one, ALL), ends) for one, ends in part.items())]
    for box in near:
        for one, (least, most) in box.items():
            low, high = part.get(one, ALL)
            if low < least:
                halves = (low, least - 1), (least, high)
            elif most is not None and (high is None or most < high):
                halves = (low, most), (most + 1, high)
            else:
                continue
            return all(covers(near, {**part, one: half}) for half in halves)
        return True
    return False


def _meets(one: Ends, other: Ends) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


@dataclass
class _Proof:
    given: Given
    rows: Sequence[Row]
    agency_id: str
    box: Box = field(default_factory=dict)
    _menus: dict[str, frozenset[str]] = field(default_factory=dict)
    _taken: dict[str, frozenset[str]] = field(default_factory=dict)

    def bound(self) -> Fraction:
        """The whole sum."""
        if any(row["price"] < 0 for row in self.rows):
            raise NoProofError("a price below nothing proves nothing")
        needs = [need for need in list_needs(self.given) if self.given.agency_of(need.employee_id) == self.agency_id]
        whole = sum(
            ((need.required - min(need.required, need.attained)) * need.weight for need in needs), Fraction()
        )  # fmt: skip
        offerings = sorted(
            {str(row["subject_id"]) for row in self.rows if row["kind"] in ("seat", "minimum", "joining")} | {*self.box}
        )
        total = sum((self._worth_of_limit(row) for row in self.rows), Fraction())
        total += sum((self._worth_of_batches(one) for one in offerings), Fraction())
        return min(whole, total + sum((self._best_left(person) for person in self._people), Fraction()))

    @cached_property
    def _people(self) -> list[str]:
        return [person for person in list_admitted(self.given) if self.given.agency_of(person) == self.agency_id]

    def _price(
        self, kind: str, subject: str | None = None, who: str | None = None, month: int | None = None
    ) -> Fraction:
        return next((exact(row["price"]) for row in self._find(kind, subject, who, month)), Fraction())

    def _find(self, kind: str, subject: str | None, who: str | None, month: int | None) -> list[Row]:
        key = (kind, subject, who, month)
        return [row for row in self.rows if (row["kind"], row["subject_id"], row["employee_id"], row["period"]) == key]

    def _worth_of_limit(self, row: Row) -> Fraction:
        kind, subject, price = row["kind"], row["subject_id"], exact(row["price"])
        if kind == "money":
            return price * self.given.budget_of(self.agency_id) / MILLION
        if kind == "unit_money":
            budget = next(one for one in self.given.budgets_of_year if one.get("unit_id") == subject)
            return price * Fraction(budget["amount_rupiah"], MILLION)
        return price * most_absent(self.given, subject) if kind == "absence_room" else Fraction()

    def _worth_of_batches(self, intervention_id: str) -> Fraction:
        """What batches pay beyond their cost, and what those are paid beyond their own who only fill them."""
        offering: Mapping[str, Any] = self.given.offerings[intervention_id]
        money, minimum = self._price("money"), self._price("minimum", intervention_id)
        joined = sum((self._price("joining", intervention_id, person) for person in self._people), Fraction())
        paid = self._price("seat", intervention_id) * self._seats(intervention_id) + joined
        worth: Fraction = (
            paid - minimum * (offering.get("min_batch_size") or 1) - money * offering["cost_per_batch"] / MILLION
        )
        offered: int | None = 1 if offering.get("batch_size") is None else offering.get("max_batches")
        least, most = self.box.get(intervention_id, ALL)
        if offered is not None:
            most = offered if most is None else min(most, offered)
        if most is None:
            if worth > TINY:
                raise NoProofError(f"batches of {intervention_id} pay for themselves and there is no end of them")
            most = 0
        rewarded: Fraction = max(Fraction(), minimum - money * offering["cost_per_participant"] / MILLION)
        whole: Fraction = max(Fraction(), worth) * most + min(Fraction(), worth) * least
        return whole + rewarded * self._fillers(intervention_id)

    def _seats(self, intervention_id: str) -> int:
        """The seats of a batch: its size, or fewer where no more people can gain by it."""
        rows = self._find("seat", intervention_id, None, None)
        size = self.given.offerings[intervention_id].get("batch_size")
        if not rows:
            return 0
        gaining = sum(intervention_id in self._menu(person) for person in self._people)
        if rows[0]["amount"] < min(gaining, size or gaining):
            raise NoProofError(f"{intervention_id} has more seats than {rows[0]['amount']} for those who gain by it")
        return int(rows[0]["amount"])

    def _fillers(self, intervention_id: str) -> int:
        """How many may take the offering and gain nothing, of each workplace no more than may be away; or more.

        Nobody fills batches of at least one: without who gains nothing a plan is worth as much, in a branch of its own.
        """
        rows = self._find("minimum", intervention_id, None, None)
        if not rows or (self.given.offerings[intervention_id].get("min_batch_size") or 1) == 1:
            return 0
        away: Counter[str] = Counter(
            self.given.people[person]["unit_id"]
            for person in self._people
            if intervention_id in self._takable(person) and intervention_id not in self._menu(person)
        )
        if all(workplace_month(self.given, person, intervention_id) for person in self._people):
            away = Counter({unit: min(count, most_absent(self.given, unit)) for unit, count in away.items()})
        if rows[0]["amount"] < away.total():
            raise NoProofError(f"{away.total()} may fill {intervention_id}, and {rows[0]['amount']} are counted")
        return int(rows[0]["amount"])

    def _menu(self, employee_id: str) -> frozenset[str]:
        """What a person gains by, looked at alone and whatever it requires, with all that it requires."""
        if employee_id not in self._menus:
            self._menus[employee_id] = frozenset(self._find_menu(employee_id))
        return self._menus[employee_id]

    def _find_menu(self, employee_id: str) -> set[str]:
        nothing = self._worth_alone(employee_id, ())
        offerings = self._takable(employee_id)
        found = {one for one in offerings if self._worth_alone(employee_id, (one,)) > nothing}
        wanted = list(found)
        while wanted:
            for required in self.given.prerequisites.get(wanted.pop(), ()):
                if required in offerings and required not in found:
                    found.add(required)
                    wanted.append(required)
        return found

    def _takable(self, employee_id: str) -> frozenset[str]:
        """What some lawful choice of a person holds."""
        if employee_id not in self._taken:
            choices = choices_of(self.given, employee_id, has_pins=False)
            self._taken[employee_id] = frozenset(one for choice in choices for one in choice.taken)
        return self._taken[employee_id]

    def _worth_alone(self, employee_id: str, taken: tuple[str, ...]) -> Fraction:
        needs = [need for need in list_needs(self.given) if need.employee_id == employee_id]
        closed = find_credits(self.given, needs, employee_id, taken)
        worth = sum((credit.levels * credit.need.weight for credit in closed), Fraction())
        return worth - exact(self.given.policy.jp_penalty) * missing_hours(self.given, employee_id, taken)

    def _best_left(self, employee_id: str) -> Fraction:
        """The most that a person's choices leave after their prices, the penalty on missing hours taken off."""
        menu = self._menu(employee_id)
        return max(
            choice.worth - sum((self._price_of(employee_id, one) for one in choice.taken), Fraction())
            for choice in choices_of(self.given, employee_id, has_pins=False)
            if {*choice.taken} <= menu
        )

    def _price_of(self, employee_id: str, intervention_id: str) -> Fraction:
        """What an item costs a person in points."""
        head = Fraction(self.given.offerings[intervention_id]["cost_per_participant"], MILLION)
        total = self._price("money") * head
        total += sum((self._price("unit_money", unit) * head for unit in self.given.units_of(employee_id)), Fraction())
        if (away := workplace_month(self.given, employee_id, intervention_id)) is not None:
            total += self._price("absence_room", away[0], None, away[1])
        total += self._price("seat", intervention_id) - self._price("minimum", intervention_id)
        return total + self._price("joining", intervention_id, employee_id)
