"""Scenarios saved, named, proved behind the pages, taken away and put back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django_tasks import TaskContext, task

from benangmerah.domain.role import Right
from benangmerah.domain.scenario import write_answer, write_question
from benangmerah.flow.ask_sketch import read_sketch
from benangmerah.flow.audit import Verb, Visit, write_audit
from benangmerah.flow.jobs import UNDER_WAY, ask_for_job, cancel_job, perform_job
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.models.job import Job
from benangmerah.store.models.scenario import Scenario
from benangmerah.store.selectors.run import read_run
from benangmerah.store.selectors.scenario import read_scenario

REFINING = "refine_scenario"


@task(takes_context=True)
def refine_later(context: TaskContext, job_id: int) -> None:
    """The task that proves a scenario; only its worker knows how."""
    from benangmerah.flow.refine_scenario import refine

    perform_job(context, job_id, refine)


def save_scenario(visit: Visit, job_id: int, name: str, note: str = "") -> Scenario:
    """Keep a question with its answer under a name, and have it proved behind the pages."""
    sketched = read_sketch(visit, job_id)
    if sketched.answer is None:
        raise BenangMerahError(message("Only a question that was answered can be saved."))
    name = " ".join(name.split())
    _check_name(name)
    agency_id = _agency_of(visit, sketched.run_id)
    try:
        with transaction.atomic():
            scenario = Scenario.objects.create(
                run_id=sketched.run_id, agency_id=agency_id, name=name, note=note.strip(),
                question=write_question(sketched.question), answer=write_answer(sketched.answer),
                people=sketched.people,
                is_refined=sketched.answer.is_refined, made_at=visit.at, made_by_id=visit.scope.account_id,
            )  # fmt: skip
            _write_down(visit, Verb.SCENARIO_SAVED, scenario)
            _ask_for_proof(visit, scenario)
    except IntegrityError as error:
        if not _is_taken(agency_id, name):
            raise
        raise _refuse_name(name) from error
    scenario.refresh_from_db()
    return scenario


def ask_proof(visit: Visit, scenario_id: int) -> Scenario:
    """Have a scenario proved that is still a sketch; what is under way is not asked for twice."""
    scenario = read_scenario(visit.scope, scenario_id)
    is_under_way = scenario.refinement is not None and scenario.refinement.state in UNDER_WAY
    if not scenario.is_refined and not is_under_way:
        with transaction.atomic():
            _ask_for_proof(visit, scenario)
        scenario.refresh_from_db()
    return scenario


def remove_scenario(visit: Visit, scenario_id: int) -> Scenario:
    """Take a scenario away; it can be put back."""
    scenario = read_scenario(visit.scope, scenario_id)
    if scenario.refinement is not None:
        cancel_job(scenario.refinement)
    _mark(scenario, visit.at, visit.scope.account_id)
    _write_down(visit, Verb.SCENARIO_REMOVED, scenario)
    return scenario


def restore_scenario(visit: Visit, scenario_id: int) -> Scenario:
    """Put a scenario back that was taken away."""
    scenario = read_scenario(visit.scope, scenario_id, is_removed=True)
    if _is_taken(scenario.agency_id, scenario.name):
        raise _refuse_name(scenario.name)
    _mark(scenario, None, None)
    _write_down(visit, Verb.SCENARIO_RESTORED, scenario)
    return scenario


def _mark(scenario: Scenario, at: datetime | None, account_id: int | None) -> None:
    Scenario.objects.filter(pk=scenario.pk).update(removed_at=at, removed_by_id=account_id)
    scenario.refresh_from_db()


def _ask_for_proof(visit: Visit, scenario: Scenario) -> Job:
    job = ask_for_job(refine_later, REFINING, visit, {"scenario": scenario.pk})
    Scenario.objects.filter(pk=scenario.pk).update(refinement=job)
    return job


def _agency_of(visit: Visit, run_id: int) -> str:
    return str(read_run(visit.scope, run_id, Right.START_RUNS).agency_id)


def _check_name(name: str) -> None:
    longest = Scenario._meta.get_field("name").max_length or 0
    if not name:
        raise RefusedFieldError("name", message("Give the scenario a name, by which it is found again."))
    if len(name) > longest:
        raise RefusedFieldError("name", message("A name has at most {most} letters.", most=longest))


def _is_taken(agency_id: str, name: str) -> bool:
    return Scenario.objects.filter(agency_id=agency_id, name=name, removed_at__isnull=True).exists()


def _refuse_name(name: str) -> RefusedFieldError:
    return RefusedFieldError(
        "name", message("A scenario of the agency is called {name} already.", name=name),
        message("Choose another name, or take that one away."),
    )  # fmt: skip


def _write_down(visit: Visit, verb: Verb, scenario: Scenario) -> None:
    write_audit(visit, verb, place=(scenario.agency_id, None), scenario=scenario.name, run=str(scenario.run_id))
