from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import cast
from tests.factories.cast import BUDI

pytestmark = pytest.mark.django_db


def test_page_of_whoever_is_logged_in_is_kept_by_nobody(client: Client) -> None:
    client.force_login(cast.make_account(BUDI, "Budi"), "benangmerah.store.authentication.NipOrMailBackend")
    for address in ("/", "/akun/", "/nothing/"):
        kept = client.get(address).headers["Cache-Control"]
        assert ("no-store" in kept, "private" in kept) == (True, True)


def test_refusal_says_why_in_the_language_of_the_page(client: Client) -> None:
    client.force_login(cast.make_account(BUDI, "Budi"), "benangmerah.store.authentication.NipOrMailBackend")
    forbidden, missing = client.get("/akun/daftar/"), client.get("/akun/peran/999/limpahkan/")
    assert (forbidden.status_code, missing.status_code) == (403, 404)
    assert "Peran Anda tidak mengizinkan" in forbidden.content.decode()
