"""A reader at the door: in one question everything that a drawn page of results may depend on and that can change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from benangmerah.store.models.account import Account
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.job import Job
from benangmerah.store.models.membership import Membership
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.scope import Scope, scope_of_held

ACCOUNT_FIELDS = (
    "id", "password", "session_round", "is_active", "must_change_password", "name", "nip", "mail", "employee_id",
    "language",
)  # fmt: skip
"""What log-in is held to, and what pages say of the reader."""
MEMBERSHIP_FIELDS = ("id", "role", "agency_id", "unit_id", "capacity", "from_date", "to_date")
RECEIPTS_LOOKED_AT = 500
"""A change that was begun earlier may be finished later: so many of the newest receipts are counted, not only the last
one named."""

STATEMENT = """
SELECT s.session_data, {account}, {membership},
  (SELECT max(id) FROM {receipts}),
  (SELECT count(*) FROM {receipts} WHERE id > (SELECT max(id) FROM {receipts}) - {looked_at}),
  (SELECT count(*) FROM {runs}), (SELECT sum(id) FROM {runs} WHERE is_published),
  (SELECT max(published_at) FROM {runs}),
  (SELECT max(id) FROM {jobs}), (SELECT count(*) FROM {jobs} WHERE state IN ('waiting', 'running'))
FROM {sessions} s JOIN {accounts} a ON a.id = %s LEFT JOIN {memberships} m ON m.account_id = a.id
WHERE s.session_key = %s AND s.expire_date > %s
ORDER BY m.from_date DESC, m.id
"""


@dataclass(frozen=True)
class Reader:
    """A session that is open, its account and roles, and how far the archive is.

    Two of them are equal only where nothing has changed that a page of results shows beside its published run: every
    change of dated rows writes a receipt, and runs and jobs are counted.
    """

    session_data: str
    account: tuple[object, ...]
    memberships: tuple[tuple[object, ...], ...]
    archive: tuple[object, ...]

    def is_account(self, account: Account) -> bool:
        """Whether the account stands as the one that was let in."""
        return self.account == _fields_of(account)

    def fingerprint(self, *also: object) -> str:
        """All of it, and what else is given, in a few signs."""
        told = repr((self.session_data, self.account, self.memberships, self.archive, also))
        return blake2b(told.encode(), digest_size=24).hexdigest()

    def scope(self, account: Account, on: date) -> Scope:
        """What the reader may do on that day."""
        held = [Membership(**dict(zip(MEMBERSHIP_FIELDS, row, strict=True))) for row in self.memberships]
        return scope_of_held(account, on, held, self.archive)


def read_reader(session_key: str, account_id: int) -> Reader | None:
    """The session with the account; none where the session has ended."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_statement(), [account_id, session_key, now])
        rows: Sequence[tuple[object, ...]] = cursor.fetchall()
    if not rows:
        return None
    account, membership = 1 + len(ACCOUNT_FIELDS), 1 + len(ACCOUNT_FIELDS) + len(MEMBERSHIP_FIELDS)
    first = rows[0]
    held = tuple(tuple(row[account:membership]) for row in rows if row[account] is not None)
    return Reader(str(first[0]), tuple(first[1:account]), held, tuple(first[membership:]))


def _fields_of(account: Account) -> tuple[object, ...]:
    return tuple(getattr(account, name) for name in ACCOUNT_FIELDS)


@cache
def _statement() -> str:
    """Written by hand: the ORM takes longer to write it than the database to answer."""
    tables = {
        "sessions": Session, "accounts": Account, "memberships": Membership, "receipts": Receipt, "runs": Run,
        "jobs": Job,
    }  # fmt: skip
    return STATEMENT.format(
        account=", ".join(f"a.{name}" for name in ACCOUNT_FIELDS),
        membership=", ".join(f"m.{name}" for name in MEMBERSHIP_FIELDS),
        looked_at=RECEIPTS_LOOKED_AT,
        **{name: model._meta.db_table for name, model in tables.items()},
    )
