"""The menu: one line for each page that stands in it; a reader sees the lines that their roles allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from benangmerah.domain.role import Right
from benangmerah.web.components.icon import icon


@dataclass(frozen=True)
class Entry:
    """A line of the menu: its words, the name of its route, its icon, and the right it needs, if any."""

    label: str | Promise
    route: str
    icon: str
    right: Right | None = None


MENU: tuple[Entry, ...] = (
    Entry(_("Home"), "home", "home"),
    Entry(_("Import"), "import:show_imports", "database-import", Right.IMPORT_DATA),
    Entry(_("Data quality"), "quality:show_quality", "clipboard-check", Right.SEE_PEOPLE),
    Entry(_("Units"), "unit:list_units", "building-community", Right.SEE_UNITS),
    Entry(_("Positions"), "position:list_positions", "award", Right.SEE_UNITS),
    Entry(_("Standards of positions"), "standard:show_standards", "scale", Right.SEE_UNITS),
    Entry(_("Dictionary of competencies"), "competency:list_competencies", "books", Right.SEE_UNITS),
    Entry(_("Planning documents"), "objective:show_documents", "target-arrow", Right.SEE_UNITS),
    Entry(_("Rotations"), "rotation:show_rotations", "refresh", Right.IMPORT_DATA),
    Entry(_("Policies"), "policy:show_policies", "settings", Right.SEE_RESULTS),
    Entry(_("Changes by hand"), "change:show_changes", "history", Right.KEEP_STANDARDS),
    Entry(_("Runs"), "run:show_runs", "list-details", Right.SEE_RESULTS),
    Entry(_("Gap map"), "gap_map:show_map", "grid-4x4", Right.SEE_RESULTS),
    Entry(_("Staff"), "employee:show_employees", "users", Right.SEE_PEOPLE),
    Entry(_("Needs"), "need:show_competencies", "checklist", Right.SEE_RESULTS),
    Entry(_("Plan"), "plan:show_plan", "calendar-event", Right.SEE_RESULTS),
    Entry(_("What if"), "scenario:show_what_if", "filter", Right.START_RUNS),
    Entry(_("Mandatory training"), "owed_training:show_owed", "clock", Right.SEE_PEOPLE),
    Entry(_("Red thread"), "thread:show_thread", "git-branch", Right.SEE_RESULTS),
    Entry(_("Succession"), "career:show_succession", "users", Right.SEE_PEOPLE),
    Entry(_("Talent map"), "talent:show_map", "award", Right.SEE_TALENT),
    Entry(_("Policy mirror"), "policy_mirror:show_mirror", "coin", Right.SEE_RESULTS),
    Entry(_("Sheet for leaders"), "leader_sheet:show_sheet", "edit", Right.SEE_RESULTS),
    Entry(_("Documents"), "report:show_reports", "report", Right.SEE_RESULTS),
    Entry(_("Accounts"), "account:show_accounts", "users", Right.MANAGE_ACCOUNTS),
    Entry(_("Audit log"), "audit:show_log", "history", Right.READ_AUDIT),
)  # fmt: skip
"""In the order of the work: data, gaps, needs, plan, results. `icon` is a name of `requirements/front/icons.txt`."""

USER_MENU: tuple[Entry, ...] = (
    Entry(_("My results"), "employee:show_own", "report"),
    Entry(_("My account"), "account:show_own", "user-circle"),
)  # fmt: skip
"""What stands behind the reader's own name."""


@dataclass(frozen=True)
class MenuLine:
    """A line as it is drawn on one page."""

    label: str | Promise
    address: str
    icon: str
    is_here: bool


def list_lines(entries: Sequence[Entry], rights: frozenset[Right], path: str) -> list[MenuLine]:
    """The lines somebody with these rights sees; the one with the longest matching address is where they are."""
    here = _here(entries, rights, path)
    seen = [(entry, _address(entry.route)) for entry in entries if entry.right is None or entry.right in rights]
    return [MenuLine(entry.label, address, entry.icon, address == here) for entry, address in seen]


def _here(entries: Sequence[Entry], rights: frozenset[Right], path: str) -> str:
    seen = [_address(entry.route) for entry in entries if entry.right is None or entry.right in rights]
    holding = (address for address in seen if path == address or (address != "/" and path.startswith(address)))
    return max(holding, key=len, default="")


def draw_menu(rights: frozenset[Right], path: str, language: str) -> SafeString:
    """The lines of the menu as they stand beside every page; drawn once for whoever sees the same."""
    return _draw_menu(rights, _here(MENU, rights, path), language)


def draw_user_menu(language: str) -> SafeString:
    """What stands behind the reader's own name."""
    return _draw_user_menu(language)


@lru_cache(maxsize=512)
def _draw_menu(rights: frozenset[Right], here: str, language: str) -> SafeString:  # noqa: ARG001 labels speak it
    return format_html_join(
        "\n",
        '<li class="nav-item{}"><a class="nav-link" href="{}"{}><span class="nav-link-icon">{}</span>'
        '<span class="nav-link-title">{}</span></a></li>',
        (
            (" active", line.address, SafeString(' aria-current="page"'), icon(line.icon), line.label)
            if line.is_here
            else ("", line.address, "", icon(line.icon), line.label)
            for line in list_lines(MENU, rights, here)
        ),
    )


@lru_cache(maxsize=8)
def _draw_user_menu(language: str) -> SafeString:  # noqa: ARG001 labels speak it
    lines = list_lines(USER_MENU, frozenset(), "")
    drawn = '<a class="user-menu-item" href="{}">{}{}</a>'
    return format_html_join("\n", drawn, ((line.address, icon(line.icon), line.label) for line in lines))


@cache
def _address(route: str) -> str:
    """The address of a line; it never changes while the product runs."""
    return reverse(route)


def address_of(route: str, *values: str) -> str:
    """The address of a route, or nothing where this product has no such page."""
    try:
        return reverse(route, args=values)
    except NoReverseMatch:
        return ""
