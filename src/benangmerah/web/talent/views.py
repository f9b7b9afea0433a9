"""Who stands in which of the nine boxes, and why; every look is written down by the flow that reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.domain.talent import FAMILIES, PERFORMANCE_WORDS, PERFORMANCES, POTENTIALS, TalentBox
from benangmerah.flow.read_talent import (
    CSV,
    WITHOUT,
    WORKBOOK,
    TalentChoice,
    TalentMap,
    TalentPerson,
    export_for_simata,
    read_person_talent,
    read_talent_box,
    read_talent_map,
)
from benangmerah.kernel.explanation import Term
from benangmerah.snapshot.contract.inputs import SECTORS
from benangmerah.web.components.figures import figure, nip, not_known, page_language, said, say_if_known, share
from benangmerah.web.components.filters import Filter, Filters, read_filters
from benangmerah.web.components.list_file import CONTENT_TYPE
from benangmerah.web.components.results import PAGE_SIZE
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.kept_page import knows_archive
from benangmerah.web.plan.tables import say_mark
from benangmerah.web.visit import visit_of

AGENCY, UNIT, SECTOR, FAMILY, PERIOD, FILE = "instansi", "unit", "sektor", "kelompok", "periode", "bentuk"
CHOSEN_BY = (AGENCY, UNIT, SECTOR, FAMILY, PERIOD)
CONTENT_TYPES = {CSV: "text/csv; charset=utf-8", WORKBOOK: CONTENT_TYPE}


@dataclass(frozen=True)
class BoxCell:
    """A cell of the picture: its box, how many stand in it, where it leads, and its tone from 0 to 4."""

    box: TalentBox
    count: int
    share: float | None
    address: str

    @property
    def tone(self) -> int:
        """How far up both axes together."""
        return PERFORMANCES.index(self.box.performance) + POTENTIALS.index(self.box.potential)

    @property
    def words(self) -> Term:
        """The performance in words."""
        return PERFORMANCE_WORDS[self.box.performance]


@require_safe
@knows_archive
def show_map(request: HttpRequest) -> HttpResponse:
    """The nine boxes with how many stand in each."""
    visit = visit_of(request)
    visit.scope.require(Right.SEE_TALENT)
    found = read_talent_map(visit, read_choice(request))
    filters = _filters(request, found)
    cells = _cells(found, filters)
    context: dict[str, Any] = {
        "found": found,
        "filters": filters,
        "rows": [
            (PERFORMANCE_WORDS[band], [cells[f"{band}.{level}"] for level in POTENTIALS])
            for band in reversed(PERFORMANCES)
        ],
        "levels": [Term(level) for level in POTENTIALS],
        "table": read_table(request, sorted(cells.values(), key=lambda cell: -cell.box.number), _box_layout()),
        "without": [([Term(each) for each in missing], count) for missing, count in sorted(found.missing.items())],
        "without_count": len(found.people) - found.placed_count,
        "without_address": _address(WITHOUT, filters),
        "succession_count": sum(each.is_succession for each in found.people),
        "files": [(kind.upper(), _file_address(kind, filters)) for kind in (WORKBOOK, CSV)],
        "citations": _citations(found.rules.law.boxes.values()),
        "may_keep": visit.scope.may(Right.KEEP_TALENT),
        "steps": _steps(),
    }
    return render(request, "talent/map.html", context)


@require_safe
@knows_archive
def show_box(request: HttpRequest, box: str) -> HttpResponse:
    """The people of one box, or those who stand in none with what is missing."""
    visit = visit_of(request)
    visit.scope.require(Right.SEE_TALENT)
    found, code, people = read_talent_box(visit, read_choice(request), box)
    filters = _filters(request, found)
    of_law = found.rules.law.boxes.get(code)
    table = read_table(request, people, _layout(of_law))
    context = {
        "found": found, "filters": filters, "box": of_law, "back": f"{reverse('talent:show_map')}?{filters.query}",
        "performance": PERFORMANCE_WORDS.get(of_law.performance) if of_law else None,
    }  # fmt: skip
    return show_table_page(request, "talent/box.html", table, context)


@require_safe
def show_person(request: HttpRequest, employee_id: str) -> HttpResponse:
    """One person's box with its reasons, what the law recommends, and what was imported before."""
    visit = visit_of(request)
    visit.scope.require(Right.SEE_TALENT)
    found = read_person_talent(visit, employee_id)
    performance = found.person.performance
    context = {
        "found": found,
        "person": found.person,
        "box": found.person.box,
        "performance": None if performance is None else said(PERFORMANCE_WORDS[performance]),
        "potential": None if found.person.potential is None else said(found.person.potential),
        "missing": [Term(each) for each in found.person.missing],
        "may_career": visit.scope.reach(Right.READ_ASSESSMENTS).holds(found.person.agency_id, found.person.unit_id),
        "may_see": visit.scope.reach(Right.SEE_PEOPLE).holds(found.person.agency_id, found.person.unit_id),
    }
    return render(request, "talent/person.html", context)


