"""Real worker processes on both databases: one is killed in the middle of a run, and two share the queue."""

from __future__ import annotations

import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, cancel_run, restart_run, start_run
from benangmerah.flow.lost_jobs import find_lost_jobs
from benangmerah.flow.repeat_run import ask_repetition
from benangmerah.flow.run_documents import ask_documents
from benangmerah.flow.run_folder import path_of
from benangmerah.store.mapping.tables import RUN_MODELS
from benangmerah.store.models import Job, Run
from tests.factories.archive_server import shared_archive, wait_until, working
from tests.factories.cast import make_member, visit_by
from tests.factories.run import AS_OF, BUDGET, make_run, store_city, visit_of_analyst

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ASKED = (AS_OF, 2026, BUDGET)


def state_of(job: Job) -> tuple[str, bool]:
    job.refresh_from_db()
    return job.state, job.stage is not None


def left_in_folder(run: Run) -> list[str]:
    """What stands where runs are kept: results, and what a worker is still filling."""
    return sorted(path.name for path in path_of(run).parent.glob("*"))


def count_results(run: Run) -> int:
    return sum(model._default_manager.filter(run=run).count() for model in RUN_MODELS.values())


def test_killed_worker_leaves_nothing_half_and_its_run_is_started_again(tmp_path: Path) -> None:
    agency_id = store_city(300)
    visit = visit_of_analyst(agency_id)
    former = make_run(agency_id, status="finished", is_published=True, published_at=timezone.now())
    with shared_archive(tmp_path) as environment:
        run = start_run(visit, AskedRun(agency_id, *ASKED))
        job = run.jobs.get()
        with working(environment) as worker:
            wait_until(lambda: left_in_folder(run) != [])
            worker.send_signal(signal.SIGKILL)
            worker.wait()
        assert state_of(job) == ("running", True)
        assert find_lost_jobs(timezone.now()) == []

        assert find_lost_jobs(timezone.now() + timedelta(seconds=91)) == [job.pk]
        for row in (run, former, job):
            row.refresh_from_db()
        task = DBTaskResult.objects.get(pk=job.task_id)
        assert (job.state, run.status, task.status, count_results(run)) == ("lost", "failed", "FAILED", 0)
        assert (former.is_published, left_in_folder(run)) == (True, [])

        again = restart_run(visit, run.pk)
        with working(environment, "--batch") as worker:
            assert worker.wait() == 0
        for row in (again, former):
            row.refresh_from_db()
        assert (again.status, again.is_published, former.is_published) == ("finished", True, False)
        assert count_results(again) == sum((again.jobs.all()[0].result or {})["rows"].values()) > 0


def test_worker_that_starts_closes_what_a_dead_one_left(tmp_path: Path) -> None:
    with shared_archive(tmp_path) as environment:
        long_ago = timezone.now() - timedelta(hours=1)
        job = Job.objects.create(
            kind="test", state="running", asked_at=long_ago, started_at=long_ago, heartbeat_at=long_ago, worker="dead"
        )
        with working(environment, "--batch") as worker:
            assert worker.wait() == 0
        assert state_of(job) == ("lost", False)


def test_two_workers_do_each_job_once(tmp_path: Path) -> None:
    agency_id = store_city()
    visit = visit_of_analyst(agency_id)
    with shared_archive(tmp_path) as environment:
        run = start_run(visit, AskedRun(agency_id, *ASKED))
        with working(environment), working(environment):
            wait_until(lambda: not Job.objects.filter(state__in=("waiting", "running")).exists())
            asked = [ask_documents(visit, run.pk), ask_repetition(visit, run.pk), ask_repetition(visit, run.pk)]
            wait_until(lambda: not Job.objects.filter(state__in=("waiting", "running")).exists())
        done = Job.objects.order_by("pk")
        assert [(job.kind, job.state) for job in done] == [
            ("compute_run", "finished"), ("write_documents", "finished"), ("repeat_run", "finished"),
        ]  # fmt: skip
        assert asked[1].pk == asked[2].pk
        assert done[2].result == {"same": len(RUN_MODELS), "different": []}
        assert len({job.worker for job in done}) == 2
        assert {task.status for task in DBTaskResult.objects.all()} == {"SUCCESSFUL"}


def test_run_that_is_stopped_publishes_nothing(tmp_path: Path) -> None:
    agency_id = store_city(300)
    visit = visit_by(make_member("1", "Ratna", Role.HR_AGENCY_HEAD, None, agency_id))
    with shared_archive(tmp_path) as environment:
        run = start_run(visit, AskedRun(agency_id, *ASKED))
        job = run.jobs.get()
        with working(environment):
            wait_until(lambda: left_in_folder(run) != [])
            assert cancel_run(visit, run.pk)
            wait_until(lambda: state_of(job)[0] != "running")
        run.refresh_from_db()
        assert (state_of(job)[0], run.status, count_results(run)) == ("cancelled", "cancelled", 0)
        assert left_in_folder(run) == []
