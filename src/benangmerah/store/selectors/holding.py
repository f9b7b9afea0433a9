"""What the archive holds within the reader's scope, and the newest run whose figures the reader may see."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q

from benangmerah.domain.role import Right
from benangmerah.store.models.agency import Agency
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.position import Position
from benangmerah.store.models.run import Run
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.employee import list_employees
from benangmerah.store.selectors.scope import Scope


@dataclass(frozen=True)
class Holding:
    """How much there is for the reader, and when anything last changed."""

    unit_count: int
    position_count: int
    employee_count: int
    changed_at: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to work with yet."""
        return not (self.unit_count or self.employee_count)


@dataclass(frozen=True)
class Standing:
    """The published run a reader's figures come from; its summary only for who may see the whole agency's results."""

    run_id: int
    as_of: date
    law_date: date
    published_at: datetime | None
    summary: Mapping[str, Any] | None


def count_holding(scope: Scope) -> Holding:
    """What the reader's units hold."""
    units, people = scope.reach(Right.SEE_UNITS), scope.reach(Right.SEE_PEOPLE)
    held = list_employees(scope).values("position_id") if people else Employee.objects.none().values("position_id")
    newest = Receipt.objects.order_by("-made_at").values_list("made_at", flat=True).first()
    return Holding(
        Unit.objects.filter(units.filter(), archived__isnull=True).count(),
        Position.objects.filter(archived__isnull=True, position_id__in=held).count(),
        list_employees(scope).count(),
        newest,
    )


def read_standing(scope: Scope) -> Standing | None:
    """The newest published run of the reader's agencies."""
    runs = Run.objects.filter(_of_agencies(scope) | Q(agency_id__isnull=True), is_published=True)
    run = runs.order_by("-published_at", "-pk").first()
    return None if run is None else standing_of(scope, run)


def standing_of(scope: Scope, run: Run) -> Standing:
    """A run as the frame of a page tells it."""
    whole = scope.reach(Right.SEE_RESULTS).agency_ids
    may_see = run.agency_id in whole if run.agency_id is not None else bool(whole)
    return Standing(run.pk, run.as_of, run.law_date, run.published_at, run.summary if may_see else None)


def name_agencies(scope: Scope) -> list[str]:
    """The names of the agencies that the reader belongs to."""
    agency_ids = frozenset(grant.agency_id for grant in scope.grants)
    named = _name_agencies if scope.archive is None else _name_agencies_kept
    return list(named(agency_ids, scope.employee_id, scope.archive))


def _name_agencies(agency_ids: frozenset[str], employee_id: str | None, archive: Hashable) -> Sequence[str]:  # noqa: ARG001 part of the name
    current = Agency.objects.filter(_of(agency_ids, employee_id), archived__isnull=True)
    return tuple(current.order_by("name").values_list("name", flat=True))


_name_agencies_kept = lru_cache(maxsize=1_024)(_name_agencies)
"""The same, kept in memory until the archive is further than it was: a change of names writes a receipt."""


def forget_names() -> None:
    """Forget what is kept of names."""
    _name_agencies_kept.cache_clear()


def _of_agencies(scope: Scope) -> Q:
    """Rows of the agencies of the reader's roles, and of the reader's own person."""
    return _of(frozenset(grant.agency_id for grant in scope.grants), scope.employee_id)


def _of(agency_ids: frozenset[str], employee_id: str | None) -> Q:
    of_roles = Q(agency_id__in=agency_ids)
    if employee_id is None:
        return of_roles
    own = Employee.objects.filter(employee_id=employee_id, archived__isnull=True)
    return of_roles | Q(agency_id__in=own.values("agency_id"))
