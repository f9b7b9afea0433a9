from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.journeys.gallery")]


def test_page_that_is_not_there_says_what_to_do(client: Client) -> None:
    response = client.get("/tidak-ada/")
    assert response.status_code == 404
    assert "Halaman ini tidak ada, atau bukan untuk Anda" in response.content.decode()


def test_fault_of_ours_is_said_in_words(client: Client, make_client: Callable[[Client], Client]) -> None:
    make_client(client).raise_request_exception = False
    response = client.get("/gallery/fail/")
    assert response.status_code == 500
    assert "Terjadi gangguan di pihak kami" in response.content.decode()
    assert "RuntimeError" not in response.content.decode()


def test_old_form_is_said_in_words() -> None:
    response = Client(enforce_csrf_checks=True).post("/gallery/", {"name": "x"})
    assert response.status_code == 403
    assert "Formulir sudah kedaluwarsa" in response.content.decode()


def test_policy_allows_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    policy = client.get("/tidak-ada/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy
