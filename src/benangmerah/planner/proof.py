"""Proofs: prices at which a bound was proven, as rows that a later sketch begins from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np

from benangmerah.planner.prices import JOINING, MILLION, MINIMUM, MONEY, SEAT, UNIT_MONEY, Prices, Scarcity

Row = dict[str, Any]
Line = tuple[float, float]
"""The bound of a branch for the planned budget, and what a rupiah more adds to it."""


@dataclass(frozen=True)
class Proof:
    """Prices found at so many percent of the planned budget, and the bound over everybody that they prove.

    The bound is that for the planned budget, told beside the penalty of the hours missing before the plan.
    """

    percent: int
    bound: float
    prices: Prices

    def bound_with(self, more: float) -> float:
        """The bound with so many rupiah more, which are paid for at the price of money."""
        return self.bound + self.prices.of_rupiah * more


def highest(lines: Iterable[Line], more: float) -> float:
    """The bound of branches that together are every plan, with so many rupiah more; infinite where there are none."""
    return max((bound + of_rupiah * more for bound, of_rupiah in lines), default=inf)


def read_lines(rows: Iterable[Mapping[str, Any]]) -> list[Line]:
    """The lines of the rows of branches."""
    found: dict[int, Line] = {}
    for row in rows:
        bound, of_rupiah = found.get(row["branch"], (row["bound"], 0.0))
        found[row["branch"]] = bound, row["price"] / MILLION if row["kind"] == MONEY[0] else of_rupiah
    return list(found.values())


def proof_rows(scarcity: Scarcity, proofs: Iterable[Proof]) -> Iterator[Row]:
    """Every price above nothing of each proof; a proof without prices has a row of nothing for money."""
    problem, menus = scarcity.problem, scarcity.menus
    offering = [one.intervention_id for one in problem.offerings]
    nothing: dict[str, Any] = dict.fromkeys(("subject_id", "employee_id", "period"))
    for proof in proofs:
        row = {**nothing, "agency_id": problem.agency_id, "percent": proof.percent, "bound": proof.bound}
        prices = proof.prices
        for (kind, subject, month), price in zip(scarcity.things, prices.limits.tolist(), strict=True):
            if price > 0 or kind == MONEY[0]:
                yield {**row, "kind": kind, **_limit(scarcity, kind, subject, month), "price": price}
        for number, place in enumerate(scarcity.batched):
            for kind, price in ((SEAT, prices.seats[number]), (MINIMUM, prices.fewest[number])):
                if price > 0:
                    yield {**row, "kind": kind, "subject_id": offering[place], "price": float(price)}
        for item in np.flatnonzero(prices.joining).tolist():
            who = problem.people.employee_ids[int(scarcity.person[item])]
            subject_id = offering[int(menus.offering[item])]
            yield {**row, "kind": JOINING, "subject_id": subject_id, "employee_id": who,
                   "price": float(prices.joining[item])}  # fmt: skip


def _limit(scarcity: Scarcity, kind: str, subject: int, month: int) -> Row:
    if kind == MONEY[0]:
        return {}
    if kind == UNIT_MONEY:
        return {"subject_id": scarcity.problem.unit_budgets[subject].unit_id}
    return {"subject_id": scarcity.problem.unit_ids[subject], "period": month}


def read_proofs(scarcity: Scarcity, rows: Iterable[Mapping[str, Any]]) -> list[Proof]:
    """The proofs of rows, in the order of their budgets; prices of what is not scarce any more are left out."""
    problem, menus = scarcity.problem, scarcity.menus
    things = {
        (kind, *_limit(scarcity, kind, subject, month).values()): place
        for place, (kind, subject, month) in enumerate(scarcity.things)
    }
    number = {problem.offerings[place].intervention_id: one for one, place in enumerate(scarcity.batched)}
    offering = {one.intervention_id: place for place, one in enumerate(problem.offerings)}
    person = {who: place for place, who in enumerate(problem.people.employee_ids.tolist())}
    found: dict[int, Proof] = {}
    for row in rows:
        percent, kind, subject, price = row["percent"], row["kind"], row["subject_id"], row["price"]
        if percent not in found:
            found[percent] = Proof(percent, row["bound"], scarcity.no_prices())
        prices = found[percent].prices
        key = tuple(one for one in (kind, subject, row["period"]) if one is not None)
        if key in things:
            prices.limits[things[key]] = price
        elif kind in (SEAT, MINIMUM) and subject in number:
            (prices.seats if kind == SEAT else prices.fewest)[number[subject]] = price
        elif kind == JOINING and row["employee_id"] in person and subject in offering:
            first, last = menus.start[person[row["employee_id"]] :][:2].tolist()
            prices.joining[first:last][menus.offering[first:last] == offering[subject]] = price
    return [found[percent] for percent in sorted(found)]


def carry_prices(prices: Prices, old: Scarcity, new: Scarcity) -> Prices:
    """The prices of one problem for another with the same people and offerings, whose menus may differ."""
    found = new.no_prices()
    place_of = {thing: place for place, thing in enumerate(old.things)}
    for place, thing in enumerate(new.things):
        if thing in place_of:
            found.limits[place] = prices.limits[place_of[thing]]
    both = [(number, int(old.batch_of[offering])) for number, offering in enumerate(new.batched)]
    for number, before in both:
        if before >= 0:
            found.seats[number], found.fewest[number] = prices.seats[before], prices.fewest[before]
    paying = np.flatnonzero(prices.joining)
    count = len(old.problem.offerings)
    keys = new.person.astype(np.int64) * count + new.menus.offering
    wanted = old.person[paying].astype(np.int64) * count + old.menus.offering[paying]
    places = np.searchsorted(keys, wanted)
    is_there = places < len(keys)
    is_there[is_there] = keys[places[is_there]] == wanted[is_there]
    found.joining[places[is_there]] = prices.joining[paying[is_there]]
    return found
