"""Benang merah: which targets of the planning tree the plan serves, by which of its lines, and which it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benangmerah.domain.organization import chain_upwards
from benangmerah.reports.offering import Offering, read_offerings
from benangmerah.reports.person import Directory
from benangmerah.reports.plan_item import PlanItem
from benangmerah.reports.run import RunFacts

TARGET = "target"


@dataclass(frozen=True)
class Support:
    """One offering that serves a target: the people in it whom it raises in what the target asks for."""

    offering: Offering
    agency: int
    people: int
    head_rupiah: int


@dataclass(frozen=True)
class Target:
    """One target with the offerings that serve it; `links` counts what it, and all below it, asks for."""

    objective_id: str
    code: str | None
    title: str
    above: str | None
    links: int
    supports: Sequence[Support]

    @property
    def is_covered(self) -> bool:
        """Whether an item of the plan raises somebody in a competency that the target asks of a unit."""
        return bool(self.supports)


@dataclass(frozen=True)
class Thread:
    """Every target, in the order of the tree."""

    targets: Sequence[Target]

    @property
    def covered(self) -> int:
        """How many targets the plan serves."""
        return sum(target.is_covered for target in self.targets)

    @property
    def uncovered(self) -> Sequence[Target]:
        """The targets it does not serve."""
        return [target for target in self.targets if not target.is_covered]


def read_thread(facts: RunFacts, directory: Directory, items: Sequence[PlanItem]) -> Thread:
    """The thread of a run: down from every target to the lines of the plan."""
    objectives = {row["objective_id"]: row for row in facts.table("objectives").to_pylist()}
    links = _link_targets(facts, objectives)
    served = _serve(facts, directory, items, links)
    offerings = read_offerings(facts)
    asked: dict[str, int] = defaultdict(int)
    for targets in links.values():
        for target in targets:
            asked[target] += 1
    return Thread([
        _target(row, objectives, asked[row["objective_id"]], _supports(served[row["objective_id"]], offerings))
        for row in _in_order(objectives) if row["kind"] == TARGET
    ])  # fmt: skip


def _target(
    row: Mapping[str, Any], objectives: Mapping[str, Mapping[str, Any]], links: int, supports: Sequence[Support]
) -> Target:
    above = objectives.get(row["parent_objective_id"] or "")
    title = None if above is None else above["title"]
    return Target(row["objective_id"], row["code"], row["title"], title, links, supports)


def _in_order(objectives: Mapping[str, Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    """The nodes from the roots downwards, each followed by what stands below it; siblings by code and id."""
    children: dict[str | None, list[Mapping[str, Any]]] = defaultdict(list)
    for row in objectives.values():
        children[row["parent_objective_id"]].append(row)
    waiting = _by_code(children[None])
    while waiting:
        row = waiting.pop()
        yield row
        waiting += _by_code(children[row["objective_id"]])


def _by_code(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(rows, key=lambda row: (row["code"] or "", row["objective_id"]), reverse=True)


def _link_targets(
    facts: RunFacts, objectives: Mapping[str, Mapping[str, Any]]
) -> Mapping[tuple[str, str], Sequence[str]]:
    """For each unit and competency that is asked for, the targets that ask for it, directly or from below."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in facts.table("objective_needs").to_pylist():
        above: str | None = row["objective_id"]
        while above is not None:
            if objectives[above]["kind"] == TARGET:
                found[row["unit_id"], row["competency_id"]].add(above)
            above = objectives[above]["parent_objective_id"]
    return {key: sorted(targets) for key, targets in found.items()}


def _serve(
    facts: RunFacts,
    directory: Directory,
    items: Sequence[PlanItem],
    links: Mapping[tuple[str, str], Sequence[str]],
) -> Mapping[str, Mapping[tuple[int, str], list[PlanItem]]]:
    """For each target, by agency and offering, the items that raise somebody in what the target asks for."""
    levels = _attained(facts)
    effects = _effects(facts)
    units = _units_above(facts, directory)
    served: dict[str, dict[tuple[int, str], list[PlanItem]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        raised = [
            competency_id
            for competency_id, raise_to in effects.get(item.intervention_id, ())
            if levels.get((item.employee_id, competency_id), raise_to) < raise_to
        ]
        pairs = ((unit, competency_id) for unit in units[item.employee_id] for competency_id in raised)
        for target in {target for pair in pairs for target in links.get(pair, ())}:
            served[target][item.agency, item.intervention_id].append(item)
    return served


def _attained(facts: RunFacts) -> Mapping[tuple[str, str], float]:
    table = facts.table("attainment")
    columns = (table[name].to_pylist() for name in ("employee_id", "competency_id", "attained_level"))
    return {(employee_id, competency_id): level for employee_id, competency_id, level in zip(*columns, strict=True)}


def _effects(facts: RunFacts) -> Mapping[str, Sequence[tuple[str, float]]]:
    """What each offering raises, and how far; an offering that adds nothing raises nothing."""
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for row in facts.table("effects").to_pylist():
        if row["raise_by"] > 0:
            found[row["intervention_id"]].append((row["competency_id"], row["raise_to"]))
    return found


def _units_above(facts: RunFacts, directory: Directory) -> Mapping[str, Sequence[str]]:
    """For each person the own unit and all above it."""
    units = directory.organization.units
    chains = {unit_id: chain_upwards(unit_id, units) for unit_id in units}
    employees = facts.table("employees")
    columns = (employees[name].to_pylist() for name in ("employee_id", "unit_id"))
    return {employee_id: chains[unit_id] for employee_id, unit_id in zip(*columns, strict=True)}


def _supports(
    served: Mapping[tuple[int, str], Sequence[PlanItem]], offerings: Mapping[str, Offering]
) -> Sequence[Support]:
    found = [
        Support(offerings[intervention_id], agency, len(items), sum(item.cost_rupiah for item in items))
        for (agency, intervention_id), items in served.items()
    ]
    return sorted(found, key=lambda one: (one.agency, -one.people, one.offering.title, one.offering.intervention_id))
