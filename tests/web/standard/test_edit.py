from __future__ import annotations

import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.store.models import Competency, Position, Receipt, Requirement
from tests.factories.cast import AGUS, CITY, OTHER_CITY, RATNA, make_member
from tests.factories.upload import make_archive
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
HEAD = {"valid_from": "2026-01-01", "basis": "decreed", "decree": "SK 1/2026"}


@pytest.fixture(autouse=True)
def receipt() -> Receipt:
    receipt = make_archive()
    for number, title in (("P4", "Operator Layanan"), ("P5", "Pengolah Data")):
        Position.objects.create(position_id=number, agency_id=CITY, title=title, grade="pelaksana", recorded=receipt)
    return receipt


@pytest.fixture
def analyst(client: Client) -> Client:
    client.force_login(make_member(RATNA, "Ratna", Role.ANALYST, None), backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_standard_is_shown_written_and_put_back(analyst: Client) -> None:
    assert "tidak mensyaratkan apa pun" in read(analyst, "/standar/P1/")
    seen = analyst.post("/standar/P1/ubah/", {**HEAD, "level_0": "3", "step": "effect"}).content.decode()
    assert "6 orang bersangkutan" in seen
    assert not Requirement.objects.exists()
    answer = analyst.post("/standar/P1/ubah/", {**HEAD, "level_0": "3", "importance_0": "mutlak", "step": "write"})
    assert answer["Location"] == "/standar/P1/"
    page = read(analyst, "/standar/P1/?on=2026-08-17")
    for words in ("Integritas", "mutlak", "SK 1/2026", "1 Januari 2026", "Siapa mengubah apa"):
        assert words in page
    assert "tidak mensyaratkan apa pun" in read(analyst, "/standar/P1/?on=2025-12-31")
    change = Receipt.objects.latest("pk")
    assert "SK 1/2026" in read(analyst, f"/perubahan/{change.pk}/")
    analyst.post(f"/perubahan/{change.pk}/urungkan/")
    assert not Requirement.objects.filter(archived=None).exists()


def test_wrong_standard_is_refused_in_words(analyst: Client) -> None:
    page = analyst.post("/standar/P1/ubah/", {**HEAD, "decree": "", "level_0": "3", "step": "write"}).content.decode()
    assert "Standar yang ditetapkan menyebut surat keputusannya." in page
    page = analyst.post("/standar/P1/ubah/", {**HEAD, "step": "write"}).content.decode()
    assert "Standar memuat paling sedikit satu kompetensi." in page
    assert not Requirement.objects.exists()


def test_standard_is_copied_from_a_similar_position(analyst: Client, receipt: Receipt) -> None:
    Requirement.objects.create(position_id="P5", competency_id="K1", required_level=2, recorded=receipt)
    page = read(analyst, "/standar/P4/mirip/")
    assert "/standar/P4/ubah/?dari=P5" in page
    form = read(analyst, "/standar/P4/ubah/?dari=P5")
    assert "Dimulai sebagai salinan dari Pengolah Data" in form
    assert '<option value="2" selected>' in form
    assert analyst.get("/standar/P4/ubah/?dari=P2").status_code == 404


def test_queue_lists_positions_without_a_standard_by_holders(analyst: Client, receipt: Receipt) -> None:
    Requirement.objects.create(position_id="P5", competency_id="K1", required_level=2, recorded=receipt)
    page = read(analyst, "/standar-antrean/")
    assert page.index("Perawat") < page.index("Operator Layanan")
    assert "Pengolah Data" not in page


def test_many_are_written_at_once(analyst: Client) -> None:
    page = read(analyst, "/standar-massal/?group=operator")
    assert "Operator Layanan" in page
    assert "Pengolah Data" not in page
    head = {"valid_from": "2026-01-01", "level_0": "1"}
    seen = analyst.post("/standar-massal/", {**head, "positions": ["P4", "P5"], "step": "effect"}).content.decode()
    assert "Simpan standar sementara" in seen
    answer = analyst.post("/standar-massal/", {**head, "positions": ["P4", "P5", "P1"], "step": "write"})
    assert answer["Location"] == "/standar-antrean/"
    assert set(Requirement.objects.values_list("position_id", "basis")) == {
        ("P4", "provisional"),
        ("P5", "provisional"),
    }


def test_level_is_offered_as_the_law_has_it(analyst: Client) -> None:
    assert '<option value="1" selected>' in read(analyst, "/standar-massal/")
    assert '<option value="1" selected>' not in read(analyst, "/standar-massal/?grade=tidak-ada")


def test_stranger_finds_no_standard(client: Client) -> None:
    client.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, OTHER_CITY), backend=BACKEND)
    assert client.get("/standar/P1/").status_code == 404
    assert "Operator Layanan" not in read(client, "/standar/")
    client.post("/standar-massal/", {"valid_from": "2026-01-01", "level_0": "1", "positions": ["P4"], "step": "write"})
    assert not Requirement.objects.exists()


def test_lists_take_as_many_queries_for_three_as_for_one(analyst: Client, receipt: Receipt) -> None:
    addresses = ("/standar/", "/standar-antrean/", "/standar/P1/", "/jabatan/", "/kamus/", "/unit/", "/jabatan/P1/")
    Requirement.objects.create(position_id="P1", competency_id="K1", required_level=2, recorded=receipt)
    before = [count_queries(analyst, each) for each in addresses]
    for number in range(2):
        Competency.objects.create(competency_id=f"K{7 + number}", name="Lain", kind="managerial", recorded=receipt)
        Position.objects.create(
            position_id=f"P{7 + number}", agency_id=CITY, title="Lain", grade="pelaksana", recorded=receipt
        )
        Requirement.objects.create(position_id="P1", competency_id=f"K{7 + number}", required_level=2, recorded=receipt)
    assert [count_queries(analyst, each) for each in addresses] == before
    assert max(before) <= 15
