from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from benangmerah.flow.jobs import (
    COMPUTING,
    JobCancelledError,
    JobLostError,
    JobProgress,
    cancel_job,
    change_running,
    end_job,
    finish_job,
)
from benangmerah.flow.lost_jobs import find_lost_jobs, keep_alive
from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import read_message, write_message
from benangmerah.store.models import Job, Run
from tests.factories.cast import CITY, NOW
from tests.factories.run import make_run

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=91)


def make_job(state: str = "running", **fields: Any) -> Job:
    now = timezone.now()
    begun = {"started_at": now, "heartbeat_at": now} if state == "running" else {}
    return Job.objects.create(**{"kind": "test", "state": state, "asked_at": NOW, **begun, **fields})


def make_task(status: TaskResultStatus) -> DBTaskResult[Any, Any]:
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}}, task_path="a.b", backend_name="default", status=status,
        run_after=NOW, started_at=NOW,
    )  # fmt: skip


def test_progress_is_written_twice_a_second_at_most() -> None:
    job = make_job()
    seconds = count(0, 0.2)
    progress, seen = JobProgress(job.pk, lambda: next(seconds)), []
    for done in range(10):
        progress(message("Freezing the tables"), done, 9)
        job.refresh_from_db()
        seen.append(job.done)
    assert seen == [0, 0, 0, 3, 3, 3, 6, 6, 6, 9]
    assert (job.stage, job.total) == (write_message(message("Freezing the tables")), 9)


def test_progress_stops_a_job_that_was_cancelled() -> None:
    job = make_job()
    assert cancel_job(job)
    with pytest.raises(JobCancelledError):
        JobProgress(job.pk)(message("Freezing the tables"))


def test_job_given_up_for_dead_can_neither_go_on_nor_finish() -> None:
    job = make_job()
    find_lost_jobs(timezone.now() + LATER)
    with pytest.raises(JobLostError):
        JobProgress(job.pk)(message("Freezing the tables"))
    with pytest.raises(JobLostError):
        finish_job(job.pk, {})
    job.refresh_from_db()
    assert (job.state, job.result) == (Job.State.LOST, None)


def test_job_that_waits_is_cancelled_at_once_with_its_run() -> None:
    run = make_run(CITY)
    job = make_job("waiting", kind=COMPUTING, run=run)
    assert cancel_job(job)
    job.refresh_from_db()
    run.refresh_from_db()
    assert (job.state, run.status, cancel_job(job)) == (Job.State.CANCELLED, Run.Status.CANCELLED, False)


def test_silent_job_is_lost_with_its_task_and_run_and_says_what_to_do() -> None:
    run = make_run(CITY, status="running")
    task = make_task(TaskResultStatus.RUNNING)
    lost = make_job(kind=COMPUTING, run=run, task_id=str(task.pk))
    alive = make_job(worker="b", heartbeat_at=timezone.now() + LATER)
    assert find_lost_jobs(timezone.now() + LATER) == [lost.pk]
    for row in (run, task, lost, alive):
        row.refresh_from_db()
    assert (run.status, task.status, lost.state, alive.state) == ("failed", "FAILED", "lost", "running")
    assert [read_message(each).text for each in lost.error or ()] == [
        "The process that did this work has ended before its time; nothing was published.",
        "Start it again. If it happens again, tell the operator of the server.",
    ]
    assert find_lost_jobs(timezone.now() + LATER) == []


def test_signs_of_life_are_of_the_workers_own_jobs() -> None:
    mine, other = make_job(worker="a"), make_job(worker="b")
    keep_alive("a", timezone.now() + LATER)
    assert find_lost_jobs(timezone.now() + LATER) == [other.pk]
    mine.refresh_from_db()
    assert mine.state == Job.State.RUNNING


def test_waiting_job_is_lost_only_where_a_worker_took_its_task() -> None:
    taken = make_job("waiting", task_id=str(make_task(TaskResultStatus.RUNNING).pk))
    queued = make_task(TaskResultStatus.READY)
    DBTaskResult.objects.filter(pk=queued.pk).update(started_at=None)
    make_job("waiting", task_id=str(queued.pk))
    make_job("waiting", task_id="of another queue")
    assert find_lost_jobs(NOW + LATER) == [taken.pk]


def test_closed_job_stays_as_it_ended() -> None:
    job = make_job()
    finish_job(job.pk, {"rows": 1})
    assert end_job(job, Job.State.FAILED, message("Too late.")) is False
    with pytest.raises(JobLostError):
        change_running(job.pk, done=1)
    job.refresh_from_db()
    assert (job.state, job.result, job.error) == ("finished", {"rows": 1}, None)
