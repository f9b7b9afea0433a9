"""Runs of the reader's agencies, with the work that was asked for them.

Whoever may see results somewhere in an agency sees that its runs exist; the figures of the whole agency, starting and
stopping are for whoever holds the right for all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from benangmerah.domain.role import RIGHTS, Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


def list_runs(scope: Scope) -> QuerySet[Run]:
    """The runs of the agencies where the reader may see results, newest first."""
    scope.require(Right.SEE_RESULTS)
    agency_ids = {grant.agency_id for grant in scope.grants if Right.SEE_RESULTS in RIGHTS[grant.role]}
    return Run.objects.filter(agency_id__in=agency_ids).select_related("asked_by", "policy")


def read_run(scope: Scope, run_id: int, right: Right | None = None) -> Run:
    """One run of the reader's agencies; with a right, of an agency for all of which the reader holds it."""
    runs = list_runs(scope)
    if right is not None:
        runs = runs.filter(agency_id__in=scope.require(right).agency_ids)
    run = runs.filter(pk=run_id).first()
    if run is None:
        raise OutOfScopeError(message("You see no such run."))
    return run


def may_for_all(scope: Scope, run: Run, right: Right) -> bool:
    """Whether the reader holds the right for the whole agency of the run."""
    return run.agency_id in scope.reach(right).agency_ids


def read_figures(scope: Scope, run: Run) -> Mapping[str, Any] | None:
    """The summary of a finished run; None where there is none, or the reader sees only a part of the agency."""
    is_shown = run.status == Run.Status.FINISHED and may_for_all(scope, run, Right.SEE_RESULTS)
    return run.summary if is_shown else None


def list_under_way(scope: Scope) -> list[Run]:
    """The runs that wait or run, with their jobs; one at most for an agency."""
    return list(list_runs(scope).filter(status__in=(Run.Status.WAITING, Run.Status.RUNNING)).prefetch_related("jobs"))
