"""Asking for a run of the archive, stopping one, and starting one again that did not finish."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from benangmerah import __version__
from benangmerah.domain.role import Right
from benangmerah.exchange.imports.fault import EARLIEST
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.jobs import COMPUTING, ask_for_job, cancel_job
from benangmerah.flow.lost_jobs import find_lost_jobs
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.flow.run_folder import clear_run_folder, name_folder
from benangmerah.flow.run_store import compute_run
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models.job import Job
from benangmerah.store.models.policy import PolicyVersion
from benangmerah.store.models.run import Run
from benangmerah.store.selectors.run import read_run
from benangmerah.store.selectors.scope import OutOfScopeError

FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class AskedRun:
    """What a run is asked for; without a budget the money is that of the table budgets."""

    agency_id: str
    as_of: date
    year: int | None = None
    budget_rupiah: int | None = None


def start_run(visit: Visit, asked: AskedRun, policy: PolicyVersion | None = None) -> Run:
    """Put a run of an agency into the queue, under the policy in force on its day or that one; one at a time."""
    if not visit.is_operator and asked.agency_id not in visit.scope.require(Right.START_RUNS).agency_ids:
        raise OutOfScopeError(message("You see no such agency."))
    _check_asked(asked)
    find_lost_jobs(visit.at)  # what has died must not stand in the way
    _refuse_second(asked.agency_id)
    policy = policy or find_policy(asked.agency_id, asked.as_of)
    try:
        with transaction.atomic():
            run = Run.objects.create(
                agency_id=asked.agency_id, as_of=asked.as_of, law_date=asked.as_of,
                year=asked.year or asked.as_of.year, budget_rupiah=asked.budget_rupiah, policy=policy,
                policy_sha256=hashlib.sha256(policy.text.encode()).hexdigest() if policy else "",
                code_version=__version__, asked_at=visit.at, asked_by_id=visit.account_id,
            )  # fmt: skip
            Run.objects.filter(pk=run.pk).update(folder=name_folder(run))
            _enqueue(visit, run, Verb.RUN_STARTED)
    except IntegrityError:  # somebody else was quicker
        _refuse_second(asked.agency_id)
        raise
    run.refresh_from_db()
    return run


def restart_run(visit: Visit, run_id: int) -> Run:
    """Start a run again that failed, was stopped or lost: the same questions to the archive as it is now."""
    run = read_run(visit.scope, run_id, Right.START_RUNS)
    find_lost_jobs(visit.at)
    run.refresh_from_db()
    if run.status not in (Run.Status.FAILED, Run.Status.CANCELLED):
        raise BenangMerahError(message("Only a run that did not finish can be started again."))
    _refuse_second(str(run.agency_id))
    clear_run_folder(run)
    attempt = 1 + run.jobs.filter(kind=COMPUTING).count()
    try:
        with transaction.atomic():
            Run.objects.filter(pk=run.pk).update(
                status=Run.Status.WAITING, started_at=None, finished_at=None, code_version=__version__,
                folder=name_folder(run, attempt),
            )  # fmt: skip
            _enqueue(visit, run, Verb.RUN_STARTED)
    except IntegrityError:
        _refuse_second(str(run.agency_id))
        raise
    run.refresh_from_db()
    return run


def cancel_run(visit: Visit, run_id: int) -> bool:
    """Stop a run; False where it has ended before. What it has not published will not be."""
    run = read_run(visit.scope, run_id, Right.START_RUNS)
    job = run.jobs.filter(kind=COMPUTING).first()
    with transaction.atomic():
        is_stopped = job is not None and cancel_job(job)
        if is_stopped:
            _write_down(visit, run, Verb.RUN_CANCELLED)
    return is_stopped


def find_policy(agency_id: str, on: date) -> PolicyVersion | None:
    """The policy in force for an agency on a day: its own, else the one for all; none where only the defaults hold."""
    current = PolicyVersion.objects.filter(archived__isnull=True, is_trial=False, in_force_from__lte=on).order_by(
        "-in_force_from"
    )
    own = current.filter(agency_id=agency_id).first()
    return own if own is not None else current.filter(agency_id__isnull=True).first()


def _check_asked(asked: AskedRun) -> None:
    if asked.as_of < EARLIEST:
        raise RefusedFieldError(
            "as_of",
            message("{day} lies before the first day that can be computed, {earliest}.", day=asked.as_of,
                    earliest=EARLIEST),
        )  # fmt: skip
    if asked.year is not None and not FIRST_YEAR <= asked.year <= LAST_YEAR:
        raise RefusedFieldError(
            "year",
            message("The plan year lies between {first} and {last}.", first=str(FIRST_YEAR), last=str(LAST_YEAR)),
        )
    if asked.budget_rupiah is not None and asked.budget_rupiah < 0:
        raise RefusedFieldError("budget", message("A budget is no less than nothing."))


def _refuse_second(agency_id: str) -> None:
    """Refuse where a run of the agency is under way, and name it."""
    under_way = Run.objects.filter(agency_id=agency_id, status__in=(Run.Status.WAITING, Run.Status.RUNNING))
    run = under_way.select_related("asked_by").first()
    if run is None:
        return
    raise BenangMerahError(
        message(
            "Run {number} of the data of {day}, asked for by {who} on {asked}, is still under way.",
            number=str(run.pk), day=run.as_of, who=run.asked_by.name if run.asked_by else None,
            asked=timezone.localdate(run.asked_at),
        ),
        message("Wait for its end, or stop it first."),
    )  # fmt: skip


def _enqueue(visit: Visit, run: Run, verb: Verb) -> Job:
    _write_down(visit, run, verb)
    return ask_for_job(compute_run, COMPUTING, visit, run=run)


def _write_down(visit: Visit, run: Run, verb: Verb) -> None:
    write_audit(visit, verb, place=(run.agency_id or "", None), run=str(run.pk))
