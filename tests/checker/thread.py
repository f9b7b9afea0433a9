"""The thread of the summary: which targets a plan serves, and which rupiah serves a target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Any

from tests.checker.effect import find_raises
from tests.checker.figures import Outcome, compare, divide
from tests.checker.given import Given, Item, Row, by_person, exact
from tests.checker.limits import spent_by


class Tree:
    """The planning tree, with what each objective links to."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.objectives: dict[str, Row] = {row["objective_id"]: row for row in given.rows("objectives")}

    def above(self, objective_id: str) -> Iterator[str]:
        """The objective and every one above it."""
        here: str | None = objective_id
        while here is not None:
            yield here
            here = self.objectives[here].get("parent_objective_id")

    @cached_property
    def _weights_below(self) -> dict[str, list[Fraction | None]]:
        found: dict[str, list[Fraction | None]] = defaultdict(list)
        for row in self.objectives.values():
            if row.get("parent_objective_id") is not None:
                found[row["parent_objective_id"]].append(self._weight(row))
        return found

    @staticmethod
    def _weight(row: Row) -> Fraction | None:
        return None if row.get("weight") is None else exact(row["weight"])

    def share(self, objective_id: str) -> Fraction:
        """The share of an objective among its siblings; a root has the whole."""
        parent = self.objectives[objective_id].get("parent_objective_id")
        if parent is None:
            return Fraction(1)
        siblings = self._weights_below[parent]
        own = self._weight(self.objectives[objective_id])
        if own is None:
            return Fraction(1, len(siblings))
        return own / sum((weight for weight in siblings if weight is not None), Fraction(0))

    def has_weight(self, unit_id: str, competency_id: str) -> bool:
        """Whether the strategic weight of a unit and a competency is above nothing."""
        units = set(self.given.units_above(unit_id))
        return any(
            row["unit_id"] in units
            and row["competency_id"] == competency_id
            and exact(row["weight"]) > 0
            and all(self.share(node) > 0 for node in self.above(row["objective_id"]))
            for row in self.given.rows("objective_needs")
        )


def list_covered_targets(outcome: Outcome, tree: Tree) -> set[str]:
    """Targets which, or a node below which, link to a unit and competency that an item raises."""
    given = outcome.given
    raised = {
        (unit_id, step.competency_id)
        for person, taken in by_person(outcome.items).items()
        for step in find_raises(given, person, taken)
        for unit_id in given.units_of(person)
    }
    served = {
        node
        for row in given.rows("objective_needs")
        if (row["unit_id"], row["competency_id"]) in raised
        for node in tree.above(row["objective_id"])
    }
    return {node for node in served if tree.objectives[node]["kind"] == "target"}


def is_traced(outcome: Outcome, tree: Tree, item: Item) -> bool:
    """Whether an item closes a need with strategic weight."""
    unit_id = outcome.given.people[item.employee_id]["unit_id"]
    return any(tree.has_weight(unit_id, credit.need.competency_id) for credit in outcome.credits_of(item))


def find_thread(outcome: Outcome) -> dict[str, Any]:
    """The three figures of the thread."""
    given, tree = outcome.given, Tree(outcome.given)
    targets = [row for row in tree.objectives.values() if row["kind"] == "target"]
    covered = list_covered_targets(outcome, tree)
    traced = [item for item in outcome.items if is_traced(outcome, tree, item)]
    rupiah = sum(given.offerings[item.intervention_id]["cost_per_participant"] for item in traced)
    spent = spent_by(given, outcome.items).total()
    return {
        "targets_covered_percent": divide(Fraction(len(covered)), Fraction(len(targets))),
        "money_traced_percent": divide(Fraction(rupiah), Fraction(spent)),
        "orphans": len(targets) - len(covered) + len(outcome.items) - len(traced),
    }


def check_thread(outcome: Outcome, written: Row) -> list[str]:
    """The thread as the summary writes it."""
    return compare("thread", "the summary", written, find_thread(outcome))
