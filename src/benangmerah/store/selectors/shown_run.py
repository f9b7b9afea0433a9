"""The run whose results a page shows: the published one of the reader's agency, or a former one that is asked for."""

from __future__ import annotations

from typing import TypeAlias

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.run import list_runs, read_run
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

ShownRun: TypeAlias = Run
"""A run as the doors name it, which know no models."""


def read_shown_run(scope: Scope, number: str = "") -> Run | None:
    """A finished run by its number, else the newest published one; none where nothing was published yet."""
    scope.require(Right.SEE_RESULTS)
    if number:
        run = read_run(scope, int(number)) if number.isdecimal() else None
        if run is None or run.status != Run.Status.FINISHED:
            raise OutOfScopeError(message("You see no such run."))
        return run
    return list_runs(scope).filter(is_published=True).order_by("-published_at", "-pk").first()
