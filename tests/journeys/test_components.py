"""What the components do in a browser, by mouse, by keyboard, and without a script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect

from benangmerah.store.models.account import Account
from tests.factories.cast import BUDI, make_account
from tests.journeys.browser import PHONE, Visit
from tests.journeys.conftest import Open
from tests.journeys.gallery import UNITS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.one_database,  # the gallery reads no table
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.journeys.gallery"),
]
LogIn = Callable[[Visit, Account], None]


@pytest.fixture
def budi() -> Account:
    return make_account(BUDI, "Budi Santoso, S.Kom.")


def test_table_is_searched_chosen_sorted_and_paged_in_place(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/")
        there.page.evaluate("window.stayed = true")
        rows = there.page.locator("#people tbody tr")
        there.page.get_by_label("Cari").press_sequentially("sari")
        expect(there.page.locator("#people .table-count")).to_have_text("24 baris")
        expect(there.page.get_by_label("Cari")).to_have_value("sari")
        there.page.get_by_label("Unit", exact=True).first.select_option("Dinas Kesehatan")
        expect(there.page.locator("#people .table-count")).to_have_text("12 baris")
        there.page.get_by_role("link", name="Biaya").click()
        expect(there.page.get_by_role("columnheader", name="Biaya")).to_have_attribute("aria-sort", "ascending")
        expect(there.page.get_by_role("link", name="Biaya")).to_be_focused()
        expect(rows.first).to_contain_text("Sari Dewi 6")
        assert "people-q=sari" in there.page.url
        assert there.page.evaluate("window.stayed") is True
        there.go(there.page.url.removeprefix(f"http://{there.host}"))
        expect(rows).to_have_count(12)


def test_why_opens_beside_the_page_and_gives_the_focus_back(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/")
        link = there.page.get_by_role("link", name="Mengapa?")
        link.focus()
        there.page.keyboard.press("Enter")
        panel = there.page.get_by_role("dialog", name="Mengapa?")
        expect(panel).to_contain_text("Budi lacks 1,5 levels.")
        expect(panel).to_contain_text("PP 11/2017, art. 203")
        there.check_accessibility()
        there.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(link).to_be_focused()


def test_loss_is_asked_about_first(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/")
        send = there.page.get_by_role("button", name="Kirim")
        there.page.get_by_label("Nama", exact=True).first.fill("Budi")
        there.page.get_by_label("Sudah diperiksa").check()
        there.page.locator("input[type=file]").set_input_files(FilePayload(name="a.xlsx", mimeType="x/y", buffer=b"1"))
        expect(there.page.locator(".drop-zone-name")).to_have_text("a.xlsx")
        send.click()
        question = there.page.get_by_role("dialog", name="Hapus 12 baris?")
        expect(question).to_contain_text("dapat dibatalkan selama sehari")
        there.check_accessibility()
        question.get_by_role("button", name="Batal").click()
        expect(question).to_be_hidden()
        send.click()
        question.get_by_role("button", name="Hapus").click()
        expect(there.page.locator("#flash")).to_contain_text("Terkirim.")
        there.check_accessibility()
        there.page.locator(".flash-success").get_by_role("button", name="Tutup").click()
        expect(there.page.locator("#flash")).not_to_contain_text("Terkirim.")


def test_bar_asks_until_the_work_is_over(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/")
        expect(there.page.locator("#job")).to_contain_text("4 dari 4")
        asked = len([url for url in there.addresses if "/gallery/progress/" in url])
        there.page.wait_for_timeout(2_500)
        assert len([url for url in there.addresses if "/gallery/progress/" in url]) == asked == 3


def test_fault_on_the_way_is_said_on_the_page(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/")
        there.expected_statuses.add(500)
        there.page.route("**/gallery/why/", lambda route: route.fulfill(status=500, body="x"))
        there.page.get_by_role("link", name="Mengapa?").click()
        expect(there.page.locator("#flash")).to_contain_text("Tidak ada yang berubah; coba lagi.")


def test_page_works_without_a_script(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page(viewport=PHONE, java_script_enabled=False) as there:
        log_in(there, budi)
        there.go("/gallery/")
        expect(there.page.get_by_role("link", name="Beranda").last).to_be_visible()
        there.page.locator("#people-q").fill("sari")
        there.page.get_by_role("search").get_by_role("button", name="Tampilkan").click()
        expect(there.page.locator("#people .table-count")).to_have_text("24 baris")
        there.page.get_by_role("link", name="Mengapa?").click()
        expect(there.page.get_by_role("main")).to_contain_text("Budi lacks 1,5 levels.")


def test_every_component_is_accessible_on_a_phone_and_in_the_dark(
    open_page: Open, log_in: LogIn, budi: Account
) -> None:
    for options in ({"viewport": PHONE}, {"color_scheme": "dark"}):
        with open_page(**options) as there:
            log_in(there, budi)
            there.go("/gallery/")
            there.check_accessibility()
            assert there.is_as_wide_as_its_window()


def test_paper_shows_the_page_without_its_surroundings(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page(color_scheme="dark") as there:
        log_in(there, budi)
        there.go("/gallery/")
        there.page.emulate_media(media="print")
        expect(there.page.locator(".sidebar")).to_be_hidden()
        expect(there.page.get_by_role("heading", name="Contoh komponen")).to_be_visible()


def test_unknown_page_and_fault_are_shown_as_pages(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.expected_statuses |= {404}
        there.go("/tidak-ada/")
        expect(there.page.get_by_role("heading", level=1)).to_have_text("Halaman ini tidak ada, atau bukan untuk Anda")
        there.check_accessibility()


def test_charts_are_drawn_and_their_tables_say_the_same(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/")
        pictures = there.page.locator("[data-chart]")
        expect(pictures).to_have_count(4)
        assert [ink_of(there, at) > 200 for at in range(4)] == [True] * 4
        expect(pictures.first).to_have_attribute(
            "aria-label", "Pegawai di bawah standar. Tertinggi: Dinas Kesehatan, 120; terendah: Kecamatan <Timur>, 8."
        )
        rows = there.page.locator("#units tbody tr")
        expect(rows).to_have_text(
            ["Dinas Kesehatan120", "Dinas Pendidikan45", f"{UNITS[2]}tidak diketahui", "Kecamatan <Timur>8"]
        )
        expect(there.page.get_by_role("img", name="IP ASN, pada skala 0 sampai 100.")).to_be_visible()


def ink_of(there: Visit, at: int) -> int:
    """How many points of a picture are drawn in a strong colour."""
    return int(
        there.page.evaluate(
            """(at) => {
        const canvas = document.querySelectorAll("[data-chart] canvas")[at];
        const points = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        let count = 0;
        for (let i = 0; i < points.length; i += 4) {
            if (points[i + 3] > 200 && Math.max(points[i], points[i + 1], points[i + 2])
                - Math.min(points[i], points[i + 1], points[i + 2]) > 60) count += 1;
        }
        return count;
    }""",
            at,
        )
    )


def test_pointing_at_a_chart_breaks_no_rule_of_the_page(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/")
        there.page.locator("#units [data-chart]").hover()
        there.page.wait_for_timeout(500)


def test_charts_are_read_as_tables_without_a_script(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page(java_script_enabled=False) as there:
        log_in(there, budi)
        there.go("/gallery/")
        expect(there.page.locator("#units [data-chart]")).to_be_hidden()
        expect(there.page.get_by_role("table", name="JP per bulan")).to_be_visible()
        expect(there.page.locator("#profile svg")).to_be_visible()
        expect(there.page.locator("[data-prints]")).to_be_hidden()
        there.page.get_by_label("Sektor").select_option("Kesehatan")
        there.page.locator(".filters").get_by_role("button", name="Tampilkan").click()
        assert there.page.url.endswith("/gallery/?sektor=health&sasaran=held")
        there.page.get_by_role("link", name="Sektor: Kesehatan").click()
        assert there.page.url.endswith("/gallery/?sasaran=held")


def test_paper_has_a_letterhead_and_every_table_but_no_form(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page(color_scheme="dark") as there:
        log_in(there, budi)
        there.go("/gallery/")
        there.page.evaluate("window.print = () => { window.printed = true }")
        there.page.get_by_role("button", name="Cetak").click()
        assert there.page.evaluate("window.printed") is True
        there.page.emulate_media(media="print")
        there.page.set_viewport_size({"width": 703, "height": 1000})  # what the margins leave of A4
        for hidden in (".filters", ".table-form", ".table-file", ".breadcrumb", "[data-prints]"):
            expect(there.page.locator(hidden).first).to_be_hidden()
        expect(there.page.locator(".letterhead")).to_contain_text("BenangMerah")
        expect(there.page.locator("#people thead")).to_be_visible()
        expect(there.page.get_by_text("Simulasi, bukan angka resmi")).to_be_visible()
        assert (
            there.page.locator("#people thead").evaluate("head => getComputedStyle(head).display")
            == "table-header-group"
        )


def test_workbook_of_a_table_is_fetched(open_page: Open, log_in: LogIn, budi: Account) -> None:
    with open_page() as there:
        log_in(there, budi)
        there.go("/gallery/?people-q=sari")
        with there.page.expect_download() as fetched:
            there.page.get_by_role("link", name="Ambil semua sebagai buku kerja").click()
        assert fetched.value.suggested_filename.startswith("pegawai-")