@require_safe
@knows_archive
def export(request: HttpRequest) -> HttpResponse:
    """The people who stand in a box as a file for SIMATA, chosen as on the map."""
    visit = visit_of(request)
    visit.scope.require(Right.SEE_TALENT)
    kind = CSV if request.GET.get(FILE) == CSV else WORKBOOK
    data = export_for_simata(visit, read_choice(request), kind, page_language())
    name = f"simata-{visit.on:%Y-%m-%d}.{kind}"
    return HttpResponse(data, content_type=CONTENT_TYPES[kind], headers={
        "Content-Disposition": f"attachment; filename={name}",
    })  # fmt: skip


def read_choice(request: HttpRequest) -> TalentChoice:
    """What the address asks for; a sector, kind of post or period that is not known is overlooked."""
    asked = request.GET
    sector, family, period = asked.get(SECTOR, ""), asked.get(FAMILY, ""), asked.get(PERIOD, "")
    return TalentChoice(
        asked.get(AGENCY, ""), asked.get(UNIT, ""), sector if sector in SECTORS else "",
        family if family in FAMILIES else "", period if period.isdecimal() else "",
    )  # fmt: skip


def _filters(request: HttpRequest, found: TalentMap) -> Filters:
    """The lists above the picture; the agency only where there are several."""
    places, units = list(found.units.places()), found.units
    if not units.is_whole:
        places[0] = ("", _("all units you see"))
    if found.choice.unit_id and found.choice.unit_id not in dict(places):
        places.append((found.choice.unit_id, units.names[found.choice.unit_id]))
    lists = [
        Filter(UNIT, _("Unit"), places, has_all=False),
        Filter(SECTOR, _("Sector"), [(sector, said(sector)) for sector in SECTORS]),
        Filter(FAMILY, _("Kind of post"), [(family, say_family(family)) for family in FAMILIES]),
        Filter(PERIOD, _("Period"), [("", _("newest")), *((str(year), str(year)) for year in found.periods)],
               has_all=False),
    ]  # fmt: skip
    if len(found.agencies) > 1:
        lists.insert(0, Filter(AGENCY, _("Agency"), found.agencies, has_all=False))
    return read_filters(request, lists)


def say_family(family: str) -> str:
    """A kind of post in words."""
    return {
        "jpt": _("high leadership (JPT)"),
        "administrator": said("administrator"),
        "pengawas": said("pengawas"),
        "pelaksana": said("pelaksana"),
        "jf": _("functional posts (JF)"),
    }[family]


def _cells(found: TalentMap, filters: Filters) -> dict[str, BoxCell]:
    placed = found.placed_count
    return {
        code: BoxCell(box, count, count / placed if placed else None, _address(str(box.number), filters))
        for code, box in found.rules.law.boxes.items()
        for count in (found.counts.get(code, 0),)
    }


