"""The first minute of every role: it logs in, sees its own place and menu, takes its first step, and meets nothing foreign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from benangmerah.domain.role import Role
from benangmerah.store.models import Membership, Position, Requirement, Unit
from tests.factories.cast import (
    BUDI,
    FOREIGN,
    OWN,
    PARENT,
    PASSWORD,
    give_role,
    make_account,
    make_receipt,
)  # fmt: skip
from tests.journeys.browser import DESKTOP, PHONE, Visit
from tests.journeys.conftest import Open
from tests.journeys.named_pages import make_world

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HOME, OWN_ACCOUNT, AUDIT = "Beranda", "Akun saya", "Catatan audit"
REFERENCE = ("Unit organisasi", "Jabatan", "Standar jabatan", "Kamus kompetensi", "Dokumen perencanaan")
RUN = ("Kebijakan instansi", "Proses hitung", "Peta kesenjangan")
RESULTS = ("Kebutuhan", "Rencana", "Benang merah", "Cermin kebijakan", "Lembar pimpinan", "Dokumen")
OF_PEOPLE = (
    "Pegawai", "Kebutuhan", "Rencana", "Diklat wajib", "Benang merah", "Suksesi", "Cermin kebijakan", "Lembar pimpinan",
    "Dokumen",
)  # fmt: skip
LOOK = (*REFERENCE, *RUN, *RESULTS)
DATA = ("Mutu data", *REFERENCE)
KNOW = (*DATA, *RUN, *OF_PEOPLE)
OWN_PAGES = ("Hasil saya", OWN_ACCOUNT)


@dataclass(frozen=True)
class Minute:
    """A role at a place, the whole menu it sees, its first step, and two addresses that are not for it."""

    role: Role
    unit_id: str | None
    menu: tuple[str, ...]
    step: Callable[[Visit], None]
    forbidden: str
    foreign: str
    viewport: dict[str, int] | None = None


def follow(there: Visit, link: str, heading: str) -> None:
    """Go by the menu, and read where one is."""
    there.page.locator(".sidebar-menu, nav").get_by_role("link", name=link, exact=True).first.click()
    there.page.wait_for_load_state("networkidle")
    expect(there.page.get_by_role("heading", level=1)).to_have_text(heading)


def press(there: Visit, button: str) -> None:
    there.page.get_by_role("button", name=button).first.click()
    there.page.wait_for_load_state("networkidle")


def mend_first_list(there: Visit) -> None:
    follow(there, "Mutu data", "Mutu data")
    there.page.get_by_role("link", name="Jabatan berpemangku tanpa standar", exact=True).click()
    there.page.wait_for_load_state("networkidle")
    expect(there.page.get_by_role("cell", name="Perawat Terampil").first).to_be_visible()


def send_a_file(there: Visit) -> None:
    follow(there, "Impor", "Impor")
    there.page.get_by_role("link", name="Kirim berkas").click()
    there.page.wait_for_load_state("networkidle")
    expect(there.page.get_by_role("button", name="Baca dan bandingkan")).to_be_visible()


def write_a_standard(there: Visit) -> None:
    """From the queue: copy, see whose gap changes, save, and take it back."""
    follow(there, "Standar jabatan", "Standar jabatan")
    there.page.get_by_role("link", name="Jabatan tanpa standar").click()
    there.page.get_by_role("link", name="Perawat Ahli Muda").first.click()
    there.page.get_by_role("link", name="Salin").first.click()
    there.page.wait_for_load_state("networkidle")
    there.page.get_by_label("Surat keputusan").fill("SK 3/2026")
    press(there, "Lihat kesenjangan siapa yang berubah")
    expect(there.page.get_by_text("Kesenjangan siapa yang berubah?")).to_be_visible()
    there.check_accessibility()
    press(there, "Simpan sebagai versi baru")
    expect(there.page.get_by_role("rowheader", name="Integritas")).to_be_visible()
    assert Requirement.objects.filter(position_id="P1", archived=None, basis="provisional").exists()
    follow(there, "Perubahan manual", "Perubahan manual")
    there.page.get_by_role("link", name="Perawat Ahli Muda: SK 3/2026").click()
    there.page.wait_for_load_state("networkidle")
    press(there, "Urungkan")
    there.page.locator("#confirm-yes").click()
    there.page.wait_for_load_state("networkidle")
    assert not Requirement.objects.filter(position_id="P1", archived=None).exists()


def write_for_many(there: Visit) -> None:
    there.go("/standar-massal/?grade=jf_ahli_muda")
    press(there, "Lihat kesenjangan siapa yang berubah")
    press(there, "Simpan standar sementara")
    expect(there.page.get_by_role("heading", level=1)).to_have_text("Jabatan tanpa standar")
    assert Requirement.objects.filter(position_id="P1", archived=None, basis="provisional").exists()


def give_somebody_a_role(there: Visit) -> None:
    follow(there, "Akun", "Akun")
    there.page.get_by_role("link", name="Sari Wulandari, S.Kep., Ns.").click()
    there.page.get_by_role("link", name="Beri peran").click()
    there.page.get_by_label("Peran", exact=True).select_option("auditor")
    press(there, "Beri peran")
    assert Membership.objects.filter(role="auditor").exists()


def see_the_run(there: Visit) -> None:
    follow(there, "Proses hitung", "Proses hitung")
    there.page.locator("td a").first.click()
    there.page.wait_for_load_state("networkidle")
    expect(there.page.get_by_role("heading", name="Dasar perhitungannya").or_(
        there.page.locator("#names-title"))).to_be_visible()  # fmt: skip


def see_units(there: Visit) -> None:
    follow(there, "Unit organisasi", "Unit organisasi")
    expect(there.page.get_by_role("link", name="Puskesmas Melati Indah")).to_be_visible()


def read_the_log(there: Visit) -> None:
    follow(there, AUDIT, AUDIT)
    expect(there.page.get_by_role("cell", name="data diubah").first).to_be_visible()


def see_accounts(there: Visit) -> None:
    follow(there, "Akun", "Akun")
    expect(there.page.get_by_role("link", name="Sari Wulandari, S.Kep., Ns.")).to_be_visible()


def see_own_results(there: Visit) -> None:
    there.page.locator(".user-menu summary").click()
    there.page.get_by_role("link", name="Hasil saya").first.click()
    there.page.wait_for_load_state("networkidle")
    expect(there.page.get_by_role("heading", level=1)).to_have_text("Budi")
    expect(there.page.get_by_text("Yang akan datang: rencana")).to_be_visible()


def open_the_unit(there: Visit) -> None:
    """From home to the unit with the most levels short, and from there to a reason."""
    there.page.get_by_role("link", name="Buka unit dengan level kurang terbanyak").click()
    there.page.wait_for_load_state("networkidle")
    there.page.get_by_role("link", name="Mengapa?").first.click()
    expect(there.page.locator("#why-body").get_by_text("orang di bawah standar").first).to_be_visible()


def read_the_sheet(there: Visit) -> None:
    follow(there, "Lembar pimpinan", "Lembar pimpinan")
    expect(there.page.get_by_text("Bila pagu turun 25 %")).to_be_visible()


def read_the_mirror(there: Visit) -> None:
    follow(there, "Cermin kebijakan", "Cermin kebijakan")
    expect(there.page.get_by_text("Kebutuhan yang tak terjangkau belanja mana pun").first).to_be_visible()


def see_who_owes(there: Visit) -> None:
    follow(there, "Diklat wajib", "Diklat wajib")
    expect(there.page.get_by_role("cell", name="Pelatihan Fungsional Perawat").first).to_be_visible()


def with_talent(menu: tuple[str, ...]) -> tuple[str, ...]:
    """The menu of who may see the nine boxes."""
    at = menu.index("Cermin kebijakan")
    return (*menu[:at], "Peta talenta", *menu[at:])


def with_what_if(menu: tuple[str, ...]) -> tuple[str, ...]:
    """Who may start runs asks what if."""
    at = menu.index("Rencana") + 1
    return (*menu[:at], "Andai", *menu[at:])


MANAGE = ("Impor", *DATA, "Mutasi", *RUN, *OF_PEOPLE, "Akun")
KEPT = (RUN[0], "Perubahan manual", *RUN[1:], *OF_PEOPLE)
MINUTES = (
    Minute(Role.EMPLOYEE, None, (), see_own_results, "/impor/", f"/unit/{OWN}/", PHONE),
    Minute(Role.SUPERIOR, OWN, KNOW, mend_first_list, "/impor/", f"/unit/{FOREIGN}/", PHONE),
    Minute(Role.HR_MANAGER, OWN, MANAGE, send_a_file, "/catatan/", f"/unit/{FOREIGN}/", PHONE),
    Minute(Role.OPD_HEAD, PARENT, KNOW, open_the_unit, "/impor/", f"/mutu-data/unit/{FOREIGN}/"),
    Minute(Role.NEEDS_TEAM, None, with_what_if((*DATA, *KEPT)), write_for_many, "/impor/", "/unit/DINKES-LAIN/"),
    Minute(
        Role.ANALYST, None, with_what_if(("Impor", *DATA, "Mutasi", *KEPT)),
        write_a_standard, "/catatan/", "/standar/P2/",
    ),
    Minute(Role.HR_AGENCY_HEAD, None, (*with_what_if(with_talent(KNOW)), "Akun", AUDIT), give_somebody_a_role, "/impor/", "/jabatan/P2/"),
    Minute(Role.ORGANISER, None, KNOW, see_who_owes, "/mutu-data/temuan/self_above_superior/", "/unit/DINKES-LAIN/"),
    Minute(Role.FACILITATOR, None, REFERENCE, see_units, "/hitungan/", "/unit/DINKES-LAIN/"),
    Minute(Role.ASSESSOR, None, KNOW, mend_first_list, "/impor/", "/unit/DINKES-LAIN/"),
    Minute(Role.PLANNING_AGENCY, None, LOOK, see_the_run, "/mutu-data/", "/unit/DINKES-LAIN/"),
    Minute(Role.BUDGET_TEAM, None, LOOK, read_the_mirror, "/mutu-data/", "/jabatan/P2/"),
    Minute(Role.AUTHORISED_OFFICIAL, None, with_talent(KNOW), read_the_sheet, "/impor/", "/unit/DINKES-LAIN/"),
    Minute(Role.APPOINTING_OFFICIAL, None, with_talent(KNOW), read_the_sheet, "/akun/daftar/", "/jabatan/P2/"),
    Minute(Role.AUDITOR, None, (*KNOW, AUDIT), read_the_log, "/impor/", "/unit/DINKES-LAIN/"),
    Minute(
        Role.SYSTEM_ADMINISTRATOR, None, (*REFERENCE, "Akun", AUDIT), see_accounts, "/mutu-data/", "/unit/DINKES-LAIN/"
    ),
)  # fmt: skip


def prepare(minute: Minute) -> None:
    """A city in which one position has a standard, and Budi with the role."""
    make_world()
    Requirement.objects.create(
        position_id="P2" if minute.role is Role.NEEDS_TEAM else "P8", competency_id="K1", required_level=2,
        recorded=make_receipt(),
    )  # fmt: skip
    if minute.role is not Role.NEEDS_TEAM:
        make_position()
    account = make_account(BUDI, "Budi Santoso")
    if minute.role is not Role.EMPLOYEE:
        give_role(account, minute.role, minute.unit_id)


def make_position() -> None:
    Position.objects.create(
        position_id="P8", agency_id="KOTA", title="Perawat Ahli Pertama", grade="jf_ahli_pertama",
        job_family="Perawat", recorded=make_receipt(),
    )  # fmt: skip


def log_in_by_hand(page: Page) -> None:
    page.get_by_label("NIP atau surel").fill(BUDI)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_load_state("networkidle")


def read_menu(page: Page) -> tuple[str, ...]:
    """The lines of the menu, read as they stand there, whether it is open or not."""
    texts: list[str] = page.locator(".sidebar-menu a").all_text_contents()
    return tuple(text.strip() for text in texts)


def test_every_role_has_its_minute() -> None:
    assert [minute.role for minute in MINUTES] == list(Role)


@pytest.mark.parametrize("minute", MINUTES, ids=lambda minute: str(minute.role.value))
def test_first_minute(minute: Minute, open_page: Open) -> None:
    prepare(minute)
    options: dict[str, Any] = {"viewport": minute.viewport or DESKTOP}
    with open_page(**options) as there:
        there.go("/")
        log_in_by_hand(there.page)
        expect(there.page.get_by_role("heading", level=1)).to_have_text("Selamat datang, Budi Santoso")
        assert read_menu(there.page) == (HOME, *minute.menu, *OWN_PAGES)
        if minute.unit_id is not None:
            place = Unit.objects.get(unit_id=minute.unit_id, archived=None).name
            expect(there.page.get_by_role("definition").filter(has_text=place).first).to_be_visible()
        there.check_accessibility()
        assert there.is_as_wide_as_its_window()
    with open_page() as there:
        there.go("/")
        log_in_by_hand(there.page)
        minute.step(there)
        there.check_accessibility()
        meet_nothing_foreign(there, minute)


def meet_nothing_foreign(there: Visit, minute: Minute) -> None:
    """A page without the right says so, a place of others is not there, and both lead back."""
    there.expected_statuses |= {403, 404}
    for address, status in ((minute.forbidden, 403), (minute.foreign, 403 if minute.role is Role.EMPLOYEE else 404)):
        answer = there.page.goto(f"http://{there.host}{address}", wait_until="networkidle")
        assert answer is not None
        assert (address, answer.status) == (address, status)
        expect(there.page.locator("main a, .refusal a").first).to_be_visible()
        there.check_accessibility()
        assert "Wati" not in there.page.content()
