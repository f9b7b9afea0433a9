"""Rows changed by hand → archive: the same checks as a file, one receipt of its own, and undone as easily."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.db.models import Q

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, home_of, write_audit
from benangmerah.flow.change_data import apply_change, propose_change
from benangmerah.flow.check_row import check_row
from benangmerah.flow.planning_rows import differs, write_beside
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.flow.undo_change import undo_receipt
from benangmerah.flow.weigh_change import Proposal
from benangmerah.flow.write_change import Stamp
from benangmerah.kernel.errors import BenangMerahError, Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.belonging import Area
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.store.extract import ID, fetch_matching
from benangmerah.store.models import Account, Agency, Receipt
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError, Scope

Row = Mapping[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Edit:
    """What somebody changes by hand: rows new or changed by table, keys of rows that end, and what the change is.

    Without an agency it is the dictionary's, which is one for all.
    """

    agency_id: str | None
    note: str
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    ended: Mapping[str, Sequence[Key]] = field(default_factory=dict)
    beside: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    """Rows of planning documents that no dataset holds, under the same receipt."""
    ended_beside: Mapping[str, Sequence[Key]] = field(default_factory=dict)


def write_edit(visit: Visit, edit: Edit) -> Receipt:
    """Write the change under a receipt; refused beside the field that is wrong, or where nothing would change."""
    check_keeper(visit.scope, edit.agency_id)
    return write_rows(visit, edit)


def write_rows(visit: Visit, edit: Edit) -> Receipt:
    """Write a change that the caller has found the visitor may make, though she keeps no standards."""
    area = None if edit.agency_id is None else Area(agency_ids=frozenset({edit.agency_id}))
    proposal = Proposal(_dataset(edit), complete=frozenset(edit.ended), area=area)
    with transaction.atomic():
        difference = propose_change(proposal)
        if difference.refusals:
            raise _refusal(difference.refusals)
        is_changed = any(sum(counts.values()) - counts["unchanged"] for counts in difference.counts.values())
        if not differs(edit.beside, edit.ended_beside) and not is_changed:
            raise BenangMerahError(message("Nothing would change: everything stands in the data like this already."))
        stamp = Stamp(
            Receipt.Kind.EDIT, visit.at, Account.objects.get(pk=visit.scope.account_id), agency_id=edit.agency_id,
            note=edit.note,
        )  # fmt: skip
        receipt = apply_change(difference, stamp)
        write_beside(receipt, edit.beside, edit.ended_beside)
        write_audit(visit, Verb.DATA_CHANGED, place=_place(visit, edit.agency_id), note=edit.note,
                    receipt=str(receipt.pk))  # fmt: skip
    return receipt


def undo_edit(visit: Visit, receipt_id: int) -> Receipt:
    """Put back what stood there before a change by hand."""
    visit.scope.require(Right.KEEP_STANDARDS)
    receipt = Receipt.objects.filter(pk=receipt_id, kind=Receipt.Kind.EDIT).first()
    if receipt is None or not may_keep(visit.scope, receipt.agency_id):
        raise OutOfScopeError(message("You see no such change."))
    with transaction.atomic():
        made_by = Account.objects.get(pk=visit.scope.account_id)
        stamp = Stamp(Receipt.Kind.UNDO, visit.at, made_by, agency_id=receipt.agency_id, note=receipt.note)
        undone = undo_receipt(receipt, stamp)
        write_audit(visit, Verb.DATA_CHANGE_UNDONE, place=_place(visit, receipt.agency_id), note=receipt.note,
                    receipt=str(receipt.pk))  # fmt: skip
    return undone


def check_keeper(scope: Scope, agency_id: str | None) -> None:
    """Raises NotAllowedError or OutOfScopeError where the reader does not keep the data of the agency."""
    reach = scope.require(Right.KEEP_STANDARDS)
    if may_keep(scope, agency_id):
        return
    if not reach.agency_ids:
        raise NotAllowedError(message("This is kept for a whole agency; your role holds for a part of it."))
    if agency_id is None:
        raise NotAllowedError(message("The dictionary is one for all agencies; only who keeps all of them changes it."))
    raise OutOfScopeError(message("You see no such agency."))


def may_keep(scope: Scope, agency_id: str | None) -> bool:
    """Whether the reader may change what the agency keeps; the dictionary where none is named."""
    kept = scope.reach(Right.KEEP_STANDARDS).agency_ids
    if agency_id is not None:
        return agency_id in kept
    known = Agency.objects.filter(archived__isnull=True).values_list("agency_id", flat=True)
    return bool(kept) and set(known) <= kept


def _place(visit: Visit, agency_id: str | None) -> tuple[str, str | None]:
    """The agency of a change; the dictionary's is written down where the visitor belongs."""
    return home_of(visit) if agency_id is None else (agency_id, None)


def _dataset(edit: Edit) -> Dataset:
    """The rows given; of a table in which rows end also all the others, since it is then given in full."""
    for name, given in edit.rows.items():
        for row in given:
            check_row(INPUTS[name], row)
    tables = {}
    for name in dict.fromkeys([*edit.rows, *edit.ended]):
        contract = INPUTS[name]
        rows: list[Row] = [
            {column: _known(row.get(column)) for column in contract.names} for row in edit.rows.get(name, ())
        ]
        if name in edit.ended:
            leaving = {*edit.ended[name], *(_key(name, row) for row in rows)}
            rows += [row for row in _current(name) if _key(name, row) not in leaving]
        tables[name] = SourceTable(name, pa.Table.from_pylist(rows, schema=contract.schema))
    return Dataset(tables)


def _current(name: str) -> Iterator[Row]:
    yield from fetch_matching(name, Q(archived__isnull=True)).drop_columns(ID).to_pylist()


def _known(value: Any) -> Any:
    """An empty text is unknown."""
    return None if value == "" else value


def _key(name: str, row: Row) -> Key:
    return tuple(row[column] for column in INPUTS[name].key)


def _refusal(refusals: Sequence[Refusal]) -> BenangMerahError:
    """What speaks against a change: the first of it, beside its field."""
    first = refusals[0]
    return RefusedFieldError(first.column or "", first.reason, first.suggestion)
