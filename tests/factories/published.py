"""A published run of a small invented city that a whole module of tests reads: computed once, rolled back at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.test import Client, override_settings

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.store.models import GapMap, Run, RunPerson, RunUnit
from tests.factories.cast import make_member
from tests.factories.run import AS_OF, store_city, visit_of_analyst

BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
READER = "197001012000031001"
SMALL_BUDGET = 10_000_000
"""Too little for everybody, so that a plan has to choose."""


@contextmanager
def keep_city(folder: Path, people: int = 100) -> Iterator[Run]:
    """The run, in a transaction that is taken back at the end; tests within have their own."""
    with override_settings(DATA_FOLDER=folder), transaction.atomic():
        agency_id = store_city(people)
        yield start_run(visit_of_analyst(agency_id), AskedRun(agency_id, AS_OF, budget_rupiah=SMALL_BUDGET))
        transaction.set_rollback(True)


def be(client: Client, run: Run, role: Role = Role.ANALYST, unit_id: str | None = None, nip: str = READER) -> Client:
    """Log somebody in who holds a role in the run's agency."""
    client.force_login(make_member(nip, "Pembaca", role, unit_id, str(run.agency_id)), backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    """The page; it must answer."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def biggest_opd(run: Run) -> RunUnit:
    """The OPD with the most people."""
    counts = GapMap.objects.filter(run=run, level="unit", kind="competency", subject_id=None, target="held")
    ids = counts.filter(sector=None, status=None).order_by("-people").values_list("scope_id", flat=True)
    opds = {unit.unit_id: unit for unit in RunUnit.objects.filter(run=run, is_opd=True)}
    return next(opds[each] for each in ids if each in opds)


def branch(run: Run, unit_id: str) -> set[str]:
    """A unit and all below it."""
    parents = dict(RunUnit.objects.filter(run=run).values_list("unit_id", "parent_unit_id"))
    found = {unit_id}
    while fresh := {each for each, above in parents.items() if above in found} - found:
        found |= fresh
    return found


def somebody(run: Run, **having: object) -> RunPerson:
    """The first person of the run like that."""
    return RunPerson.objects.filter(run=run, **having).order_by("employee_id")[0]
