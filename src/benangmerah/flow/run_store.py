"""Archive → snapshot → results, as a job: the very code of the headless run, on what the archive holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django_tasks import TaskContext, task

from benangmerah.exchange.imports.dataset import Reading
from benangmerah.flow.jobs import perform_job
from benangmerah.flow.publish_run import publish_run
from benangmerah.flow.read_policy_file import read_policy_file
from benangmerah.flow.run_folder import clear_run_folder, path_of
from benangmerah.flow.take_snapshot import POLICY_FILE
from benangmerah.kernel.errors import BenangMerahError, RefusedInputError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.snapshot.agency_part import part_of_agency
from benangmerah.store.extract import extract_dataset
from benangmerah.store.models.dated import Receipt
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run

if TYPE_CHECKING:
    from benangmerah.flow.run_tables import RunResult


@task(takes_context=True)
def compute_run(context: TaskContext, job_id: int) -> None:
    """The task of a run."""
    perform_job(context, job_id, _compute)


def _compute(job: Job, progress: Progress) -> None:
    """Compute and publish the run of a job; the job is finished by the transaction that publishes."""
    run = Run.objects.select_related("policy").get(jobs=job)
    newest = Receipt.objects.order_by("-pk").values_list("pk", flat=True).first()
    Run.objects.filter(pk=run.pk, status=Run.Status.WAITING).update(
        status=Run.Status.RUNNING, started_at=timezone.now(), last_receipt_id=newest
    )
    try:
        progress(message("Reading the archive"))
        reading = _read_archive(str(run.agency_id), newest)
        result = run_again(run, reading, path_of(run), progress)
        progress(message("Publishing the results"))
        publish_run(run, job, result.summary)
    except RefusedInputError:
        raise  # what was refused stays listed in the folder
    except BaseException:
        clear_run_folder(run)
        raise


def run_again(run: Run, reading: Reading, out: Path, progress: Progress, **options: Any) -> RunResult:
    """Compute what the run asks for from tables in hand, under the policy that was frozen with it."""
    # pages ask for runs, and only the worker that does them needs engine and solver
    from benangmerah.flow.run_dataset import check_reading
    from benangmerah.flow.run_tables import RunOrder, run_tables

    with frozen_policy(run) as policy_file:
        order = RunOrder(
            out=out, as_of=run.as_of, year=run.year, budget=run.budget_rupiah, policy_file=policy_file,
            overwrite=True, **options,
        )  # fmt: skip
        policy = read_policy_file(policy_file)
        return run_tables(check_reading(reading, order, progress), order, policy, progress)


@contextmanager
def frozen_policy(run: Run) -> Iterator[Path | None]:
    """The policy of the run as the file it was handed in as; None where only the defaults hold."""
    if run.policy is None:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="benangmerah-policy-") as folder:
        path = Path(folder) / POLICY_FILE
        path.write_bytes(run.policy.text.encode())
        yield path


def _read_archive(agency_id: str, until: int | None) -> Reading:
    """The agency's part of the archive as it was after the newest change."""
    dataset = part_of_agency(extract_dataset(until=until), agency_id)
    if agency_id not in dataset.table("employees")["agency_id"].to_pylist():
        raise BenangMerahError(
            message("The archive holds nobody of this agency; there is nothing to compute."),
            message("Bring the data in first."),
        )
    return Reading(dataset, ())
