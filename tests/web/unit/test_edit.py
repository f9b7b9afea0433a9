from __future__ import annotations

import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.store.models import Competency, CompetencyLevel, Position, PositionRequirement, Unit
from tests.factories.cast import AGUS, CITY, OTHER_CITY, OWN, PARENT, RATNA, give_role, make_member
from tests.factories.upload import make_archive

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"


@pytest.fixture(autouse=True)
def _archive() -> None:
    make_archive()


def log_in(client: Client, role: Role = Role.ANALYST, unit_id: str | None = None) -> Client:
    account = make_member(RATNA, "Ratna", role, unit_id)
    if unit_id is None:
        give_role(account, role, None, OTHER_CITY)
    client.force_login(account, backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_unit_is_added_changed_and_closed_in_the_browser(client: Client) -> None:
    log_in(client)
    new = {
        "unit_id": "PKM-C",
        "agency_id": CITY,
        "name": "Puskesmas Anggrek",
        "parent_unit_id": PARENT,
        "sector": "health",
    }
    assert client.post("/unit-baru/", new)["Location"] == "/unit/PKM-C/"
    assert "Nomor ini sudah dipakai." in client.post("/unit-baru/", new).content.decode()
    change = {"name": "Puskesmas Kamboja", "parent_unit_id": OWN, "is_opd": "on", "sector": ""}
    assert client.post("/unit/PKM-C/ubah/", change)["Location"] == "/unit/PKM-C/"
    page = read(client, "/unit/PKM-C/")
    for words in ("Puskesmas Kamboja", "Puskesmas Anggrek", "Puskesmas Melati", "diubah secara manual"):
        assert words in page
    assert client.post("/unit/PKM-C/tutup/")["Location"] == "/unit/"
    assert not Unit.objects.filter(archived=None, unit_id="PKM-C").exists()
    refused = client.post(f"/unit/{OWN}/tutup/", follow=True).content.decode()
    assert "Masih ada di unit ini" in refused


def test_unit_below_itself_is_refused_beside_the_field(client: Client) -> None:
    log_in(client)
    page = client.post(f"/unit/{PARENT}/ubah/", {"name": "Dinas", "parent_unit_id": OWN}).content.decode()
    assert "tidak dapat berada di bawah dirinya sendiri" in page


def test_manager_of_a_puskesmas_sees_her_branch_alone_and_changes_nothing(client: Client) -> None:
    log_in(client, Role.HR_MANAGER, OWN)
    page = read(client, "/unit/")
    assert "Pustu Melati" in page
    assert "Dinas Pendidikan" not in page
    assert "Unit baru" not in page
    assert "Ubah" not in read(client, f"/unit/{OWN}/")
    assert client.get(f"/unit/{PARENT}/").status_code == 404


def test_position_is_added_with_qualifications_and_a_wrong_line_is_named(client: Client) -> None:
    log_in(client)
    new = {"position_id": "P9", "agency_id": CITY, "title": "Bidan", "grade": "jf_terampil", "criticality": "1.5"}
    page = client.post("/jabatan-baru/", {**new, "qualifications": "pendidikan\nrank: III/a"}).content.decode()
    assert "Baris 1 tidak berbentuk JENIS: NILAI" in page
    assert client.post("/jabatan-baru/", {**new, "qualifications": "rank: II/c"})["Location"] == "/jabatan/P9/"
    assert list(PositionRequirement.objects.values_list("kind", "value")) == [("rank", "II/c")]
    page = read(client, "/jabatan/P9/ubah/")
    assert "II/c" in page
    client.post("/jabatan/P9/ubah/", {"title": "Bidan Terampil", "grade": "jf_terampil", "qualifications": ""})
    assert "Bidan Terampil" in read(client, "/jabatan/P9/")
    assert client.post("/jabatan/P9/tutup/")["Location"] == "/jabatan/"
    assert not Position.objects.filter(archived=None, position_id="P9").exists()


def test_holders_are_named_where_the_reader_sees_people(client: Client) -> None:
    page = read(log_in(client, Role.HR_MANAGER, OWN), "/jabatan/P1/")
    assert "Budi" in page
    assert "Wati" not in page
    other = Client()
    other.force_login(make_member(AGUS, "Agus", Role.PLANNING_AGENCY, None), backend=BACKEND)
    page = read(other, "/jabatan/P1/")
    assert "Budi" not in page
    assert "6" in page


def test_dictionary_is_changed_with_its_levels(client: Client) -> None:
    log_in(client)
    refused = client.post("/kamus/K1/ubah/", {"name": "Integritas", "kind": "managerial", "indicators_2": "Rapi"})
    assert "Tuliskan arti levelnya" in refused.content.decode()
    levels = {"description_1": "Mengenali", "description_2": "Menerapkan", "indicators_2": "Mengingatkan rekan"}
    client.post("/kamus/K1/ubah/", {"name": "Integritas", "kind": "managerial", **levels})
    assert CompetencyLevel.objects.filter(archived=None).count() == 2
    page = read(client, "/kamus/K1/")
    assert "Mengingatkan rekan" in page
    client.post("/kamus-baru/", {"competency_id": "K5", "name": "Inovasi", "kind": "technical"})
    assert client.post("/kamus/K5/tutup/")["Location"] == "/kamus/"
    assert not Competency.objects.filter(archived=None, competency_id="K5").exists()


def test_keeper_of_one_agency_does_not_change_the_dictionary(client: Client) -> None:
    client.force_login(make_member(RATNA, "Ratna", Role.ANALYST, None), backend=BACKEND)
    assert client.get("/kamus/K1/ubah/").status_code == 403
    assert "Ubah" not in read(client, "/kamus/K1/")
