"""Units of the reader's scope, as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from benangmerah.domain.organization import OrgUnit, inherited_sector
from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.budget import Budget
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.objective import ObjectiveNeed
from benangmerah.store.models.unit import Unit
from benangmerah.store.models.unit_need import UnitNeed
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


@dataclass(frozen=True)
class UnitNode:
    """A unit with the units below it that the reader may see."""

    unit_id: str
    agency_id: str
    name: str
    is_opd: bool
    below: tuple[UnitNode, ...] = ()

    def walk(self, depth: int = 0) -> Iterator[tuple[int, UnitNode]]:
        """The unit and all below it, from above to below, each with its depth."""
        yield depth, self
        for node in self.below:
            yield from node.walk(depth + 1)


def list_units(scope: Scope, right: Right = Right.SEE_UNITS) -> tuple[UnitNode, ...]:
    """The units where the reader holds the right; the highest of them are the roots."""
    current = Unit.objects.filter(scope.reach(right).filter(), archived__isnull=True)
    rows = current.order_by("name", "unit_id").values("unit_id", "agency_id", "name", "is_opd", "parent_unit_id")
    children: dict[str | None, list[dict[str, object]]] = {}
    seen = {str(row["unit_id"]) for row in rows}
    for row in rows:
        parent = row["parent_unit_id"] if row["parent_unit_id"] in seen else None
        children.setdefault(parent, []).append(dict(row))
    return _nodes(children, None)


def read_unit(scope: Scope, unit_id: str, right: Right = Right.SEE_UNITS) -> Unit:
    """One unit where the reader holds the right; any other does not exist."""
    scope.require(right)
    unit = Unit.objects.filter(scope.reach(right).filter(), unit_id=unit_id, archived__isnull=True).first()
    if unit is None:
        raise OutOfScopeError(message("You see no such unit."))
    return unit


def read_sectors(scope: Scope) -> dict[str, str]:
    """The sector of every unit of the reader's agencies, its own or inherited."""
    rows = Unit.objects.filter(archived__isnull=True, agency_id__in=scope.agencies_of(Right.SEE_UNITS))
    columns = ("unit_id", "agency_id", "parent_unit_id", "sector", "is_opd")
    units = {row["unit_id"]: OrgUnit(**row) for row in rows.values(*columns)}
    return {unit_id: inherited_sector(unit_id, units) for unit_id in units}


def count_people(scope: Scope) -> dict[str, int]:
    """How many people each unit has of its own, where the reader sees units; a number gives nobody away."""
    within = Employee.objects.filter(scope.reach(Right.SEE_UNITS).filter(), archived__isnull=True)
    return dict(within.order_by().values_list("unit_id").annotate(n=Count("pk")))


def find_hindrances(unit_id: str) -> dict[str, int]:
    """What still stands in a unit: people, units below, money, needs of the plan; a unit is closed when it is empty."""
    held = {
        "employees": Employee.objects.filter(unit_id=unit_id),
        "units": Unit.objects.filter(parent_unit_id=unit_id),
        "budgets": Budget.objects.filter(unit_id=unit_id),
        "unit_needs": UnitNeed.objects.filter(unit_id=unit_id),
        "objective_needs": ObjectiveNeed.objects.filter(unit_id=unit_id),
    }
    counts = {name: rows.filter(archived__isnull=True).count() for name, rows in held.items()}
    return {name: count for name, count in counts.items() if count}


def list_agencies(scope: Scope, right: Right = Right.SEE_UNITS) -> Sequence[tuple[str, str]]:
    """The agencies, as id and name, where the reader holds the right for the whole agency."""
    current = Agency.objects.filter(archived__isnull=True, agency_id__in=scope.reach(right).agency_ids)
    return list(current.order_by("name").values_list("agency_id", "name"))


def name_places(places: Sequence[tuple[str, str | None]]) -> dict[tuple[str, str | None], str]:
    """What places are called: the unit where one is named, else the agency. Names of units are no secret."""
    unit_ids = {unit_id for _, unit_id in places if unit_id is not None}
    agency_ids = {agency_id for agency_id, _ in places}
    units = dict(Unit.objects.filter(Q(archived__isnull=True), unit_id__in=unit_ids).values_list("unit_id", "name"))
    agencies = dict(
        Agency.objects.filter(archived__isnull=True, agency_id__in=agency_ids).values_list("agency_id", "name")
    )
    return {
        (agency_id, unit_id): units.get(unit_id, unit_id) if unit_id else agencies.get(agency_id, agency_id)
        for agency_id, unit_id in places
    }


def _nodes(children: dict[str | None, list[dict[str, object]]], parent: str | None) -> tuple[UnitNode, ...]:
    return tuple(
        UnitNode(
            str(row["unit_id"]), str(row["agency_id"]), str(row["name"]), bool(row["is_opd"]),
            _nodes(children, str(row["unit_id"])),
        )
        for row in children.get(parent, [])
    )  # fmt: skip
