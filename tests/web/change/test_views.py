from __future__ import annotations

import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.flow.audit import Visit
from benangmerah.flow.change_competency import CompetencyGiven, LevelGiven, change_competency
from benangmerah.flow.change_unit import UnitGiven, change_unit
from benangmerah.store.models import Receipt
from tests.factories.cast import AGUS, CITY, DEWI, OTHER_CITY, OWN, PARENT, TONO, WATI, give_role, make_member, visit_by
from tests.factories.upload import make_archive
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"


@pytest.fixture
def analyst(client: Client) -> Client:
    make_archive()
    client.force_login(make_member(TONO, "Tono", Role.ANALYST, None), backend=BACKEND)
    return client


@pytest.fixture
def visit(analyst: Client) -> Visit:
    assert analyst
    return visit_by(make_member(DEWI, "Dewi", Role.ANALYST, None))


def test_change_is_shown_with_what_stood_there_and_undone_once(analyst: Client, visit: Visit) -> None:
    change = change_unit(visit, UnitGiven(OWN, CITY, "Puskesmas Mawar", PARENT))
    page = analyst.get(f"/perubahan/{change.pk}/").content.decode()
    for words in ("<del>Puskesmas Melati</del>", "<ins>Puskesmas Mawar</ins>", "Dewi", "Urungkan"):
        assert words in page
    assert (
        "Dikembalikan seperti semula."
        in analyst.post(f"/perubahan/{change.pk}/urungkan/", follow=True).content.decode()
    )
    page = analyst.get(f"/perubahan/{change.pk}/").content.decode()
    assert "Dikembalikan pada" in page
    assert "sudah dibatalkan" in analyst.post(f"/perubahan/{change.pk}/urungkan/", follow=True).content.decode()
    assert Receipt.objects.filter(kind="undo").count() == 1


def test_later_change_that_stands_in_the_way_is_told(analyst: Client, visit: Visit) -> None:
    first = change_unit(visit, UnitGiven(OWN, CITY, "Puskesmas Mawar", PARENT))
    change_unit(visit, UnitGiven(OWN, CITY, "Puskesmas Anggrek", PARENT))
    page = analyst.post(f"/perubahan/{first.pk}/urungkan/", follow=True).content.decode()
    assert "Batalkan dahulu yang datang kemudian" in page
    assert not Receipt.objects.filter(kind="undo").exists()


def test_stranger_sees_and_undoes_nothing(analyst: Client, visit: Visit) -> None:
    change = change_unit(visit, UnitGiven(OWN, CITY, "Puskesmas Mawar", PARENT))
    stranger = Client()
    stranger.force_login(make_member(AGUS, "Agus", Role.ANALYST, None, OTHER_CITY), backend=BACKEND)
    assert "Puskesmas Mawar" not in stranger.get("/perubahan/").content.decode()
    assert stranger.get(f"/perubahan/{change.pk}/").status_code == 404
    assert stranger.post(f"/perubahan/{change.pk}/urungkan/").status_code == 404
    assert "Puskesmas Mawar" in analyst.get("/perubahan/").content.decode()


def test_list_takes_as_many_queries_for_three_as_for_one(analyst: Client, visit: Visit) -> None:
    change_unit(visit, UnitGiven(OWN, CITY, "Satu", PARENT))
    before = count_queries(analyst, "/perubahan/")
    for name in ("Dua", "Tiga"):
        change_unit(visit, UnitGiven(OWN, CITY, name, PARENT))
    assert count_queries(analyst, "/perubahan/") == before <= 15


def test_change_of_the_dictionary_is_read_in_the_log_of_who_made_it(analyst: Client) -> None:
    """The dictionary is no agency's; the entry stands where its keeper belongs, so that an auditor there reads it."""
    assert analyst
    keeper = make_member(DEWI, "Dewi", Role.ANALYST, None)
    give_role(keeper, Role.ANALYST, None, OTHER_CITY)
    levels = [LevelGiven(1, "Mengenali")]
    change_competency(visit_by(keeper), CompetencyGiven("K1", "Integritas", "managerial", levels))
    auditor = Client()
    auditor.force_login(make_member(WATI, "Wati", Role.AUDITOR, None), backend=BACKEND)
    page = auditor.get("/catatan/?entries-verb=data_changed").content.decode()
    assert "Dewi" in page
