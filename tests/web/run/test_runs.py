from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.flow.run_folder import path_of
from benangmerah.kernel.explanation import message
from benangmerah.kernel.message_json import write_message
from benangmerah.store.models import AuditEntry, Job, Run
from tests.factories.cast import CITY, NOW, OTHER_CITY, OWN, RATNA, TODAY, WATI, make_city, make_member
from tests.factories.run import make_analyst, make_run, make_run_with_document
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
SUMMARY: dict[str, Any] = {
    "gap": {"people": 4, "below_people": 2, "burden": 4.5, "assessed_count": 6, "required_count": 9},
    "professionalism_index": {"mean": None, "people": 0},
    "plan": None, "thread": None, "notes": ["Tidak ada rencana: uang 2026 tidak disebut."],
}  # fmt: skip


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA_FOLDER = tmp_path


def log_in(client: Client, role: Role = Role.ANALYST, unit_id: str | None = None, agency_id: str = CITY) -> Client:
    client.force_login(make_member(RATNA, "Ratna", role, unit_id, agency_id), backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def make_job(run: Run, state: str = "running", **fields: Any) -> Job:
    return Job.objects.create(**{
        "kind": "compute_run", "state": state, "run": run, "asked_at": NOW, "started_at": NOW, "heartbeat_at": NOW,
        "stage": write_message(message("Freezing the tables")), "done": 3, "total": 12, **fields,
    })  # fmt: skip


def test_list_shows_who_when_day_law_and_state_of_the_readers_agencies(client: Client) -> None:
    make_city()
    make_run(CITY, asked_by=make_analyst(CITY), status="failed")
    foreign = make_run(OTHER_CITY)
    page = read(log_in(client), "/hitungan/")
    for words in ("Analis", "17 Agustus 2026 10.00", "gagal", "1 baris"):
        assert words in page
    assert f"/hitungan/{foreign.pk}/" not in page


def test_run_under_way_is_watched_with_and_without_a_script(client: Client) -> None:
    make_city()
    run = make_run(CITY, status="running")
    make_job(run)
    log_in(client)
    for address in ("/hitungan/", f"/hitungan/{run.pk}/", f"/hitungan/{run.pk}/kemajuan/"):
        page = read(client, address)
        assert f'hx-get="/hitungan/{run.pk}/kemajuan/"' in page
        assert ("Membekukan tabel" in page, '<progress max="12" value="3"' in page) == (True, True)


def test_progress_that_is_over_has_the_page_drawn_anew(client: Client) -> None:
    run = make_run(CITY, status="failed")
    make_job(run, "failed", finished_at=NOW)
    answer = log_in(client).get(f"/hitungan/{run.pk}/kemajuan/", headers={"HX-Request": "true"})
    assert (answer.headers["HX-Refresh"], "hx-get" in answer.content.decode()) == ("true", False)


def test_broken_off_run_says_what_happened_and_can_be_started_again(client: Client) -> None:
    run = make_run(CITY, status="failed")
    lost = message("The process that did this work has ended before its time; nothing was published.")
    make_job(run, "lost", finished_at=NOW, error=[write_message(lost)])
    page = read(log_in(client), f"/hitungan/{run.pk}/")
    assert "Proses yang mengerjakannya berhenti sebelum selesai; tidak ada yang diterbitkan." in page
    assert ("terputus" in page, f"/hitungan/{run.pk}/mulai-lagi/" in page) == (True, True)


def test_figures_stand_with_their_coverage_and_grey_where_nothing_is_known(client: Client) -> None:
    run = make_run(CITY, status="finished", summary=SUMMARY)
    page = read(log_in(client), f"/hitungan/{run.pk}/")
    for words in ("6 dari 9 sudah dinilai", "4,5", "Tidak ada rencana: uang 2026 tidak disebut."):
        assert words in page
    assert page.count("is-unknown") == 5


def test_figures_and_buttons_are_not_for_who_sees_a_part(client: Client) -> None:
    make_city()
    run = make_run_with_document(CITY)
    Run.objects.filter(pk=run.pk).update(summary=SUMMARY)
    page = read(log_in(client, Role.ANALYST, OWN), f"/hitungan/{run.pk}/")
    assert [words in page for words in ("4,5", "/ulangi/", "cermin-kebijakan.pdf")] == [False, False, False]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.ANALYST, ["kebutuhan.xlsx", "cermin-kebijakan.pdf"]),
        (Role.AUTHORISED_OFFICIAL, ["cermin-kebijakan.pdf"]),
        (Role.BUDGET_TEAM, ["cermin-kebijakan.pdf"]),
    ],
)
def test_documents_by_name_are_for_who_may_read_assessments(client: Client, role: Role, seen: list[str]) -> None:
    run = make_run_with_document(CITY)
    names = ["kebutuhan.xlsx", "cermin-kebijakan.pdf"]
    (path_of(run) / "documents" / "kebutuhan.xlsx").write_bytes(b"PK")
    log_in(client, role)
    page = read(client, f"/hitungan/{run.pk}/")
    assert [name for name in names if f"/dokumen/{name}/" in page] == seen
    got = [name for name in names if client.get(f"/hitungan/{run.pk}/dokumen/{name}/").status_code == 200]
    assert got == seen


def test_document_is_downloaded_and_the_reading_written_down(client: Client) -> None:
    run = make_run_with_document(CITY)
    answer = log_in(client).get(f"/hitungan/{run.pk}/dokumen/cermin-kebijakan.pdf/")
    assert (answer.content, answer.headers["Content-Disposition"]) == (
        b"%PDF-", f'attachment; filename="{run.pk}-cermin-kebijakan.pdf"',
    )  # fmt: skip
    assert AuditEntry.objects.get(verb="document_read").detail == {
        "run": str(run.pk),
        "document": "cermin-kebijakan.pdf",
    }


@pytest.mark.parametrize("name", ["tidak-ada.pdf", "..", "summary.json"])
def test_only_documents_are_fetched(client: Client, name: str) -> None:
    run = make_run_with_document(CITY)
    assert log_in(client).get(f"/hitungan/{run.pk}/dokumen/{name}/").status_code == 404


def test_stranger_finds_no_run_no_progress_and_no_document(client: Client) -> None:
    make_city()
    run = make_run_with_document(CITY)
    client.force_login(make_member(WATI, "Wati", Role.ANALYST, None, OTHER_CITY), backend=BACKEND)
    addresses = (
        f"/hitungan/{run.pk}/",
        f"/hitungan/{run.pk}/kemajuan/",
        f"/hitungan/{run.pk}/dokumen/cermin-kebijakan.pdf/",
    )
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert f"/hitungan/{run.pk}/" not in read(client, "/hitungan/")


def test_pages_ask_the_archive_as_often_for_three_runs_as_for_one(client: Client) -> None:
    make_city()
    run = make_run(CITY, status="running")
    make_job(run)
    log_in(client)
    few = [count_queries(client, "/hitungan/"), count_queries(client, f"/hitungan/{run.pk}/")]
    for number in range(2):
        other = make_run(CITY, status="failed", asked_by=make_member(f"{number}", "x", Role.ANALYST, None), as_of=TODAY)
        make_job(other, "failed", finished_at=NOW)
        make_job(run, "failed", finished_at=NOW)
    assert [count_queries(client, "/hitungan/"), count_queries(client, f"/hitungan/{run.pk}/")] == few
