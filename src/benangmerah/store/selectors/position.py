"""Positions of the reader's agencies, with their holders; names of holders only where the reader sees people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.position import Position
from benangmerah.store.models.position_requirement import PositionRequirement
from benangmerah.store.models.requirement import Requirement
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

NO_STANDARD, DECREED, PROVISIONAL = "none", "decreed", "provisional"
STANDARDS = (DECREED, PROVISIONAL, "default", NO_STANDARD)


def list_positions(scope: Scope, on: date) -> QuerySet[Any]:
    """The positions, each with `holders`, `competency_count` and `standard`: what its standard rests on that day."""
    scope.require(Right.SEE_UNITS)
    held = Employee.objects.filter(archived__isnull=True, position_id=OuterRef("position_id")).order_by()
    count = held.values("position_id").annotate(n=Count("pk")).values("n")
    asked = in_force(on).filter(position_id=OuterRef("position_id")).order_by()
    asked_count = asked.values("position_id").annotate(n=Count("pk")).values("n")
    weakest = (
        asked.annotate(rests_on=Coalesce("basis", Value(DECREED, output_field=TextField())))
        .order_by("-rests_on")
        .values("rests_on")
    )
    current = Position.objects.filter(archived__isnull=True, agency_id__in=scope.agencies_of(Right.SEE_UNITS))
    return current.annotate(
        holders=Coalesce(Subquery(count[:1]), 0), competency_count=Coalesce(Subquery(asked_count[:1]), 0),
        standard=Coalesce(Subquery(weakest[:1]), Value(NO_STANDARD, output_field=TextField())),
    ).order_by("title", "position_id")  # fmt: skip


def in_force(on: date) -> QuerySet[Requirement]:
    """The requirements that hold on a day (rule 4)."""
    current = Requirement.objects.filter(archived__isnull=True)
    return current.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )


def read_position(scope: Scope, position_id: str) -> Position:
    """One position of the reader's agencies."""
    scope.require(Right.SEE_UNITS)
    current = Position.objects.filter(archived__isnull=True, agency_id__in=scope.agencies_of(Right.SEE_UNITS))
    position = current.filter(position_id=position_id).first()
    if position is None:
        raise OutOfScopeError(message("You see no such position."))
    return position


def count_holders(position_id: str) -> int:
    """How many people hold a position."""
    return Employee.objects.filter(archived__isnull=True, position_id=position_id).count()


def is_taken(position_id: str) -> bool:
    """Whether somebody holds a position or aims at it."""
    aims = Q(position_id=position_id) | Q(target_position_id=position_id)
    return Employee.objects.filter(aims, archived__isnull=True).exists()


def list_holders(scope: Scope, position_id: str) -> QuerySet[Employee]:
    """The holders whom the reader may see, each with `unit_name`."""
    unit = Unit.objects.filter(archived__isnull=True, unit_id=OuterRef("unit_id"))
    seen = Employee.objects.filter(scope.reach(Right.SEE_PEOPLE).filter(), archived__isnull=True)
    held = seen.filter(position_id=position_id).annotate(unit_name=Subquery(unit.values("name")[:1]))
    return held.order_by("name", "employee_id")


def list_qualifications(position_id: str) -> Sequence[PositionRequirement]:
    """The qualifications that a position asks for."""
    current = PositionRequirement.objects.filter(archived__isnull=True, position_id=position_id)
    return list(current.order_by("kind", "value"))


def list_families(agency_ids: frozenset[str]) -> list[str]:
    """The job families that positions of the agencies name."""
    named = Position.objects.filter(archived__isnull=True, agency_id__in=agency_ids, job_family__isnull=False)
    families = named.order_by("job_family").values_list("job_family", flat=True).distinct()
    return [family for family in families if family]


def with_standard(positions: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Those that require something on the day."""
    return positions.filter(Exists(in_force(on).filter(position_id=OuterRef("position_id"))))
