"""What a person decides on an office's sheet: its headings, what names mean, which rows are taken all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from benangmerah.domain.role import Right
from benangmerah.exchange.opd.directory import PERSON
from benangmerah.exchange.opd.heading_rows import join_headings
from benangmerah.exchange.opd.meaning import COLUMNS, TABLES, plain_words
from benangmerah.exchange.opd.sheet import SheetLayout
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.import_dataset import begin_check, read_undecided
from benangmerah.flow.read_opd import (
    check_layout,
    check_rows,
    find_sheet,
    read_directory,
    read_layout,
    write_layout,
)
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Account, Alias, ColumnMapping
from benangmerah.store.models.import_draft import ImportDraft


@dataclass(frozen=True)
class ChosenHeadings:
    """What somebody says of a sheet: the table its rows belong to, the heading rows, what columns mean by position."""

    sheet: str
    table: str
    first: int
    last: int
    columns: Mapping[int, str]


def choose_layout(visit: Visit, import_id: int, chosen: ChosenHeadings) -> ImportDraft:
    """Read the sheet by these headings, and remember for the office what they mean."""
    draft = read_undecided(visit, import_id)
    layout = SheetLayout(chosen.sheet, chosen.table, chosen.first, chosen.last, chosen.columns)
    check_layout(layout)
    sheet = find_sheet(draft, layout.sheet)
    check_rows(sheet, layout.first, layout.last)
    headings = join_headings(sheet, layout.first, layout.last)
    with transaction.atomic():
        ColumnMapping.objects.create(
            agency_id=draft.agency_id, unit_id=draft.unit_id, table=layout.table, columns=_remember(headings, layout),
            decided_by=_account(visit), decided_at=visit.at,
        )  # fmt: skip
        ImportDraft.objects.filter(pk=draft.pk).update(layout=write_layout(layout), mends=[])
        return begin_check(visit, draft)


def restore_row(visit: Visit, import_id: int, row: int) -> ImportDraft:
    """Take in a row that was left out."""
    draft = read_undecided(visit, import_id)
    layout = read_layout(draft)
    if row not in {each["row"] for each in draft.left_out} or layout.first <= row <= layout.last:
        raise BenangMerahError(message("This row was not left out."))
    with transaction.atomic():
        restored = tuple(sorted({*layout.restored, row}))
        ImportDraft.objects.filter(pk=draft.pk).update(layout=write_layout(replace(layout, restored=restored)))
        return begin_check(visit, draft)


def decide_name(visit: Visit, import_id: int, kind: str, key: str, target_id: str) -> ImportDraft:
    """Decide what a name means, for the whole agency from now on; who decided when is kept."""
    draft = read_undecided(visit, import_id)
    asked = next((each for each in draft.questions if (each["kind"], each["key"]) == (kind, key)), None)
    if asked is None:
        raise BenangMerahError(message("Nobody asks what this name means."))
    directory = read_directory(draft, visit.scope)
    known = directory.people if kind == PERSON else directory.names[kind]
    if target_id not in known:
        raise BenangMerahError(message("There is nothing {id} that it could mean.", id=target_id))
    with transaction.atomic():
        current = Alias.objects.filter(agency_id=draft.agency_id, kind=kind, key=key, ended_at__isnull=True)
        current.update(ended_at=visit.at)
        Alias.objects.create(
            agency_id=draft.agency_id, kind=kind, key=key, written=asked["text"], target_id=target_id,
            decided_by=_account(visit), decided_at=visit.at,
        )  # fmt: skip
        write_audit(visit, Verb.ALIAS_DECIDED, place=(draft.agency_id, draft.unit_id), written=asked["text"], kind=kind,
                    target=target_id)  # fmt: skip
        return begin_check(visit, draft)


def list_sheet_tables() -> tuple[str, ...]:
    """The tables whose rows may be read from an office's own sheet; the first is the usual one."""
    return TABLES


def list_meanings(table: str) -> tuple[str, ...]:
    """What the columns of such a sheet may mean."""
    return COLUMNS.get(table, ())


def _remember(headings: tuple[str, ...], layout: SheetLayout) -> Mapping[str, str]:
    """By heading; one that was not taken is remembered as meaning nothing."""
    return {
        plain_words(heading): layout.columns.get(position, "") for position, heading in enumerate(headings) if heading
    }


def _account(visit: Visit) -> Account:
    visit.scope.require(Right.IMPORT_DATA)
    return Account.objects.get(pk=visit.scope.account_id)
