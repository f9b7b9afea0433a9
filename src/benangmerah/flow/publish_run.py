"""Results → archive: every table of a run in one transaction, and with it the run becomes the published one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from benangmerah.flow.add_up_run import add_up_folder
from benangmerah.flow.jobs import finish_job
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.write_leader_sheet import make_leader_sheet
from benangmerah.snapshot.contract.outputs import OUTPUTS
from benangmerah.snapshot.parquet import read_table
from benangmerah.store.mapping.rows import insert_rows
from benangmerah.store.mapping.tables import PUBLISHED_MODELS, RUN_MODELS
from benangmerah.store.models.job import Job
from benangmerah.store.models.leader_sheet import LeaderSheet
from benangmerah.store.models.run import Run


def publish_run(run: Run, job: Job, summary: Mapping[str, Any]) -> None:
    """Load the results and publish the run; until the last step the former one stays the published one.

    The job is finished last: where it was stopped or given up for dead, nothing of this stands. Nothing is told on
    the way, since the job's row would stay locked to whoever wants to stop it.
    """
    added_up = add_up_folder(path_of(run))
    sheet = make_leader_sheet(path_of(run))
    with transaction.atomic():
        for name, table in added_up.items():
            insert_rows(PUBLISHED_MODELS[name], table, {"run_id": run.pk})
        LeaderSheet.objects.create(run=run, **sheet)
        counts = {name: _load(run, name, path_of(run)) for name in OUTPUTS}
        now = timezone.now()
        Run.objects.filter(agency_id=run.agency_id, is_published=True).update(is_published=False)
        Run.objects.filter(pk=run.pk).update(
            status=Run.Status.FINISHED, finished_at=now, is_published=True, published_at=now, summary=dict(summary),
            snapshot_hash=summary["snapshot_hash"],
        )  # fmt: skip
        finish_job(job.pk, {"rows": counts})


def _load(run: Run, name: str, folder: Path) -> int:
    """Load one table; a run without money has no plan, and so no file of it."""
    path = folder / f"{name}.parquet"
    if not path.is_file():
        return 0
    table = read_table(path, OUTPUTS[name])
    insert_rows(RUN_MODELS[name], table, {"run_id": run.pk})
    return int(table.num_rows)
