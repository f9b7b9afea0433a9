from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, cancel_run, restart_run, start_run
from benangmerah.flow.refusal import RefusedFieldError
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.models import AuditEntry, Run
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from tests.factories.cast import CITY, OWN, RATNA, make_city, make_member, visit_by
from tests.factories.run import AS_OF, make_analyst, make_run, visit_of_analyst, visit_of_stranger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def test_second_run_is_refused_and_the_first_is_named() -> None:
    visit = visit_of_analyst(CITY)
    first = make_run(CITY, status="running", asked_by_id=visit.account_id)
    with pytest.raises(BenangMerahError) as refused:
        start_run(visit, AskedRun(CITY, AS_OF))
    assert refused.value.say("id") == (
        f"Proses hitung {first.pk} atas data per 17 Agustus 2026, diminta oleh Analis pada 17 Agustus 2026, masih berjalan. "
        "Tunggu sampai selesai, atau hentikan dahulu."
    )
    assert Run.objects.count() == 1


def test_archive_itself_holds_one_run_under_way_for_an_agency() -> None:
    make_run(CITY, status="waiting")
    make_run("LAIN", status="running")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_run(CITY, status="running")


def test_stranger_starts_stops_and_restarts_nothing() -> None:
    run = make_run(CITY, status="failed")
    stranger = visit_of_stranger()
    with pytest.raises(OutOfScopeError):
        start_run(stranger, AskedRun(CITY, AS_OF))
    for flow in (cancel_run, restart_run):
        with pytest.raises(OutOfScopeError):
            flow(stranger, run.pk)
    assert Run.objects.count() == 1


def test_superior_and_analyst_of_a_unit_start_nothing() -> None:
    make_city()
    with pytest.raises(NotAllowedError):
        start_run(visit_by(make_member(RATNA, "Ratna", Role.SUPERIOR, None)), AskedRun(CITY, AS_OF))
    with pytest.raises(OutOfScopeError):
        start_run(visit_by(make_member("1", "Analis", Role.ANALYST, OWN)), AskedRun(CITY, AS_OF))


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (AskedRun(CITY, date(1800, 1, 1)), "as_of"),
        (AskedRun(CITY, AS_OF, 1800), "year"),
        (AskedRun(CITY, AS_OF, 2026, -1), "budget"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(asked: AskedRun, field: str) -> None:
    with pytest.raises(RefusedFieldError) as refused:
        start_run(visit_of_analyst(CITY), asked)
    assert refused.value.field == field


def test_finished_run_is_neither_stopped_nor_started_again() -> None:
    visit = visit_of_analyst(CITY)
    run = make_run(CITY, status="finished")
    assert cancel_run(visit, run.pk) is False
    with pytest.raises(BenangMerahError):
        restart_run(visit, run.pk)


def test_who_asked_is_in_the_audit_log() -> None:
    analyst = make_analyst(CITY)
    run = start_run(visit_by(analyst), AskedRun(CITY, AS_OF))
    entry = AuditEntry.objects.get(verb="run_started")
    assert (entry.account, entry.agency_id, entry.detail) == (analyst, CITY, {"run": str(run.pk)})
