"""The tables gap and need of a tiny city, where every rating decides: rules 5 and 7 at their defaults, and no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from tests.checker.given import Given, PlanPolicy, Row, Tables, exact
from tests.checker.thread import Tree

IMPORTANCE = {"mutlak": 3, "penting": 2, "perlu": 1, None: 1}
AIMED_WEIGHT = Fraction(1, 2)
COUNTS_FROM = Fraction(1, 2)


def derive_needs(rows: Tables) -> dict[str, list[dict[str, Any]]]:
    """The rows of gap and need for every assessed requirement of these rows."""
    given = Given(rows, date.min, 0, PlanPolicy())
    strategic = _strategic_weights(given)
    gaps = [gap for person in given.people.values() for gap in _gaps_of(given, person, strategic)]
    approved = {person for person, row in given.people.items() if row.get("target_approved")}
    needs = [
        {name: gap[name] for name in ("employee_id", "competency_id", "target", "gap", "weight")}
        for gap in gaps
        if gap["state"] == "gap" and (gap["target"] == "held" or gap["employee_id"] in approved)
    ]
    return {"gap": gaps, "need": needs}


def _gaps_of(given: Given, person: Row, strategic: Mapping[tuple[str, str], Fraction]) -> list[dict[str, Any]]:
    levels = {
        row["competency_id"]: exact(row["level"])
        for row in given.rows("ratings")
        if row["employee_id"] == person["employee_id"]
    }
    targets = {"held": person["position_id"], "aimed": person.get("target_position_id")}
    found = []
    for target, position_id in targets.items():
        for row in given.rows("requirements"):
            if row["position_id"] == position_id and row["competency_id"] in levels:
                weight = _weight(given, person, row, strategic) * (AIMED_WEIGHT if target == "aimed" else 1)
                found.append(_gap(person["employee_id"], target, row, levels[row["competency_id"]], weight))
    return found


def _gap(employee_id: str, target: str, requirement: Row, attained: Fraction, weight: Fraction) -> dict[str, Any]:
    short = requirement["required_level"] - attained
    return {
        "employee_id": employee_id, "competency_id": requirement["competency_id"], "target": target,
        "required_level": requirement["required_level"], "attained_level": float(attained),
        "gap": float(max(Fraction(0), short)), "state": "gap" if short >= COUNTS_FROM else "met",
        "weight": float(weight),
    }  # fmt: skip


def _weight(given: Given, person: Row, requirement: Row, strategic: Mapping[tuple[str, str], Fraction]) -> Fraction:
    criticality = given.positions[requirement["position_id"]].get("criticality")
    factor = Fraction(1) if criticality is None else exact(criticality)
    share = strategic.get((person["unit_id"], requirement["competency_id"]), Fraction(0))
    return IMPORTANCE[requirement.get("importance")] * factor * (1 + share)


def _strategic_weights(given: Given) -> dict[tuple[str, str], Fraction]:
    """Sums of each unit and competency, over the largest sum of the agency."""
    tree = Tree(given)
    sums: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    agencies = {row["unit_id"]: row["agency_id"] for row in given.rows("units")}
    for unit_id in agencies:
        above = given.units_above(unit_id)
        for link in given.rows("objective_needs"):
            if link["unit_id"] in above:
                share = exact(link["weight"])
                for node in tree.above(link["objective_id"]):
                    share *= tree.share(node)
                sums[unit_id, link["competency_id"]] += share
    largest = {
        agency: max((total for (unit, _), total in sums.items() if agencies[unit] == agency), default=Fraction(0))
        for agency in agencies.values()
    }
    return {key: total / largest[agencies[key[0]]] for key, total in sums.items() if largest[agencies[key[0]]]}
