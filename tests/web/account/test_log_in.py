from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from benangmerah.flow.audit import hash_address
from benangmerah.store.authentication import client_address
from benangmerah.store.models.account import Account
from benangmerah.store.models.audit import AuditEntry
from tests.factories import cast
from tests.factories.cast import BUDI, PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("budi")]
LOG_IN = "/masuk/"
MAIL = "budi@kota.example"
WRONG = "NIP atau surel dan kata sandi ini tidak cocok."


@pytest.fixture
def budi() -> Account:
    return cast.make_account(BUDI, "Budi", mail=MAIL)


def try_to_log_in(client: Client, name: str = BUDI, password: str = PASSWORD, **more: Any) -> Any:
    return client.post(LOG_IN, {"username": name, "password": password, **more.pop("data", {})}, **more)


def is_logged_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


@pytest.mark.parametrize("name", [BUDI, "19900101 201503 1 001", MAIL, "  Budi@Kota.Example "])
def test_nip_or_mail_however_spaced_logs_in(client: Client, name: str) -> None:
    answer = try_to_log_in(client, name)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert is_logged_in(client)


def test_every_failure_says_the_same(client: Client) -> None:
    closed = cast.make_account(cast.SARI, "Sari", is_active=False)
    no_password = cast.make_account(cast.RATNA, "Ratna")
    no_password.set_unusable_password()
    no_password.save()
    pages = {
        (answer.status_code, answer.content.decode().count(WRONG), bool(answer.cookies.get("sessionid")))
        for answer in (
            try_to_log_in(client, BUDI, "wrong"),
            try_to_log_in(client, "199909092020011009", PASSWORD),
            try_to_log_in(client, closed.nip or "", PASSWORD),
            try_to_log_in(client, no_password.nip or "", PASSWORD),
            try_to_log_in(client, "nobody@kota.example", PASSWORD),
        )
    }
    assert pages == {(200, 1, False)}


def test_missing_name_or_password_is_told_beside_the_field(client: Client) -> None:
    page = client.post(LOG_IN, {"username": "", "password": ""}).content.decode()
    assert ('id="id_username_error"' in page, 'id="id_password_error"' in page) == (True, True)
    assert page.count("autofocus") == 1
    assert AccessAttempt.objects.count() == 0


def test_fifth_failure_closes_log_in_for_that_name_and_place(client: Client) -> None:
    sari = cast.make_account(cast.SARI, "Sari")
    answers = [try_to_log_in(client, BUDI, f"wrong {number}").status_code for number in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = try_to_log_in(client)
    assert (locked.status_code, "account/locked.html" in [each.name for each in locked.templates]) == (429, True)
    assert not is_logged_in(client)
    assert try_to_log_in(client, sari.nip or "").status_code == 302
    assert try_to_log_in(Client(), REMOTE_ADDR="10.0.0.9").status_code == 302


def test_spelling_the_name_otherwise_buys_no_more_tries(client: Client) -> None:
    names = [MAIL, "BUDI@kota.example", " budi@kota.example", "Budi@Kota.Example", "budi@ kota.example"]
    assert [try_to_log_in(client, name, "wrong").status_code for name in names] == [200, 200, 200, 200, 429]


def test_name_that_nobody_has_is_closed_alike(client: Client) -> None:
    answers = [try_to_log_in(client, "nobody", "wrong").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_closed_log_in_opens_after_a_quarter_of_an_hour(client: Client) -> None:
    for number in range(5):
        try_to_log_in(client, BUDI, f"wrong {number}")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert try_to_log_in(client).status_code == 302


def test_success_forgets_the_failures_before_it(client: Client) -> None:
    for _ in range(2):
        for number in range(4):
            try_to_log_in(client, BUDI, f"wrong {number}")
        assert try_to_log_in(client).status_code == 302
        client.post("/keluar/")


def test_place_with_too_many_failures_waits_whatever_the_name(client: Client, settings: Any) -> None:
    settings.LOG_IN_FAILURES_OF_A_PLACE = 3
    for number in range(3):
        assert try_to_log_in(client, f"19900101201503{number:04}", "wrong").status_code == 200
    assert try_to_log_in(client).status_code == 429
    assert try_to_log_in(Client(), REMOTE_ADDR="10.0.0.9").status_code == 302


def test_log_in_gives_a_new_session_and_a_new_token(client: Client) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    planted, token = session.session_key, client.get(LOG_IN).cookies["csrftoken"].value
    answer = try_to_log_in(client)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()
    assert answer.cookies["csrftoken"].value != token


def test_log_in_needs_its_token() -> None:
    assert try_to_log_in(Client(enforce_csrf_checks=True)).status_code == 403


def test_session_ends_with_the_browser_and_after_eight_hours(client: Client) -> None:
    cookie = try_to_log_in(client).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], bool(cookie["httponly"]), cookie["samesite"]) == ("", "", True, "Lax")
    assert client.session.get_expiry_age() == 8 * 60 * 60
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/akun/").headers["Location"] == "/masuk/?next=/akun/"


