from __future__ import annotations

import pytest
from django.test import RequestFactory

from benangmerah.web.components.filters import Chip, Filter, Filters, read_filters

LISTS = (
    Filter("sektor", "Sektor", (("health", "Kesehatan"), ("other", "Lain"))),
    Filter("sasaran", "Jabatan", (("held", "diduduki"), ("aimed", "dituju")), has_all=False),
)


def read(query: str) -> Filters:
    return read_filters(RequestFactory().get(f"/peta/?{query}"), LISTS)


@pytest.mark.parametrize(
    ("query", "chosen", "words"),
    [
        ("", {"sektor": "", "sasaran": "held"}, ["Jabatan: diduduki"]),
        ("sektor=health", {"sektor": "health", "sasaran": "held"}, ["Sektor: Kesehatan", "Jabatan: diduduki"]),
        ("sektor=x&sasaran=x", {"sektor": "", "sasaran": "held"}, ["Jabatan: diduduki"]),
        ("sasaran=aimed", {"sektor": "", "sasaran": "aimed"}, ["Jabatan: dituju"]),
    ],
)
def test_address_says_what_is_chosen(query: str, chosen: dict[str, str], words: list[str]) -> None:
    assert (read(query).chosen, read(query).words) == (chosen, words)


def test_form_keeps_the_rest_of_the_page_but_no_page_of_a_table() -> None:
    filters = read("run=3&units-q=a&units-page=2&units-as=xlsx&sektor=health")
    assert (filters.kept, filters.query) == ([("run", "3"), ("units-q", "a")], "sektor=health&sasaran=held")


def test_chip_leads_to_the_page_without_its_choice() -> None:
    assert read("run=3&sektor=health&units-page=2&sasaran=aimed").chips == [
        Chip("Sektor: Kesehatan", "/peta/?run=3&sasaran=aimed")
    ]
