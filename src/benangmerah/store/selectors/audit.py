"""The audit log within the reader's scope, and who read one's own assessments."""

from __future__ import annotations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from benangmerah.domain.role import Right
from benangmerah.store.models.account import Account
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.account import list_accounts
from benangmerah.store.selectors.scope import Scope


def list_entries(scope: Scope) -> QuerySet[AuditEntry]:
    """What was done and read in the reader's units, and what concerns the accounts there; newest first.

    Each entry carries `whose_name` and `unit_name`, as they are called today.
    """
    accounts = list_accounts(scope, right=Right.READ_AUDIT).order_by().values("pk")
    within = scope.reach(Right.READ_AUDIT).filter() | Q(agency_id__isnull=True, subject_id__in=accounts)
    return _with_names(AuditEntry.objects.filter(within))


def list_reads_of(account: Account, limit: int = 10) -> list[AuditEntry]:
    """Who read the assessments of an account's own person lately, the person aside."""
    if account.employee_id is None:
        return []
    reads = AuditEntry.objects.filter(verb="assessment_read", employee_id=account.employee_id)
    return list(reads.exclude(account=account).select_related("account")[:limit])


def _with_names(entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
    person = Employee.objects.filter(archived__isnull=True, employee_id=OuterRef("employee_id"))
    unit = Unit.objects.filter(archived__isnull=True, unit_id=OuterRef("unit_id"))
    return entries.select_related("account", "subject").annotate(
        whose_name=Subquery(person.values("name")[:1]), unit_name=Subquery(unit.values("name")[:1])
    )
