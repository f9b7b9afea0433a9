"""Memberships as a page shows them: the role, where, until when, and what the reader may do with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from benangmerah.domain.role import STANDING_IN, Role
from benangmerah.kernel.explanation import message
from benangmerah.kernel.period import Period
from benangmerah.store.models.membership import Membership
from benangmerah.store.selectors.membership import list_own_memberships
from benangmerah.store.selectors.scope import OutOfScopeError, Scope
from benangmerah.store.selectors.unit import name_places

IN_FORCE, COMING, OVER = "in_force", "coming", "over"


@dataclass(frozen=True)
class RoleLine:
    """One membership in words; role, capacity and state are codes that the page says in its language."""

    membership_id: int
    who: str
    role: str
    capacity: str
    place: str
    from_date: date
    to_date: date | None
    state: str
    may_end: bool
    may_delegate: bool


def list_role_lines(scope: Scope, memberships: QuerySet[Membership]) -> list[RoleLine]:
    """The memberships in their order; give ones that the reader may see."""
    rows = list(memberships.select_related("account", "stands_in_for"))
    names = name_places([(row.agency_id, row.unit_id) for row in rows])
    return [_line(scope, row, names[(row.agency_id, row.unit_id)]) for row in rows]


def read_own_line(scope: Scope, membership_id: int) -> RoleLine:
    """One role that the reader holds and may let somebody stand in for."""
    own = list_role_lines(scope, list_own_memberships(scope).filter(pk=membership_id))
    line = next((line for line in own if line.may_delegate), None)
    if line is None:
        raise OutOfScopeError(message("You hold no such role."))
    return line


def _line(scope: Scope, row: Membership, place: str) -> RoleLine:
    state = _state(row, scope.on)
    is_own = row.account_id == scope.account_id
    is_given = row.stands_in_for is not None and row.stands_in_for.account_id == scope.account_id
    may_grant = scope.may_grant(Role(row.role), row.agency_id, row.unit_id)
    return RoleLine(
        row.pk, row.account.name, row.role, row.capacity, place, row.from_date, row.to_date, state,
        may_end=state != OVER and (is_given or (may_grant and not is_own)),
        may_delegate=state == IN_FORCE and is_own and row.capacity not in STANDING_IN,
    )  # fmt: skip


def _state(row: Membership, on: date) -> str:
    if on in Period(row.from_date, row.to_date):
        return IN_FORCE
    return COMING if on < row.from_date and row.to_date != row.from_date else OVER
