"""Policies: added after a look at what they change, followed by runs from their day on, withdrawn while unused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.change_policy import PolicyGiven, add_policy
from benangmerah.flow.read_policy_file import read_policy_text
from benangmerah.store.models import AuditEntry, PolicyVersion, Receipt
from tests.factories.cast import AGUS, CITY, DEWI, NOW, OTHER_CITY, RATNA, TODAY, make_city, make_member, visit_by
from tests.factories.run import store_city, visit_of_analyst
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
GIVEN = {"agency_id": CITY, "decree": "SK 7/2026", "signer": "Wali Kota", "in_force_from": "2026-08-01"}
TEXT = "aimed_weight: 0.4\nplan:\n  max_items: 3\n"


@pytest.fixture(autouse=True)
def _city(tmp_path: Path, settings: Any) -> None:
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def head(client: Client) -> Client:
    make_city()
    client.force_login(make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None), backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_policy_is_looked_at_added_and_withdrawn(head: Client) -> None:
    assert "nilai bawaan berlaku" in read(head, "/kebijakan/")
    seen = head.post("/kebijakan/baru/", {**GIVEN, "text": TEXT, "step": "look"}).content.decode()
    for words in ("aimed_weight", "0.4", "plan.max_items", "Berlakukan"):
        assert words in seen
    assert not PolicyVersion.objects.exists()
    address = head.post("/kebijakan/baru/", {**GIVEN, "text": TEXT, "step": "write"})["Location"]
    page = read(head, "/kebijakan/")
    for words in ("SK 7/2026", "1 Agustus 2026", "Wali Kota", "0.4"):
        assert words in page
    file = head.get(f"{address}berkas.yaml")
    assert (file.content.decode(), file["Content-Disposition"]) == (
        TEXT, 'attachment; filename="kebijakan-2026-08-01.yaml"',
    )  # fmt: skip
    assert head.post(f"{address}tarik/")["Location"] == "/kebijakan/"
    assert "nilai bawaan berlaku" in read(head, "/kebijakan/")
    assert [entry.verb for entry in AuditEntry.objects.filter(verb__startswith="policy")] == [
        "policy_withdrawn", "policy_added",
    ]  # fmt: skip


def test_policy_is_sent_as_a_file(head: Client) -> None:
    file = SimpleUploadedFile("kebijakan.yaml", TEXT.encode())
    head.post("/kebijakan/baru/", {**GIVEN, "file": file, "step": "write"})
    assert PolicyVersion.objects.get().text == TEXT
    strange = SimpleUploadedFile("kebijakan.yaml", b"\xff\xfe\x00")
    page = head.post("/kebijakan/baru/", {**GIVEN, "file": strange, "step": "write"}).content.decode()
    assert "Ini bukan teks." in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Tempel kebijakannya"),
        ("aimed_weight: 0.4\nbobot: 1\n", "baris 2"),
        ("plan: [1]\n", "baris 1"),
        ("x" * 100_001, "terlalu panjang"),
    ],
)
def test_wrong_policy_is_refused_with_its_line(head: Client, text: str, words: str) -> None:
    page = head.post("/kebijakan/baru/", {**GIVEN, "text": text, "step": "write"}).content.decode()
    assert words in page
    assert not PolicyVersion.objects.exists()
    assert not Receipt.objects.filter(kind="policy").exists()


def test_second_policy_of_a_day_is_refused(head: Client) -> None:
    head.post("/kebijakan/baru/", {**GIVEN, "text": TEXT, "step": "write"})
    page = head.post("/kebijakan/baru/", {**GIVEN, "text": "aimed_weight: 1\n", "step": "write"}).content.decode()
    assert "sudah ada kebijakan yang mulai berlaku" in page
    assert PolicyVersion.objects.count() == 1


def test_defaults_can_be_fetched_and_hold_as_they_are(head: Client) -> None:
    text = head.get("/kebijakan/bawaan.yaml").content.decode()
    assert "# " in text
    assert read_policy_text(text).differences == ()


def test_run_follows_the_policy_of_its_day_and_keeps_it(head: Client) -> None:
    agency_id = store_city()
    visit = visit_by(make_member("197001012000031001", "Kepala", Role.HR_AGENCY_HEAD, None, agency_id))
    version = add_policy(visit, PolicyGiven(agency_id, date(2026, 2, 1), "SK 7/2026", "Wali Kota", TEXT))
    analyst = visit_of_analyst(agency_id)
    before = start_run(analyst, AskedRun(agency_id, date(2026, 1, 31), 2026, 1_000_000))
    after = start_run(analyst, AskedRun(agency_id, date(2026, 2, 1), 2026, 1_000_000))
    assert (before.policy, after.policy) == (None, version)
    assert after.summary["policy"]["aimed_weight"] == {"default": "0.5", "value": "0.4"}
    other = Client()
    other.force_login(make_member("197001012000031002", "Lain", Role.HR_AGENCY_HEAD, None, agency_id), backend=BACKEND)
    refused = other.post(f"/kebijakan/{version.pk}/tarik/", follow=True).content.decode()
    assert "Ada proses hitung yang memakai kebijakan ini" in refused
    assert PolicyVersion.objects.get(pk=version.pk).archived is None
    assert head.get(f"/kebijakan/{version.pk}/").status_code == 404


def test_stranger_and_who_may_not_set_it_add_nothing(head: Client) -> None:
    head.post("/kebijakan/baru/", {**GIVEN, "text": TEXT, "step": "write"})
    number = PolicyVersion.objects.get().pk
    stranger = Client()
    stranger.force_login(make_member(AGUS, "Agus", Role.HR_AGENCY_HEAD, None, OTHER_CITY), backend=BACKEND)
    assert stranger.get(f"/kebijakan/{number}/").status_code == 404
    assert "SK 7/2026" not in read(stranger, "/kebijakan/")
    stranger.post("/kebijakan/baru/", {**GIVEN, "in_force_from": "2026-09-01", "text": TEXT, "step": "write"})
    analyst = Client()
    analyst.force_login(make_member(RATNA, "Ratna", Role.ANALYST, None), backend=BACKEND)
    assert "SK 7/2026" in read(analyst, "/kebijakan/")
    assert analyst.get("/kebijakan/baru/").status_code == 403
    assert PolicyVersion.objects.count() == 1


def test_list_takes_as_many_queries_for_three_as_for_one(head: Client) -> None:
    receipt = Receipt.objects.create(kind="policy", made_at=NOW, agency_id=CITY)
    taken = []
    for days in ((1,), (2, 3)):
        for day in days:
            PolicyVersion.objects.create(
                agency_id=CITY, in_force_from=TODAY.replace(day=day), decree="SK", signer="Wali Kota", text="",
                recorded=receipt,
            )  # fmt: skip
        taken.append(count_queries(head, "/kebijakan/"))
    assert taken[0] == taken[1] <= 15
