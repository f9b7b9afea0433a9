"""The tree of units, and one unit with its place, its people by number, and its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.edit_rows import may_keep
from benangmerah.snapshot.contract.inputs import SECTORS
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import UnitNode, count_people, list_units, name_places, read_sectors, read_unit
from benangmerah.web.account.forms import INDENT
from benangmerah.web.components.figures import figure, said
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.visit import visit_of


@dataclass(frozen=True)
class UnitLine:
    """A unit as a line of the tree: people of its own, and with all below it."""

    unit_id: str
    label: str
    name: str
    sector: str
    is_opd: bool
    people: int
    people_below: int
    depth: int


def say_mark(is_opd: bool) -> str:
    """The mark of a unit that answers for needs."""
    return _("OPD") if is_opd else ""


def make_layout() -> Layout:
    """The table of units; sectors are chosen by their words in the language of the page."""
    return Layout(
        name="units",
        caption=_("Units"),
        columns=(
            Column("label", _("Unit"), address=lambda line: reverse("unit:show_unit", args=[line.unit_id])),
            Column("is_opd", _("Answers for needs"), say=say_mark),
            Column("sector", _("Sector"), say=said),
            Column("people", _("Own people"), say=figure, is_number=True),
            Column("people_below", _("With all below"), say=figure, is_number=True),
        ),
        searched=("name", "unit_id"),
        choices=(
            Choice("sector", _("Sector"), [(sector, said(sector)) for sector in SECTORS]),
            Choice("is_opd", _("Answers for needs"), [("True", _("OPD"))]),
        ),
        is_exported=True,
        page_size=100,
        nothing=_("No unit here matches."),
    )  # fmt: skip


@require_safe
def list_all(request: HttpRequest) -> HttpResponse:
    """The units of the reader's scope as a tree."""
    scope = visit_of(request).scope
    scope.require(Right.SEE_UNITS)
    lines = list_lines(scope)
    may_add = bool(scope.reach(Right.KEEP_STANDARDS).agency_ids)
    return show_table_page(request, "unit/units.html", read_table(request, lines, make_layout()), {"may_add": may_add})


@require_safe
def show_unit(request: HttpRequest, unit_id: str) -> HttpResponse:
    """One unit: its place, the units below, people by number, and what was changed about it."""
    scope = visit_of(request).scope
    unit = read_unit(scope, unit_id)
    lines = list_lines(scope)
    place = next(at for at, line in enumerate(lines) if line.unit_id == unit_id)
    own = lines[place]
    below = []
    for line in lines[place + 1 :]:
        if line.depth <= own.depth:
            break
        if line.depth == own.depth + 1:
            below.append(line)
    above = unit.parent_unit_id
    context = {
        "unit": unit, "own": own, "below": below,
        "above": name_places([(unit.agency_id, above)])[unit.agency_id, above] if above else "",
        "is_above_seen": any(line.unit_id == above for line in lines),
        "events": list_events(["units"], unit_id=unit_id), "may_change": may_keep(scope, unit.agency_id),
        "may_see_results": scope.reach(Right.SEE_RESULTS).holds(unit.agency_id, unit_id),
    }  # fmt: skip
    return render(request, "unit/unit.html", context)


def list_lines(scope: Scope) -> list[UnitLine]:
    """The units of the reader's scope as lines of the tree."""
    people, sectors = count_people(scope), read_sectors(scope)
    return [line for root in list_units(scope) for line in _lines(root, people, sectors)]


def _lines(root: UnitNode, people: Mapping[str, int], sectors: Mapping[str, str]) -> Iterator[UnitLine]:
    for depth, node in root.walk():
        yield UnitLine(
            node.unit_id, f"{INDENT * depth}{node.name}", node.name, sectors[node.unit_id], node.is_opd,
            people.get(node.unit_id, 0), sum(people.get(each.unit_id, 0) for _depth, each in node.walk()), depth,
        )  # fmt: skip
