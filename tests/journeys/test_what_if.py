"""What if in a browser: a slider is moved by keyboard, the answer saved, compared and made the draft; without scripts too.

With BENANGMERAH_SCREENSHOTS=FOLDER the pages are also taken as pictures, at a desk and on a phone.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client
from playwright.sync_api import expect

from benangmerah.domain.role import Role
from benangmerah.flow.ask_run import AskedRun, start_run
from benangmerah.store.models import Account, AuditEntry, Job, Run, Scenario
from tests.factories.cast import make_member, visit_by
from tests.factories.run import AS_OF, store_city
from tests.factories.scenario import make_scenario
from tests.journeys.browser import PHONE, Visit
from tests.journeys.conftest import Open

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MONEY = 300_000_000
RUN_MILLISECONDS = 120_000
"""Here the server itself plans in full, before it answers."""
LogIn = Callable[[Visit, Account], None]


@pytest.fixture
def head(tmp_path: Path, settings: Any) -> Account:
    """The head of the HR agency of a small city whose plan was computed and published."""
    settings.DATA_FOLDER = tmp_path
    agency_id = store_city()
    account = make_member("197001011990011001", "Dra. Dewi Lestari, M.Si.", Role.HR_AGENCY_HEAD, None, agency_id)
    start_run(visit_by(account), AskedRun(agency_id, AS_OF, 2026, MONEY))
    assert Run.objects.get().is_published
    return account


def take_picture(there: Visit, name: str) -> None:
    if folder := os.environ.get("BENANGMERAH_SCREENSHOTS"):
        there.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_slider_is_answered_saved_compared_and_made_the_draft(open_page: Open, log_in: LogIn, head: Account) -> None:
    with open_page() as there:
        log_in(there, head)
        there.go("/andai/")
        page = there.page
        slider = page.get_by_role("slider")
        slider.focus()
        for _ in range(40):
            page.keyboard.press("ArrowLeft")
        expect(page.locator("output")).to_have_text("60 %")
        expect(page.get_by_text("sketsa, paling jauh")).to_be_visible()
        expect(page.get_by_role("cell", name="Rp 180 juta")).to_be_visible()
        assert "jawaban=" in page.url
        there.settle()
        there.check_accessibility()
        take_picture(there, "andai-jawaban-desktop")
        page.get_by_label("Simpan dengan nama").fill("Pagu 60 persen")
        page.get_by_role("button", name="Simpan skenario").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Pagu 60 persen", timeout=RUN_MILLISECONDS)
        expect(page.get_by_text("terbukti, paling jauh")).to_be_visible()
        there.check_accessibility()
        take_picture(there, "skenario-terbukti-desktop")
        page.get_by_role("link", name="Siapa yang mendapat lebih").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Siapa yang mendapat lebih, siapa yang tidak lagi terbantu"
        )
        there.check_accessibility()

        make_scenario(head, Run.objects.get(), "Tanpa kelas", answer=Scenario.objects.get().answer)
        there.go("/skenario/")
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="Bandingkan yang dicentang").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Skenario berdampingan")
        there.settle()
        there.check_accessibility()
        take_picture(there, "skenario-banding-desktop")

        page.get_by_role("link", name="Pagu 60 persen").first.click()
        page.get_by_role("button", name="Jadikan rancangan").click()
        page.locator("#confirm-yes").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Proses hitung", timeout=RUN_MILLISECONDS)
    draft = Run.objects.latest("pk")
    assert (draft.budget_rupiah, draft.policy, draft.status) == (180_000_000, None, "finished")
    assert set(AuditEntry.objects.filter(verb__startswith="scenario").values_list("verb", flat=True)) == {
        "scenario_saved", "scenario_drafted",
    }  # fmt: skip
    assert Job.objects.filter(kind="sketch").count() <= 5


def test_without_scripts_and_on_a_phone_the_same_is_asked_by_a_button(
    open_page: Open, log_in: LogIn, head: Account
) -> None:
    with open_page(viewport=PHONE, java_script_enabled=False) as there:
        log_in(there, head)
        there.go("/andai/")
        page = there.page
        page.get_by_label("atau tepat dalam rupiah").fill("50.000.000")
        page.get_by_label("mutlak").fill("4,5")
        page.get_by_role("button", name="Tanyakan").click()
        expect(page.get_by_text("sketsa, paling jauh")).to_be_visible()
        expect(page.get_by_label("mutlak")).to_have_value("4,5")
        assert there.is_as_wide_as_its_window()
        take_picture(there, "andai-jawaban-phone")
        page.get_by_label("Simpan dengan nama").fill("Mutlak lebih berat")
        page.get_by_role("button", name="Simpan skenario").click()
        expect(page.get_by_text("Bobot mutlak")).to_be_visible(timeout=RUN_MILLISECONDS)
        assert there.is_as_wide_as_its_window()
        take_picture(there, "skenario-terbukti-phone")
        page.get_by_role("button", name="Hapus").click()
        expect(page.get_by_text("Skenario Mutlak lebih berat dihapus.")).to_be_visible()
        page.get_by_role("button", name="Kembalikan").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mutlak lebih berat")

        there.go("/andai/")
        page.get_by_label("mutlak").fill("banyak")
        page.get_by_role("button", name="Tanyakan").click()
        expect(page.get_by_text("Tulis bilangan, misalnya 0,5.")).to_be_visible()
        page.get_by_label("mutlak").fill("3")
        page.get_by_text("Wajib, larangan, dan kuota").click()
        page.get_by_label("Kegiatan pengembangan").first.fill("TIDAK-ADA")
        page.get_by_role("button", name="Tanyakan").click()
        expect(page.get_by_text("TIDAK-ADA").first).to_be_visible()


def test_comparison_is_taken_away_as_a_workbook(client: Client, head: Account) -> None:
    run = Run.objects.get()
    pks = [make_scenario(head, run, name).pk for name in ("Satu", "Dua", "Tiga", "Empat", "Lima")]
    client.force_login(head, backend="benangmerah.store.authentication.NipOrMailBackend")
    address = "/skenario/banding/?" + "&".join(f"skenario={pk}" for pk in pks[:4])
    for name, rows in (("measures", 14), ("units", 2)):
        answer = client.get(f"{address}&{name}-as=xlsx")
        sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
        assert sheet is not None
        words = [[cell.value for cell in row] for row in sheet.iter_rows()]
        at = next(number for number, row in enumerate(words) if "Satu" in row)
        assert words[at][-4:] == ["Satu", "Dua", "Tiga", "Empat"]
        assert len([row for row in words[at + 1 :] if row[0]]) >= rows
    for asked in (pks[:1], pks):
        answer = client.get("/skenario/banding/?" + "&".join(f"skenario={pk}" for pk in asked))
        assert (answer.status_code, answer.headers["Location"]) == (302, "/skenario/")
