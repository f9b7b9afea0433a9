from __future__ import annotations

import pytest
from django.test import Client

from benangmerah.domain.role import Role
from benangmerah.store.models.account import Account
from tests.factories.cast import (
    BUDI,
    CITY,
    OTHER_CITY,
    OWN,
    RATNA,
    SARI,
    give_role,
    make_account,
    make_city,
    make_employee,
    make_member,
)  # fmt: skip
from tests.journeys.named_pages import publish_results
from tests.store.selectors.test_holding import publish
from tests.web.queries import count_queries

pytestmark = pytest.mark.django_db
BACKEND = "benangmerah.store.authentication.NipOrMailBackend"
SUMMARY: dict[str, object] = {
    "gap": {"people": 3, "below_people": 2, "burden": 4.5, "assessed_count": 6, "required_count": 9},
    "professionalism_index": {"mean": 52.75},
    "plan": {"spent_rupiah": 2_400_000_000, "optimality_gap_percent": 1.25},
}


def read_home(client: Client, account: Account) -> str:
    client.force_login(account, backend=BACKEND)
    return client.get("/").content.decode()


def test_first_use_shows_three_steps(client: Client) -> None:
    page = read_home(client, make_member(BUDI, "Budi", Role.ANALYST, None))
    assert page.count('class="empty-step-name"') == 3


def test_data_without_a_run_says_what_comes_next(client: Client) -> None:
    make_city()
    page = read_home(client, make_member(RATNA, "Ratna", Role.SUPERIOR, OWN))
    assert ("Belum ada angka" in page, "empty-step" in page) == (True, False)
    assert "Puskesmas Melati" in page


def test_newest_run_is_shown_with_what_it_rests_on(client: Client) -> None:
    make_city()
    run = publish(CITY, SUMMARY)
    publish_results(run)
    page = read_home(client, make_member(RATNA, "Ratna", Role.ANALYST, None))
    for words in ("90 dari 100 sudah dinilai", "18,5", "58,4", "Rp 1 juta", "paling jauh 1,8 % dari rencana terbaik",
                  f"Proses {run.pk}: data per 17 Agustus 2026", "Peraturan per 17 Agustus 2026", "Kota Contoh"):  # fmt: skip
        assert words in page


def test_unit_that_the_run_does_not_know_is_told_so(client: Client) -> None:
    make_city()
    publish(CITY, SUMMARY)
    page = read_home(client, make_member(RATNA, "Ratna", Role.SUPERIOR, OWN))
    assert "Selamat datang" in page
    assert "belum ada yang diterbitkan bagi unit Anda" in client.get("/kebutuhan/kompetensi/").content.decode()


def test_figures_of_the_city_are_not_for_everybody(client: Client) -> None:
    make_city()
    publish(CITY, SUMMARY)
    publish(OTHER_CITY, SUMMARY)
    assert "52,75" not in read_home(client, make_account(SARI, "Sari"))


def test_page_speaks_the_language_that_was_chosen(client: Client) -> None:
    account = make_account(BUDI, "Budi")
    assert '<html lang="id"' in read_home(client, account)
    client.post("/bahasa/", {"language": "en", "next": "/"})
    page = client.get("/", headers={"Accept-Language": "id"}).content.decode()
    assert ('<html lang="en"' in page, "Welcome, Budi" in page) == (True, True)


def test_language_of_the_browser_is_not_asked(client: Client) -> None:
    response = client.get("/tidak-ada/", headers={"Accept-Language": "en"})
    assert response.headers["Content-Language"] == "id"


def test_home_asks_the_archive_as_often_for_three_people_and_roles_as_for_one(client: Client) -> None:
    receipt = make_city()
    publish(CITY, SUMMARY)
    account = make_member(RATNA, "Ratna", Role.SUPERIOR, OWN)
    client.force_login(account, backend=BACKEND)
    count_queries(client, "/")  # units of a run and names are kept from then on
    few = count_queries(client, "/")
    for number, role in enumerate((Role.ASSESSOR, Role.ORGANISER, Role.FACILITATOR)):
        make_employee(receipt, f"19990101202001100{number}", f"Orang {number}", CITY, OWN)
        give_role(account, role, OWN)
    assert count_queries(client, "/") == few
