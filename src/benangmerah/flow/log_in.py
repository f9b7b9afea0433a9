"""What is written down when somebody logs in or fails to, and how many failures one place may have."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.store.models.account import Account
from benangmerah.store.selectors.account import count_failures_from, find_account_by_name


def is_too_busy(address: str, at: datetime) -> bool:
    """Whether so many log-ins have failed from one place that it must wait, whatever the names."""
    since = at - timedelta(hours=settings.AXES_COOLOFF_TIME)
    limit: int = settings.LOG_IN_FAILURES_OF_A_PLACE
    return count_failures_from(address, since) >= limit


def record_log_in(visit: Visit, account: Account) -> None:
    """Write down that somebody has logged in."""
    write_audit(visit, Verb.LOGGED_IN, subject=account, employee_id=account.employee_id)


def record_failed_log_in(visit: Visit, name: str) -> None:
    """Write down that somebody has tried; also where nobody has that name, so that it takes as long."""
    account = find_account_by_name(name)
    employee_id = account.employee_id if account else None
    write_audit(visit, Verb.LOG_IN_FAILED, subject=account, employee_id=employee_id)


def record_log_out(visit: Visit, account: Account) -> None:
    """Write down that somebody has logged out."""
    write_audit(visit, Verb.LOGGED_OUT, subject=account, employee_id=account.employee_id)
