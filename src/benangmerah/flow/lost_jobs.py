"""Signs of life of a worker's jobs, and the end of those whose worker has died."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from benangmerah.flow.jobs import COMPUTING, end_job, say_lost
from benangmerah.flow.run_folder import clear_run_folder
from benangmerah.store.models.job import Job


def keep_alive(worker: str, now: datetime) -> None:
    """Give the sign of life for whatever the worker is doing."""
    Job.objects.filter(worker=worker, state=Job.State.RUNNING).update(heartbeat_at=now)


def find_lost_jobs(now: datetime) -> list[int]:
    """Close every job whose worker has given no sign of life for long, and its task; the numbers of those closed.

    A worker may also have died between taking a task and beginning its job: then the job waits and nobody comes.
    """
    limit = now - timedelta(seconds=settings.SECONDS_UNTIL_LOST)
    silent = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=limit)
    lost = [job.pk for job in silent if _close(job, Job.State.RUNNING, now, heartbeat_at__lt=limit)]
    waiting = Job.objects.filter(state=Job.State.WAITING, asked_at__lt=limit)
    return lost + [job.pk for job in waiting if _is_forsaken(job, limit) and _close(job, Job.State.WAITING, now)]


def _is_forsaken(job: Job, limit: datetime) -> bool:
    """Whether a worker took the task of a waiting job and never began it."""
    task_id = _read_task_id(job)
    if task_id is None:
        return False
    return DBTaskResult.objects.filter(pk=task_id, started_at__lt=limit).exists()


@transaction.atomic
def _close(job: Job, state: Job.State, now: datetime, **still: Any) -> bool:
    """Close one job and the task that does it, in the one transaction, where it is still as it was found."""
    if not end_job(job, Job.State.LOST, *say_lost(), states=(state,), **still):
        return False
    if job.kind == COMPUTING and job.run is not None:
        clear_run_folder(job.run)
    task_id = _read_task_id(job)
    if task_id is not None:
        DBTaskResult.objects.filter(pk=task_id, status=TaskResultStatus.RUNNING).update(
            status=TaskResultStatus.FAILED, finished_at=now, exception_class_path="benangmerah.flow.jobs.JobLostError"
        )
    return True


def _read_task_id(job: Job) -> UUID | None:
    """The number of the task in the queue of the database; other queues number in their own way."""
    try:
        return UUID(job.task_id)
    except ValueError:
        return None
