"""A career in a browser: a wish, its approval, the plan that serves it; a post, its candidates, what a unit loses.

With BENANGMERAH_SCREENSHOTS=FOLDER the pages are also taken as pictures, at a desk and on a phone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.flow.read_career import read_career
from benangmerah.flow.read_succession import list_succession
from benangmerah.store.models import Employee, PlanItem, Run, RunPerson
from benangmerah.store.models.account import Account
from benangmerah.store.selectors.career import serves_target
from benangmerah.store.selectors.place import read_run_tree
from tests.factories.cast import make_account, make_member, visit_by
from tests.factories.run import AS_OF, make_analyst, store_city
from tests.journeys.browser import PHONE, Visit
from tests.journeys.conftest import Open

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ENOUGH = 5_000_000_000
ANALYST = "198501012010012001"


@pytest.fixture
def published(tmp_path: Path, settings: Any) -> Run:
    settings.DATA_FOLDER = tmp_path
    return run_again(store_city(100))


def run_again(agency_id: str) -> Run:
    analyst = Account.objects.filter(nip=ANALYST).first() or make_analyst(agency_id)
    return start_run(visit_by(analyst), AskedRun(agency_id, AS_OF, budget_rupiah=ENOUGH))


def take_picture(there: Visit, name: str) -> None:
    if folder := os.environ.get("BENANGMERAH_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        there.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def look(there: Visit, name: str) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    there.check_accessibility()
    assert there.is_as_wide_as_its_window()
    take_picture(there, name)


def find_goal(run: Run) -> tuple[RunPerson, str, str]:
    """Somebody who aims at nothing, and a position for which a training closes something she lacks."""
    visit = visit_by(Account.objects.get(nip=ANALYST))
    for person in RunPerson.objects.filter(run=run, target_position_id=None, is_planned=True).order_by("employee_id"):
        for row in read_career(visit, run, person.employee_id).near:
            if row.moves == 1 and row.short_levels and row.cost_rupiah:
                return person, row.position_id, row.title
    raise AssertionError("the city has nobody who could learn for another position")


def test_wish_is_approved_and_the_next_plan_serves_it(
    published: Run, open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    agency_id = str(published.agency_id)
    person, position_id, title = find_goal(published)
    herself = make_account(person.employee_id, person.name)
    superior = make_member("197001012000031009", "Atasan", Role.SUPERIOR, person.unit_id, agency_id)
    address = f"/pegawai/{person.employee_id}/karier/"
    with open_page() as there:
        log_in(there, herself)
        there.go(f"{address}?jabatan={position_id}")
        look(there, "career-person-desktop")
        there.page.get_by_role("button", name="Jadikan jabatan tujuan").click()
        expect(there.page.get_by_text("menunggu atasan")).to_be_visible()
        expect(there.page.locator("main").get_by_text(title).first).to_be_visible()
        there.check_accessibility()
    with open_page(PHONE) as there:
        log_in(there, superior)
        there.go(f"{address}?jabatan={position_id}")
        look(there, "career-person-phone")
        folded = there.page.locator("#near td.is-folded")
        assert folded.count() > 0
        expect(folded.first).to_be_hidden()
        there.page.get_by_label("Semua baris rincian").check()
        expect(folded.first).to_be_visible()
        there.check_accessibility()
        there.page.get_by_role("button", name="Setujui").click()
        expect(there.page.get_by_text("disetujui atasan")).to_be_visible()
    row = Employee.objects.get(archived=None, employee_id=person.employee_id)
    assert (row.target_position_id, row.target_approved) == (position_id, True)
    again = run_again(agency_id)
    serving = PlanItem.objects.filter(serves_target(), run=again, employee_id=person.employee_id)
    assert serving.exists()
    with open_page() as there:
        log_in(there, herself)
        there.go(f"/pegawai/{person.employee_id}/")
        expect(there.page.get_by_text("melayani jabatan tujuan").first).to_be_visible()


def test_post_leads_to_candidates_and_a_leaving_holder_to_what_is_lost(
    published: Run, open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    head = make_member("197001012000031001", "Kepala", Role.HR_AGENCY_HEAD, None, str(published.agency_id))
    visit = visit_by(head)
    place = read_run_tree(visit.scope, published).place("")
    first = list_succession(visit, published, place, 60)[0]
    for device, size in (("desktop", {}), ("phone", {"viewport": PHONE})):
        with open_page(**size) as there:
            log_in(there, head)
            page = there.page
            there.go("/suksesi/?bulan=60")
            look(there, f"career-succession-{device}")
            page.get_by_role("link", name=first.name).first.click()
            expect(page.get_by_role("heading", level=1)).to_contain_text(first.name)
            look(there, f"career-loss-{device}")
            page.get_by_role("link", name="Siapa yang dapat menggantikan").click()
            expect(page.get_by_role("heading", level=1)).to_have_text(
                re.compile(rf"Kandidat.*{re.escape(first.position)}")
            )
            look(there, f"career-candidates-{device}")
