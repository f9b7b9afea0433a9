"""What-if questions about a run's plan: asked here, answered by a worker of their own queue, read when they are.

No solver is imported here: the worker that answers opens the run once and keeps it warm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django_tasks import TaskContext, task

from benangmerah.domain.role import Right
from benangmerah.domain.scenario import Answer, Question, question_of, read_answer, read_question, write_question
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.jobs import UNDER_WAY, ask_for_job, cancel_job, perform_job
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import Message, message
from benangmerah.kernel.message_json import read_message
from benangmerah.store.models.job import Job
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.run import read_run
from benangmerah.store.selectors.scenario import list_askable_runs, read_plan_of
from benangmerah.store.selectors.scope import OutOfScopeError
from benangmerah.store.selectors.shown_run import ShownRun

SKETCHING = "sketch"
QUEUE = "sketch"
KEPT = 5
"""Sketches of one account that are kept; what is to stay is saved as a scenario."""
MOST_RUPIAH = 10**15
MOST_WEIGHT = 1_000


@dataclass(frozen=True)
class Sketched:
    """A question that was asked, and how far its answer is."""

    job_id: int
    run_id: int
    question: Question
    state: str
    asked_at: datetime
    stage: Message | None
    done: int
    total: int
    error: Sequence[Message]
    answer: Answer | None
    people: Sequence[Sequence[Any]]
    """Of the answer, as they are kept."""

    @property
    def is_over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.state not in UNDER_WAY

    @property
    def waits(self) -> bool:
        """Whether no worker has begun yet."""
        return self.state == Job.State.WAITING


@dataclass(frozen=True)
class Askable:
    """A run whose plan can be asked about, and what it was itself asked."""

    run: ShownRun
    question: Question


def open_askable(visit: Visit, number: int | None = None) -> Askable | None:
    """The newest published run that the reader may ask about, or the one of that number; none where there is none."""
    visit.scope.require(Right.START_RUNS)
    run = list_askable_runs(visit.scope).first() if number is None else read_run(visit.scope, number, Right.START_RUNS)
    plan = None if run is None else read_plan_of(run)
    if run is None or plan is None:
        return None
    policy = read_policy_text(run.policy.text if run.policy else None)
    return Askable(run, question_of(policy, plan.budget_rupiah))


@task(takes_context=True, queue_name=QUEUE)
def sketch(context: TaskContext, job_id: int) -> None:
    """The task of a sketch; only its worker knows how it is answered."""
    from benangmerah.flow.answer_sketch import answer_sketch

    perform_job(context, job_id, answer_sketch)


def ask_sketch(visit: Visit, run_id: int, question: Question) -> int:
    """Ask what the plan of a run would be; the number of the question. Earlier ones are waited for no longer."""
    run = read_run(visit.scope, run_id, Right.START_RUNS)
    if run.status != Run.Status.FINISHED:
        raise BenangMerahError(message("Questions are asked about the plan of a run that has finished."))
    check_question(question)
    own = Job.objects.filter(kind=SKETCHING, asked_by_id=visit.account_id)
    for job in own.filter(state__in=UNDER_WAY):
        cancel_job(job)
    kept = list(own.exclude(state__in=UNDER_WAY).order_by("-pk").values_list("pk", flat=True)[: KEPT - 1])
    own.exclude(state__in=UNDER_WAY).exclude(pk__in=kept).delete()
    with transaction.atomic():
        write_audit(visit, Verb.SKETCH_ASKED, place=(run.agency_id or "", None), run=str(run.pk),
                    budget=str(question.budget_rupiah))  # fmt: skip
        request = {"run": run.pk, "question": write_question(question)}
        return ask_for_job(sketch, SKETCHING, visit, request).pk


def read_sketch(visit: Visit, job_id: int) -> Sketched:
    """A question of the reader's own, with its answer where it has one."""
    job = Job.objects.filter(pk=job_id, kind=SKETCHING, asked_by_id=visit.account_id or 0).first()
    if job is None:
        raise OutOfScopeError(message("You have asked no such question, or it was so long ago that it is gone."))
    read_run(visit.scope, job.request["run"], Right.START_RUNS)
    return _read(job)


def _read(job: Job) -> Sketched:
    found: Mapping[str, Any] = job.result or {}
    return Sketched(
        job.pk, job.request["run"], read_question(job.request["question"]), job.state, job.asked_at,
        read_message(job.stage) if job.stage else None, job.done, job.total,
        [read_message(each) for each in job.error or ()],
        read_answer(found["answer"]) if "answer" in found else None, found.get("people", ()),
    )  # fmt: skip


def check_question(question: Question) -> None:
    """Refuse what no plan can be asked for, beside its field."""
    if not 0 <= question.budget_rupiah <= MOST_RUPIAH:
        raise RefusedFieldError("budget", message("A budget lies between nothing and a thousand trillion rupiah."))
    weights = {**question.importance, "aimed_weight": question.aimed_weight, "jp_penalty": question.jp_penalty}
    for name, weight in weights.items():
        if not 0 <= weight <= MOST_WEIGHT:
            raise RefusedFieldError(name, message("A weight lies between 0 and {most}.", most=MOST_WEIGHT))
    for unit_id, most in question.quotas:
        if most < 0:
            raise RefusedFieldError("quotas", message("The quota of {unit} is no less than nothing.", unit=unit_id))
    units = [unit_id for unit_id, _ in question.quotas]
    if len(set(units)) < len(units):
        raise RefusedFieldError("quotas", message("One unit has two quotas; leave one of them out."))
