"""The coverage an agency expects of its plan, set and put back by whoever sets its policy; what held stays readable."""

from __future__ import annotations

from django.db import transaction

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.planning_rows import differs, find_touched_later, undo_beside, write_beside
from benangmerah.flow.write_change import lock_archive
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Account, Receipt, ThreadThreshold
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError, Scope


def check_setter(scope: Scope, agency_id: str) -> None:
    """Raises NotAllowedError or OutOfScopeError where the reader does not set the policy of the agency."""
    reach = scope.require(Right.SET_POLICY)
    if agency_id not in scope.agencies_of(Right.SET_POLICY):
        raise OutOfScopeError(message("You see no such agency."))
    if agency_id not in reach.agency_ids:
        raise NotAllowedError(message("A policy holds for a whole agency; your role holds for a part of it."))


def set_threshold(visit: Visit, agency_id: str, targets_percent: float, money_percent: float, decree: str) -> Receipt:
    """Set the percent of targets and of money that a plan should reach; refused beside the field that is wrong."""
    check_setter(visit.scope, agency_id)
    row = {"agency_id": agency_id, "targets_percent": targets_percent, "money_percent": money_percent,
           "decree": decree.strip() or None}  # fmt: skip
    rows = {"thread_thresholds": [row]}
    if not differs(rows, {}):
        raise BenangMerahError(message("Nothing would change: everything stands in the data like this already."))
    with transaction.atomic():
        receipt = Receipt.objects.create(
            kind=Receipt.Kind.POLICY, made_at=visit.at, made_by=Account.objects.get(pk=visit.scope.account_id),
            agency_id=agency_id, note=decree.strip(),
        )  # fmt: skip
        write_beside(receipt, rows, {})
        write_audit(visit, Verb.POLICY_ADDED, place=(agency_id, None), decree=decree.strip(),
                    targets=str(targets_percent), money=str(money_percent))  # fmt: skip
    return receipt


@transaction.atomic
def undo_threshold(visit: Visit, agency_id: str, receipt_id: int) -> Receipt:
    """Put back what was expected before a change, under a receipt of its own; refused where it was changed later."""
    check_setter(visit.scope, agency_id)
    lock_archive()
    rows = ThreadThreshold.objects.filter(agency_id=agency_id, recorded_id=receipt_id)
    receipt = Receipt.objects.filter(pk=receipt_id, kind=Receipt.Kind.POLICY, pk__in=rows.values("recorded_id")).first()
    if receipt is None:
        raise OutOfScopeError(message("You see no such change."))
    if receipt.undone_by_id is not None:
        raise BenangMerahError(message("This change has been undone already."))
    if find_touched_later(receipt):
        raise BenangMerahError(message("It was changed again since."), message("Undo the later change first."))
    undo = Receipt.objects.create(
        kind=Receipt.Kind.UNDO, made_at=visit.at, made_by=Account.objects.get(pk=visit.scope.account_id),
        agency_id=agency_id, note=receipt.note,
    )  # fmt: skip
    undo_beside(receipt, undo)
    Receipt.objects.filter(pk=receipt.pk).update(undone_by=undo)
    write_audit(visit, Verb.DATA_CHANGE_UNDONE, place=(agency_id, None), note=receipt.note, receipt=str(receipt.pk))
    return undo
