"""Every page in a real browser, at a desk and on a phone: nothing from elsewhere, nothing broken, nothing axe finds.

With BENANGMERAH_SCREENSHOTS=FOLDER each is also taken as a picture; `scripts/screenshots.py` asks for that.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from benangmerah.store.models.account import Account
from tests.journeys.browser import DESKTOP, PHONE, Visit
from tests.journeys.conftest import Open
from tests.journeys.named_pages import World, list_pages, make_world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
LATER_PAGE_BYTES = 100_000
HEAVY = ("echarts", "tom-select")
WITH_HEAVY_SCRIPTS: frozenset[str] = frozenset({
    "career:show_candidates",
    "employee:show_employee", "gap_map:show_cell", "need:show_competencies", "need:show_units", "owed_training:show_owed",
    "plan:show_groups", "plan:show_plan", "policy_mirror:show_mirror", "unit:show_results",
})  # fmt: skip
"""Pages that draw charts or choose from long lists; no other page loads the scripts for that."""
DEVICES: dict[str, dict[str, object]] = {
    "desktop": {"viewport": DESKTOP},
    "phone": {"viewport": PHONE, "has_touch": True},
}


@pytest.fixture
def world() -> World:
    return make_world()


def take_picture(there: Visit, name: str) -> None:
    if folder := os.environ.get("BENANGMERAH_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        there.page.screenshot(path=Path(folder) / f"{name.replace(':', '-')}.png", full_page=True)


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("name", list_pages())
def test_page_is_sound_and_accessible(
    name: str, device: str, world: World, open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    reader, address = world.reader_of(name), world.address_of(name)
    for theme in ("light", "dark") if device == "desktop" else ("light",):
        with open_page(color_scheme=theme, **DEVICES[device]) as there:
            if reader is not None:
                log_in(there, reader)
            there.go(address)
            assert there.page.url.endswith(address)
            take_picture(there, f"{name}-{device}-{theme}")
            there.check_accessibility()
            assert there.is_as_wide_as_its_window()


@pytest.mark.parametrize("name", list_pages())
def test_page_is_light(name: str, world: World, open_page: Open, log_in: Callable[[Visit, Account], None]) -> None:
    with open_page() as there:
        reader = world.reader_of(name)
        if reader is not None:
            log_in(there, reader)
        there.go(world.address_of(name))
        first = there.bytes_received
        there.go(world.address_of(name))
        later = there.bytes_received - first
        print(f"{name}: {later:,} bytes once style and scripts are there")
        assert later < LATER_PAGE_BYTES
        assert not any(heavy in url for url in there.addresses for heavy in HEAVY) or name in WITH_HEAVY_SCRIPTS
