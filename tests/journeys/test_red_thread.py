"""The red thread in a browser: a branch opened by keyboard, both walks, and a suggestion that becomes a link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from benangmerah.domain.role import Role
from benangmerah.store.models import Objective, ObjectiveNeed
from benangmerah.store.models.account import Account
from tests.factories.cast import CITY, OWN, TONO, make_member
from tests.journeys.browser import PHONE, Visit
from tests.journeys.conftest import Open
from tests.journeys.named_pages import make_world

SHEET = {"width": 703, "height": 1000}
"""What A4 has between its margins, at 96 points an inch."""
pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_branch_opens_and_closes_by_keyboard_and_leads_down_and_up_again(
    open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    world = make_world()
    with open_page() as there:
        log_in(there, world.head)
        there.go("/benang-merah/")
        page, keyboard = there.page, there.page.keyboard
        program = page.locator('tr[data-node="S1.1"]')
        expect(program).to_have_count(0)
        toggle = page.locator('tr[data-node="S1"] [data-branch]')
        toggle.focus()
        keyboard.press("Enter")
        expect(program).to_be_visible()
        expect(toggle).to_have_attribute("aria-expanded", "true")
        keyboard.press("Enter")
        expect(program).to_be_hidden()
        keyboard.press("Enter")
        expect(program).to_be_visible()
        page.locator('tr[data-node="S0"] [data-branch]').click()
        expect(page.locator('tr[data-node="S1"]')).to_be_hidden()
        expect(program).to_be_hidden()
        page.locator('tr[data-node="S0"] [data-branch]').click()
        expect(program).to_be_visible()

        program.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Program peningkatan kapasitas tenaga kesehatan")
        expect(page.locator("svg.ways")).to_be_visible()
        page.get_by_role("link", name="Pelatihan layanan prima").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Pelatihan layanan prima")
        page.locator(".tree-table").get_by_role("link", name="Meningkatnya mutu layanan puskesmas").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Meningkatnya mutu layanan puskesmas")


def test_tree_on_a_phone_shows_the_lines_that_decide_until_all_are_asked_for(
    open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    world = make_world()
    with open_page(viewport=PHONE) as there:
        log_in(there, world.head)
        there.go("/benang-merah/")
        row = there.page.locator('tr[data-node="S1"]')
        expect(row.get_by_text("didukung", exact=True)).to_be_visible()
        folded = row.locator("td.is-folded").first
        expect(folded).to_be_hidden()
        there.page.locator(".tree-card").get_by_label("Semua baris rincian").check()
        expect(folded).to_be_visible()
        assert there.is_as_wide_as_its_window()
        there.check_accessibility()


@pytest.mark.parametrize("address", ["/benang-merah/", "/benang-merah/simpul/S1/", "/benang-merah/kegiatan/KEG-1/"])
def test_every_column_stands_within_a_sheet_of_paper(
    address: str, open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    world = make_world()
    with open_page(viewport=SHEET) as there:
        log_in(there, world.head)
        there.go(address)
        there.page.emulate_media(media="print")
        tables = there.page.locator(".data-table table")
        assert tables.count() > 0
        rights = tables.evaluate_all("(found) => found.map((each) => each.getBoundingClientRect().right)")
        assert max(rights) <= SHEET["width"]


def test_people_on_the_way_down_are_names_one_click_further(
    open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    world = make_world()
    with open_page() as there:
        log_in(there, world.head)
        there.go("/benang-merah/simpul/S1.1/")
        there.page.locator("#ways").get_by_role("link", name="6", exact=True).first.click()
        expect(there.page.get_by_role("heading", level=1)).to_have_text("Kebutuhan")
        expect(there.page.locator("#needs-q")).to_have_value("Integritas")
        there.check_accessibility()


def test_picture_folds_on_a_phone(open_page: Open, log_in: Callable[[Visit, Account], None]) -> None:
    world = make_world()
    with open_page(PHONE) as there:
        log_in(there, world.head)
        there.go("/benang-merah/")
        picture = there.page.locator("svg.ways")
        expect(picture).to_be_visible()
        there.page.locator(".ways-card > summary").click()
        expect(picture).to_be_hidden()


def test_suggestion_becomes_a_link_only_when_somebody_saves_it(
    open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    make_world()
    analyst = make_member(TONO, "Tono", Role.ANALYST, None)
    Objective.objects.filter(objective_id=f"P-{CITY}").update(title="Penguatan integritas tenaga kesehatan")
    with open_page() as there:
        log_in(there, analyst)
        there.go(f"/simpul/P-{CITY}/kaitan/")
        page = there.page
        page.get_by_role("link", name="Integritas").click()
        expect(page.locator("[name=competency_id]")).to_have_value("K1")
        assert not ObjectiveNeed.objects.exists()
        page.locator("[name=unit_id]").select_option(OWN)
        page.locator("[name=weight]").fill("0.6")
        page.locator("[name=reason]").fill("Mengelola obat dan uang pasien")
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_text("Mengelola obat dan uang pasien").first).to_be_visible()
        expect(page.get_by_text("dari saran")).to_be_visible()
        link = ObjectiveNeed.objects.get()
        assert (link.unit_id, link.competency_id, link.weight) == (OWN, "K1", 0.6)
