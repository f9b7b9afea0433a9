"""Accounts: making, closing and reopening them, their passwords, sessions and language."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from benangmerah.domain.role import Right, Role
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.membership import RoleAtPlace, add_membership
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.explanation import LANGUAGES, message
from benangmerah.store.models.account import Account
from benangmerah.store.selectors.account import find_account_by_name, normalise_name, read_account
from benangmerah.store.selectors.employee import list_employees
from benangmerah.store.selectors.scope import NotAllowedError

_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for one another when a password is read out."""
_GROUPS = 4
_LETTERS_OF_A_GROUP = 5


@dataclass(frozen=True)
class NewAccount:
    """Whom an account is made for: by NIP, by e-mail, or both."""

    name: str
    nip: str = ""
    mail: str = ""
    language: str = "id"


@transaction.atomic
def create_account(
    visit: Visit, person: NewAccount, given: RoleAtPlace | None = None, *, password: str | None = None
) -> tuple[Account, str]:
    """Make an account with a password for the first log-in, and give it a role where one is named.

    A manager of accounts makes them for the staff in scope; anybody else gets one only together with a role in scope.
    """
    nip, mail = normalise_name(person.nip), normalise_name(person.mail)
    employee_id = _find_employee(visit, nip)
    if not visit.is_operator and employee_id is None and given is None:
        raise RefusedFieldError(
            "nip", message("None of your staff has that number."), message("Correct the NIP, or name a role as well.")
        )
    _check_names(nip, mail)
    if password is not None:
        _check_strength(password, Account(nip=nip, mail=mail, name=person.name), "password")
    first = password or make_password()
    account = Account.objects.create_account(
        nip=nip, mail=mail, password=first, name=person.name, language=person.language,
        employee_id=employee_id, must_change_password=password is None,
    )  # fmt: skip
    write_audit(visit, Verb.ACCOUNT_CREATED, subject=account, employee_id=employee_id)
    if given is not None:
        add_membership(visit, account, given)
    return account, first


@transaction.atomic
def deactivate_account(visit: Visit, account_id: int) -> Account:
    """Close an account: it cannot log in, and its open sessions end. It can be reopened."""
    account = find_manageable_account(visit, account_id)
    _close_sessions(account)
    account.is_active = False
    account.save(update_fields=["is_active", "session_round"])
    write_audit(visit, Verb.ACCOUNT_DEACTIVATED, subject=account, employee_id=account.employee_id)
    return account


@transaction.atomic
def reactivate_account(visit: Visit, account_id: int) -> Account:
    """Reopen an account as it was."""
    account = find_manageable_account(visit, account_id)
    account.is_active = True
    account.save(update_fields=["is_active"])
    write_audit(visit, Verb.ACCOUNT_REACTIVATED, subject=account, employee_id=account.employee_id)
    return account


@transaction.atomic
def reset_password(visit: Visit, account_id: int) -> tuple[Account, str]:
    """A new password for one log-in, for somebody who has forgotten theirs; it is to be told in person."""
    account = find_manageable_account(visit, account_id)
    first = make_password()
    account.set_password(first)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    write_audit(visit, Verb.PASSWORD_RESET, subject=account, employee_id=account.employee_id)
    return account, first


@transaction.atomic
def change_password(visit: Visit, account: Account, old: str, new: str) -> None:
    """Replace one's own password; every other session of the account ends."""
    if not account.check_password(old):
        raise RefusedFieldError("old", message("The password you have now is not that one."))
    if account.check_password(new):
        raise RefusedFieldError("new", message("The new password is the old one."))
    _check_strength(new, account, "new")
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    write_audit(visit, Verb.PASSWORD_CHANGED, subject=account, employee_id=account.employee_id)


@transaction.atomic
def close_sessions(visit: Visit, account: Account) -> None:
    """End every open session of one's own account; the door keeps the one that asks."""
    _close_sessions(account)
    account.save(update_fields=["session_round"])
    write_audit(visit, Verb.SESSIONS_CLOSED, subject=account, employee_id=account.employee_id)


def choose_language(account: Account, language: str) -> None:
    """Keep the language of one's pages."""
    if language not in LANGUAGES:
        raise RefusedFieldError("language", message("The pages speak {languages}.", languages=list(LANGUAGES)))
    account.language = language
    account.save(update_fields=["language"])


def find_manageable_account(visit: Visit, account_id: int) -> Account:
    """An account in scope that may be closed, reopened and given a new password.

    A new password is a way in, so that every role of the account must be one that the visitor might give.
    """
    if visit.is_operator:
        return Account.objects.get(pk=account_id)
    account = read_account(visit.scope, account_id)
    if not may_manage_account(visit, account):
        raise NotAllowedError(message("Somebody with more rights must do this."))
    return account


def may_manage_account(visit: Visit, account: Account) -> bool:
    """Whether the visitor may give every role that the account holds or will hold, and it is not their own."""
    held = account.memberships.not_over(visit.on)
    places = [(Role(each.role), each.agency_id, each.unit_id) for each in held]
    return account.pk != visit.account_id and all(visit.scope.may_grant(*place) for place in places)


def make_password() -> str:
    """A password that can be read out and typed once."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS_OF_A_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


def _check_strength(password: str, account: Account, field: str) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        reasons = " ".join(error.messages)
        raise RefusedFieldError(field, message("Choose another password. {reasons}", reasons=reasons)) from error


def _close_sessions(account: Account) -> None:
    account.session_round += 1


def _find_employee(visit: Visit, nip: str) -> str | None:
    """The person whose account it will be; a number of somebody outside the scope opens nobody's data."""
    if visit.is_operator or not nip:
        return nip or None
    people = list_employees(visit.scope, right=Right.MANAGE_ACCOUNTS).filter(employee_id=nip)
    return people.values_list("employee_id", flat=True).first()


def _check_names(nip: str, mail: str) -> None:
    if not nip and not mail:
        raise RefusedFieldError("nip", message("An account needs a NIP or an e-mail."))
    if any(find_account_by_name(name) is not None for name in (nip, mail)):
        raise RefusedFieldError("nip", message("That NIP or e-mail has an account already."))
