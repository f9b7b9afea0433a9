"""People as a run saw them, within the reader's reach; everybody sees herself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from django.db.models import QuerySet

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import message
from benangmerah.store.models.employee import Employee
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_person import RunPerson
from benangmerah.store.selectors.place import Place
from benangmerah.store.selectors.scope import OutOfScopeError, Scope
from benangmerah.store.selectors.shown_run import read_shown_run

Person: TypeAlias = RunPerson
"""A person of a run as the doors name her, which know no models."""


def list_run_people(scope: Scope, run: Run, place: Place, right: Right = Right.SEE_PEOPLE) -> QuerySet[RunPerson]:
    """The people of a place whom the reader may see, by name."""
    within = scope.require(right).filter() & place.filter()
    return RunPerson.objects.filter(within, run=run).order_by("name", "employee_id")


def read_run_person(scope: Scope, run: Run, employee_id: str, right: Right = Right.SEE_PEOPLE) -> RunPerson:
    """One person of the run: the reader herself, or somebody within reach; anybody else does not exist."""
    return read_person_runs(scope, run, employee_id, right)[-1]


def read_person_runs(scope: Scope, run: Run, employee_id: str, right: Right = Right.SEE_PEOPLE) -> Sequence[RunPerson]:
    """The person in the finished runs of the agency up to this one, which comes last; each with its run.

    Who may see her in this run is asked of this run alone: what was found of her earlier is her past.
    """
    rows = list(
        RunPerson.objects.filter(
            employee_id=employee_id, run__agency_id=run.agency_id, run__status=Run.Status.FINISHED, run_id__lte=run.pk
        ).select_related("run").order_by("run_id")
    )  # fmt: skip
    is_own = scope.employee_id == employee_id
    reach = None if is_own else scope.require(right)
    here = rows[-1] if rows and rows[-1].run_id == run.pk else None
    if here is None or (reach is not None and not reach.holds(here.agency_id, here.unit_id)):
        raise OutOfScopeError(message("You see nobody with that number."))
    return rows


def may_read_levels(scope: Scope, person: RunPerson) -> bool:
    """Whether the reader may see what was found of the person: it is her own, or within the right."""
    reach = scope.reach(Right.READ_ASSESSMENTS)
    return person.employee_id == scope.employee_id or reach.holds(person.agency_id, person.unit_id)


def read_run_of(scope: Scope, employee_id: str, number: str = "") -> Run | None:
    """The run that somebody's page shows: the reader's own page is of her agency, and asks for no right to results."""
    if scope.employee_id != employee_id:
        return read_shown_run(scope, number)
    agency = Employee.objects.filter(employee_id=employee_id, archived__isnull=True).values_list("agency_id", flat=True)
    runs = Run.objects.filter(agency_id__in=list(agency), status=Run.Status.FINISHED)
    if number:
        run = runs.filter(pk=int(number)).first() if number.isdecimal() else None
        if run is None:
            raise OutOfScopeError(message("You see no such run."))
        return run
    return runs.filter(is_published=True).order_by("-published_at", "-pk").first()