def test_cookies_travel_only_encrypted_where_the_product_stands_behind_tls() -> None:
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    assert [getattr(settings, name) is settings.IS_BEHIND_TLS for name in names] == [True] * 4


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/akun/", "/akun/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_next_leads_only_to_pages_of_ours(client: Client, wanted: str, leads_to: str) -> None:
    assert try_to_log_in(client, data={"next": wanted}).headers["Location"] == leads_to
    assert client.get(LOG_IN, {"next": wanted}).headers["Location"] == leads_to


def test_page_keeps_where_the_visitor_wanted_to_go(client: Client) -> None:
    page = client.get(client.get("/akun/").headers["Location"]).content.decode()
    assert '<input type="hidden" name="next" value="/akun/">' in page
    assert page.count("autofocus") == 1
    assert ('autocomplete="username"' in page, 'autocomplete="current-password"' in page) == (True, True)


def test_log_out_takes_a_post(client: Client) -> None:
    try_to_log_in(client)
    assert client.get("/keluar/").status_code == 405
    assert is_logged_in(client)
    assert client.post("/keluar/").headers["Location"] == LOG_IN
    assert not is_logged_in(client)


def test_log_in_speaks_the_language_of_the_account(client: Client) -> None:
    Account.objects.update(language="en")
    assert '<h1 class="page-title">Masuk</h1>' in client.get(LOG_IN).content.decode()
    try_to_log_in(client)
    assert '<html lang="en"' in client.get("/akun/").content.decode()


def test_log_ins_and_failures_are_written_down_without_addresses(client: Client, budi: Account) -> None:
    try_to_log_in(client, BUDI, "wrong")
    try_to_log_in(client, "nobody", "wrong")
    try_to_log_in(client)
    client.post("/keluar/")
    place = hash_address("127.0.0.1")
    columns = ("verb", "account_id", "subject_id", "page", "address")
    assert list(AuditEntry.objects.order_by("pk").values_list(*columns)) == [
        ("log_in_failed", None, budi.pk, "account:log_in", place),
        ("log_in_failed", None, None, "account:log_in", place),
        ("logged_in", budi.pk, budi.pk, "account:log_in", place),
        ("logged_out", budi.pk, budi.pk, "account:log_out", place),
    ]


def test_closed_account_loses_its_open_session(client: Client) -> None:
    try_to_log_in(client)
    Account.objects.update(is_active=False)
    assert not is_logged_in(client)


def test_page_allows_no_inline_script_or_style(client: Client) -> None:
    answer = client.get(LOG_IN)
    policy = answer.headers["Content-Security-Policy"]
    assert ("unsafe-inline" in policy, "default-src 'none'" in policy) == (False, True)
    page = answer.content.decode()
    assert (" style=" in page, "<style" in page, "<script>" in page, " onclick=" in page) == (False,) * 4


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.2.3.4", "127.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (1, "not an address", "127.0.0.1"),
        (2, "1.2.3.4", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_address_is_the_one_our_own_proxies_saw(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_address(RequestFactory().get("/", headers={"x-forwarded-for": forwarded})) == address
