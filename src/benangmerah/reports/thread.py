"""Benang merah: which targets of the planning tree the plan serves, by which of its lines, and which it does not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from benangmerah.domain.organization import chain_upwards
from benangmerah.reports.offering import Offering, read_offerings
from benangmerah.reports.person import Directory
from benangmerah.reports.plan_item import PlanItem
from benangmerah.reports.run import RunFacts

TARGET = "target"
Row: TypeAlias = "Mapping[str, Any]"
Raised: TypeAlias = "Mapping[tuple[int, str], Sequence[PlanItem]]"
"""Participations by agency and offering."""
NOBODY: Sequence[Support | None] = (None,)


@dataclass(frozen=True)
class Support:
    """One offering that serves a target: the people in it whom it raises in what the target asks for."""

    offering: Offering
    agency: int
    people: int
    head_rupiah: int


@dataclass(frozen=True)
class Target:
    """One target with the offerings that serve it; `links` counts the links of it and of all below it."""

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
class Way:
    """One way down: a target, the node that asks, of which unit and competency, and an offering with whom it raises.

    Without an offering no line of the plan raises anybody in it.
    """

    target: str
    asking: str
    kind: str
    unit_id: str
    competency_id: str
    level: int | None
    weight: float
    support: Support | None


@dataclass(frozen=True)
class Thread:
    """Every target, in the order of the tree, and every way from one down to an offering."""

    targets: Sequence[Target]
    ways: Sequence[Way] = ()

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
    links = facts.table("objective_needs").to_pylist()
    raised = _raise(facts, directory, items)
    offerings = read_offerings(facts)
    below: dict[str, list[Row]] = defaultdict(list)
    for link in links:
        for target in _targets_above(link["objective_id"], objectives):
            below[target].append(link)
    rows = [row for row in _in_order(objectives) if row["kind"] == TARGET]
    places = {row["objective_id"]: place for place, row in enumerate(_in_order(objectives))}
    ways = [
        _way(row, objectives[link["objective_id"]], link, support)
        for row in rows
        for link in sorted(below[row["objective_id"]], key=lambda link: (
            places[link["objective_id"]], link["unit_id"], link["competency_id"]))
        for support in _supports(raised[link["unit_id"], link["competency_id"]], offerings) or NOBODY
    ]  # fmt: skip
    targets = []
    for row in rows:
        asked = below[row["objective_id"]]
        served = _join(raised[pair] for pair in {(link["unit_id"], link["competency_id"]) for link in asked})
        targets.append(_target(row, objectives, len(asked), _supports(served, offerings)))
    return Thread(targets, ways)


def _way(target: Row, asking: Row, link: Row, support: Support | None) -> Way:
    return Way(target["title"], asking["title"], asking["kind"], link["unit_id"], link["competency_id"], link["level"],
               link["weight"], support)  # fmt: skip


def _join(parts: Iterable[Raised]) -> Raised:
    """All of them, each participation once."""
    found: dict[tuple[int, str], dict[str, PlanItem]] = defaultdict(dict)
    for part in parts:
        for line, items in part.items():
            found[line] |= {item.employee_id: item for item in items}
    return {line: list(items.values()) for line, items in found.items()}


def _target(row: Row, objectives: Mapping[str, Row], links: int, supports: Sequence[Support]) -> Target:
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


def _targets_above(objective_id: str, objectives: Mapping[str, Row]) -> Iterable[str]:
    """The targets at a node and above it."""
    here: str | None = objective_id
    while here is not None:
        if objectives[here]["kind"] == TARGET:
            yield here
        here = objectives[here]["parent_objective_id"]


def _raise(
    facts: RunFacts, directory: Directory, items: Sequence[PlanItem]
) -> Mapping[tuple[str, str], Mapping[tuple[int, str], list[PlanItem]]]:
    """For each unit and competency, by agency and offering, the items that raise somebody of it or below in that."""
    levels = _attained(facts)
    effects = _effects(facts)
    units = _units_above(facts, directory)
    asked = set(zip(*(facts.table("objective_needs")[name].to_pylist() for name in ("unit_id", "competency_id")),
                    strict=True))  # fmt: skip
    raised: dict[tuple[str, str], dict[tuple[int, str], list[PlanItem]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        for competency_id, raise_to in effects.get(item.intervention_id, ()):
            if levels.get((item.employee_id, competency_id), raise_to) < raise_to:
                for unit_id in units[item.employee_id]:
                    if (unit_id, competency_id) in asked:
                        raised[unit_id, competency_id][item.agency, item.intervention_id].append(item)
    return raised


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


def _supports(served: Raised, offerings: Mapping[str, Offering]) -> Sequence[Support]:
    found = [
        Support(offerings[intervention_id], agency, len(items), sum(item.cost_rupiah for item in items))
        for (agency, intervention_id), items in served.items()
    ]
    return sorted(found, key=lambda one: (one.agency, -one.people, one.offering.title, one.offering.intervention_id))
