"""Talent in a browser: a file with a wrong cell is looked at, accepted and withdrawn; the map leads to reasons."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from benangmerah.domain.role import Role
from benangmerah.store.models import AuditEntry
from benangmerah.store.models.account import Account
from benangmerah.store.models.talent import TalentResult
from tests.factories.cast import DEWI, OWN, SARI, TONO, make_member
from tests.factories.talent import row, workbook
from tests.journeys.browser import PHONE, Visit
from tests.journeys.conftest import Open
from tests.journeys.named_pages import make_world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_file_with_a_wrong_cell_is_accepted_in_part_and_withdrawn(
    open_page: Open, log_in: Callable[[Visit, Account], None], tmp_path: Path
) -> None:
    world = make_world()
    path = tmp_path / "talenta-2026.xlsx"
    path.write_bytes(workbook([row(DEWI, Kinerja="Sangat Baik", Nilai_Potensial=90), row(SARI, Kinerja="Lumayan")]))
    with open_page() as there:
        log_in(there, world.head)
        there.go("/talenta/")
        page = there.page
        page.get_by_role("link", name="Masukkan hasil").click()
        page.locator('input[type="file"]').set_input_files(path)
        page.get_by_role("button", name="Baca dan bandingkan").click()
        expect(page.get_by_role("rowheader", name="Talenta!D3")).to_be_visible()
        there.check_accessibility()
        page.get_by_role("button", name="Ambil baris yang sah, tinggalkan lainnya").click()
        expect(page.get_by_text("Tercatat.")).to_be_visible()
        there.go("/talenta/")
        page.get_by_role("link", name="Kotak 9 1 orang").click()
        page.get_by_role("link", name="Dra. Dewi Lestari, M.Si.").or_(
            page.get_by_role("link", name="Dewi")
        ).first.click()
        expect(page.get_by_text("Kotak 9: kinerja di atas ekspektasi, potensial tinggi.")).to_be_visible()
        there.check_accessibility()
        there.go("/talenta/impor/")
        page.get_by_role("button", name="Tarik talenta-2026.xlsx").click()
        page.locator("#confirm-yes").click()
        expect(page.get_by_text("Ditarik: keadaan sebelumnya berlaku lagi.")).to_be_visible()
    assert not TalentResult.objects.filter(archived=None, employee_id=DEWI).exists()
    assert set(AuditEntry.objects.filter(verb__startswith="talent").values_list("verb", flat=True)) == {
        "talent_map_read", "talent_list_read", "talent_read", "talent_imported", "talent_withdrawn",
    }  # fmt: skip


def test_nine_boxes_are_read_on_a_phone_and_by_keyboard(
    open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    world = make_world()
    with open_page(viewport=PHONE) as there:
        log_in(there, world.head)
        there.go("/talenta/")
        box = there.page.get_by_role("link", name="Kotak 8 1 orang")
        expect(box).to_be_visible()
        assert there.is_as_wide_as_its_window()
        there.check_accessibility()
        box.focus()
        there.page.keyboard.press("Enter")
        expect(there.page.get_by_role("heading", level=1)).to_have_text(
            "Kotak 8: kinerja sesuai ekspektasi, potensial tinggi"
        )


def test_superior_without_the_right_meets_no_trace_of_it(
    open_page: Open, log_in: Callable[[Visit, Account], None]
) -> None:
    make_world()
    superior = make_member(TONO, "Tono", Role.OPD_HEAD, OWN)
    with open_page() as there:
        log_in(there, superior)
        there.go(f"/pegawai/{SARI}/")
        expect(there.page.get_by_text("alenta")).to_have_count(0)
        expect(there.page.get_by_role("link", name="Peta talenta")).to_have_count(0)
