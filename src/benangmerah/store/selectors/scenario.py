"""Scenarios of the agencies for which the reader may start runs."""

from __future__ import annotations

from typing import TypeAlias

from django.db.models import QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.intervention import Intervention
from benangmerah.store.models.plan import AgencyPlan
from benangmerah.store.models.plan_curve import PlanCurve
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.models.scenario import Scenario
from benangmerah.store.selectors.scope import OutOfScopeError, Scope

SavedScenario: TypeAlias = Scenario
"""A scenario as the doors name it, which know no models."""


def list_scenarios(scope: Scope) -> QuerySet[Scenario]:
    """The scenarios that stand, newest first, without the people of their answers."""
    agency_ids = scope.require(Right.START_RUNS).agency_ids
    rows = Scenario.objects.filter(agency_id__in=agency_ids, removed_at__isnull=True)
    return rows.select_related("run", "made_by", "refinement").defer("people")


def read_scenario(scope: Scope, scenario_id: int, *, is_removed: bool = False) -> Scenario:
    """One scenario that stands, or one that was taken away."""
    agency_ids = scope.require(Right.START_RUNS).agency_ids
    rows = Scenario.objects.filter(agency_id__in=agency_ids, removed_at__isnull=not is_removed, pk=scenario_id)
    scenario = rows.select_related("run", "made_by", "refinement", "draft").first()
    if scenario is None:
        raise OutOfScopeError(message("You see no such scenario."))
    return scenario


def list_askable_runs(scope: Scope) -> QuerySet[Run]:
    """The published runs of the agencies for which the reader may start runs, the newest first."""
    agency_ids = scope.require(Right.START_RUNS).agency_ids
    return Run.objects.filter(agency_id__in=agency_ids, is_published=True).order_by("-published_at", "-pk")


def read_plan_of(run: Run) -> AgencyPlan | None:
    """The figures of the run's plan; none where it made none."""
    return AgencyPlan.objects.filter(run=run, agency_id=run.agency_id).first()


def list_budgets(run: Run) -> list[PlanCurve]:
    """What other budgets would close, the smallest first."""
    return list(PlanCurve.objects.filter(run=run, agency_id=run.agency_id).order_by("percent"))


def list_offerings(agency_id: str) -> list[tuple[str, str]]:
    """What the agency may plan, as number and title, by title."""
    rows = Intervention.objects.filter(archived__isnull=True, agency_id=agency_id)
    rows = rows | Intervention.objects.filter(archived__isnull=True, agency_id__isnull=True)
    return list(rows.order_by("title", "intervention_id").values_list("intervention_id", "title"))


def list_people(scope: Scope, run: Run) -> dict[str, RunPerson]:
    """The people of a run whose assessments the reader may read, by their numbers."""
    reach = scope.require(Right.READ_ASSESSMENTS)
    rows = RunPerson.objects.filter(reach.filter(), run=run)
    return {each.employee_id: each for each in rows.only("employee_id", "name", "unit_id", "opd_id", "position_title")}
