"""Drawn pages are kept for the session that saw them, and never a moment longer than they are true."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.run_folder import path_of
from benangmerah.store.models import (
    Account,
    Agency,
    AuditEntry,
    Employee,
    Job,
    Membership,
    Receipt,
    Run,
    RunUnit,
    ThreadLine,
    ThreadNode,
)
from tests.factories.cast import give_role, visit_by
from tests.factories.published import BACKEND, READER, SMALL_BUDGET, be, biggest_opd, somebody
from tests.factories.run import AS_OF
from tests.web.components.test_results import addresses
from tests.web.kept_views import is_covered, is_kept, list_kept, name_of

pytestmark = pytest.mark.django_db
WATI = "198107072005012006"
SHARED = ("/", "/kebutuhan/kompetensi/", "/rencana/", "/peta/", "/laporan/")
LOGGED = ("/pegawai/", "/kebutuhan/")


def warm(client: Client, address: str) -> Any:
    """Ask twice: the first answer brings the secret of the forms, the second is kept."""
    client.get(address)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def ask(client: Client, address: str) -> tuple[bool, Any]:
    """Whether the page came without being drawn, and the page."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    return len(asked) <= 2, answer


@pytest.mark.parametrize("address", SHARED + LOGGED)
def test_page_is_kept_and_is_the_same(run: Run, client: Client, address: str) -> None:
    be(client, run)
    drawn = warm(client, address)
    is_kept, again = ask(client, address)
    assert is_kept
    assert again.content == drawn.content
    assert dict(again.headers) == dict(drawn.headers)
    assert "no-store" in again.headers["Cache-Control"]
    assert again.headers["X-Frame-Options"] == "DENY"
    assert "Content-Security-Policy" in again.headers


def test_kept_page_is_compressed_once_and_says_the_same(run: Run, client: Client) -> None:
    be(client, run)
    plain = warm(client, "/rencana/").content
    small = client.get("/rencana/", headers={"accept-encoding": "gzip"})
    again = client.get("/rencana/", headers={"accept-encoding": "gzip"})
    assert small.headers["Content-Encoding"] == again.headers["Content-Encoding"] == "gzip"
    assert again.content == small.content
    assert without_tokens(gzip.decompress(again.content)) == without_tokens(plain)
    assert ask(client, "/rencana/")[1].content == plain  # who takes no gzip still gets the page


