"""Targets that were asked of runs, and their answers within the reader's units."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.plan_target import (
    PlanTarget,
    PlanTargetItem,
    PlanTargetLeft,
    PlanTargetUnit,
    PlanTargetYear,
)
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

MOST = 20
"""How many of the newest questions a page lists."""


def list_targets(scope: Scope, run: Run) -> Sequence[PlanTarget]:
    """What was asked of a run, the newest first."""
    agencies = scope.agencies_of(Right.SEE_RESULTS)
    return list(PlanTarget.objects.filter(run=run, agency_id__in=agencies).select_related("job")[:MOST])


def read_target(scope: Scope, target_id: int) -> PlanTarget:
    """One question with its answer; of another agency it does not exist."""
    scope.require(Right.SEE_RESULTS)
    known = PlanTarget.objects.filter(pk=target_id, agency_id__in=scope.agencies_of(Right.SEE_RESULTS))
    return _only(known.select_related("job", "run"))


def read_target_to_change(scope: Scope, target_id: int) -> PlanTarget:
    """One question for whoever may ask, and so may stop it and take it away."""
    reach = scope.require(Right.START_RUNS)
    return _only(PlanTarget.objects.filter(pk=target_id, agency_id__in=reach.agency_ids).select_related("job"))


def _only(known: QuerySet[PlanTarget]) -> PlanTarget:
    found = known.first()
    if found is None:
        raise OutOfScopeError(message("You see no such target."))
    return found


def list_target_years(target: PlanTarget) -> Sequence[PlanTargetYear]:
    """The answer by year: of the whole agency."""
    return list(target.years.all())


def list_target_units(scope: Scope, target: PlanTarget) -> QuerySet[PlanTargetUnit]:
    """The answer by OPD, of those within the reader's reach."""
    return PlanTargetUnit.objects.filter(scope.require(Right.SEE_RESULTS).filter(), target=target)


def list_target_items(scope: Scope, target: PlanTarget, within: Q) -> QuerySet[PlanTargetItem]:
    """Who takes what, of the people whom the reader may see."""
    return PlanTargetItem.objects.filter(scope.require(Right.SEE_PEOPLE).filter(), within, target=target)


def list_left_people(scope: Scope, target: PlanTarget, within: Q) -> QuerySet[PlanTargetLeft]:
    """Whom the plan leaves below the minimum, of the people whom the reader may see."""
    return PlanTargetLeft.objects.filter(scope.require(Right.SEE_PEOPLE).filter(), within, target=target)
