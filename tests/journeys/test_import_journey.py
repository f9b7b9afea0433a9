"""An office's ugly workbook: sent, headings chosen, names decided, a cell mended, accepted, computed, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benangmerah.domain.role import Role
from benangmerah.store.models import Account, Employee, ImportDraft, Run, RunPerson
from tests.exchange.opd.ugly import NINA, write_ugly
from tests.factories.cast import BUDI, DEWI, PARENT, RATNA, TONO, make_member
from tests.factories.upload import make_archive
from tests.journeys.browser import Visit
from tests.journeys.conftest import Open

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def follow(there: Visit, button: str) -> None:
    """Press a button and wait for the page it leads to."""
    there.page.get_by_role("button", name=button).first.click()
    there.page.wait_for_load_state("networkidle")


def mend(there: Visit, cell: str, value: str) -> None:
    """Open a wrong cell and write another value; a closed list is chosen from."""
    there.page.get_by_role("link", name=cell, exact=True).first.click()
    there.page.wait_for_load_state("networkidle")
    field = there.page.get_by_label("Nilai yang benar")
    if field.evaluate("each => each.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)
    follow(there, "Periksa lagi")


def run_on_it(there: Visit, log_in: Callable[[Visit, Account], None]) -> None:
    """Somebody of the HR agency starts a run on what was accepted, and sees its figures."""
    log_in(there, make_member(TONO, "Tono", Role.ANALYST, None))
    there.go("/hitungan/baru/")
    there.page.get_by_label("Data dan peraturan per tanggal").fill("2026-08-17")
    follow(there, "Jalankan")
    assert there.page.get_by_role("heading", name="Angka kunci").count() == 1
    there.check_accessibility()
    run = Run.objects.get()
    assert (run.status, run.is_published) == ("finished", True)
    # the name with its titles came in by the workbook
    assert RunPerson.objects.get(run=run, employee_id=BUDI).name == "drg. Budi Santoso"


def test_ugly_workbook_is_mended_accepted_computed_and_undone(
    tmp_path: Path, settings: Any, open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    settings.MEDIA_ROOT, settings.DATA_FOLDER = tmp_path / "uploads", tmp_path / "data"
    make_archive()
    dewi = make_member(DEWI, "Dewi", Role.HR_MANAGER, PARENT)
    with open_page() as there:
        log_in(there, dewi)
        there.go("/impor/baru/")
        there.page.set_input_files("input[type=file]", write_ugly(tmp_path / "Data Pegawai FIX.xlsx"))
        follow(there, "Baca dan bandingkan")
        there.page.get_by_role("link", name="Pilih baris judul").click()
        there.page.wait_for_load_state("networkidle")
        follow(there, "Baca barisnya")
        there.check_accessibility()
        for _ in range(2):
            follow(there, "Perawat")
        mend(there, "C13", RATNA)
        there.check_accessibility()
        follow(there, "Terima baris yang sah")
        assert there.page.get_by_text("Tanda terima").count() == 1
        assert Employee.objects.get(employee_id=DEWI, archived__isnull=True).rank is None
        address = there.page.url
        run_on_it(there, log_in)
        log_in(there, dewi)
        there.page.goto(address, wait_until="networkidle")
        follow(there, "Urungkan")
        there.page.locator("#confirm-yes").click()
        there.page.wait_for_load_state("networkidle")
        assert there.page.get_by_text("Diurungkan oleh").count() == 1
    assert ImportDraft.objects.get().state == "undone"
    assert not Employee.objects.filter(employee_id=NINA, archived__isnull=True).exists()
