"""Every page in a real browser, at a desk and on a phone: nothing from elsewhere, nothing broken, nothing axe finds.

The world is made once for a worker, and each device keeps its window: a page finds the style and the scripts there, as it
does with a reader who is at work. What a browser gets is what the database's answers were drawn into, so that on
PostgreSQL every page is asked for without one.

With BENANGMERAH_SCREENSHOTS=FOLDER each is also taken as a picture; `scripts/screenshots.py` asks for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

import pytest
from django.db import transaction
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from benangmerah.store.models.account import Account
from tests.factories.published import BACKEND
from tests.journeys.browser import DESKTOP, PHONE, Visit, open_window, visit_again
from tests.journeys.named_pages import World, list_pages, make_world

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LATER_PAGE_BYTES = 100_000
HEAVY = ("echarts", "tom-select")
WITH_HEAVY_SCRIPTS: frozenset[str] = frozenset({
    "career:show_candidates",
    "employee:show_employee", "gap_map:show_cell", "need:show_competencies", "need:show_units", "owed_training:show_owed",
    "plan:show_curve", "plan:show_groups", "plan:show_plan", "policy_mirror:show_mirror", "scenario:show_what_if",
    "plan_target:show_target",
    "unit:show_results",
})  # fmt: skip
"""Pages that draw charts or choose from long lists; no other page loads the scripts for that."""
DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True},
}
THEMES: dict[str, tuple[Literal["dark", "light"], ...]] = {"desktop": ("dark", "light"), "phone": ("light",)}
"""The first is there when the page is loaded; into the second it changes, as with a reader whose evening comes."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:  # noqa: ARG001 asked for by name
    """Taken back at the end of the module; each test within takes back what it wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def server(world: World) -> Iterator[LiveServer]:  # noqa: ARG001 it shares the connection that the world is open on
    """The running product; pytest-django's own would empty the database after each test."""
    started = LiveServer("localhost")
    yield started
    started.stop()


@pytest.fixture(scope="module")
def windows(browser: Browser, server: LiveServer) -> Iterator[dict[str, Visit]]:
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(open_window(browser, server.url, **options)) for name, options in DEVICES.items()
        }


def take_picture(there: Visit, name: str) -> None:
    if folder := os.environ.get("BENANGMERAH_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        there.page.screenshot(path=Path(folder) / f"{name.replace(':', '-')}.png", full_page=True)


@pytest.mark.one_database
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", list_pages())
def test_page_is_sound_accessible_and_light(
    name: str, device: str, world: World, windows: dict[str, Visit], log_in: Callable[[Visit, Account], None]
) -> None:
    reader, address = world.reader_of(name), world.address_of(name)
    with visit_again(windows[device]) as there:
        if reader is not None:
            log_in(there, reader)
        first, *others = THEMES[device]
        there.page.emulate_media(color_scheme=first)
        there.go(address)
        assert there.page.url.endswith(address)
        look(there, f"{name}-{device}-{first}")
        for theme in others:
            there.page.emulate_media(color_scheme=theme)
            there.settle()
            look(there, f"{name}-{device}-{theme}")
        assert name in WITH_HEAVY_SCRIPTS or not any(heavy in url for url in there.addresses for heavy in HEAVY)
        if name in WITH_HEAVY_SCRIPTS or there.bytes_received >= LATER_PAGE_BYTES:
            there.bytes_received = 0
            there.go(address)  # once more, with its scripts there
        print(f"{name}: {there.bytes_received:,} bytes once style and scripts are there")
        assert there.bytes_received < LATER_PAGE_BYTES


def look(there: Visit, name: str) -> None:
    take_picture(there, name)
    there.check_accessibility()
    assert there.is_as_wide_as_its_window()


def test_every_page_answers_on_this_database(world: World, client: Client) -> None:
    found = {}
    for name in list_pages():
        with transaction.atomic():
            client.logout()
            reader = world.reader_of(name)
            if reader is not None:
                client.force_login(reader, backend=BACKEND)
            found[name] = client.get(world.address_of(name)).status_code
            transaction.set_rollback(True)
    assert {name: status for name, status in found.items() if status != 200} == {}
