"""Accounts: found by name at log-in, and those a manager of accounts may see."""

from __future__ import annotations

from datetime import date, datetime

from axes.models import AccessAttempt
from django.db.models import Count, Q, QuerySet, Sum

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.account import Account
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.membership import Membership
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError, Scope


def normalise_name(name: str) -> str:
    """The name of an account as it is kept: no spaces, small letters."""
    return "".join(name.split()).lower()


def find_account_by_name(name: str) -> Account | None:
    """The account that has that NIP or e-mail."""
    known = normalise_name(name)
    return Account.objects.filter(Q(nip=known) | Q(mail=known)).first() if known else None


def list_accounts(scope: Scope, *, text: str = "", right: Right = Right.MANAGE_ACCOUNTS) -> QuerySet[Account]:
    """The accounts of people in scope, and of whoever holds a role there that is not over; by name."""
    within = scope.reach(right).filter()
    people = Employee.objects.filter(within, archived__isnull=True).values("employee_id")
    holders = Membership.objects.not_over(scope.on).filter(within).values("account_id")
    accounts = Account.objects.filter(Q(employee_id__in=people) | Q(pk__in=holders))
    for word in text.split():
        known = word.lower()
        accounts = accounts.filter(Q(name__icontains=word) | Q(nip__startswith=known) | Q(mail__icontains=known))
    return accounts.order_by("name", "pk")


def count_roles(accounts: QuerySet[Account], on: date) -> QuerySet[Account]:
    """The same accounts, each with `role_count`, the roles in force that day."""
    in_force = Q(memberships__from_date__lte=on) & (
        Q(memberships__to_date__isnull=True) | Q(memberships__to_date__gt=on)
    )
    return accounts.annotate(role_count=Count("memberships", filter=in_force))


def read_account(scope: Scope, account_id: int) -> Account:
    """One account that the reader may see; any other does not exist for the reader."""
    account = list_accounts(scope).filter(pk=account_id).first()
    if account is None:
        raise OutOfScopeError(message("You see no such account."))
    return account


def read_account_of_another(scope: Scope, account_id: int) -> Account:
    """One account that the reader may see and give a role to: not their own."""
    account = read_account(scope, account_id)
    if account.pk == scope.account_id:
        raise NotAllowedError(message("Nobody gives a role to themselves."))
    return account


def list_log_ins(account: Account, limit: int = 5) -> list[AuditEntry]:
    """The latest log-ins and failures of an account, for its owner."""
    verbs = ("logged_in", "log_in_failed")
    return list(AuditEntry.objects.filter(subject=account, verb__in=verbs)[:limit])


def count_failures_from(address: str, since: datetime) -> int:
    """How many log-ins failed from one place, whatever the names."""
    attempts = AccessAttempt.objects.filter(ip_address=address, attempt_time__gte=since)
    return int(attempts.aggregate(failures=Sum("failures_since_start"))["failures"] or 0)
