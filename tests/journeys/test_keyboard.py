"""Log-in and menu by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from benangmerah.domain.role import Role
from tests.factories.cast import DEWI, PASSWORD, make_city, make_member
from tests.journeys.browser import PHONE
from tests.journeys.conftest import Open

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_somebody_logs_in_reads_and_logs_out_by_keyboard(open_page: Open) -> None:
    make_city()
    make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None)
    with open_page() as there:
        page, keyboard = there.page, there.page.keyboard
        there.go("/")
        expect(page.get_by_label("NIP atau surel")).to_be_focused()
        keyboard.type(DEWI)
        keyboard.press("Tab")
        keyboard.type(PASSWORD)
        keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Selamat datang, Dewi")

        keyboard.press("Tab")
        skip = page.get_by_role("link", name="Langsung ke isi")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()

        page.get_by_role("link", name="Akun", exact=True).focus()
        keyboard.press("Enter")
        expect(page).to_have_url(f"http://{there.host}/akun/daftar/")
        expect(page.locator("nav [aria-current=page]")).to_have_text("Akun")

        person = page.locator(".user-menu summary")
        person.focus()
        keyboard.press("Enter")
        expect(page.get_by_role("button", name="Keluar")).to_be_visible()
        keyboard.press("Escape")
        expect(page.get_by_role("button", name="Keluar")).to_be_hidden()
        expect(person).to_be_focused()
        keyboard.press("Enter")
        page.get_by_role("button", name="English").focus()
        keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.locator(".user-menu summary").focus()
        keyboard.press("Enter")
        page.get_by_role("button", name="Log out").focus()
        keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Log in")


def test_menu_of_the_phone_opens_and_closes_by_keyboard(open_page: Open) -> None:
    make_city()
    make_member(DEWI, "Dewi", Role.HR_AGENCY_HEAD, None)
    with open_page(viewport=PHONE) as there:
        page, keyboard = there.page, there.page.keyboard
        there.go("/")
        keyboard.type(DEWI)
        keyboard.press("Tab")
        keyboard.type(PASSWORD)
        keyboard.press("Enter")
        toggle = page.get_by_role("button", name="Menu")
        expect(toggle).to_have_attribute("aria-expanded", "false")
        toggle.focus()
        keyboard.press("Enter")
        link = page.get_by_role("link", name="Akun", exact=True)
        expect(link).to_be_visible()
        there.check_accessibility()
        keyboard.press("Escape")
        expect(link).to_be_hidden()
        expect(toggle).to_be_focused()
