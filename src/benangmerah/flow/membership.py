"""Giving, delegating and ending roles, each written down in the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from benangmerah.domain.role import STANDING_IN, Capacity, Role
from benangmerah.flow.audit import Verb, Visit, write_membership_audit
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models.account import Account
from benangmerah.store.models.membership import Membership
from benangmerah.store.models.unit import Unit
from benangmerah.store.selectors.account import find_account_by_name, read_account_of_another
from benangmerah.store.selectors.membership import belongs_to_agency, read_endable_membership, read_own_membership
from benangmerah.store.selectors.scope import NotAllowedError


@dataclass(frozen=True)
class RoleAtPlace:
    """A role to be given: where (no unit: the whole agency), in which capacity, from when to when."""

    role: Role
    agency_id: str
    from_date: date
    unit_id: str | None = None
    capacity: Capacity = Capacity.DIRECT
    to_date: date | None = None


@transaction.atomic
def grant_membership(visit: Visit, account_id: int, given: RoleAtPlace) -> Membership:
    """Give a role to an account of the scope; nobody gives one to themselves, or one above their own."""
    is_operator = visit.is_operator
    account = Account.objects.get(pk=account_id) if is_operator else read_account_of_another(visit.scope, account_id)
    return add_membership(visit, account, given)


def add_membership(visit: Visit, account: Account, given: RoleAtPlace) -> Membership:
    """Give a role to an account that the caller has found in scope, or has just made."""
    _check_giver(visit, given)
    if not account.is_active:
        raise BenangMerahError(message("The account of {name} is not active.", name=account.name))
    _check_period(given.from_date, given.to_date, given.capacity)
    _check_place(given)
    _check_new(account, given)
    membership = _save(visit, account, given, stands_in_for=None)
    write_membership_audit(visit, Verb.MEMBERSHIP_GRANTED, membership)
    return membership


@transaction.atomic
def delegate_membership(
    visit: Visit, membership_id: int, name: str, capacity: Capacity, from_date: date, to_date: date
) -> Membership:
    """Let a colleague of the same agency stand in (Plt., Plh.) for a role of one's own, from a day to a day."""
    own = read_own_membership(visit.scope, membership_id)
    given = RoleAtPlace(Role(own.role), own.agency_id, from_date, own.unit_id, capacity, to_date)
    if own.capacity in STANDING_IN:
        raise BenangMerahError(message("Who stands in for somebody cannot pass the role on."))
    if capacity not in STANDING_IN:
        raise RefusedFieldError("capacity", message("A delegate acts as Plt. or Plh."))
    _check_delegation_period(visit, own, given)
    delegate = find_account_by_name(name)
    if delegate is None or not delegate.is_active or not belongs_to_agency(delegate, own.agency_id, visit.on):
        raise RefusedFieldError(
            "name",
            message("Nobody of your agency has an account with that name."),
            message("Give the NIP or the e-mail."),
        )
    if delegate.pk == own.account_id:
        raise RefusedFieldError("name", message("You cannot stand in for yourself."))
    _check_new(delegate, given)
    membership = _save(visit, delegate, given, stands_in_for=own)
    write_membership_audit(visit, Verb.MEMBERSHIP_DELEGATED, membership)
    return membership


@transaction.atomic
def end_membership(visit: Visit, membership_id: int) -> Membership:
    """End a role today, and with it whoever stands in for it; what was done before stays as it was."""
    membership = _find_endable(visit, membership_id)
    for each in (membership, *membership.delegations.not_over(visit.on)):
        each.to_date = max(each.from_date, visit.on)
        each.save(update_fields=["to_date"])
        write_membership_audit(visit, Verb.MEMBERSHIP_ENDED, each)
    return membership


def _find_endable(visit: Visit, membership_id: int) -> Membership:
    membership = read_endable_membership(visit.scope, membership_id)
    source = membership.stands_in_for
    if source is not None and source.account_id == visit.account_id:
        return membership
    place = (membership.agency_id, membership.unit_id)
    if not visit.scope.may_grant(Role(membership.role), *place):
        raise NotAllowedError(message("Somebody with more rights must end this role."))
    return membership


def _check_giver(visit: Visit, given: RoleAtPlace) -> None:
    if given.role is Role.EMPLOYEE:
        raise RefusedFieldError(
            "role", message("Every account of a member of staff is an employee's; the role is not given.")
        )
    if visit.is_operator:
        return
    if not visit.scope.may_grant(given.role, given.agency_id, given.unit_id):
        raise NotAllowedError(message("You may not give this role at this place."))


def _check_period(from_date: date, to_date: date | None, capacity: Capacity) -> None:
    if to_date is None and capacity in STANDING_IN:
        raise RefusedFieldError("to_date", message("Who acts as Plt. or Plh. does so until a named day."))
    if to_date is not None and to_date <= from_date:
        raise RefusedFieldError("to_date", message("The last day must come after the first."))


def _check_delegation_period(visit: Visit, own: Membership, given: RoleAtPlace) -> None:
    _check_period(given.from_date, given.to_date, given.capacity)
    if given.from_date < visit.on:
        raise RefusedFieldError("from_date", message("A delegation begins today or later."))
    if own.to_date is not None and given.to_date is not None and given.to_date > own.to_date:
        raise RefusedFieldError(
            "to_date", message("Your own role ends on {day}; nobody stands in for it longer.", day=own.to_date)
        )


def _check_place(given: RoleAtPlace) -> None:
    if not given.agency_id:
        raise RefusedFieldError("place", message("Name the agency where the role holds."))
    if given.unit_id is None:
        return
    known = Unit.objects.filter(archived__isnull=True, agency_id=given.agency_id, unit_id=given.unit_id)
    if not known.exists():
        raise RefusedFieldError("place", message("There is no unit {unit} in that agency.", unit=given.unit_id))


def _check_new(account: Account, given: RoleAtPlace) -> None:
    """The same role at the same place twice on one day would make ending one of them mean nothing."""
    same = account.memberships.filter(role=given.role, agency_id=given.agency_id, unit_id=given.unit_id)
    begins_before_end = Q(from_date__lt=given.to_date) if given.to_date else Q()
    if same.filter(begins_before_end).not_over(given.from_date).exists():
        raise RefusedFieldError("role", message("{name} already holds this role there.", name=account.name))


def _save(visit: Visit, account: Account, given: RoleAtPlace, stands_in_for: Membership | None) -> Membership:
    return Membership.objects.create(
        account=account, role=given.role.value, agency_id=given.agency_id, unit_id=given.unit_id,
        capacity=given.capacity.value, from_date=given.from_date, to_date=given.to_date,
        granted_by_id=visit.account_id, granted_at=visit.at, stands_in_for=stands_in_for,
    )  # fmt: skip
