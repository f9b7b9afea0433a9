"""The position somebody aims at as it stands today, and what of a run's plan serves it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from benangmerah.store.models.employee import Employee
from benangmerah.store.models.need import Need
from benangmerah.store.models.plan_closure import PlanClosure
from benangmerah.store.models.position import Position


@dataclass(frozen=True)
class Target:
    """What somebody aims at today: the position, and whether her superior approved it; None where nobody decided."""

    position_id: str
    title: str
    is_approved: bool | None


def read_target(employee_id: str) -> Target | None:
    """The position aimed at today; the caller has asked whether the reader may see the person."""
    row = Employee.objects.filter(archived__isnull=True, employee_id=employee_id).first()
    if row is None or row.target_position_id is None:
        return None
    named = Position.objects.filter(archived__isnull=True, position_id=row.target_position_id)
    title = named.values_list("title", flat=True).first() or row.target_position_id
    return Target(row.target_position_id, title, row.target_approved)


def serves_target() -> Exists:
    """Whether an item of a plan closes a need of the position its person aims at; to annotate items with."""
    aimed = Need.objects.filter(
        run=OuterRef("run"), target="aimed", employee_id=OuterRef("employee_id"),
        competency_id=OuterRef("competency_id"),
    )  # fmt: skip
    closed = PlanClosure.objects.filter(
        Exists(aimed), run=OuterRef("run"), employee_id=OuterRef("employee_id"),
        intervention_id=OuterRef("intervention_id"),
    )  # fmt: skip
    return Exists(closed)