def without_tokens(page: bytes) -> bytes:
    """The page without what is drawn by lot for each form."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value|X-CSRFToken)(=|": )"[^"]+"', b"", page)


def test_reader_of_another_unit_or_session_gets_a_page_of_their_own(run: Run) -> None:
    opd = biggest_opd(run)
    one, other, third = Client(), Client(), Client()
    be(one, run, Role.HR_MANAGER, opd.unit_id)
    sibling = RunUnit.objects.filter(run=run, is_opd=True).exclude(unit_id=opd.unit_id)[0]
    be(other, run, Role.HR_MANAGER, sibling.unit_id, WATI)
    for address in SHARED + LOGGED:
        warm(one, address)
        is_kept, page = ask(other, address)
        assert not is_kept
        assert opd.name not in page.content.decode(), address
    employee = somebody(run, opd_id=opd.unit_id).employee_id
    for address in (f"/unit/{opd.unit_id}/hasil/", f"/pegawai/{employee}/", f"/pegawai/{employee}/mengapa/"):
        warm(one, address)
        assert ask(other, address)[1].status_code == 404
    third.cookies["csrftoken"] = one.cookies["csrftoken"].value
    assert third.get("/rencana/").status_code == 302  # the secret of the forms alone opens nothing


def test_stolen_name_of_a_page_opens_nothing_without_its_session(run: Run, client: Client) -> None:
    be(client, run)
    warm(client, "/rencana/")
    stranger = Client()
    stranger.cookies["sessionid"] = "x" * 32
    stranger.cookies["csrftoken"] = client.cookies["csrftoken"].value
    assert stranger.get("/rencana/").status_code == 302


def test_membership_that_ends_or_begins_takes_effect_at_once(run: Run, client: Client) -> None:
    be(client, run)
    warm(client, "/rencana/")
    assert ask(client, "/rencana/")[0]
    Membership.objects.update(to_date=timezone.localdate())
    assert ask(client, "/rencana/")[1].status_code == 403
    account = Account.objects.get(nip=READER)
    give_role(account, Role.PLANNING_AGENCY, None, str(run.agency_id))
    is_kept, page = ask(client, "/rencana/")
    assert (is_kept, page.status_code) == (False, 200)
    assert "/rencana/pegawai/" not in page.content.decode()  # another role: no people


def test_membership_ends_by_its_day_without_any_change(
    run: Run, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    be(client, run)
    day = timezone.localdate()
    Membership.objects.update(to_date=day + timedelta(days=1))
    warm(client, "/rencana/")
    assert ask(client, "/rencana/")[0]
    monkeypatch.setattr(timezone, "localdate", lambda *_: day + timedelta(days=1))
    assert ask(client, "/rencana/")[1].status_code == 403


def change_password(account: Account) -> None:
    """Another password than the one the session was let in with."""
    account.set_password("lain-sekali-2026")
    account.save()


def test_log_out_elsewhere_password_and_closed_account_end_it_at_once(run: Run) -> None:
    ends: list[Callable[[Account], object]] = [
        lambda _account: Session.objects.all().delete(),
        lambda _account: Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1)),
        change_password,
        lambda account: Account.objects.filter(pk=account.pk).update(session_round=7),
        lambda account: Account.objects.filter(pk=account.pk).update(is_active=False),
        lambda account: Account.objects.filter(pk=account.pk).update(must_change_password=True),
    ]
    for number, end in enumerate(ends):
        client, nip = Client(), f"19700101200003{number:04d}"
        be(client, run, nip=nip)
        warm(client, "/rencana/")
        assert ask(client, "/rencana/")[0]
        end(Account.objects.get(nip=nip))
        assert ask(client, "/rencana/")[1].status_code == 302, number


def test_session_that_was_let_in_before_does_not_come_back_after_a_new_log_in(run: Run, client: Client) -> None:
    be(client, run)
    warm(client, "/rencana/")
    old = client.cookies["sessionid"].value
    client.post("/keluar/")
    client.cookies["sessionid"] = old
    assert client.get("/rencana/").status_code == 302
    client.force_login(Account.objects.get(nip=READER), backend=BACKEND)
    assert not ask(client, "/rencana/")[0]


def test_newly_published_run_and_change_of_the_archive_show_at_once(run: Run, client: Client) -> None:
    be(client, run)
    warm(client, "/rencana/")
    Agency.objects.filter(agency_id=run.agency_id).update(name="Kota Yang Lain")
    Receipt.objects.create(kind=Receipt.Kind.EDIT, made_at=timezone.now())
    is_kept, page = ask(client, "/rencana/")
    assert not is_kept
    assert "Kota Yang Lain" in page.content.decode()
    assert ask(client, "/rencana/")[0]
    account = Account.objects.get(nip=READER)
    newer = start_run(visit_by(account), AskedRun(str(run.agency_id), AS_OF, budget_rupiah=SMALL_BUDGET))
    is_kept, page = ask(client, "/rencana/")
    assert not is_kept
    assert f"/proses/{newer.pk}/" in page.content.decode() or f"{newer.pk}" in page.content.decode()


def test_change_that_was_begun_earlier_and_ends_later_shows_at_once(run: Run, client: Client) -> None:
    newest = Receipt.objects.create(kind=Receipt.Kind.EDIT, made_at=timezone.now())
    Receipt.objects.create(pk=newest.pk + 2, kind=Receipt.Kind.EDIT, made_at=timezone.now())
    be(client, run)
    warm(client, "/rencana/")
    assert ask(client, "/rencana/")[0]
    Receipt.objects.create(pk=newest.pk + 1, kind=Receipt.Kind.EDIT, made_at=timezone.now())
    assert not ask(client, "/rencana/")[0]


def test_language_and_part_of_a_page_are_kept_apart(run: Run, client: Client) -> None:
    be(client, run)
    indonesian = warm(client, "/rencana/").content.decode()
    client.post("/bahasa/", {"language": "en", "next": "/"})
    is_kept, page = ask(client, "/rencana/")
    assert not is_kept
    assert ('lang="id"' in indonesian, 'lang="en" class' in page.content.decode()) == (True, True)
    client.cookies["django_language"] = "id"  # the cookie alone, as another tab may leave it
    assert 'lang="id" class' in client.get("/rencana/").content.decode()
    client.cookies["django_language"] = "en"
    assert 'lang="en" class' in ask(client, "/rencana/")[1].content.decode()
    rows = client.get("/rencana/", headers={"HX-Request": "true", "HX-Target": "lines-rows"}).content.decode()
    assert "<html" not in rows
    assert "<html" in ask(client, "/rencana/")[1].content.decode()


@pytest.mark.parametrize("address", LOGGED)
def test_every_look_is_written_down_also_at_a_kept_page(run: Run, client: Client, address: str) -> None:
    be(client, run)
    warm(client, address)
    drawn = AuditEntry.objects.filter(verb="assessment_read").order_by("pk").last()
    before = AuditEntry.objects.count()
    is_kept, _page = ask(client, address)
    again = AuditEntry.objects.order_by("pk").last()
    assert (is_kept, AuditEntry.objects.count()) == (True, before + 1)
    assert drawn is not None
    assert again is not None
    told = ("verb", "account_id", "employee_id", "agency_id", "unit_id", "page", "address", "detail")
    assert [getattr(again, name) for name in told] == [getattr(drawn, name) for name in told]
    assert again.at > drawn.at


def test_person_and_reasons_are_written_down_at_each_look(run: Run, client: Client) -> None:
    be(client, run)
    employee = somebody(run, item_count__gt=0).employee_id
    for address in (f"/pegawai/{employee}/", f"/pegawai/{employee}/mengapa/"):
        warm(client, address)
        before = AuditEntry.objects.filter(employee_id=employee).count()
        assert ask(client, address)[0]
        assert AuditEntry.objects.filter(employee_id=employee).count() == before + 1


def test_nothing_is_kept_of_messages_refusals_workbooks_and_work_under_way(run: Run, client: Client) -> None:
    be(client, run)
    warm(client, "/rencana/")
    client.cookies["messages"] = "whatever"
    assert not ask(client, "/rencana/")[0]
    del client.cookies["messages"]
    session = client.session
    session["_messages"] = "[]"
    session.save()
    client.get("/rencana/")
    assert not ask(client, "/rencana/")[0]
    be(client, run, nip=WATI)
    warm(client, "/rencana/")
    caches["pages"].clear()
    for address, status in (("/rencana/?run=9999", 404), ("/pegawai/nobody/", 404), ("/rencana/?lines-as=xlsx", 200)):
        assert [client.get(address).status_code for _ in range(3)] == [status] * 3
        assert not ask(client, address)[0]
    warm(client, "/laporan/")
    Job.objects.create(kind="write_documents", asked_at=timezone.now(), run=run)
    client.get("/laporan/")
    assert not ask(client, "/laporan/")[0]


def test_reasons_come_back_with_the_folder_of_the_run(run: Run, client: Client) -> None:
    be(client, run)
    folder, beside = path_of(run), path_of(run).with_name("taken-away")
    address = f"/pegawai/{somebody(run, item_count__gt=0).employee_id}/mengapa/"
    folder.rename(beside)
    try:
        warm(client, address)
        assert not ask(client, address)[0]
    finally:
        beside.rename(folder)
    warm(client, address)
    assert ask(client, address)[0]


def test_token_of_a_kept_page_sends_its_forms(run: Run) -> None:
    client = Client(enforce_csrf_checks=True)
    be(client, run)
    warm(client, "/rencana/")
    is_kept, page = ask(client, "/rencana/")
    assert is_kept
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert found is not None
    answer = client.post("/bahasa/", {"language": "id", "next": "/", "csrfmiddlewaretoken": found.group(1)})
    assert answer.status_code == 302
    assert client.post("/bahasa/", {"language": "id", "next": "/"}).status_code == 403


def test_kept_pages_read_nothing_that_can_change_unseen(run: Run, client: Client) -> None:
    tables = {model._meta.db_table: model for model in apps.get_models()}
    be(client, run)
    node = ThreadNode.objects.filter(run=run)[0]
    line = ThreadLine.objects.filter(run=run, level="agency")[0]
    simpul = f"/benang-merah/simpul/{node.objective_id}/"
    thread = (simpul, f"{simpul}cabang/", f"/benang-merah/kegiatan/{line.intervention_id}/")
    person = Employee.objects.filter(archived=None, birth_date__isnull=False).order_by("birth_date")[3]
    career = (f"/pegawai/{person.employee_id}/karier/", f"/jabatan/{person.position_id}/kandidat/", "/suksesi/",
              f"/suksesi/{person.employee_id}/")  # fmt: skip
    seen, unseen = set(), {}
    for address in (*addresses(run), *thread, *career):
        view = resolve(address.partition("?")[0]).func
        if not is_kept(view):
            continue
        seen.add(name_of(view))
        client.get(address)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        read = {name for each in asked for name in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', each["sql"])}
        models = {tables[name] for name in read & tables.keys()} - {AuditEntry}
        if found := {model.__name__ for model in models if not is_covered(model)}:
            unseen[address] = found
    assert unseen == {}
    assert set(list_kept()) - seen == set()
