"""Memberships: an account's own, and those a manager of accounts may see and end."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.account import Account
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.membership import Membership
from benangmerah.store.selectors.scope import OutOfScopeError, Scope


def list_own_memberships(scope: Scope) -> QuerySet[Membership]:
    """What the reader holds or will hold."""
    return Membership.objects.not_over(scope.on).filter(account_id=scope.account_id)


def list_given_delegations(scope: Scope) -> QuerySet[Membership]:
    """Who stands in for the reader, today or later."""
    given = Membership.objects.not_over(scope.on).filter(stands_in_for__account_id=scope.account_id)
    return given.select_related("account")


def list_memberships_of(scope: Scope, account: Account) -> QuerySet[Membership]:
    """What an account holds, held or will hold within the reader's scope."""
    within = scope.reach(Right.MANAGE_ACCOUNTS).filter()
    return account.memberships.filter(within).select_related("granted_by")


def read_own_membership(scope: Scope, membership_id: int) -> Membership:
    """One membership of the reader's own, in force."""
    own = Membership.objects.in_force(scope.on).filter(account_id=scope.account_id, pk=membership_id).first()
    if own is None:
        raise OutOfScopeError(message("You hold no such role."))
    return own


def read_endable_membership(scope: Scope, membership_id: int) -> Membership:
    """One membership of another that is not over: of the reader's scope, or a delegation the reader gave."""
    within = scope.reach(Right.MANAGE_ACCOUNTS).filter() | Q(stands_in_for__account_id=scope.account_id)
    others = Membership.objects.not_over(scope.on).exclude(account_id=scope.account_id)
    found = others.filter(within, pk=membership_id).select_related("account", "stands_in_for").first()
    if found is None:
        raise OutOfScopeError(message("You see no such role."))
    return found


def belongs_to_agency(account: Account, agency_id: str, on: date) -> bool:
    """Whether an account's person works for the agency, or the account holds a role there."""
    works = Employee.objects.filter(archived__isnull=True, agency_id=agency_id, employee_id=account.employee_id)
    return works.exists() or account.memberships.in_force(on).filter(agency_id=agency_id).exists()
