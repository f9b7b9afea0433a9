"""Runs for tests: a small city in the archive, whoever starts its runs, and a folder of data that goes away."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.run_folder import path_of
from benangmerah.snapshot.dataset import Dataset
from benangmerah.store.models import Account, PlanLine, Run, RunPerson, RunUnit
from benangmerah.synthesis.city import make_city
from tests.factories.archive import store_dataset
from tests.factories.cast import NOW, PEOPLE, TODAY, UNITS, WATI, make_member, visit_by
from tests.factories.thread import publish_thread

AS_OF = date(2026, 1, 1)
BUDGET = 10_000_000
"""Little money is planned in a second, plenty takes eight: what these tests ask is not the plan."""


@cache
def city_of(people: int = 100) -> Dataset:
    """An invented city, the same in every test."""
    return make_city(people=people, seed=1)


def agency_of(dataset: Dataset) -> str:
    """The one agency of an invented city."""
    return str(dataset.table("agencies")["agency_id"][0].as_py())


def store_city(people: int = 100) -> str:
    """Put the city into the archive; the agency it is."""
    store_dataset(city_of(people))
    return agency_of(city_of(people))


def make_analyst(agency_id: str) -> Account:
    """Wati's colleague who starts runs of the whole agency."""
    return make_member("198501012010012001", "Analis", Role.ANALYST, None, agency_id)


def visit_of_analyst(agency_id: str) -> Visit:
    return visit_by(make_analyst(agency_id))


def visit_of_stranger() -> Visit:
    """Wati, who may do the same in another agency."""
    return visit_by(make_member(WATI, "Wati", Role.ANALYST, None, "LAIN"))


def make_run(agency_id: str, **fields: Any) -> Run:
    """A run as it stands in the archive, without anything computed."""
    run = Run.objects.create(**{
        "agency_id": agency_id, "as_of": TODAY, "law_date": TODAY, "year": 2026, "code_version": "0.1.0",
        "asked_at": NOW, **fields,
    })  # fmt: skip
    Run.objects.filter(pk=run.pk).update(folder=f"runs/{run.pk}")
    run.refresh_from_db()
    return run


def make_run_with_document(agency_id: str, document: str = "cermin-kebijakan.pdf") -> Run:
    """A finished run with one document in its folder."""
    run = make_run(agency_id, status="finished", finished_at=NOW)
    folder = path_of(run) / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / document).write_bytes(b"%PDF-")
    return run


def read_bytes(folder: Path) -> dict[str, bytes]:
    """Every table of results in a folder, byte for byte."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.parquet"))}


def make_run_person(run: Run, employee_id: str, name: str, unit_id: str, **figures: Any) -> RunPerson:
    """A person as a run saw her, with nothing found where nothing is given."""
    counts = dict.fromkeys((
        "required_count", "assessed_count", "below_count", "burden", "unmet_qualification_count", "need_count", "priority",
        "item_count", "planned_hours", "cost_rupiah", "closes", "weighted_closure", "open_count",
    ), 0)  # fmt: skip
    return RunPerson.objects.create(**{
        "run": run, "employee_id": employee_id, "agency_id": run.agency_id, "unit_id": unit_id, "position_id": "P1",
        "name": name, "position_title": "Perawat Ahli Muda", "status": "pns", "standing": "active",
        "grade": "jf_ahli_muda", "sector": "health", **counts, **figures,
    })  # fmt: skip


def publish_people(run: Run) -> None:
    """Make a run of the cast the published one, with its units, its people, and one offering of a plan everywhere."""
    Run.objects.filter(pk=run.pk).update(is_published=True, published_at=NOW)
    run.refresh_from_db()
    line = {"run": run, "intervention_id": "KEG-1", "title": "Pelatihan", "form": "KL04", "is_mandatory": False, "batches": 1,
            "people": 1, "need_count": 1, "learning_hours": 20, "cost_rupiah": 1_000_000, "closes": 1, "weighted_closure": 1}  # fmt: skip
    PlanLine.objects.create(level="agency", scope_id=str(run.agency_id), **line)
    for unit_id, agency_id, parent, name, is_opd in UNITS:
        if agency_id == run.agency_id:
            RunUnit.objects.create(
                run=run, unit_id=unit_id, agency_id=agency_id, parent_unit_id=parent, name=name, is_opd=is_opd,
                sector="health", depth=0 if parent is None else 1,
            )  # fmt: skip
            PlanLine.objects.create(level="unit", scope_id=unit_id, **line)
    publish_thread(run, [unit_id for unit_id, agency_id, *_ in UNITS if agency_id == run.agency_id])
    for employee_id, name, agency_id, unit_id in PEOPLE:
        if agency_id == run.agency_id:
            make_run_person(run, employee_id, name, unit_id)
