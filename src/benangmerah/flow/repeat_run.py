"""A run again from its four names (snapshot, law date, policy, code), to see that it gives the same."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks import TaskContext, task

from benangmerah import __version__
from benangmerah.domain.role import Right
from benangmerah.exchange.imports.dataset import Reading
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.jobs import UNDER_WAY, ask_for_job, perform_job
from benangmerah.flow.result_folder import SNAPSHOT
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.run_store import run_again
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress, silent
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.dataset import Dataset, SourceTable
from benangmerah.snapshot.manifest import read_manifest
from benangmerah.snapshot.parquet import hash_file, read_table
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.run import read_run

REPEATING = "repeat_run"


@dataclass(frozen=True)
class Repetition:
    """How many tables came out the same byte for byte, and the names of those that did not."""

    same: int
    different: tuple[str, ...]


def ask_repetition(visit: Visit, run_id: int) -> Job:
    """Put the repetition of a finished run into the queue; one that is under way is not asked for twice."""
    run = read_run(visit.scope, run_id, Right.START_RUNS)
    if run.status != Run.Status.FINISHED:
        raise BenangMerahError(message("Only a finished run can be repeated."))
    under_way = run.jobs.filter(kind=REPEATING, state__in=UNDER_WAY).first()
    if under_way is not None:
        return under_way
    with transaction.atomic():
        write_audit(visit, Verb.RUN_REPEATED, place=(run.agency_id or "", None), run=str(run.pk))
        return ask_for_job(repeat_run_later, REPEATING, visit, run=run)


@task(takes_context=True)
def repeat_run_later(context: TaskContext, job_id: int) -> None:
    """The task of a repetition."""
    perform_job(context, job_id, _repeat)


def _repeat(job: Job, progress: Progress) -> dict[str, Any]:
    run = Run.objects.select_related("policy").get(jobs=job)
    return asdict(repeat_run(run, progress))


def repeat_run(run: Run, progress: Progress = silent) -> Repetition:
    """Compute a finished run anew beside it and compare every table byte for byte; the new ones are thrown away.

    Refuses where one of the four names is no longer what it was: then a difference would say nothing.
    """
    folder = path_of(run)
    _check_names(run, folder)
    progress(message("Reading the snapshot"))
    reading = Reading(read_snapshot(folder / SNAPSHOT), ())
    with tempfile.TemporaryDirectory(prefix=".repeat-", dir=folder.parent) as beside:
        again = Path(beside) / "again"
        run_again(run, reading, again, progress)
        progress(message("Comparing the tables"))
        compared = {name: _hash(folder, name) == _hash(again, name) for name in OUTPUTS}
    different = tuple(name for name, is_same in compared.items() if not is_same)
    return Repetition(len(compared) - len(different), different)


def read_snapshot(folder: Path) -> Dataset:
    """The frozen tables; refused where a file is no longer what the manifest says."""
    manifest = read_manifest(folder)
    for name, entry in manifest.tables.items():
        path = folder / f"{name}.parquet"
        if not path.is_file() or hash_file(path) != entry["sha256"]:
            raise BenangMerahError(
                message("The table {table} of the snapshot is no longer as it was frozen.", table=name),
                message("Fetch the folder of the run from a backup."),
            )
    tables = {name: read_table(folder / f"{name}.parquet", INPUTS[name]) for name in manifest.tables}
    return Dataset({name: SourceTable(name, table) for name, table in tables.items()})


def _check_names(run: Run, folder: Path) -> None:
    if run.code_version != __version__:
        raise BenangMerahError(
            message("The run was computed by version {then}, and this is version {now}: the results may differ.",
                    then=run.code_version, now=__version__),
            message("Install version {then} beside this one and repeat it there.", then=run.code_version),
        )  # fmt: skip
    if not (folder / SNAPSHOT).is_dir():
        raise BenangMerahError(
            message("The snapshot of the run is no longer there."),
            message("Fetch the folder of the run from a backup."),
        )
    if read_manifest(folder / SNAPSHOT).snapshot_hash != run.snapshot_hash:
        raise BenangMerahError(message("The snapshot in the folder is that of another run."))
    text = run.policy.text if run.policy else ""
    if run.policy_sha256 and hashlib.sha256(text.encode()).hexdigest() != run.policy_sha256:
        raise BenangMerahError(message("The policy of the run is no longer as it was frozen."))


def _hash(folder: Path, name: str) -> str:
    """What stands in a table's file; nothing where the run made no such table."""
    path = folder / f"{name}.parquet"
    return hash_file(path) if path.is_file() else ""
