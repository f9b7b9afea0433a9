"""Documents of a run: written by a job into its folder, and read by whoever may see what stands in them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks import TaskContext, task

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.jobs import UNDER_WAY, ask_for_job, perform_job
from benangmerah.flow.run_folder import DOCUMENTS as FOLDER
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.write_documents import DOCUMENTS, write_documents
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.run import read_run
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

WRITING = "write_documents"
BY_NAME = frozenset({"kebutuhan.xlsx", "rencana-pengembangan.xlsx"})
"""Documents that list people with their gaps: for whoever may read the assessments of the whole agency."""


def ask_documents(visit: Visit, run_id: int) -> Job:
    """Put the documents of a finished run into the queue; a job that is under way is not asked for twice."""
    run = read_run(visit.scope, run_id, Right.START_RUNS)
    if run.status != Run.Status.FINISHED:
        raise BenangMerahError(message("The documents are written when the run has finished."))
    under_way = run.jobs.filter(kind=WRITING, state__in=UNDER_WAY).first()
    if under_way is not None:
        return under_way
    with transaction.atomic():
        return ask_for_job(write_documents_later, WRITING, visit, run=run)


@task(takes_context=True)
def write_documents_later(context: TaskContext, job_id: int) -> None:
    """The task of the documents."""
    perform_job(context, job_id, _write)


def _write(job: Job, progress: Progress) -> dict[str, Any]:
    """Write them beside the folder first, so that nobody reads half of them."""
    run = Run.objects.get(jobs=job)
    beside, folder = path_of(run) / f".{FOLDER}-{job.pk}", path_of(run) / FOLDER
    try:
        written = write_documents(path_of(run), beside, progress=progress)
        shutil.rmtree(folder, ignore_errors=True)
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return {"documents": [path.name for path in written]}


def list_documents(scope: Scope, run: Run) -> list[str]:
    """The documents of a run that are there and that the reader may open."""
    return [name for name in DOCUMENTS if _may_open(scope, run, name) and (path_of(run) / FOLDER / name).is_file()]


def read_document(visit: Visit, run_id: int, name: str) -> Path:
    """The file of one document, with an entry in the audit log; refused where the reader may not open it."""
    visit.scope.require(right_of(name))
    run = read_run(visit.scope, run_id, right_of(name))
    path = path_of(run) / FOLDER / name
    if name not in DOCUMENTS or not _may_open(visit.scope, run, name) or not path.is_file():
        raise OutOfScopeError(message("There is no such document."))
    write_audit(visit, Verb.DOCUMENT_READ, place=(run.agency_id or "", None), run=str(run.pk), document=name)
    return path


def right_of(name: str) -> Right:
    """What somebody needs, for the whole agency, to open the document."""
    return Right.READ_ASSESSMENTS if name in BY_NAME else Right.SEE_RESULTS


def _may_open(scope: Scope, run: Run, name: str) -> bool:
    return run.agency_id in scope.reach(right_of(name)).agency_ids
