"""A target that was asked → its answer, found from the run's snapshot and kept beside the question."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from benangmerah.domain.plan_target import PlanTarget, TargetKind
from benangmerah.flow.find_target import TargetAnswer, find_target
from benangmerah.flow.jobs import finish_job
from benangmerah.flow.read_person_result import policy_of
from benangmerah.flow.result_folder import SNAPSHOT
from benangmerah.flow.run_folder import path_of
from benangmerah.flow.run_problem import RunAsked, RunProblem, read_run_problem
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import write_message
from benangmerah.kernel.progress import Progress
from benangmerah.kernel.quantity import exact
from benangmerah.store.models import plan_target as stored
from benangmerah.store.models.job import Job

_BATCH = 1_000


def keep_target(job: Job, progress: Progress) -> None:
    """Find the answer of a job's question and keep it; the job is finished by the transaction that keeps it."""
    row = stored.PlanTarget.objects.select_related("run__policy").get(pk=job.request["target"])
    run = row.run
    folder = path_of(run) / SNAPSHOT
    if not run.folder or not folder.is_dir():
        raise BenangMerahError(
            message("The snapshot of the run is no longer there."),
            message("Fetch the folder of the run from a backup."),
        )
    asked = RunAsked(run.as_of, run.year, run.budget_rupiah, policy_of(run))
    problem = read_run_problem(folder, asked, row.agency_id, progress)
    value = None if row.value is None else exact(row.value)
    target = PlanTarget(TargetKind(row.kind), value, row.until, row.keeps_unit_money, row.repeats_yearly)
    answer = find_target(problem, target, progress)
    progress(message("Writing down what was found"))
    with transaction.atomic():
        _keep(row, problem, answer)
        finish_job(job.pk, {"is_reached": answer.is_reached, "cost_rupiah": answer.cost_rupiah})


def _keep(row: stored.PlanTarget, run: RunProblem, answer: TargetAnswer) -> None:
    names = {one["employee_id"]: one["name"] for one in run.rows("employees")}
    units = {one["unit_id"]: one["name"] for one in run.rows("units")}
    stored.PlanTarget.objects.filter(pk=row.pk).update(
        found_at=timezone.now(), is_reached=answer.is_reached, aimed=answer.aimed, reached=answer.reached,
        cost_rupiah=answer.cost_rupiah, batch_rupiah=answer.batch_rupiah, least_rupiah=answer.least_rupiah,
        most=answer.most, today=answer.today, without=answer.without, points_missing=dict(answer.points_missing),
        way=[list(step) for step in answer.way],
    )  # fmt: skip
    place = {"target_id": row.pk, "agency_id": row.agency_id}
    _keep_rows(stored.PlanTargetYear, ({"target_id": row.pk, **vars(one)} for one in answer.years))
    _keep_rows(
        stored.PlanTargetUnit,
        ({**place, **vars(one), "name": units.get(one.unit_id or "", "")} for one in answer.units),
    )
    _keep_rows(
        stored.PlanTargetItem, ({**place, **vars(one), "name": names[one.employee_id]} for one in answer.items)
    )  # fmt: skip
    _keep_rows(
        stored.PlanTargetLeft,
        (
            {**place, **vars(one), "name": names[one.employee_id], "detail": write_message(one.detail)}
            for one in answer.left
        ),
    )


def _keep_rows(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> None:
    model._default_manager.bulk_create((model(**row) for row in rows), _BATCH)
