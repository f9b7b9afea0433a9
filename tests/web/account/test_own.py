from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from benangmerah.domain.role import Capacity, Role
from benangmerah.store.models.account import Account
from benangmerah.store.models.membership import Membership
from tests.factories import cast
from tests.factories.cast import OWN, PARENT, PASSWORD, RATNA, SARI, SIBLING
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
NEW = "kuda putih di padang"


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


@pytest.fixture
def ratna() -> Account:
    return cast.make_member(RATNA, "Ratna", Role.SUPERIOR, OWN)


def log_in(name: str = RATNA, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/masuk/", {"username": name, "password": password})
    return client


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> Any:
    return client.post("/akun/sandi/", {"old": old, "new": new, "again": again})


def is_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


@pytest.mark.usefixtures("ratna")
def test_new_password_ends_every_other_session_and_keeps_this_one() -> None:
    here, elsewhere = log_in(), log_in()
    assert change(here).headers["Location"] == "/akun/"
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert (is_in(log_in(password=PASSWORD)), is_in(log_in(password=NEW))) == (False, True)


@pytest.mark.usefixtures("ratna")
@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({"old": "wrong"}, "old", "Kata sandi saat ini tidak sesuai."),
        ({"again": "other"}, "again", "Kata sandi ini tidak sama."),
        ({"new": "pendek", "again": "pendek"}, "new", "Pilih kata sandi lain."),
        ({"new": PASSWORD, "again": PASSWORD}, "new", "Kata sandi baru sama dengan yang lama."),
    ],
)
def test_refused_password_is_told_beside_its_field(given: dict[str, str], field: str, reason: str) -> None:
    client = log_in()
    page = change(client, **given).content.decode()
    error = page.partition(f'id="id_{field}_error"')[2].partition("</div></div>")[0]
    assert reason in error
    [focused] = [part for part in page.split("<input") if "autofocus" in part]
    assert (f'name="{field}"' in focused, f'aria-describedby="id_{field}' in focused.replace("_helptext ", "")) == (
        True,
        True,
    )
    assert 'value="' not in focused
    assert is_in(log_in())


def test_first_log_in_leads_to_a_password_of_ones_own(ratna: Account) -> None:
    ratna.must_change_password = True
    ratna.save()
    client = log_in()
    assert client.get("/").headers["Location"] == "/akun/sandi/"
    assert "Pilih kata sandi Anda" in client.get("/akun/sandi/").content.decode()
    change(client)
    assert client.get("/").status_code == 200


@pytest.mark.usefixtures("ratna")
def test_other_sessions_can_be_ended() -> None:
    here, elsewhere = log_in(), log_in()
    here.post("/akun/sesi/tutup/")
    assert (is_in(here), is_in(elsewhere)) == (True, False)


@pytest.mark.usefixtures("ratna")
def test_page_shows_roles_and_latest_log_ins() -> None:
    client = log_in()
    client.post("/keluar/")
    client.post("/masuk/", {"username": RATNA, "password": "wrong"})
    client.post("/masuk/", {"username": RATNA, "password": PASSWORD})
    page = client.get("/akun/").content.decode()
    for words in ("atasan", "Puskesmas Melati", "langsung", "berlaku", "19750303 200003 2 003".replace(" ", "\xa0")):
        assert words in page
    assert [page.count("berhasil masuk"), page.count("gagal masuk")] == [2, 1]


def test_chosen_language_is_kept_for_the_next_log_in(ratna: Account) -> None:
    client = log_in()
    client.post("/bahasa/", {"language": "en", "next": "/akun/"})
    ratna.refresh_from_db()
    assert (ratna.language, '<html lang="en"' in log_in().get("/akun/").content.decode()) == ("en", True)
    client.post("/bahasa/", {"language": "fr"})
    ratna.refresh_from_db()
    assert ratna.language == "en"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example"])
def test_language_leads_only_to_pages_of_ours(client: Client, wanted: str) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": wanted})
    assert answer.headers["Location"] == "/"


def delegate(client: Client, membership: Membership, **given: str) -> Any:
    today = timezone.localdate()
    form = {
        "name": SARI, "capacity": "plh", "from_date": today.isoformat(),
        "to_date": (today + timedelta(days=5)).isoformat(),
    }  # fmt: skip
    return client.post(f"/akun/peran/{membership.pk}/limpahkan/", form | given)


def test_delegate_is_named_shown_and_taken_back(ratna: Account) -> None:
    sari, own, client = cast.make_account(SARI, "Sari"), ratna.memberships.get(), log_in()
    assert delegate(client, own).headers["Location"] == "/akun/"
    given = sari.memberships.get()
    assert (given.role, given.capacity, given.stands_in_for) == ("superior", "plh", own)
    page = client.get("/akun/").content.decode()
    assert ("Sari" in page, f"/akun/peran/{given.pk}/akhiri/" in page) == (True, True)
    assert client.post(f"/akun/peran/{given.pk}/akhiri/").headers["Location"] == "/akun/"
    given.refresh_from_db()
    assert given.to_date == timezone.localdate()


def test_unknown_delegate_is_told_beside_the_field(ratna: Account) -> None:
    page = delegate(log_in(), ratna.memberships.get(), name="nobody").content.decode()
    assert "Tidak ada akun di instansi Anda dengan nama itu." in page.partition('id="id_name_error"')[2]


def test_delegate_finds_no_way_to_pass_the_role_on(ratna: Account) -> None:
    sari = cast.make_account(SARI, "Sari")
    today = timezone.localdate()
    given = cast.give_role(sari, Role.SUPERIOR, OWN, to_date=today + timedelta(days=3), capacity=Capacity.PLH)
    client = log_in(SARI)
    assert f"/akun/peran/{given.pk}/limpahkan/" not in client.get("/akun/").content.decode()
    for membership in (given, ratna.memberships.get()):
        assert delegate(client, membership, name=RATNA).status_code == 404


def test_page_takes_as_many_queries_for_three_roles_as_for_one() -> None:
    ratna = cast.make_account(RATNA, "Ratna")
    counts = []
    for number, unit_id in enumerate((OWN, SIBLING, PARENT)):
        own = cast.give_role(ratna, Role.SUPERIOR, unit_id)
        delegated = cast.give_role(cast.make_account(f"1980010120000110{number}", "D"), Role.SUPERIOR, unit_id)
        Membership.objects.filter(pk=delegated.pk).update(stands_in_for=own)
        counts.append(count_queries(log_in(), "/akun/"))
    assert counts[0] == counts[2]
