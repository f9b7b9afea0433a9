"""Import → archive: the valid rows under a receipt, exactly what was shown; and taken back again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from benangmerah.flow.change_data import apply_change
from benangmerah.flow.check_import import Examined, examine_import, keep_findings, scope_of_job
from benangmerah.flow.check_quality import ask_quality_later
from benangmerah.flow.import_area import check_place
from benangmerah.flow.import_progress import UploadProgress, forget_upload_progress
from benangmerah.flow.jobs import finish_job, perform_job
from benangmerah.flow.undo_change import undo_receipt
from benangmerah.flow.write_change import Stamp
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.store.models import Job, Receipt
from benangmerah.store.models.import_draft import ImportDraft, ImportMention

ACCEPTING = "accept_import"
UNDOING = "undo_import"
_BATCH = 1_000


@task(takes_context=True)
def accept_import(context: TaskContext, job_id: int) -> None:
    """The task of writing what was accepted."""
    perform_job(context, job_id, _accept)


@task(takes_context=True)
def undo_import(context: TaskContext, job_id: int) -> None:
    """The task of taking an import back."""
    perform_job(context, job_id, _undo)


def _accept(job: Job, progress: Progress) -> None:
    """Examine once more and write; refused where it is no longer what was shown."""
    draft = ImportDraft.objects.get(pk=job.request["import_id"], state=ImportDraft.State.CHECKED)
    examined = examine_import(draft, scope_of_job(job), progress)
    if examined.digest != draft.digest or len(examined.refusals) != draft.fault_count:
        with transaction.atomic():
            keep_findings(draft, examined)
        raise BenangMerahError(
            message("The data have been changed by others since you looked at this import."),
            message("What it would change now is shown below; look at it again, then accept it."),
        )
    stamp = Stamp(
        Receipt.Kind.IMPORT, timezone.now(), job.asked_by, draft.file_name, draft.file_sha256, note=draft.note
    )
    watch = UploadProgress(draft.folder)
    try:
        with transaction.atomic():
            receipt = apply_change(examined.difference, stamp, watch)
            _settle(draft, ImportDraft.State.CHECKED, ImportDraft.State.ACCEPTED, job, receipt=receipt)
            _keep_mentions(draft, examined)
            ask_quality_later(job, draft.agency_id)
            finish_job(job.pk, {"receipt": receipt.pk})
    finally:
        forget_upload_progress(draft.folder)


def _undo(job: Job, progress: Progress) -> None:
    draft = ImportDraft.objects.get(pk=job.request["import_id"], state=ImportDraft.State.ACCEPTED)
    check_place(scope_of_job(job), draft.agency_id, draft.unit_id)
    progress(message("Taking the import back"))
    stamp = Stamp(Receipt.Kind.UNDO, timezone.now(), job.asked_by, draft.file_name, draft.file_sha256)
    if draft.receipt is None:
        raise BenangMerahError(message("This import has not been accepted."))
    watch = UploadProgress(draft.folder)
    try:
        with transaction.atomic():
            undone = undo_receipt(draft.receipt, stamp, watch)
            _settle(draft, ImportDraft.State.ACCEPTED, ImportDraft.State.UNDONE, job)
            draft.mentions.all().delete()
            ask_quality_later(job, draft.agency_id)
            finish_job(job.pk, {"receipt": undone.pk})
    finally:
        forget_upload_progress(draft.folder)


def _settle(
    draft: ImportDraft, before: ImportDraft.State, after: ImportDraft.State, job: Job, **fields: Receipt
) -> None:
    """Change the state where nobody else has; the transaction around it writes nothing else otherwise."""
    moved = ImportDraft.objects.filter(pk=draft.pk, state=before)
    if not moved.update(state=after, decided_at=timezone.now(), decided_by=job.asked_by, **fields):
        raise BenangMerahError(message("Somebody else has decided on this import meanwhile."))


def _keep_mentions(draft: ImportDraft, examined: Examined) -> None:
    """Remember whom the file names, so that files can be compared with each other (mutu data)."""
    is_siasn = any(table is None for table, _ in examined.reading.grids)
    ImportDraft.objects.filter(pk=draft.pk).update(is_siasn=is_siasn)
    named = examined.reading.dataset.table("employees")["employee_id"].drop_null().unique().to_pylist()
    ImportMention.objects.bulk_create([ImportMention(draft=draft, employee_id=each) for each in named], _BATCH)
