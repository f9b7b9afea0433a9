from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from benangmerah.domain.role import Role
from benangmerah.store.models.account import Account
from tests.factories import cast
from tests.factories.cast import BELOW, BUDI, CITY, DEWI, FOREIGN, OWN, PARENT, PASSWORD, RATNA, SARI, SIBLING, WATI
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"


@pytest.fixture(autouse=True)
def _city() -> None:
    cast.make_city()


@pytest.fixture
def dewi(client: Client) -> Account:
    """The HR manager of the own unit, logged in."""
    account = cast.make_member(DEWI, "Dewi", Role.HR_MANAGER, OWN)
    client.force_login(account, BACKEND)
    return account


def names_on(page: str) -> list[str]:
    return re.findall(r'<a href="/akun/daftar/\d+/">([^<]+)</a>', page)


@pytest.mark.usefixtures("dewi")
def test_list_shows_the_accounts_of_ones_units_and_no_other(client: Client) -> None:
    for employee_id, name in ((BUDI, "Budi"), (SARI, "Sari"), (WATI, "Wati"), (cast.TONO, "Tono"), (cast.AGUS, "Agus")):
        cast.make_account(employee_id, name)
    outsider = cast.make_account(None, "Narasumber", mail="narasumber@luar.example")
    cast.give_role(outsider, Role.FACILITATOR, BELOW)
    past = cast.make_account(None, "Lama", mail="lama@luar.example")
    cast.give_role(past, Role.FACILITATOR, OWN, to_date=timezone.localdate())
    assert names_on(client.get("/akun/daftar/").content.decode()) == ["Budi", "Dewi", "Narasumber", "Sari"]


@pytest.mark.usefixtures("dewi")
def test_list_is_searched_within_scope(client: Client) -> None:
    for employee_id, name in ((BUDI, "Budi"), (WATI, "Wati")):
        cast.make_account(employee_id, name)
    found = [names_on(client.get("/akun/daftar/", {"accounts-q": words}).content.decode()) for words in ("bud", "wati")]
    assert found == [["Budi"], []]


@pytest.mark.usefixtures("dewi")
def test_list_takes_as_many_queries_for_three_accounts_as_for_one(client: Client) -> None:
    counts = []
    for employee_id in (BUDI, SARI, RATNA):
        cast.make_member(employee_id, employee_id, Role.SUPERIOR, OWN)
        counts.append(count_queries(client, "/akun/daftar/"))
    assert counts[0] == counts[2]


@pytest.mark.usefixtures("dewi")
def test_account_takes_as_many_queries_for_three_roles_as_for_one(client: Client) -> None:
    ratna = cast.make_account(RATNA, "Ratna")
    counts = []
    for role in (Role.SUPERIOR, Role.ORGANISER, Role.ASSESSOR):
        cast.give_role(ratna, role, OWN)
        counts.append(count_queries(client, f"/akun/daftar/{ratna.pk}/"))
    assert counts[0] == counts[2]


@pytest.mark.usefixtures("dewi")
def test_new_account_logs_in_with_the_password_that_is_shown_once(client: Client) -> None:
    answer = client.post("/akun/daftar/baru/", {"name": "Budi", "nip": BUDI, "role": "", **role_at(OWN)})
    [first] = re.findall(r"<code>([a-z0-9-]+)</code>", answer.content.decode())
    assert "no-store" in answer.headers["Cache-Control"]
    budi = Client()
    assert budi.post("/masuk/", {"username": BUDI, "password": first}).status_code == 302
    assert budi.get("/").headers["Location"] == "/akun/sandi/"
    again = client.post("/akun/daftar/baru/", {"name": "Budi", "nip": BUDI, "role": "", **role_at(OWN)})
    assert "sudah memiliki akun" in again.content.decode().partition('id="id_nip_error"')[2]


def role_at(unit_id: str, **more: str) -> dict[str, str]:
    return {"place": f"{CITY}/{unit_id}", "capacity": "direct", "from_date": timezone.localdate().isoformat(), **more}


@pytest.mark.usefixtures("dewi")
def test_form_offers_only_roles_and_places_one_may_give(client: Client) -> None:
    page = client.get("/akun/daftar/baru/").content.decode()
    places = re.findall(r'<option value="(KOTA/[^"]*)"', page)
    roles = re.findall(r'<option value="([a-z_]+)">', page.partition('name="place"')[0])
    assert places == [f"KOTA/{OWN}", f"KOTA/{BELOW}"]
    assert roles == ["superior", "hr_manager", "organiser", "facilitator", "assessor", "planning_agency", "budget_team"]


@pytest.mark.usefixtures("dewi")
@pytest.mark.parametrize("unit_id", [SIBLING, PARENT, FOREIGN, ""])
def test_place_that_the_form_does_not_offer_is_refused(client: Client, unit_id: str) -> None:
    budi = cast.make_account(BUDI, "Budi")
    answer = client.post(f"/akun/daftar/{budi.pk}/peran/", {"role": "superior", **role_at(unit_id)})
    assert (answer.status_code, 'id="id_place_error"' in answer.content.decode()) == (200, True)
    assert budi.memberships.count() == 0


@pytest.mark.usefixtures("dewi")
def test_closed_account_is_opened_again(client: Client) -> None:
    budi = cast.make_account(BUDI, "Budi")
    for word, is_active in (("tutup", False), ("buka", True)):
        answer = client.post(f"/akun/daftar/{budi.pk}/{word}/")
        budi.refresh_from_db()
        assert (answer.headers["Location"], budi.is_active) == (f"/akun/daftar/{budi.pk}/", is_active)


@pytest.mark.usefixtures("dewi")
def test_page_of_an_account_with_more_rights_offers_nothing_to_take_it_over(client: Client) -> None:
    ratna = cast.make_member(RATNA, "Ratna", Role.OPD_HEAD, OWN)
    page = client.get(f"/akun/daftar/{ratna.pk}/").content.decode()
    assert [f"/{word}/" in page for word in ("sandi", "tutup", "akhiri")] == [False, False, False]
    answers = [client.post(f"/akun/daftar/{ratna.pk}/{word}/").status_code for word in ("sandi", "tutup", "buka")]
    ratna.refresh_from_db()
    assert (answers, ratna.is_active, ratna.check_password(PASSWORD)) == ([403] * 3, True, True)
