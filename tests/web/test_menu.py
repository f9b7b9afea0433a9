from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.urls import reverse

from benangmerah.domain.role import Right
from benangmerah.web.menu import MENU, USER_MENU, Entry, address_of, list_lines

ICONS = Path("requirements/front/icons.txt").read_text("utf-8").split()
ENTRIES = (Entry("Home", "home", "home"), Entry("Own", "account:show_own", "users"),
           Entry("Accounts", "account:show_accounts", "users", Right.MANAGE_ACCOUNTS))  # fmt: skip


def test_lines_are_those_that_the_rights_allow() -> None:
    lines = list_lines(ENTRIES, frozenset(), "/")
    assert [(line.label, line.is_here) for line in lines] == [("Home", True), ("Own", False)]
    assert len(list_lines(ENTRIES, frozenset({Right.MANAGE_ACCOUNTS}), "/")) == 3


def test_reader_is_where_the_longest_address_matches() -> None:
    lines = list_lines(ENTRIES, frozenset(Right), "/akun/daftar/12/")
    assert [line.label for line in lines if line.is_here] == ["Accounts"]


def test_reader_of_a_page_outside_the_menu_is_nowhere_in_it() -> None:
    assert not any(line.is_here for line in list_lines(ENTRIES, frozenset(Right), "/bahasa/"))


def test_every_line_leads_somewhere_and_has_an_icon() -> None:
    for entry in (*MENU, *USER_MENU):
        assert reverse(entry.route)
        assert entry.icon in ICONS


def test_route_that_is_not_there_has_no_address() -> None:
    assert (address_of("home"), address_of("nowhere")) == ("/", "")


def test_every_icon_that_pages_name_is_fetched() -> None:
    used = subprocess.run(
        ["grep", "-rhoE", r'(\{% icon |icon_name=|action_icon=)"[a-z0-9-]+"', "src/benangmerah/web"],
        capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    names = {line.split('"')[1] for line in used.splitlines()}
    assert names
    assert names <= set(ICONS)


@pytest.mark.parametrize("entry", [*MENU, *USER_MENU])
def test_label_is_said_in_both_languages(entry: Entry) -> None:
    assert str(entry.label)
