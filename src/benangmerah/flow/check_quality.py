"""Archive → what in it cannot be right, as a job: asked for by a person, and by itself after an import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pyarrow as pa
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from benangmerah.analytics.data_quality import Mentions, find_quality
from benangmerah.analytics.engine import DuckDB
from benangmerah.analytics.mart import Stage
from benangmerah.analytics.parameters import parameter_tables, read_units
from benangmerah.analytics.run import build_marts
from benangmerah.domain.organization import OrgUnit, chain_upwards
from benangmerah.domain.role import Right
from benangmerah.flow.ask_run import find_policy
from benangmerah.flow.audit import Visit
from benangmerah.flow.check_import import scope_of_job
from benangmerah.flow.jobs import ask_for_job, finish_job, perform_job
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.flow.write_change import newest_receipt
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.kernel.progress import Progress
from benangmerah.regulations.library import load_library
from benangmerah.snapshot.agency_part import part_of_agency
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.snapshot.dataset import Dataset
from benangmerah.store.extract import extract_dataset
from benangmerah.store.models.import_draft import ImportDraft
from benangmerah.store.models.job import Job
from benangmerah.store.models.quality import QualityFinding, QualityFitness, QualityReview
from benangmerah.store.selectors.scope import OutOfScopeError

KIND = "check_quality"
_BATCH = 1_000


def ask_quality(visit: Visit, agency_id: str, as_of: date | None = None) -> Job:
    """Have the data of an agency checked as of a day, today where none is named; not twice at once."""
    if not visit.is_operator and agency_id not in visit.scope.agencies_of(Right.SEE_PEOPLE):
        raise OutOfScopeError(message("You see no such agency."))
    return _ask(visit, agency_id, as_of or visit.on)


def ask_quality_later(job: Job, agency_id: str) -> None:
    """Once the change of a job stands: check as of today."""
    visit = Visit(scope_of_job(job), KIND, timezone.now())
    transaction.on_commit(lambda: _ask(visit, agency_id, visit.on))


@transaction.atomic
def _ask(visit: Visit, agency_id: str, as_of: date) -> Job:
    asked = {"agency_id": agency_id, "as_of": as_of.isoformat()}
    waiting = Job.objects.filter(kind=KIND, state=Job.State.WAITING, request=asked).first()
    if waiting is not None:
        return waiting
    return ask_for_job(check_quality, KIND, visit, asked)


@task(takes_context=True)
def check_quality(context: TaskContext, job_id: int) -> None:
    """The task of a check."""
    perform_job(context, job_id, _check)


def _check(job: Job, progress: Progress) -> None:
    agency_id, as_of = job.request["agency_id"], date.fromisoformat(job.request["as_of"])
    seen = newest_receipt()
    progress(message("Reading the archive"))
    dataset = part_of_agency(extract_dataset(until=seen or None), agency_id)
    if not dataset.table("agencies").num_rows:
        raise BenangMerahError(message("The archive holds no such agency."))
    units = read_units(dataset)
    progress(message("Checking the data"))
    findings, fitness = _find(dataset, agency_id, as_of, read_mentions(agency_id, units))
    progress(message("Writing down what was found"))
    with transaction.atomic():
        _keep(agency_id, as_of, seen, units, findings, fitness)
        finish_job(job.pk, {"findings": findings.num_rows})


def _find(dataset: Dataset, agency_id: str, as_of: date, mentions: Mentions) -> tuple[pa.Table, pa.Table]:
    law = load_library().on(as_of)
    version = find_policy(agency_id, as_of)
    policy = read_policy_text(None if version is None else version.text)
    with DuckDB() as engine:
        for name in INPUTS:
            engine.add(name, dataset.table(name))
        for name, table in parameter_tables(dataset, law, policy, as_of).items():
            engine.add(name, table)
        build_marts(engine, Stage.NEED)
        return find_quality(engine, law, policy, as_of, mentions)


def read_mentions(agency_id: str, units: Mapping[str, OrgUnit]) -> Mentions:
    """Whom the newest export of SIASN and the newest file of each office name; imports taken back name nobody."""
    accepted = ImportDraft.objects.filter(agency_id=agency_id, state=ImportDraft.State.ACCEPTED).order_by("decided_at")
    accepted = accepted.filter(mentions__isnull=False).distinct()
    siasn = accepted.filter(is_siasn=True).last()
    newest = {draft.unit_id or agency_id: draft for draft in accepted.filter(is_siasn=False)}
    named = {place: frozenset(_named(draft)) for place, draft in newest.items()}
    covered = {
        unit_id for unit_id in units if agency_id in newest or any(up in newest for up in chain_upwards(unit_id, units))
    }
    return Mentions(frozenset(_named(siasn)) if siasn else frozenset(), named, frozenset(covered))


def _named(draft: ImportDraft) -> list[str]:
    return list(draft.mentions.values_list("employee_id", flat=True))


def _keep(
    agency_id: str, as_of: date, seen: int, units: Mapping[str, OrgUnit], findings: pa.Table, fitness: pa.Table
) -> None:
    """Put what was found in the place of what was found before."""
    QualityReview.objects.filter(agency_id=agency_id).delete()
    review = QualityReview.objects.create(
        agency_id=agency_id, as_of=as_of, checked_at=timezone.now(), last_receipt_id=seen or None
    )
    rows = (QualityFinding(review=review, **row) for row in findings.to_pylist())
    QualityFinding.objects.bulk_create(rows, _BATCH)
    QualityFitness.objects.bulk_create(
        QualityFitness(review=review, opd_id=_opd_of(row["unit_id"], units), **row) for row in fitness.to_pylist()
    )


def _opd_of(unit_id: str, units: Mapping[str, OrgUnit]) -> str | None:
    return next((above for above in chain_upwards(unit_id, units) if units[above].is_opd), None)
