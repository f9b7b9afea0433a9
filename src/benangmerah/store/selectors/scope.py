"""Scope: where somebody may do what on a day. Every selector of rows takes it first and filters by it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from benangmerah.domain.role import RIGHTS, Capacity, Right, Role, may_grant
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.period import Period
from benangmerah.store.models.account import Account
from benangmerah.store.models.membership import Membership
from benangmerah.store.selectors.unit_tree import units_below, units_below_kept


class OutOfScopeError(BenangMerahError):
    """What was asked for does not exist for the one who asks; a page answers as if there were nothing."""


class NotAllowedError(BenangMerahError):
    """The one who asks holds no role that allows it anywhere."""


@dataclass(frozen=True)
class Reach:
    """Where something may be done: whole agencies, and units one by one."""

    agency_ids: frozenset[str] = frozenset()
    unit_ids: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.agency_ids or self.unit_ids)

    def holds(self, agency_id: str, unit_id: str | None) -> bool:
        """Whether a unit, or a whole agency where no unit is named, lies within."""
        return agency_id in self.agency_ids or (unit_id is not None and unit_id in self.unit_ids)

    def filter(self) -> Q:
        """The rows within, for a table that has the columns agency_id and unit_id."""
        return Q(agency_id__in=self.agency_ids) | Q(unit_id__in=self.unit_ids)


@dataclass(frozen=True)
class Grant:
    """A membership in force: a role at a place, with the units that are below it today."""

    membership_id: int
    role: Role
    capacity: Capacity
    agency_id: str
    unit_id: str | None
    unit_ids: frozenset[str]

    @property
    def reach(self) -> Reach:
        """The whole agency where no unit is named, else the unit and what is below."""
        if self.unit_id is None:
            return Reach(agency_ids=frozenset({self.agency_id}))
        return Reach(unit_ids=self.unit_ids)


@dataclass(frozen=True)
class Scope:
    """What one account may do, and where, on a day; beside it stands the account's own person."""

    account_id: int
    employee_id: str | None
    on: date
    grants: tuple[Grant, ...] = ()
    archive: Hashable = field(default=None, compare=False)
    """How far the archive was when this was worked out, so that names may be kept until it is further; else unknown."""

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held anywhere; an account with a person is an employee."""
        own = {Role.EMPLOYEE} if self.employee_id is not None else set()
        return frozenset({grant.role for grant in self.grants} | own)

    def may(self, right: Right) -> bool:
        """Whether the right is held anywhere; where, `reach` says."""
        return any(right in RIGHTS[grant.role] for grant in self.grants)

    def reach(self, right: Right) -> Reach:
        """Where the right is held: a role at one place gives nothing at another."""
        reaches = [grant.reach for grant in self.grants if right in RIGHTS[grant.role]]
        return Reach(
            frozenset().union(*(reach.agency_ids for reach in reaches)),
            frozenset().union(*(reach.unit_ids for reach in reaches)),
        )

    def agencies_of(self, right: Right) -> frozenset[str]:
        """The agencies in which the right is held, wherever in them."""
        return frozenset(grant.agency_id for grant in self.grants if right in RIGHTS[grant.role])

    def require(self, right: Right) -> Reach:
        """Where the right is held; refuses where it is held nowhere."""
        if not self.may(right):
            raise NotAllowedError(message("Your roles do not allow this."))
        return self.reach(right)

    def may_grant(self, role: Role, agency_id: str, unit_id: str | None) -> bool:
        """Whether somebody may be given, or relieved of, that role at that place."""
        return any(may_grant(each.role, role) and each.reach.holds(agency_id, unit_id) for each in self.grants)


def scope_of(account: Account, on: date) -> Scope:
    """What the account may do on that day, from its memberships in force and today's tree of units."""
    return _scope(account, on, account.memberships.in_force(on)) if account.is_active else _scope(account, on, ())


def scope_of_held(account: Account, on: date, memberships: Iterable[Membership], archive: Hashable) -> Scope:
    """The same from memberships that are already read; `archive` says how far the archive was then."""
    in_force = [each for each in memberships if on in Period(each.from_date, each.to_date)]
    return _scope(account, on, in_force if account.is_active else (), archive)


def scope_of_nobody(on: date) -> Scope:
    """The scope of a visitor without an account: no account has the number 0."""
    return Scope(0, None, on)


def scope_of_user(user: Account | AnonymousUser, on: date) -> Scope:
    """The scope of whoever is logged in."""
    return scope_of(account_of(user), on)


def account_of(user: Account | AnonymousUser) -> Account:
    """The account that is logged in; pages without one ask for log-in before they come here."""
    if isinstance(user, Account):
        return user
    raise NotAllowedError(message("Log in first."))


def _scope(account: Account, on: date, memberships: Iterable[Membership], archive: Hashable = None) -> Scope:
    held = list(memberships)
    places = frozenset((each.agency_id, each.unit_id) for each in held if each.unit_id is not None)
    below = units_below(places) if archive is None else units_below_kept(places, archive)
    grants = tuple(_grant(each, below) for each in held)
    return Scope(account.pk, account.employee_id if account.is_active else None, on, grants, archive)


def _grant(membership: Membership, below: Mapping[tuple[str, str], frozenset[str]]) -> Grant:
    place = (membership.agency_id, membership.unit_id or "")
    units = below.get(place, frozenset())
    role, capacity = Role(membership.role), Capacity(membership.capacity)
    return Grant(membership.pk, role, capacity, membership.agency_id, membership.unit_id, units)
