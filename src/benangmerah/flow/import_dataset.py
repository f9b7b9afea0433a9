"""A file sent → a draft that somebody accepts or leaves: what a person does with an import, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task

from benangmerah.exchange.exports.marked_workbook import write_marked_workbook
from benangmerah.exchange.imports.mend import Mend
from benangmerah.flow.accept_import import ACCEPTING, UNDOING, accept_import, undo_import
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.check_import import CHECKING, check_import, examine_import
from benangmerah.flow.import_area import check_place
from benangmerah.flow.jobs import UNDER_WAY, ask_for_job
from benangmerah.flow.keep_upload import SentFile, forget_upload, keep_upload
from benangmerah.flow.lost_jobs import find_lost_jobs
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models import Account
from benangmerah.store.models.import_draft import ImportDraft
from benangmerah.store.selectors.import_draft import read_fault, read_import

State = ImportDraft.State


def receive_import(
    visit: Visit, files: Sequence[SentFile], agency_id: str, unit_id: str | None, *, is_complete: bool = False,
    rotation: str | None = None,
) -> ImportDraft:  # fmt: skip
    """Keep the files for a place and begin to read them; nothing is changed yet.

    `rotation` is the decree of an annex that gives people other positions.
    """
    check_place(visit.scope, agency_id, unit_id)
    if not files:
        raise RefusedFieldError("upload", message("Choose a file."))
    kept = keep_upload(files)
    try:
        with transaction.atomic():
            draft = ImportDraft.objects.create(
                **asdict(kept), uploaded_at=visit.at, uploaded_by=Account.objects.get(pk=visit.scope.account_id),
                agency_id=agency_id, unit_id=unit_id, is_complete=is_complete, is_rotation=rotation is not None,
                note=rotation or "",
            )  # fmt: skip
            write_audit(visit, Verb.IMPORT_RECEIVED, place=(agency_id, unit_id), file=kept.file_name,
                        sha256=kept.file_sha256)  # fmt: skip
            _begin(visit, draft, check_import, CHECKING)
    except BaseException:
        forget_upload(kept.folder)
        raise
    return _fresh(draft)


def check_again(visit: Visit, import_id: int) -> ImportDraft:
    """Read the file anew and compare it with the archive of now."""
    draft = read_undecided(visit, import_id)
    with transaction.atomic():
        return begin_check(visit, draft)


def begin_check(visit: Visit, draft: ImportDraft) -> ImportDraft:
    """Put the check of an import into the queue; the caller's transaction decides with it."""
    _begin(visit, draft, check_import, CHECKING)
    return _fresh(draft)


def mend_fault(visit: Visit, import_id: int, number: int, value: str) -> ImportDraft:
    """Put another value into the cell of a fault, and check everything again; the file itself stays as it was sent."""
    draft = read_undecided(visit, import_id)
    fault = read_fault(draft, number)
    if not fault.is_mendable or fault.row is None or fault.column is None:
        raise RefusedFieldError("value", message("This cannot be mended in one cell; mend it in the workbook."))
    if value.strip() == (fault.value or ""):
        raise RefusedFieldError("value", message("This is the value that stands there already."))
    mend = asdict(Mend(fault.table, fault.row, fault.column, value.strip()))
    place = ("table", "row", "column")
    kept = [each for each in draft.mends if any(each[part] != mend[part] for part in place)]
    with transaction.atomic():
        ImportDraft.objects.filter(pk=draft.pk).update(mends=[*kept, mend])
        _begin(visit, draft, check_import, CHECKING)
    return _fresh(draft)


def ask_acceptance(visit: Visit, import_id: int, *, valid_only: bool = False) -> ImportDraft:
    """Write the rows as they were shown: all of them, or those that are valid where some are not."""
    draft = read_undecided(visit, import_id)
    if draft.state != State.CHECKED:
        raise BenangMerahError(message("This import has not been checked yet."))
    if draft.fault_count and not valid_only:
        raise BenangMerahError(
            message("{count} things in it cannot be taken.", count=draft.fault_count),
            message("Mend them, or accept the valid rows alone."),
        )
    if not draft.is_applicable:
        raise BenangMerahError(message("There is nothing in it that could be written."))
    with transaction.atomic():
        write_audit(visit, Verb.IMPORT_ACCEPTED, place=(draft.agency_id, draft.unit_id), file=draft.file_name,
                    sha256=draft.file_sha256)  # fmt: skip
        _begin(visit, draft, accept_import, ACCEPTING)
    return _fresh(draft)


def leave_import(visit: Visit, import_id: int) -> ImportDraft:
    """Take nothing of it; the file and what was found in it are deleted."""
    draft = read_undecided(visit, import_id)
    with transaction.atomic():
        draft.faults.all().delete()
        ImportDraft.objects.filter(pk=draft.pk).update(
            state=State.LEFT, mends=[], layout=None, decided_at=visit.at, decided_by_id=visit.account_id
        )
        write_audit(visit, Verb.IMPORT_LEFT, place=(draft.agency_id, draft.unit_id), file=draft.file_name)
    forget_upload(draft.folder)
    return _fresh(draft)


def ask_undo(visit: Visit, import_id: int) -> ImportDraft:
    """Take back what was accepted, under a receipt of its own."""
    draft = read_import(visit.scope, import_id)
    _check_idle(draft)
    if draft.state != State.ACCEPTED:
        raise BenangMerahError(message("Only what was accepted can be undone, and only once."))
    with transaction.atomic():
        write_audit(visit, Verb.IMPORT_UNDONE, place=(draft.agency_id, draft.unit_id), file=draft.file_name,
                    sha256=draft.file_sha256)  # fmt: skip
        _begin(visit, draft, undo_import, UNDOING)
    return _fresh(draft)


def open_import(visit: Visit, import_id: int) -> ImportDraft:
    """An import with its faults, to be shown; whoever opens that of another may see ratings, so that is logged."""
    draft = read_import(visit.scope, import_id)
    if draft.uploaded_by_id != visit.account_id and draft.faults.exists():
        write_audit(visit, Verb.ASSESSMENT_READ, place=(draft.agency_id, draft.unit_id), file=draft.file_name)
    return draft


def write_marked_import(visit: Visit, import_id: int, path: Path, language: str = "id") -> ImportDraft:
    """Write the workbook with the bad cells marked, as the file stands with its mended cells."""
    draft = open_import(visit, import_id)
    examined = examine_import(draft, visit.scope)
    write_marked_workbook(examined.reading.grids, examined.refusals, path, language)
    return draft


def read_undecided(visit: Visit, import_id: int) -> ImportDraft:
    """An import that nobody has accepted or left, and that nothing is being done with."""
    draft = read_import(visit.scope, import_id)
    _check_idle(draft)
    if draft.state not in (State.WAITING, State.LAYOUT, State.CHECKED):
        raise BenangMerahError(message("This import has been decided on already."))
    return draft


def _check_idle(draft: ImportDraft) -> None:
    find_lost_jobs(timezone.now())  # what has died must not stand in the way
    if draft.job is not None:
        draft.job.refresh_from_db()
        if draft.job.state in UNDER_WAY:
            raise BenangMerahError(message("Work on this import is under way; wait for its end."))


def _begin(visit: Visit, draft: ImportDraft, task: Task[[int], None], kind: str) -> None:
    """Put the work into the queue; the job belongs to the draft before it begins."""
    job = ask_for_job(task, kind, visit, {"import_id": draft.pk})
    ImportDraft.objects.filter(pk=draft.pk).update(job=job)


def _fresh(draft: ImportDraft) -> ImportDraft:
    draft.refresh_from_db()
    return draft
