"""Long work in the background: asked for here, done by a worker, told step by step, and always with an end.

A flow that takes long declares a task of its own and gives it to `ask_for_job`; the task calls `perform_job`. Nothing
else enqueues. What a job may still do is decided by its row alone: every step of a worker changes the row only where it
is still running, so that a worker that was given up for dead can publish nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks import TaskContext
from django_tasks.base import Task

from benangmerah.flow.audit import Visit
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.message_json import write_message
from benangmerah.kernel.progress import Progress
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run

LOGGER = logging.getLogger(__name__)
SECONDS_BETWEEN_SIGNS = 0.5
COMPUTING = "compute_run"
"""The kind of job that a run stands and falls with."""
UNDER_WAY = (Job.State.WAITING, Job.State.RUNNING)
NEVER_WRITTEN = float("-inf")

Work: TypeAlias = Callable[[Job, Progress], dict[str, Any] | None]
"""What a job does; it gives the result, or nothing where it has finished the job itself."""


class JobCancelledError(BenangMerahError):
    """Somebody wanted the job to stop."""


class JobLostError(BenangMerahError):
    """The job is no longer this worker's: it was given up for dead, and may have been started anew."""


@dataclass
class JobProgress:
    """Writes down how far a job is, twice a second at most, each time by itself; stops it where that was asked for."""

    job_id: int
    clock: Callable[[], float] = time.monotonic
    written_at: float = field(default=NEVER_WRITTEN)

    def __call__(self, stage: Message, done: int = 0, total: int = 0) -> None:
        """Tell how far the work is."""
        now = self.clock()
        if now - self.written_at < SECONDS_BETWEEN_SIGNS:
            return
        self.written_at = now
        try:
            change_running(
                self.job_id, stage=write_message(stage), done=min(done, total) if total else done, total=total,
                heartbeat_at=timezone.now(),
            )  # fmt: skip
        except OperationalError:  # SQLite has one writer at a time, and a large import takes longer than one waits
            LOGGER.warning("job %s could not write how far it is", self.job_id)


def ask_for_job(
    task: Task[Any, Any], kind: str, visit: Visit, request: dict[str, Any] | None = None, **belongs: Any
) -> Job:
    """Put a job into the queue; `belongs` names its run or receipt. The caller's transaction decides with it."""
    job = Job.objects.create(
        kind=kind, request=request or {}, asked_at=visit.at, asked_by_id=visit.account_id, **belongs
    )
    queued = task.enqueue(job.pk)
    Job.objects.filter(pk=job.pk).update(task_id=queued.id)
    job.refresh_from_db()
    return job


def perform_job(context: TaskContext, job_id: int, work: Work) -> None:
    """Do a job's work once and write down how it ended; a job that was begun or ended before is left alone."""
    workers = context.task_result.worker_ids
    job = _begin(job_id, workers[-1] if workers else "")
    if job is None:
        return
    try:
        result = work(job, JobProgress(job_id))
        if result is not None:
            finish_job(job_id, result)
    except JobCancelledError:
        end_job(job, Job.State.CANCELLED)
    except JobLostError:
        LOGGER.warning("job %s is no longer this worker's", job_id)
    except BenangMerahError as error:
        end_job(job, Job.State.FAILED, error.reason, error.suggestion)
    except Exception:
        LOGGER.exception("job %s failed", job_id)
        end_job(job, Job.State.FAILED, *_unforeseen(job_id))
        raise
    except BaseException:  # the process is told to end at once
        end_job(job, Job.State.LOST, *say_lost())
        raise


def finish_job(job_id: int, result: dict[str, Any]) -> None:
    """Say that the job has done its work, as the last step of the transaction that publishes it."""
    change_running(job_id, state=Job.State.FINISHED, result=result, finished_at=timezone.now())


def change_running(job_id: int, **values: Any) -> None:
    """Change the row of a job that is still running and that nobody wants to stop; else refuse."""
    running = Job.objects.filter(pk=job_id, state=Job.State.RUNNING)
    if running.filter(is_cancel_requested=False).update(**values):
        return
    if running.exists():
        raise JobCancelledError(message("The work was stopped."))
    raise JobLostError(message("The work is no longer this worker's."))


def cancel_job(job: Job) -> bool:
    """Ask a job to stop; one that waits ends at once. False where it has ended before."""
    if end_job(job, Job.State.CANCELLED, states=(Job.State.WAITING,)):
        return True
    return bool(Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(is_cancel_requested=True))


@transaction.atomic
def end_job(
    job: Job,
    state: Job.State,
    reason: Message | None = None,
    suggestion: Message | None = None,
    states: tuple[Job.State, ...] = (Job.State.RUNNING,),
    **still: Any,
) -> bool:
    """Close a job without a result, where it is still in one of those states; its run ends with it."""
    now = timezone.now()
    error = None if reason is None else [write_message(each) for each in (reason, suggestion) if each is not None]
    is_closed = Job.objects.filter(pk=job.pk, state__in=states, **still).update(
        state=state, finished_at=now, error=error
    )
    if is_closed and job.kind == COMPUTING:
        status = Run.Status.CANCELLED if state == Job.State.CANCELLED else Run.Status.FAILED
        Run.objects.filter(jobs=job, status__in=(Run.Status.WAITING, Run.Status.RUNNING)).update(
            status=status, finished_at=now
        )
    return bool(is_closed)


def say_lost() -> tuple[Message, Message]:
    """What stands beside a job whose worker died."""
    return (
        message("The process that did this work has ended before its time; nothing was published."),
        message("Start it again. If it happens again, tell the operator of the server."),
    )


def _unforeseen(job_id: int) -> tuple[Message, Message]:
    return (
        message("Something unforeseen happened; nothing was published."),
        message("Tell the operator of the server: job {number} in the log.", number=str(job_id)),
    )


def _begin(job_id: int, worker: str) -> Job | None:
    """Take a job that waits; None where it waits no longer."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.RUNNING, started_at=now, heartbeat_at=now, worker=worker):
        return None
    return Job.objects.get(pk=job_id)