def _address(box: str, filters: Filters) -> str:
    address = reverse("talent:show_box", args=[box])
    return f"{address}?{filters.query}" if filters.query else address


def _file_address(kind: str, filters: Filters) -> str:
    return f"{reverse('talent:export')}?{urlencode({**_kept(filters), FILE: kind})}"


def _kept(filters: Filters) -> Mapping[str, str]:
    return {name: value for name, value in filters.chosen.items() if value}


def _citations(boxes: Any) -> list[Any]:
    return list(dict.fromkeys(cited for box in boxes for cited in (box.citation, box.numbering)))


def _steps() -> list[dict[str, str]]:
    return [
        {"name": _("Take the template"), "words": _("One row a person: NIP, period, performance, potential or box.")},
        {"name": _("Send it"), "words": _("It is compared first; each cell that is wrong is named.")},
        {"name": _("Or publish a run"), "words": _("Where performance and job match are known, boxes are computed.")},
    ]


def _box_layout() -> Layout:
    return Layout(
        name="boxes", caption=_("What is recommended for each box"),
        columns=[
            Column("box__number", _("Box"), address=lambda cell: cell.address, is_sorted=False),
            Column("words", _("Performance"), say=said, is_sorted=False),
            Column("box__potential", _("Potential"), say=said, is_sorted=False),
            Column("count", _("People"), say=figure, is_number=True, is_sorted=False),
            Column("share", _("Share"), say=share, is_sorted=False),
            Column("box__recommendations", _("Recommendation"), say="; ".join, is_sorted=False, is_long=True),
            Column("box__is_succession", _("Succession group"), say=say_mark, is_sorted=False),
        ],
    )  # fmt: skip


def _layout(box: TalentBox | None) -> Layout:
    columns: Sequence[Column] = [
        Column("name", _("Name"), address=lambda row: reverse("talent:show_person", args=[row.employee_id])),
        Column("employee_id", "NIP", say=nip),
        Column("position", _("Position held")),
        Column("unit", _("Unit")),
        *(
            [
                Column("performance", _("Performance"), say=say_performance),
                Column("potential", _("Potential"), say=say_potential),
            ]
            if box is None
            else []
        ),
        Column("score", _("Score of the potential"), say=figure, is_number=True),
        Column("origin_code", _("Origin"), say=said),
        Column("period", _("Period"), say=say_period),
        *([] if box is not None else [Column("missing", _("What is missing"), say=say_missing, is_sorted=False)]),
        *([Column("is_succession", _("Succession group"), say=say_mark)] if box is not None else []),
    ]
    caption = _("In no box") if box is None else _("Box %(number)s") % {"number": box.number}
    return Layout(
        name="talent", caption=caption, page_size=PAGE_SIZE, columns=columns,
        searched=("name", "employee_id", "position", "unit"),
        choices=[Choice("origin_code", _("Origin"), [(code, said(code)) for code in ("imported_box", "computed_box")])],
        nothing=_("Nobody stands here."),
    )  # fmt: skip


def say_performance(band: str | None) -> str | SafeString:
    """A band in words; grey where nobody knows."""
    return not_known() if band is None else said(PERFORMANCE_WORDS[band])


def say_potential(level: str | None) -> str | SafeString:
    """A level in words; grey where nobody knows."""
    return not_known() if level is None else said(level)


def say_period(period: int | None) -> str:
    """A year, as years are written; empty where the box was computed."""
    return say_if_known(None if period is None else str(period))


def say_missing(missing: Sequence[str]) -> str:
    """What is not known."""
    return ", ".join(said(each) for each in missing)


def say_box(person: TalentPerson | None) -> str:
    """A box beside a list of something else, with whether it belongs to the succession group."""
    if person is None:
        return ""
    if person.box is None:
        return _("no box")
    words = _("Box %(number)s") % {"number": person.box.number}
    return f"{words} ({_('succession group')})" if person.is_succession else words
