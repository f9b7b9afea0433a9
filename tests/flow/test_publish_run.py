from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.db import DatabaseError

from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.jobs import JobCancelledError
from benangmerah.flow.publish_run import publish_run
from benangmerah.flow.run_folder import path_of
from benangmerah.store.mapping.tables import PUBLISHED_MODELS, RUN_MODELS
from benangmerah.store.models import Job, Run
from tests.factories.cast import NOW
from tests.factories.run import AS_OF, BUDGET, make_run, store_city, visit_of_analyst

MODELS = (*RUN_MODELS.values(), *PUBLISHED_MODELS.values())
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def compute_two(agency_id: str) -> tuple[Run, Run, Job]:
    """A published run, and a second with the same results in its folder, about to be published."""
    former = start_run(visit_of_analyst(agency_id), AskedRun(agency_id, AS_OF, 2026, BUDGET))
    run = make_run(agency_id, status="running")
    path_of(run).symlink_to(path_of(former))
    job = Job.objects.create(
        kind="compute_run", state="running", asked_at=NOW, started_at=NOW, heartbeat_at=NOW, run=run
    )
    return former, run, job


def standing(*runs: Run) -> list[tuple[str, bool, int]]:
    for run in runs:
        run.refresh_from_db()
    return [
        (
            run.status,
            run.is_published,
            sum(model._default_manager.filter(run=run).count() for model in MODELS),
        )
        for run in runs
    ]


def test_published_run_takes_the_place_of_the_former() -> None:
    former, run, job = compute_two(store_city())
    rows = standing(former)[0][2]
    publish_run(run, job, former.summary)
    assert standing(former, run) == [("finished", False, rows), ("finished", True, rows)]


def test_failed_publication_leaves_the_former_one_published() -> None:
    former, run, job = compute_two(store_city())
    before = standing(former, run)
    break_table(path_of(run))
    with pytest.raises(DatabaseError):
        publish_run(run, job, former.summary)
    assert standing(former, run) == before


def test_run_that_was_stopped_at_the_last_moment_is_not_published() -> None:
    former, run, job = compute_two(store_city())
    before = standing(former, run)
    Job.objects.filter(pk=job.pk).update(is_cancel_requested=True)
    with pytest.raises(JobCancelledError):
        publish_run(run, job, former.summary)
    assert standing(former, run) == before


def break_table(folder: Path) -> None:
    """The last table of the results holds a row twice, which the archive refuses."""
    path = folder / "plan_agency.parquet"
    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    table = pq.read_table(path)
    pq.write_table(table.from_pylist(rows * 2, schema=table.schema), path)
