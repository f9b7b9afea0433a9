"""Writing the audit log: every change to accounts, and every read of an assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from benangmerah.store.mapping.audit import Entry, insert_entries
from benangmerah.store.models.account import Account
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.models.membership import Membership
from benangmerah.store.selectors.scope import Scope, scope_of_nobody

_SHOWN_OF_HASH = 16


class Verb(StrEnum):
    """What was done."""

    LOGGED_IN = "logged_in"
    LOG_IN_FAILED = "log_in_failed"
    LOGGED_OUT = "logged_out"
    ACCOUNT_CREATED = "account_created"
    ACCOUNT_DEACTIVATED = "account_deactivated"
    ACCOUNT_REACTIVATED = "account_reactivated"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 no password
    PASSWORD_RESET = "password_reset"  # noqa: S105 no password
    SESSIONS_CLOSED = "sessions_closed"
    MEMBERSHIP_GRANTED = "membership_granted"
    MEMBERSHIP_ENDED = "membership_ended"
    MEMBERSHIP_DELEGATED = "membership_delegated"
    ASSESSMENT_READ = "assessment_read"
    IMPORT_RECEIVED = "import_received"
    IMPORT_ACCEPTED = "import_accepted"
    IMPORT_LEFT = "import_left"
    IMPORT_UNDONE = "import_undone"
    RUN_STARTED = "run_started"
    RUN_CANCELLED = "run_cancelled"
    RUN_REPEATED = "run_repeated"
    DOCUMENT_READ = "document_read"
    LIST_TAKEN = "list_taken"
    TARGET_ASKED = "target_asked"
    QUALITY_READ = "quality_read"
    ALIAS_DECIDED = "alias_decided"
    ALIAS_ENDED = "alias_ended"
    MAPPING_FORGOTTEN = "mapping_forgotten"
    POLICY_ADDED = "policy_added"
    POLICY_WITHDRAWN = "policy_withdrawn"
    DATA_CHANGED = "data_changed"
    DATA_CHANGE_UNDONE = "data_change_undone"
    TARGET_WISHED = "target_wished"
    TARGET_APPROVED = "target_approved"
    TARGET_RETURNED = "target_returned"
    TALENT_READ = "talent_read"
    TALENT_MAP_READ = "talent_map_read"
    TALENT_LIST_READ = "talent_list_read"
    TALENT_EXPORTED = "talent_exported"
    TALENT_IMPORTED = "talent_imported"
    TALENT_WITHDRAWN = "talent_withdrawn"
    SKETCH_ASKED = "sketch_asked"
    SCENARIO_SAVED = "scenario_saved"
    SCENARIO_REMOVED = "scenario_removed"
    SCENARIO_RESTORED = "scenario_restored"
    SCENARIO_DRAFTED = "scenario_drafted"


@dataclass(frozen=True)
class Visit:
    """Who asks for something, from which page and place, and when.

    An operator at the server's terminal has no account and may manage every account: they hold the database anyway.
    """

    scope: Scope
    page: str
    at: datetime
    address: str | None = None
    is_operator: bool = False

    @property
    def account_id(self) -> int | None:
        """The account that asks; none where nobody has logged in, and for the operator."""
        return self.scope.account_id or None

    @property
    def on(self) -> date:
        """The day of the visit, where the product is used."""
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Look:
    """An entry as the next look at the same page will have it: all but who, when and from where."""

    verb: str
    employee_id: str | None
    agency_id: str | None
    unit_id: str | None
    page: str
    detail: dict[str, str | None]


_looks: ContextVar[list[Look] | None] = ContextVar("looks", default=None)


@contextmanager
def collect_looks() -> Iterator[list[Look]]:
    """What is written about no account while the block runs, so that it can be written again."""
    found: list[Look] = []
    before = _looks.set(found)
    try:
        yield found
    finally:
        _looks.reset(before)


def write_looks(looks: Sequence[Look], account_id: int, at: datetime, address: str | None) -> None:
    """Write entries for somebody who looks at a page that was drawn before; they stand when this returns."""
    seen = hash_address(address)
    insert_entries([
        Entry(at, account_id, look.verb, look.employee_id, look.agency_id, look.unit_id, look.page, seen, look.detail)
        for look in looks
    ])  # fmt: skip


def operator_visit(at: datetime, page: str = "cli") -> Visit:
    """A visit of whoever holds the server."""
    return Visit(scope_of_nobody(timezone.localdate(at)), page, at, is_operator=True)


def write_audit(
    visit: Visit,
    verb: Verb,
    *,
    subject: Account | None = None,
    employee_id: str | None = None,
    place: tuple[str, str | None] = ("", None),
    **detail: str | None,
) -> AuditEntry:
    """Add one entry; the caller's transaction decides whether it stands."""
    looks = _looks.get()
    if looks is not None and subject is None:
        looks.append(Look(verb.value, employee_id, place[0] or None, place[1], visit.page, detail))
    return AuditEntry.objects.create(
        at=visit.at,
        account_id=visit.account_id,
        verb=verb.value,
        subject=subject,
        employee_id=employee_id,
        agency_id=place[0] or None,
        unit_id=place[1],
        page=visit.page,
        address=hash_address(visit.address),
        detail=detail,
    )


def home_of(visit: Visit) -> tuple[str, str | None]:
    """Where the visitor belongs: what concerns no place of its own is written down there, so that somebody reads it."""
    grant = next(iter(visit.scope.grants), None)
    return ("", None) if grant is None else (grant.agency_id, grant.unit_id)


def write_membership_audit(visit: Visit, verb: Verb, membership: Membership) -> AuditEntry:
    """Add the entry of a membership that was granted, delegated or ended."""
    return write_audit(
        visit, verb, subject=membership.account, employee_id=membership.account.employee_id,
        place=(membership.agency_id, membership.unit_id), role=membership.role, capacity=membership.capacity,
        from_date=membership.from_date.isoformat(),
        to_date=membership.to_date.isoformat() if membership.to_date else None,
    )  # fmt: skip


def hash_address(address: str | None) -> str | None:
    """The place of a visit so that two visits from one place are recognised, without keeping the address."""
    if not address:
        return None
    return _hash_of(address, settings.SECRET_KEY)


@lru_cache
def _hash_of(address: str, secret: str) -> str:
    salted = salted_hmac("benangmerah.audit.address", address, secret=secret, algorithm="sha256")
    return salted.hexdigest()[:_SHOWN_OF_HASH]
