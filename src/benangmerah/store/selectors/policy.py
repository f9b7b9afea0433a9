"""Policies of the reader's agencies: every version, and which is in force on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.policy import PolicyVersion
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


def list_policies(scope: Scope) -> QuerySet[PolicyVersion]:
    """The versions of the reader's agencies and those for all agencies, the latest first, each with `run_count`."""
    return _list_all(scope).filter(is_trial=False)


def _list_all(scope: Scope) -> QuerySet[PolicyVersion]:
    scope.require(Right.SEE_RESULTS)
    within = Q(agency_id__in=scope.agencies_of(Right.SEE_RESULTS)) | Q(agency_id__isnull=True)
    runs = Run.objects.filter(policy=OuterRef("pk")).order_by().values("policy").annotate(n=Count("pk")).values("n")
    current = PolicyVersion.objects.filter(within, archived__isnull=True).select_related("recorded__made_by")
    return current.annotate(run_count=Coalesce(Subquery(runs[:1]), 0)).order_by("-in_force_from", "-pk")


def read_policy(scope: Scope, policy_id: int) -> PolicyVersion:
    """One version, also one that holds for a single run."""
    policy = _list_all(scope).filter(pk=policy_id).first()
    if policy is None:
        raise OutOfScopeError(message("You see no such policy."))
    return policy


def find_in_force(policies: QuerySet[PolicyVersion], on: date) -> PolicyVersion | None:
    """The version in force on a day: an agency's own comes before one for all."""
    begun = [policy for policy in policies if policy.in_force_from <= on]
    own = [policy for policy in begun if policy.agency_id is not None]
    return next(iter(own or begun), None)


def count_runs(policy: PolicyVersion) -> int:
    """How many runs rest on a version."""
    return Run.objects.filter(policy=policy).count()
