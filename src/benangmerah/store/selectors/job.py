"""How far a run's work is and how it ended, as a page says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from benangmerah.kernel.explanation import Message
from benangmerah.kernel.message_json import read_message
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run


@dataclass(frozen=True)
class JobLine:
    """One job: its state as a code, what is being done as a sentence, and why it failed."""

    job_id: int
    kind: str
    state: str
    stage: Message | None
    done: int
    total: int
    error: Sequence[Message]
    result: Mapping[str, Any]
    heartbeat_at: datetime | None
    is_cancel_requested: bool

    @property
    def is_over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state not in (Job.State.WAITING, Job.State.RUNNING)


def list_jobs(run: Run) -> list[JobLine]:
    """The newest job of each kind for a run that the reader may see."""
    newest: dict[str, Job] = {}
    for job in run.jobs.all():
        newest.setdefault(job.kind, job)
    return [_line(job) for job in newest.values()]


def _line(job: Job) -> JobLine:
    return JobLine(
        job.pk, job.kind, job.state, read_message(job.stage) if job.stage else None, job.done, job.total,
        [read_message(each) for each in job.error or ()], job.result or {}, job.heartbeat_at, job.is_cancel_requested,
    )  # fmt: skip
