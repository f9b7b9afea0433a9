"""The dictionary of competencies (kamus kompetensi): open to whoever has any role, since it is nobody's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.competency import Competency, CompetencyLevel
from benangmerah.store.models.position import Position
from benangmerah.store.selectors.position import in_force
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


def list_competencies(scope: Scope, on: date) -> QuerySet[Competency]:
    """The competencies, each with `position_count`: the positions of the reader's agencies that require it that day."""
    scope.require(Right.SEE_UNITS)
    mine = Position.objects.filter(archived__isnull=True, agency_id__in=scope.agencies_of(Right.SEE_UNITS))
    asked = in_force(on).filter(competency_id=OuterRef("competency_id"), position_id__in=mine.values("position_id"))
    count = asked.order_by().values("competency_id").annotate(n=Count("pk")).values("n")
    current = Competency.objects.filter(archived__isnull=True)
    return current.annotate(position_count=Coalesce(Subquery(count[:1]), 0)).order_by("kind", "name", "competency_id")


def read_competency(scope: Scope, competency_id: str) -> Competency:
    """One competency of the dictionary."""
    scope.require(Right.SEE_UNITS)
    competency = Competency.objects.filter(archived__isnull=True, competency_id=competency_id).first()
    if competency is None:
        raise OutOfScopeError(message("The dictionary has no such competency."))
    return competency


def list_levels(competency_id: str) -> Sequence[CompetencyLevel]:
    """The levels of a competency, the lowest first."""
    return list(CompetencyLevel.objects.filter(archived__isnull=True, competency_id=competency_id).order_by("level"))


def list_requiring(scope: Scope, competency_id: str, on: date) -> QuerySet[Position]:
    """The positions of the reader's agencies that require it that day, each with `required_level`."""
    asked = in_force(on).filter(competency_id=competency_id, position_id=OuterRef("position_id"))
    mine = Position.objects.filter(archived__isnull=True, agency_id__in=scope.agencies_of(Right.SEE_UNITS))
    found = mine.annotate(required_level=Subquery(asked.values("required_level")[:1]))
    return found.filter(required_level__isnull=False).order_by("title", "position_id")


def name_competencies(competency_ids: Sequence[str] | None = None) -> dict[str, str]:
    """What competencies are called."""
    current = Competency.objects.filter(archived__isnull=True)
    if competency_ids is not None:
        current = current.filter(competency_id__in=competency_ids)
    return dict(current.order_by("name").values_list("competency_id", "name"))
