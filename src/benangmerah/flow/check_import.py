"""Upload → what it would change and what is wrong in it, cell by cell; the archive stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

import pyarrow as pa
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from benangmerah.exchange.imports.dataset import Manner, Reading, read_source
from benangmerah.exchange.imports.fault_row import FaultRow, show_faults
from benangmerah.exchange.imports.mend import SIASN_TABLE, Mend
from benangmerah.exchange.opd.sheet import OpdReading
from benangmerah.flow.change_data import Difference, propose_change
from benangmerah.flow.import_area import area_of_import
from benangmerah.flow.jobs import finish_job, perform_job
from benangmerah.flow.keep_unmentioned import keep_unmentioned, list_unmentioned
from benangmerah.flow.keep_upload import path_of_upload
from benangmerah.flow.read_opd import findings_of_sheet, is_opd_workbook, read_opd_upload
from benangmerah.flow.weigh_change import Proposal
from benangmerah.kernel.errors import Refusal
from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import write_message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.store.models import Job, Requirement
from benangmerah.store.models.import_draft import ImportDraft, ImportFault
from benangmerah.store.selectors.scope import Scope, scope_of_nobody, scope_of_user

CHECKING = "check_import"
_BATCH = 1_000


@dataclass(frozen=True)
class Examined:
    """A file as it was read, and what its valid rows would change."""

    reading: Reading
    difference: Difference
    opd: OpdReading | None = None
    """What was found beside the rows, where it is a sheet as an office keeps it."""

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Everything that cannot be taken."""
        return self.difference.refusals

    @property
    def digest(self) -> str:
        """A hash of what would be written and archived."""
        return digest_of(self.difference)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """By table: new, changed, gone, unchanged, and rows refused."""
        rows = Counter(table for table, _row in {(each.table, each.row) for each in self.refusals if each.row})
        counts = self.difference.counts
        names = [*counts, *(name for name in rows if name not in counts)]
        nothing = {"new": 0, "changed": 0, "gone": 0, "unchanged": 0}
        return {name: {**nothing, **counts.get(name, {}), "refused": rows.get(name, 0)} for name in names}

    @property
    def is_applicable(self) -> bool:
        """Whether there is anything to write, and nothing speaks against it."""
        changes = sum(of_table[what] for of_table in self.counts.values() for what in ("new", "changed", "gone"))
        return self.difference.is_applicable and changes > 0


@task(takes_context=True)
def check_import(context: TaskContext, job_id: int) -> None:
    """The task of reading and comparing a file."""
    perform_job(context, job_id, _check)


def _check(job: Job, progress: Progress) -> None:
    draft = ImportDraft.objects.get(pk=job.request["import_id"])
    scope = scope_of_job(job)
    if draft.layout is None and is_opd_workbook(draft):
        with transaction.atomic():
            ImportDraft.objects.filter(pk=draft.pk).update(state=ImportDraft.State.LAYOUT)
            finish_job(job.pk, {})
        return
    examined = examine_import(draft, scope, progress)
    progress(message("Writing down what was found"))
    with transaction.atomic():
        keep_findings(draft, examined)
        finish_job(job.pk, {})


def scope_of_job(job: Job) -> Scope:
    """What whoever asked for the job may do on that day."""
    if job.asked_by is None:
        return scope_of_nobody(timezone.localdate(job.asked_at))
    return scope_of_user(job.asked_by, timezone.localdate(job.asked_at))


def examine_import(draft: ImportDraft, scope: Scope, progress: Progress = silent) -> Examined:
    """Read the file of an import as it is mended now, and compare it with the archive."""
    opd = None if draft.layout is None else read_opd_upload(draft, scope)
    reading = read_upload(draft, scope, progress) if opd is None else opd.reading
    area = area_of_import(scope, draft.agency_id, draft.unit_id, reading.dataset)
    dataset = keep_unmentioned(reading.dataset, list_unmentioned(reading)) if opd is None else reading.dataset
    complete = _complete_tables(reading) if draft.is_complete else frozenset()
    proposal = Proposal(dataset, reading.refusals, complete, area, accept_valid=True)
    return Examined(reading, propose_change(proposal, progress), opd)


def read_upload(draft: ImportDraft, scope: Scope, progress: Progress = silent) -> Reading:
    """The file with its mended cells; the archive has what it lacks."""
    manner = Manner(
        is_part=True, with_standard=not Requirement.objects.filter(archived__isnull=True).exists(),
        mends=tuple(Mend(**mend) for mend in draft.mends), keeps_grids=True,
    )  # fmt: skip
    return read_source(path_of_upload(draft.folder), law_date=scope.on, progress=progress, manner=manner)


def keep_findings(draft: ImportDraft, examined: Examined) -> None:
    """Write down what was found, in place of what was found before."""
    draft.faults.all().delete()
    batch: list[ImportFault] = []
    for fault in _list_faults(draft, examined):
        batch.append(fault)
        if len(batch) == _BATCH:
            ImportFault.objects.bulk_create(batch)
            batch.clear()
    ImportFault.objects.bulk_create(batch)
    ImportDraft.objects.filter(pk=draft.pk).update(
        state=ImportDraft.State.CHECKED, notes=[write_message(note) for note in examined.reading.notes],
        counts=examined.counts, fault_count=len(examined.refusals), is_applicable=examined.is_applicable,
        digest=examined.digest, **findings_of_sheet(examined.opd),
    )  # fmt: skip


def _list_faults(draft: ImportDraft, examined: Examined) -> Iterator[ImportFault]:
    for number, shown in enumerate(show_faults(examined.reading.grids, examined.refusals), 1):
        yield _fault(draft, number, shown)


def _fault(draft: ImportDraft, number: int, shown: FaultRow) -> ImportFault:
    refusal = shown.refusal
    return ImportFault(
        draft=draft, number=number, table=refusal.table, row=refusal.row, column=refusal.column, value=refusal.value,
        place=refusal.place, cell=shown.cell, reason=write_message(refusal.reason),
        suggestion=write_message(refusal.suggestion), headings=list(shown.headings), texts=list(shown.texts),
        position=shown.position, is_mendable=shown.is_mendable,
    )  # fmt: skip


def _complete_tables(reading: Reading) -> frozenset[str]:
    """The tables that a file gives in full; an export of SIASN knows of units and posts only where people are."""
    named: Mapping[str, object] = {table.name: grid for table, grid in reading.grids if table is not None}
    people = {SIASN_TABLE} if any(table is None for table, _ in reading.grids) else set()
    return frozenset(name for name in reading.dataset.tables if name in named or name in people)


def digest_of(difference: Difference) -> str:
    """A hash over every row to be written and every row to be archived."""
    digest = sha256()
    for name, table in difference.tables.items():
        digest.update(name.encode())
        for part in (table.added, table.archived.combine_chunks()):
            batch = part if isinstance(part, pa.Table) else pa.table({"id": part})
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, batch.schema) as stream:
                stream.write_table(batch.combine_chunks())
            digest.update(sink.getvalue())
    return digest.hexdigest()
