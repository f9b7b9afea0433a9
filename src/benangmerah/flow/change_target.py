"""The position somebody aims at: wished by herself, approved or returned by her superior, with receipt and history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.edit_rows import Edit, write_rows
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.extract import ID, fetch_matching
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.position import Position
from benangmerah.store.selectors.employee import read_employee
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError


@transaction.atomic
def wish_target(visit: Visit, employee_id: str, position_id: str | None) -> Receipt:
    """Aim at a position of one's agency, or at none any more; an approval falls with what it was given for."""
    if visit.scope.employee_id != employee_id:
        read_employee(visit.scope, employee_id)  # whom one does not see there is not
        raise NotAllowedError(message("Only the person herself says what she aims at."))
    person = _read(employee_id)
    if position_id is not None:
        _check_position(position_id, person)
    note = f"→ {position_id}" if position_id else f"− {person['target_position_id'] or ''}".strip()
    receipt = _write(visit, person, note, target_position_id=position_id, target_approved=None)
    write_audit(visit, Verb.TARGET_WISHED, employee_id=employee_id, place=_place(person), position=position_id)
    return receipt


@transaction.atomic
def decide_target(visit: Visit, employee_id: str, position_id: str, *, is_approved: bool) -> Receipt:
    """Approve the position somebody aims at, or return it; nobody decides on her own, nor on what was changed since."""
    reach = visit.scope.require(Right.APPROVE_TARGETS)
    person = _read(employee_id)
    if not reach.holds(person["agency_id"], person["unit_id"]):
        raise OutOfScopeError(message("You see nobody with that number."))
    if visit.scope.employee_id == employee_id:
        raise NotAllowedError(message("Nobody decides on her own target; her superior does."))
    if person["target_position_id"] != position_id:
        raise BenangMerahError(
            message("The position aimed at was changed since you looked."), message("Look again, then decide.")
        )
    note = f"{'✓' if is_approved else '✗'} {position_id}"
    receipt = _write(visit, person, note, target_position_id=position_id, target_approved=is_approved)
    verb = Verb.TARGET_APPROVED if is_approved else Verb.TARGET_RETURNED
    write_audit(visit, verb, employee_id=employee_id, place=_place(person), position=position_id)
    return receipt


def _read(employee_id: str) -> dict[str, Any]:
    """The person's own current row, as it stands in its table."""
    rows = fetch_matching("employees", Q(archived__isnull=True, employee_id=employee_id)).drop_columns(ID).to_pylist()
    if not rows:
        raise OutOfScopeError(message("You see nobody with that number."))
    return dict(rows[0])


def _check_position(position_id: str, person: Mapping[str, Any]) -> None:
    """A target is a position of the own agency that is not already held."""
    known = Position.objects.filter(archived__isnull=True, position_id=position_id, agency_id=person["agency_id"])
    if not known.exists():
        raise RefusedFieldError("position_id", message("Your agency has no such position."), message("Choose another."))
    if position_id == person["position_id"]:
        raise RefusedFieldError("position_id", message("You hold this position already."), message("Choose another."))


def _write(visit: Visit, person: Mapping[str, Any], note: str, **changes: Any) -> Receipt:
    return write_rows(visit, Edit(person["agency_id"], note, {"employees": [{**person, **changes}]}))


def _place(person: Mapping[str, Any]) -> tuple[str, str]:
    return person["agency_id"], person["unit_id"]
