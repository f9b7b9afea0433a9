"""A target is asked of a published run, found by a worker, and kept with its answer."""

from __future__ import annotations

from django.db import transaction
from django_tasks import TaskContext, task

from benangmerah.domain.plan_target import PlanTarget
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.jobs import UNDER_WAY, ask_for_job, cancel_job, perform_job
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.store.models import plan_target as stored
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.plan_target import read_target_to_change
from benangmerah.store.selectors.run import read_run

KIND = "find_target"


def ask_target(visit: Visit, run_id: int, target: PlanTarget) -> stored.PlanTarget:
    """Ask for the cheapest plan that reaches a target; one and the same question is not asked twice at once."""
    run = read_run(visit.scope, run_id, Right.START_RUNS)
    if run.status != Run.Status.FINISHED or run.until != Run.Until.PLAN:
        raise BenangMerahError(message("Only a finished run with a plan can be asked for a target."))
    target.check(run.year)
    asked = {
        "kind": target.kind.value, "value": None if target.value is None else float(target.value),
        "until": target.until, "keeps_unit_money": target.keeps_unit_money, "repeats_yearly": target.repeats_yearly,
    }  # fmt: skip
    same = stored.PlanTarget.objects.filter(run=run, job__state__in=UNDER_WAY, **asked).first()
    if same is not None:
        return same
    with transaction.atomic():
        write_audit(visit, Verb.TARGET_ASKED, place=(run.agency_id or "", None), run=str(run.pk))
        row = stored.PlanTarget.objects.create(
            agency_id=run.agency_id or "", run=run, asked_at=visit.at, asked_by_id=visit.account_id, **asked
        )
        row.job = ask_for_job(find_target_later, KIND, visit, {"target": row.pk, "agency_id": row.agency_id})
        row.save(update_fields=["job"])
    return row


def stop_target(visit: Visit, target_id: int) -> bool:
    """Stop looking for the answer; False where it had ended before."""
    target = read_target_to_change(visit.scope, target_id)
    return target.job is not None and cancel_job(target.job)


def forget_target(visit: Visit, target_id: int) -> None:
    """Take a question with its answer away; one that is under way is stopped first."""
    target = read_target_to_change(visit.scope, target_id)
    if target.job is not None:
        cancel_job(target.job)
    target.delete()


@task(takes_context=True)
def find_target_later(context: TaskContext, job_id: int) -> None:
    """The task of a target."""
    perform_job(context, job_id, _find)


def _find(job: Job, progress: Progress) -> None:
    # the solver loads where it is used, so that pages that ask for targets load none
    from benangmerah.flow.keep_target import keep_target

    keep_target(job, progress)
