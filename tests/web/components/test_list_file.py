from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.html import format_html
from django.utils.timezone import localdate
from openpyxl import load_workbook

from benangmerah.store.models.account import Account
from benangmerah.store.models.audit import AuditEntry
from benangmerah.store.models.unit import Unit
from benangmerah.web.components.figures import nip, percent, rupiah
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from tests.factories.cast import BUDI, make_account, make_city
from tests.journeys.named_pages import list_pages, make_world

pytestmark = pytest.mark.django_db
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
ROWS = [
    {
        "nip": "198001012005011001", "name": "<b>Budi & Co", "gap": 1.5, "share": Fraction(1, 4), "cost": 2_400_000,
        "day": date(2026, 8, 17), "at": datetime(2026, 8, 17, 1, tzinfo=UTC), "is_head": True, "unknown": None,
        "look": "gap",
    }
]  # fmt: skip
COLUMNS = (
    Column("nip", "NIP", say=nip), Column("name", "Nama"), Column("gap", "Celah", is_number=True),
    Column("share", "Bagian", say=percent, is_number=True), Column("cost", "Biaya", say=rupiah, is_number=True),
    Column("day", "Hari"), Column("at", "Saat", say=lambda at: f"{at:%d-%m}"),
    Column("is_head", "Pimpinan", say=lambda is_head: "Ya" if is_head else "Tidak"),
    Column("unknown", "Lain", is_number=True), Column("look", "Tanda", say=lambda word: format_html("<i>{} & co</i>", word)),
    Column("gap", "Tingkat", value=lambda row: f"tingkat {row['gap']}"),
)  # fmt: skip
LAYOUT = Layout("people", "Pegawai", COLUMNS, is_exported=True)


def read_cells(response: Any) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    return [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]


def ask(rows: Any, layout: Layout, query: str = "people-as=xlsx", account: Account | None = None) -> HttpResponse:
    request = RequestFactory().get(f"/list/?{query}")
    request.user = account or make_account(BUDI, "Budi")
    request.resolver_match = None
    return show_table_page(request, "403.html", read_table(request, rows, layout))


def test_numbers_and_days_stay_what_they_are_and_words_lose_their_looks() -> None:
    assert read_cells(ask(ROWS, LAYOUT))[-1] == [
        "198001012005011001", "<b>Budi & Co", 1.5, 0.25, 2_400_000, datetime(2026, 8, 17), datetime(2026, 8, 17, 8),  # noqa: DTZ001
        "Ya", "–", "gap & co", "tingkat 1.5",
    ]  # fmt: skip


@pytest.mark.urls("tests.journeys.gallery")
def test_workbook_holds_all_rows_of_the_address_in_its_order(
    client: Client, make_client: Callable[[Client], Client]
) -> None:
    query = "people-as=xlsx&people-q=sari&people-unit=Dinas+Kesehatan&people-sort=-cost&people-page=2"
    response = make_client(client).get(f"/gallery/?{query}")
    cells = read_cells(response)
    assert cells[:8] == [
        ["BenangMerah"], ["Pegawai"], ["Simulasi, bukan angka resmi"],
        [f"12 baris, ditulis pada {localdate().day} {MONTHS[localdate().month - 1]} {localdate().year}"],
        ["Proses 7, data per 17 Agustus 2026"], ["Cari: sari"], ["Unit: Dinas Kesehatan"], ["Urutan: Biaya, dari yang terbesar"],
    ]  # fmt: skip
    assert [row[1] for row in cells[9:]] == [f"Sari Dewi {number}" for number in range(116, 0, -10)]
    assert response["Content-Disposition"] == f"attachment; filename=pegawai-{localdate():%Y-%m-%d}.xlsx"
    assert AuditEntry.objects.get(verb="list_taken").detail["rows"] == "12"


def test_rows_of_the_archive_are_written_in_order() -> None:
    make_city()
    layout = Layout("units", "Unit", (Column("name", "Nama"),), order="-name", page_size=1, is_exported=True)
    names = sorted(Unit.objects.values_list("name", flat=True), reverse=True)
    assert [row[0] for row in read_cells(ask(Unit.objects.all(), layout, "units-as=xlsx"))[5:]] == names


@pytest.mark.parametrize(
    ("query", "layout"),
    [("people-as=pdf", LAYOUT), ("other-as=xlsx", LAYOUT), ("people-as=xlsx", replace(LAYOUT, is_exported=False))],
)
def test_whatever_else_is_asked_for_is_the_page(query: str, layout: Layout) -> None:
    assert "<html" in ask(ROWS, layout, query).content.decode()


def test_link_to_the_workbook_keeps_what_was_chosen_and_the_form_does_not_send_it() -> None:
    request = RequestFactory().get("/list/?people-sort=name&people-page=2&people-as=xlsx&other=1")
    table = read_table(request, ROWS, LAYOUT)
    assert table.file_address == "/list/?people-sort=name&people-as=xlsx&other=1"
    assert table.kept == [("people-sort", "name"), ("other", "1")]
    assert read_table(request, ROWS, replace(LAYOUT, is_exported=False)).file_address == ""


def test_every_list_of_the_product_is_taken_with_as_many_rows_as_it_says(client: Client) -> None:
    world, taken, files = make_world(), set(), 0
    for name in list_pages():
        reader = world.reader_of(name)
        if reader is None:
            continue
        client.force_login(reader, backend="benangmerah.store.authentication.NipOrMailBackend")
        page = client.get(world.address_of(name)).content.decode()
        for count, address in re.findall(
            r'class="table-count"[^>]*>([\d.]+) baris</p><a class="table-file" href="([^"]*)"', page
        ):
            response = client.get(unescape(address))
            assert response["Content-Type"].endswith("spreadsheetml.sheet"), name
            cells = read_cells(response)
            told = next(at for at, row in enumerate(cells) if row and str(row[0]).startswith(f"{count} baris, ditulis"))
            heading = next(at for at in range(told, len(cells)) if len(cells[at]) > 1)
            assert len(cells) - heading - 1 == int(count), name
            taken.add(name)
            files += 1
    assert {"unit:list_units", "position:list_positions", "audit:show_log"} - taken == set(), sorted(taken)
    assert AuditEntry.objects.filter(verb="list_taken").count() == files


@pytest.mark.one_database
def test_fifteen_thousand_people_all_stand_in_the_workbook() -> None:
    response = ask(ROWS * 15_000, LAYOUT)
    assert response.status_code == 200
    # read as text: a library would take as long as all other lists together
    with ZipFile(BytesIO(response.content)) as book:
        rows = re.findall(r"<row .*?</row>", book.read("xl/worksheets/sheet1.xml").decode(), re.DOTALL)
    whole = [row for row in rows if row.count("<c ") >= len(LAYOUT.columns)]
    assert len(whole) == 15_000 * len(ROWS) + 1  # the heading
