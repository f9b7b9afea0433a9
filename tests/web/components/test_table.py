from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from benangmerah.store.models.unit import Unit
from benangmerah.web.components.table import Choice, Column, Layout, Table, read_table
from tests.factories.cast import make_city

ROWS = [
    {"name": "Budi", "unit": {"name": "B"}, "gap": 2},
    {"name": "sari", "unit": {"name": "A"}, "gap": None},
    {"name": "Ratna", "unit": {"name": "A"}, "gap": 10},
]
LAYOUT = Layout(
    name="people",
    caption="People",
    columns=(
        Column("name", "Name", address=lambda row: f"/{row['name']}/"),
        Column("unit__name", "Unit", is_sorted=False),
        Column("gap", "Gap", is_number=True),
    ),
    searched=("name", "unit__name"),
    choices=(Choice("unit__name", "Unit", (("A", "Unit A"), ("B", "Unit B"))),),
    page_size=2,
)


def read(query: str = "", layout: Layout = LAYOUT) -> Table:
    return read_table(RequestFactory().get(f"/list/?{query}"), ROWS, layout)


def names(table: Table) -> list[str]:
    return [str(row[0].said) for row in table.rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Budi", "sari"]),
        ("people-page=2", ["Ratna"]),
        ("people-page=99", ["Ratna"]),
        ("people-page=x", ["Budi", "sari"]),
        ("people-sort=name", ["Budi", "Ratna"]),
        ("people-sort=-name", ["sari", "Ratna"]),
        ("people-sort=gap&people-page=2", ["sari"]),
        ("people-sort=-gap", ["Ratna", "Budi"]),
        ("people-sort=unit__name", ["Budi", "sari"]),
        ("people-sort=password", ["Budi", "sari"]),
        ("people-q=SARI", ["sari"]),
        ("people-q=a+ratna", ["Ratna"]),
        ("people-q=zz", []),
        ("people-unit__name=B", ["Budi"]),
        ("people-unit__name=Z", ["Budi", "sari"]),
        ("other-q=zz", ["Budi", "sari"]),
    ],
)
def test_address_says_what_the_table_shows(query: str, found: list[str]) -> None:
    assert names(read(query)) == found


def test_unknown_cell_is_said_and_cells_lead_on() -> None:
    row = read("people-q=sari").rows[0]
    assert ("tidak diketahui" in row[2].said, row[0].address, row[1].said) == (True, "/sari/", "A")


def test_lines_that_a_phone_folds_away_are_marked_and_can_be_asked_for() -> None:
    assert not read().is_folded
    folding = replace(LAYOUT, columns=(*LAYOUT.columns[:2], replace(LAYOUT.columns[2], is_folded=True)))
    table = read(layout=folding)
    assert table.is_folded
    assert table.body.count('class="is-number is-folded"') == len(table.rows)
    drawn = render_to_string("components/table.html", {"table": table})
    assert 'id="people-all"' in drawn
    assert "people-all" not in render_to_string("components/table.html", {"table": read()})
    assert "people-all" not in render_to_string("components/table.html", {"table": read("people-q=nobody", folding)})


def test_heading_turns_the_order_and_keeps_the_rest() -> None:
    first, second, third = read("people-sort=name&people-q=a&other=1&people-page=2").headings
    assert (first.sorted, first.address) == ("ascending", "/list/?people-sort=-name&people-q=a&other=1")
    assert (second.sorted, second.address) == ("", "")
    assert third.address == "/list/?people-sort=gap&people-q=a&other=1"
    assert read("people-sort=-name").headings[0].sorted == "descending"


def test_form_sends_along_what_it_does_not_ask() -> None:
    assert read("people-sort=name&people-q=a&people-page=2&other=1").kept == [("people-sort", "name"), ("other", "1")]


def test_pages_are_linked_where_there_is_more_than_one() -> None:
    assert [(page.number, page.is_here) for page in read().pages] == [(1, True), (2, False)]
    assert read("people-q=sari").pages == []


UNITS = Layout(
    name="units", caption="Units", columns=(Column("name", "Name"), Column("parent_unit_id", "Above")),
    searched=("name",), choices=(Choice("agency_id", "Agency", (("KOTA", "Kota"),)),), page_size=2, order="name",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Dinas Kesehatan", "Dinas Kesehatan Kota Lain"]),
        ("units-sort=-name", ["Pustu Melati", "Puskesmas Melati"]),
        ("units-sort=parent_unit_id", ["Puskesmas Melati", "Puskesmas Kenanga"]),
        ("units-sort=-parent_unit_id", ["Pustu Melati", "Puskesmas Melati"]),
        ("units-q=melati+pustu", ["Pustu Melati"]),
        ("units-agency_id=KOTA", ["Dinas Kesehatan", "Dinas Pendidikan"]),
    ],
)
def test_rows_of_the_archive_are_read_alike(query: str, found: list[str]) -> None:
    make_city()
    assert names(read_table(RequestFactory().get(f"/list/?{query}"), Unit.objects.all(), UNITS)) == found


@pytest.mark.django_db
def test_table_asks_the_archive_twice_however_long_it_is(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_city()
    for limit in (1, 3):
        layout = Layout("units", "Units", UNITS.columns, page_size=limit)
        with django_assert_num_queries(2):
            read_table(RequestFactory().get("/"), Unit.objects.all(), layout)


@pytest.mark.django_db
@pytest.mark.urls("tests.journeys.gallery")
def test_fragment_is_the_table_alone(client: Client, make_client: Callable[[Client], Client]) -> None:
    logged_in = make_client(client)
    page = logged_in.get("/gallery/?people-q=sari").content.decode()
    part = logged_in.get(
        "/gallery/?people-q=sari", headers={"HX-Request": "true", "HX-Target": "people-rows"}
    ).content.decode()
    assert ("<html" in page, "<html" in part) == (True, False)
    assert page.count('<tr role="row"') == part.count('<tr role="row"') == 25
