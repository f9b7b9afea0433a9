from __future__ import annotations

import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.store.models import Account, Alias, AuditEntry, ColumnMapping, Position
from tests.factories.cast import (
    AGUS,
    BUDI,
    CITY,
    DEWI,
    FOREIGN,
    NOW,
    OTHER_CITY,
    OWN,
    PARENT,
    RATNA,
    TONO,
    WATI,
    make_account,
    make_member,
    make_receipt,
)  # fmt: skip
from tests.factories.upload import make_archive
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"


@pytest.fixture(autouse=True)
def decider() -> Account:
    """The HR manager of the dinas has decided on a post and on a person."""
    make_archive()
    Position.objects.create(
        position_id="P3", agency_id=CITY, title="Perawat Terampil", grade="jf_terampil", recorded=make_receipt()
    )
    decider = make_member(DEWI, "Dewi", Role.HR_MANAGER, PARENT)
    make_alias(decider)
    make_alias(decider, kind="person", key="budi santoso 1990-01-01", written="Budi Santoso", target_id=BUDI)
    ColumnMapping.objects.create(
        agency_id=CITY, unit_id=OWN, table="employees", columns={"nama lengkap": "name", "no": ""}, decided_by=decider,
        decided_at=NOW,
    )  # fmt: skip
    return decider


def make_alias(decider: Account, **fields: str) -> Alias:
    return Alias.objects.create(**{
        "agency_id": CITY, "kind": "position", "key": "ners", "written": "Ners", "target_id": "P1",
        "decided_by": decider, "decided_at": NOW, **fields,
    })  # fmt: skip


def be(client: Client, account: Account) -> Client:
    client.force_login(account, backend=BACKEND)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def number(kind: str = "position") -> int:
    return Alias.objects.get(kind=kind, ended_at=None).pk


def test_decisions_are_listed_with_what_they_mean(client: Client, decider: Account) -> None:
    page = read(be(client, decider), "/padanan/")
    for words in ("Ners", "Perawat", "Budi Santoso", "Dewi", "nama lengkap", "Puskesmas Melati"):
        assert words in page
    assert "Ners" not in read(client, "/padanan/?aliases-kind=person").split("Judul kolom")[0]


def test_decision_is_changed_and_the_former_kept(client: Client, decider: Account) -> None:
    be(client, decider)
    page = client.post(f"/padanan/{number()}/", {"target": "perawat terampl"}).content.decode()
    assert "Mungkin: Perawat Terampil (P3)" in page
    assert client.post(f"/padanan/{number()}/", {"target": "perawat terampil"}).status_code == 302
    rows = Alias.objects.filter(kind="position").order_by("pk")
    assert [(row.target_id, row.ended_at is None) for row in rows] == [("P1", False), ("P3", True)]
    decided = AuditEntry.objects.get(verb="alias_decided")
    assert decided.detail == {"written": "Ners", "kind": "position", "target": "P3"}
    assert "memang sudah itu" in client.post(f"/padanan/{number()}/", {"target": "P3"}).content.decode()


def test_decision_is_ended_and_named_in_the_log(client: Client, decider: Account) -> None:
    be(client, decider).post(f"/padanan/{number()}/akhiri/")
    assert not Alias.objects.filter(kind="position", ended_at=None).exists()
    assert AuditEntry.objects.get(verb="alias_ended").detail == {"written": "Ners", "kind": "position"}


def test_manager_ends_only_her_own_and_the_analyst_any(client: Client) -> None:
    manager = be(Client(), make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN))
    assert "Ners" in read(manager, "/padanan/")
    assert "Akhiri" not in read(manager, f"/padanan/{number()}/")
    assert manager.post(f"/padanan/{number()}/akhiri/").status_code == 403
    be(client, make_member(TONO, "Tono", Role.ANALYST, None)).post(f"/padanan/{number()}/akhiri/")
    assert not Alias.objects.filter(kind="position", ended_at=None).exists()


def test_person_of_another_office_is_not_named(client: Client) -> None:
    be(client, make_member(WATI, "Wati", Role.HR_MANAGER, FOREIGN))
    assert "Budi Santoso" not in read(client, "/padanan/")
    assert client.get(f"/padanan/{number('person')}/").status_code == 404


def test_stranger_of_another_agency_sees_no_decision(client: Client) -> None:
    be(client, make_member(AGUS, "Agus", Role.ANALYST, None, OTHER_CITY))
    assert "Ners" not in read(client, "/padanan/")
    assert client.get(f"/padanan/{number()}/").status_code == 404
    mapping = ColumnMapping.objects.get().pk
    assert client.post(f"/padanan/judul/{mapping}/lupakan/").status_code == 404
    assert ColumnMapping.objects.exists()


def test_headings_are_forgotten(client: Client, decider: Account) -> None:
    be(client, decider).post(f"/padanan/judul/{ColumnMapping.objects.get().pk}/lupakan/")
    assert not ColumnMapping.objects.exists()
    assert "Belum ada." in read(client, "/padanan/")
    assert AuditEntry.objects.filter(verb="mapping_forgotten").count() == 1


def test_list_takes_as_many_queries_for_three_as_for_one(client: Client, decider: Account) -> None:
    be(client, decider)
    before = count_queries(client, "/padanan/")
    other = make_account(RATNA, "Ratna")
    for key in ("perawat senior", "bidan"):
        make_alias(other, key=key, written=key)
    assert count_queries(client, "/padanan/") == before <= 15
