"""A target in a browser: asked by keyboard, found, and read on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.store.models import Account, PlanTarget
from tests.factories.cast import make_member, visit_by
from tests.factories.run import AS_OF, store_city
from tests.journeys.browser import PHONE, Visit
from tests.journeys.conftest import Open

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FOUND_MILLISECONDS = 120_000
"""Here the server itself looks for the plan before it answers."""


@pytest.fixture
def head(tmp_path: Path, settings: Any) -> Account:
    """The head of the HR agency of a small city whose plan was computed and published."""
    settings.DATA_FOLDER = tmp_path
    agency_id = store_city()
    account = make_member("197001011990011001", "Dra. Dewi Lestari, M.Si.", Role.HR_AGENCY_HEAD, None, agency_id)
    start_run(visit_by(account), AskedRun(agency_id, AS_OF, 2026, 60_000_000))
    return account


def test_target_is_asked_by_keyboard_found_and_read_on_a_phone(
    open_page: Open, log_in: Callable[[Visit, Account], None], head: Account
) -> None:
    with open_page(viewport=PHONE) as there:
        log_in(there, head)
        there.go("/rencana/target/")
        page = there.page
        page.get_by_label("Target", exact=True).select_option("minimum_jp")
        page.get_by_label("Target", exact=True).focus()
        button = page.get_by_role("button", name="Cari rencananya")
        for _ in range(6):
            page.keyboard.press("Tab")
            if button.evaluate("it => it === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Jawaban")).to_be_visible(timeout=FOUND_MILLISECONDS)
        target = PlanTarget.objects.get()
        assert target.found_at is not None
        there.settle()
        there.check_accessibility()
        assert there.is_as_wide_as_its_window()
        page.get_by_role("link", name="Siapa mengikuti apa").click()
        expect(page.get_by_text(target.items.all()[0].title).first).to_be_visible()
