"""A table of talent results → the archive: read and compared first, written when somebody accepts it, and withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from benangmerah.domain.talent import BOX_CONFLICT, TalentBox, TalentFacts, find_conflict
from benangmerah.exchange.imports.file_kind import CSV, MACRO_WORKBOOK, WORKBOOK
from benangmerah.exchange.imports.unreadable import UnreadableFileError
from benangmerah.exchange.talent.sheet import BOX, NIP, POTENTIAL, TalentLine, TalentSheet, read_talent_sheet
from benangmerah.exchange.talent.template import write_talent_template
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.keep_upload import FIELD, SentFile, forget_upload, keep_upload, path_of_upload
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.flow.talent_rules import TalentRules, read_talent_rules
from benangmerah.flow.undo_change import ChangedLaterError
from benangmerah.flow.write_change import lock_archive
from benangmerah.kernel.errors import BenangMerahError, Refusal
from benangmerah.kernel.explanation import message
from benangmerah.snapshot.contract.talent import TALENT_RESULTS
from benangmerah.store.models import Account, Employee, Receipt
from benangmerah.store.models.talent import TalentResult
from benangmerah.store.selectors.talent import (
    list_agencies_kept,
    list_kept_people,
    list_talent_imports,
    read_talent_import,
)

__all__ = [
    "check_talent", "list_agencies_kept", "list_talent_imports", "withdraw_talent", "write_talent",
    "write_talent_template",
]  # fmt: skip
Row = Mapping[str, Any]
Key = tuple[str, int]
NEW, CHANGED, SAME = "new", "changed", "unchanged"
BATCH = 1000
NAMED = 2


@dataclass(frozen=True)
class TalentDraft:
    """What a table would change: rows by fate, every cell that cannot be taken, and headings that mean nothing."""

    folder: str
    agency_id: str
    rows: Sequence[Row]
    counts: Mapping[str, int]
    refusals: Sequence[Refusal]
    ignored: Sequence[str]
    row_count: int
    digest: str
    """A hash of what would be written: who accepts it accepts what was shown."""

    @property
    def refused_count(self) -> int:
        """Rows that cannot be taken."""
        return self.row_count - len(self.rows)

    @property
    def is_acceptable(self) -> bool:
        """Whether there is a valid row that changes something."""
        return self.counts[NEW] + self.counts[CHANGED] > 0


@dataclass
class _Weighing:
    """The rows that can be taken, as they are found."""

    rules: TalentRules
    agency_id: str
    people: Mapping[str, tuple[str, str]]
    sheet: TalentSheet
    rows: list[Row] = field(default_factory=list)

    def weigh(self, line: TalentLine) -> None:
        """Keep the row, or say which cell stands against it."""
        known = self.people.get(line.employee_id)
        if known is None or known[1] != self.agency_id:
            self.sheet.refuse(
                line.row, NIP, line.employee_id, message("Nobody whose talent you keep has this NIP."),
                message("Check the digits; whoever is new is brought in with the staff data first."),
            )  # fmt: skip
            return
        box = None if line.box is None else self.rules.law.numbered(line.box)
        facts = TalentFacts(line.performance, None, line.potential, line.score, line.parts)
        conflict = find_conflict(box, facts, self.rules.law, self.rules.policy)
        if conflict is not None:
            kind, reason = conflict
            cell, value = (BOX, str(line.box)) if kind == BOX_CONFLICT else (POTENTIAL, line.potential or "")
            self.sheet.refuse(line.row, cell, value, reason, message("Correct one of them, or leave one cell empty."))
            return
        self.rows.append(_row(line, box, self.agency_id))


def check_talent(visit: Visit, files: Sequence[SentFile], agency_id: str = "") -> TalentDraft:
    """Keep the file and say what it would change; nothing is written."""
    agency_id = _agency(visit, agency_id)
    kept = keep_upload(files)
    try:
        return weigh_talent(visit, kept.folder, agency_id)
    except BenangMerahError:
        forget_upload(kept.folder)
        raise


def weigh_talent(visit: Visit, folder: str, agency_id: str) -> TalentDraft:
    """What a kept file would change."""
    agency_id = _agency(visit, agency_id)
    path = path_of_upload(folder)
    if path.suffix not in (WORKBOOK, MACRO_WORKBOOK, CSV):
        raise RefusedFieldError(FIELD, message("This is neither a workbook nor a CSV."), message("Send .xlsx or .csv."))
    rules = read_talent_rules(agency_id, visit.on)
    try:
        sheet = read_talent_sheet(path, rules.law.predicates, len(rules.law.boxes))
    except UnreadableFileError as problem:
        raise RefusedFieldError(FIELD, *problem.fault) from None
    weighing = _Weighing(rules, agency_id, list_kept_people(visit.scope), sheet)
    for line in sheet.lines:
        weighing.weigh(line)
    there = _current(agency_id)
    counts = dict.fromkeys((NEW, CHANGED, SAME), 0)
    for row in weighing.rows:
        counts[_fate(row, there.get(_key(row)))] += 1
    refusals = sorted(sheet.refusals, key=lambda each: each.row or 0)
    told = repr((weighing.rows, sorted(counts.items()), [(each.place, each.value) for each in refusals]))
    digest = hashlib.sha256(told.encode()).hexdigest()
    return TalentDraft(folder, agency_id, weighing.rows, counts, refusals, sheet.ignored, sheet.row_count, digest)


def write_talent(visit: Visit, folder: str, agency_id: str, file_name: str, digest: str) -> Receipt:
    """Write the valid rows of a kept file under one receipt; refused where they are no longer what was shown."""
    with transaction.atomic():
        lock_archive()
        draft = weigh_talent(visit, folder, agency_id)
        if draft.digest != digest:
            raise BenangMerahError(message("The data have changed since the file was compared."),
                                   message("Send it again and look at what it would change."))  # fmt: skip
        if not draft.is_acceptable:
            raise BenangMerahError(message("Nothing would change: everything stands in the data like this already."))
        receipt = Receipt.objects.create(
            kind=Receipt.Kind.TALENT, made_at=visit.at, made_by=Account.objects.get(pk=visit.scope.account_id),
            file_name=file_name, agency_id=draft.agency_id,
            counts={TALENT_RESULTS.name: {**draft.counts, "refused": draft.refused_count}},
        )  # fmt: skip
        there = _current(draft.agency_id)
        written = [row for row in draft.rows if _fate(row, there.get(_key(row))) != SAME]
        _archive([there[_key(row)] for row in written if _key(row) in there], receipt)
        _add(written, receipt)
        write_audit(visit, Verb.TALENT_IMPORTED, place=(draft.agency_id, None), receipt=str(receipt.pk), file=file_name,
                    rows=str(len(written)))  # fmt: skip
    forget_upload(folder)
    return receipt


def withdraw_talent(visit: Visit, receipt_id: int) -> Receipt:
    """Put back what stood there before a file; refused where a later file changed the same results."""
    receipt = read_talent_import(visit.scope, receipt_id)
    with transaction.atomic():
        lock_archive()
        receipt = Receipt.objects.select_for_update().get(pk=receipt.pk)
        if receipt.undone_by_id is not None:
            raise BenangMerahError(message("This change has been undone already."))
        agency_id = str(receipt.agency_id)
        there = _current(agency_id)
        own = [_values(row) for row in TalentResult.objects.filter(recorded=receipt)]
        _check_untouched(receipt, own, there)
        undo = Receipt.objects.create(
            kind=Receipt.Kind.UNDO, made_at=visit.at, made_by=Account.objects.get(pk=visit.scope.account_id),
            file_name=receipt.file_name, agency_id=agency_id,
        )  # fmt: skip
        before = [_values(row) for row in TalentResult.objects.filter(archived=receipt)]
        _archive([there[_key(row)] for row in own], undo)
        _add(before, undo)
        Receipt.objects.filter(pk=receipt.pk).update(undone_by=undo)
        write_audit(visit, Verb.TALENT_WITHDRAWN, place=(agency_id, None), receipt=str(receipt.pk),
                    file=receipt.file_name, rows=str(len(own)))  # fmt: skip
    return undo


def _agency(visit: Visit, agency_id: str) -> str:
    """The agency whose talent is kept: the one named, or the only one."""
    kept = [each for each, _name in list_agencies_kept(visit.scope)]
    if agency_id and agency_id not in kept:
        raise RefusedFieldError("agency", message("You see no such agency."))
    return agency_id or kept[0]


def _check_untouched(receipt: Receipt, own: Sequence[Row], there: Mapping[Key, TalentResult]) -> None:
    """Every row must stand as the receipt left it, or as the undoing of a later one put it back."""
    touched = [row for row in own if not _stands(receipt, row, there.get(_key(row)))]
    if touched:
        named = [f"{row['employee_id']} {row['period']}" for row in touched[:NAMED]]
        raise ChangedLaterError(
            message("{count} rows of this change were changed later: {rows}.", count=len(touched), rows=named),
            message("Withdraw the later file first."),
        )


def _stands(receipt: Receipt, row: Row, now: TalentResult | None) -> bool:
    if now is None or _values(now) != row:
        return False
    return now.recorded_id == receipt.pk or (now.recorded_id > receipt.pk and now.recorded.kind == Receipt.Kind.UNDO)


def _current(agency_id: str) -> dict[Key, TalentResult]:
    people = Employee.objects.filter(archived__isnull=True, agency_id=agency_id).values("employee_id")
    mine = Q(agency_id=agency_id) | Q(employee_id__in=people)  # who came from elsewhere brought results along
    rows = TalentResult.objects.filter(mine, archived__isnull=True).select_related("recorded")
    return {(row.employee_id, row.period): row for row in rows}


def _archive(rows: Sequence[TalentResult], receipt: Receipt) -> None:
    for start in range(0, len(rows), BATCH):
        part = [row.pk for row in rows[start : start + BATCH]]
        TalentResult.objects.filter(pk__in=part, archived__isnull=True).update(archived=receipt)


def _add(rows: Sequence[Row], receipt: Receipt) -> None:
    TalentResult.objects.bulk_create([TalentResult(recorded=receipt, **row) for row in rows], batch_size=BATCH)


def _fate(row: Row, there: TalentResult | None) -> str:
    if there is None:
        return NEW
    return SAME if _values(there) == row else CHANGED


def _key(row: Row) -> Key:
    return row["employee_id"], row["period"]


def _values(row: TalentResult) -> Row:
    return {column: getattr(row, column) for column in TALENT_RESULTS.names}


def _row(line: TalentLine, box: TalentBox | None, agency_id: str) -> Row:
    """A row of the archive; a box stands for the performance and the potential that it is made of."""
    parts = {part: float(score) for part, score in line.parts.items()}
    return {
        "employee_id": line.employee_id, "period": line.period, "agency_id": agency_id,
        "performance": line.performance if box is None else box.performance,
        "potential": line.potential if box is None else box.potential,
        "score": None if line.score is None else float(line.score), "competency_score": parts.get("competency"),
        "potential_score": parts.get("potential"), "track_record_score": parts.get("track_record"),
        "is_box_given": box is not None, "source": line.source, "decree": line.decree,
    }  # fmt: skip
