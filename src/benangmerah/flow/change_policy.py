"""A policy of an agency added, or withdrawn while no run rests on it; what was in force is never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.db import transaction

from benangmerah.domain.policy import Policy
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Account, PolicyVersion, Receipt, Run
from benangmerah.store.selectors.policy import read_policy
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError

LONGEST = 100_000
"""Bytes of a policy file; the defaults with every comment have two thousand."""


@dataclass(frozen=True)
class PolicyGiven:
    """A policy as an official hands it in."""

    agency_id: str
    in_force_from: date
    decree: str
    signer: str
    text: str


def check_policy(text: str) -> Policy:
    """Read a policy file; refused beside the field, with the line, the entry and how to mend it."""
    if not text.strip():
        raise RefusedFieldError("text", message("Paste the policy, or choose its file."))
    if len(text.encode()) > LONGEST:
        raise RefusedFieldError("text", message("This is too long to be a policy."))
    try:
        return read_policy_text(text)
    except BenangMerahError as error:
        raise RefusedFieldError("text", error.reason, error.suggestion) from error


def list_differences(policy: PolicyVersion) -> tuple[tuple[str, str, str], ...]:
    """What a version changes: entry, default, value."""
    return read_policy_text(policy.text).differences


def add_policy(visit: Visit, given: PolicyGiven) -> PolicyVersion:
    """Let a policy come into force on a day; one for each agency and day."""
    _check_setter(visit, given.agency_id)
    check_policy(given.text)
    taken = PolicyVersion.objects.filter(
        archived__isnull=True, is_trial=False, agency_id=given.agency_id, in_force_from=given.in_force_from
    )
    if taken.exists():
        raise RefusedFieldError(
            "in_force_from", message("A policy comes into force on this day already."),
            message("Choose another day, or withdraw that one where no run rests on it."),
        )  # fmt: skip
    with transaction.atomic():
        receipt = _receipt(visit, given.agency_id, given.decree)
        version = PolicyVersion.objects.create(
            agency_id=given.agency_id, in_force_from=given.in_force_from, decree=given.decree, signer=given.signer,
            text=given.text, recorded=receipt,
        )  # fmt: skip
        write_audit(visit, Verb.POLICY_ADDED, place=(given.agency_id, None), decree=given.decree,
                    in_force_from=given.in_force_from.isoformat())  # fmt: skip
    return version


def withdraw_policy(visit: Visit, policy_id: int) -> None:
    """Take back a version that no run rests on; it stays in the archive, and no run takes it any more."""
    policy = read_policy(visit.scope, policy_id)
    if policy.agency_id is None:
        raise NotAllowedError(message("A policy for all agencies is withdrawn by the operator of the server."))
    _check_setter(visit, policy.agency_id)
    if Run.objects.filter(policy=policy).exists():
        raise BenangMerahError(
            message("Runs rest on this policy, so it stays."), message("Add a newer one; it holds from its day on.")
        )
    with transaction.atomic():
        receipt = _receipt(visit, policy.agency_id, policy.decree)
        PolicyVersion.objects.filter(pk=policy.pk, archived__isnull=True).update(archived=receipt)
        write_audit(visit, Verb.POLICY_WITHDRAWN, place=(policy.agency_id, None), decree=policy.decree)


def read_defaults() -> str:
    """The defaults of the law library with what each means, as a file to begin from."""
    return (files("benangmerah.regulations") / "policy_defaults.yaml").read_text(encoding="utf-8")


def _check_setter(visit: Visit, agency_id: str) -> None:
    reach = visit.scope.require(Right.SET_POLICY)
    if agency_id in reach.agency_ids:
        return
    if not reach.agency_ids:
        raise NotAllowedError(message("A policy holds for a whole agency; your role holds for a part of it."))
    raise OutOfScopeError(message("You see no such agency."))


def _receipt(visit: Visit, agency_id: str, note: str) -> Receipt:
    """Of a kind of its own, so that no change of rows is looked for behind it."""
    return Receipt.objects.create(
        kind=Receipt.Kind.POLICY, made_at=visit.at, made_by=Account.objects.get(pk=visit.scope.account_id),
        agency_id=agency_id, note=note,
    )  # fmt: skip
