from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from benangmerah.store.models import Account
from tests.journeys.browser import CHROMIUM, Visit, is_required, launch, visit

Open = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if is_required():
            pytest.fail("CI must have a browser: install chromium")
        pytest.skip("no chromium on this machine")
    # the driver keeps a loop running in this thread, and Django refuses a database beside one
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=20_000)  # a busy machine is no fault
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Open:
    """A window at the running product: `with open_page() as visit`."""
    return partial(visit, browser, live_server.url)


@pytest.fixture
def log_in(client: Client) -> Callable[[Visit, Account], None]:
    """Be somebody without the log-in page."""

    def be(there: Visit, account: Account) -> None:
        client.force_login(account, backend="benangmerah.store.authentication.NipOrMailBackend")
        cookie = client.cookies["sessionid"].value
        there.page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": f"http://{there.host}"}])

    return be
