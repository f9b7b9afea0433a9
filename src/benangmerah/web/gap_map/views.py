"""The gap map of the city or of a unit, and the people behind a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.read_gap_map import read_cell
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS, SECTORS, STATUSES
from benangmerah.store.selectors.competency import name_competencies
from benangmerah.store.selectors.gap_map import (
    CellLine,
    MapCell,
    MapQuestion,
    MapUnit,
    list_map_units,
    list_sibling_cells,
    read_grid,
    read_map_unit,
)
from benangmerah.store.selectors.shown_run import read_shown_run
from benangmerah.store.selectors.unit import read_unit
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, nip, not_known, percent, said
from benangmerah.web.components.filters import Filter, Filters, read_filters
from benangmerah.web.components.list_file import send_list
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.gap_map.file import file_address, is_grid_request, make_grid_table
from benangmerah.web.gap_map.grid import MEASURES, draw_body, draw_heads, draw_rows
from benangmerah.web.kept_page import kept
from benangmerah.web.shell import remember_run
from benangmerah.web.visit import visit_of

QUALIFICATION = "qualification"
SIBLINGS_SHOWN = 12
STATES: dict[str, str | Promise] = {
    "gap": gettext_lazy("gap"), "met": gettext_lazy("met"), "not_assessed": gettext_lazy("not assessed"),
    "unknown": gettext_lazy("not known"),
}  # fmt: skip


@require_safe
@kept
def show_map(request: HttpRequest) -> HttpResponse:
    """The OPDs of the reader's scope against competencies."""
    return _show(request, None)


@require_safe
@kept
def show_unit_map(request: HttpRequest, unit_id: str) -> HttpResponse:
    """The units right below one, beside each other."""
    return _show(request, unit_id)


def _show(request: HttpRequest, unit_id: str | None) -> HttpResponse:
    scope = visit_of(request).scope
    run = read_shown_run(scope, request.GET.get("run", ""))
    if run is None:
        if unit_id is not None:
            read_unit(scope, unit_id, Right.SEE_RESULTS)
        return render(request, "gap_map/map.html", {"run": None, "may_start": scope.may(Right.START_RUNS)})
    remember_run(request, run)
    unit = read_map_unit(scope, run, unit_id) if unit_id is not None else None
    filters = read_choices(request)
    question, asked = ask_map(filters.chosen), read_asked(request, filters)
    units = list_map_units(scope, run, unit_id)
    is_lowest = unit is not None and not units
    grid = read_grid(scope, run, [unit] if unit is not None and is_lowest else units, question)
    measure = MEASURES[filters.chosen["ukuran"]]
    order = request.GET.get("urut", "")
    if is_grid_request(request):
        run_words = _("run %(number)s, data of %(day)s") % {"number": run.pk, "day": figure(run.as_of)}
        notes = [run_words, *filters.words, *([unit.name] if unit else [])]
        return send_list(request, make_grid_table(request, grid, measure, notes))
    context: dict[str, Any] = {
        "run": run, "unit": unit, "is_lowest": is_lowest, "filters": filters, "measure": measure.label,
        "heads": draw_heads(grid, order, asked, request.path),
        "body": draw_body(draw_rows(grid, measure, order, asked), is_lowest=is_lowest),
        "file_address": file_address(request),
        "why": _why(unit_id, filters.chosen, asked),
    }  # fmt: skip
    return render(request, "gap_map/map.html", context)


@require_safe
@kept
def show_cell(request: HttpRequest, unit_id: str, competency_id: str) -> HttpResponse:
    """The people of a unit behind one cell, a competency or a kind of qualification; the look is written down."""
    visit = visit_of(request)
    visit.scope.require(Right.READ_ASSESSMENTS)
    run = read_shown_run(visit.scope, request.GET.get("run", ""))
    question = ask_map(read_choices(request).chosen)
    if run is None:
        read_unit(visit.scope, unit_id, Right.READ_ASSESSMENTS)
        return render(request, "gap_map/map.html", {"run": None, "may_start": visit.scope.may(Right.START_RUNS)})
    remember_run(request, run)
    unit = read_map_unit(visit.scope, run, unit_id)
    lines = read_cell(visit, run, unit_id, competency_id, question)
    name = name_competencies([competency_id]).get(competency_id) or said(competency_id)
    asked = read_asked(request, read_choices(request))
    context = {
        "run": run, "unit": unit, "name": name, "is_aimed": question.target == "aimed",
        "siblings": _draw_siblings(
            list_sibling_cells(visit.scope, run, unit, competency_id, question), unit_id, competency_id, asked
        ),
        "why": _why(unit_id, read_choices(request).chosen, asked, competency_id),
    }  # fmt: skip
    run_words = _("run %(number)s, data of %(day)s") % {"number": run.pk, "day": figure(run.as_of)}
    position = f"{_('Position')}: {_('aimed at') if question.target == 'aimed' else _('held')}"
    notes = (f"{unit.name}: {name}", position, run_words)
    layout = replace(make_layout(is_competency=question.kind == "competency"), notes=notes)
    return show_table_page(request, "gap_map/cell.html", read_table(request, lines, layout), context)


def _why(unit_id: str | None, chosen: Mapping[str, str], asked: Mapping[str, str], subject_id: str = "") -> str:
    """The address of the reasons of a place, or of one column in it."""
    is_qualification = chosen["jenis"] == QUALIFICATION
    query = {
        "unit": unit_id or "", "run": asked.get("run", ""), "sasaran": chosen["sasaran"], "sektor": chosen["sektor"],
        "status": chosen["status"], "jenis": QUALIFICATION if is_qualification else "",
        "kualifikasi" if is_qualification else "kompetensi": subject_id,
    }  # fmt: skip
    kept = urlencode({name: value for name, value in query.items() if value})
    return f"{reverse('why:explain_figure', args=['gap'])}?{kept}"


def _draw_siblings(
    cells: list[tuple[MapUnit, MapCell]], unit_id: str, subject_id: str, asked: Mapping[str, str]
) -> Chart | None:
    """People below in this unit and in those beside it, as shares of who is asked for it; the deepest first."""
    known = [(unit, cell.below_people / cell.people) for unit, cell in cells if cell.is_known and cell.people]
    if len(known) < 2:
        return None
    known.sort(key=lambda each: (-each[1], each[0].name))
    shown = [each for place, each in enumerate(known) if place < SIBLINGS_SHOWN or each[0].unit_id == unit_id]
    query = urlencode(asked)
    return Chart(
        name="siblings",
        kind="bar",
        title=_("Share of people below, beside other units"),
        heading=_("Unit"),
        say=percent,
        labels=[f"▸ {unit.name}" if unit.unit_id == unit_id else unit.name for unit, _share in shown],
        series=[Series(_("Share below standard"), [share for _unit, share in shown])],
        addresses=[
            f"{reverse('gap_map:show_cell', args=[unit.unit_id, subject_id])}?{query}" for unit, _share in shown
        ],
    )


def make_layout(*, is_competency: bool) -> Layout:
    """The table of the people behind a cell."""
    columns = [
        Column("name", _("Name"), address=_leads),
        Column("employee_id", "NIP", say=nip),
        Column("position", _("Position")),
        Column("required", _("Level required") if is_competency else _("Required"), say=said),
        Column("attained", _("Level attained") if is_competency else _("Held"), say=_say_held),
    ]
    if is_competency:
        columns.append(Column("gap", _("Levels short"), say=figure, is_number=True))
    columns.append(Column("state", _("State"), say=lambda state: str(STATES[state])))
    return Layout(
        name="people",
        caption=_("People behind this cell"),
        columns=columns,
        is_exported=True,
        searched=("name", "employee_id", "position"),
        choices=(Choice("state", _("State"), list(STATES.items())),),
        page_size=100,
        nothing=_("Nobody here is asked for it, or nobody matches."),
    )


def read_choices(request: HttpRequest) -> Filters:
    """What the address asks of the map; whatever it does not know is overlooked."""
    kinds = [*((kind, said(kind)) for kind in COMPETENCY_KINDS), (QUALIFICATION, _("qualifications"))]
    return read_filters(request, (
        Filter("jenis", _("Kind"), kinds, has_all=False),
        Filter("sasaran", _("Position"), [("held", _("held")), ("aimed", _("aimed at"))], has_all=False),
        Filter("ukuran", _("The number says"), [(key, each.label) for key, each in MEASURES.items()], has_all=False),
        Filter("sektor", _("Sector"), [(sector, said(sector)) for sector in SECTORS]),
        Filter("status", _("Status"), [(status, said(status)) for status in STATUSES]),
    ))  # fmt: skip


def ask_map(chosen: Mapping[str, str]) -> MapQuestion:
    """The choices as a question to the map."""
    kind = chosen["jenis"]
    return MapQuestion(
        "qualification" if kind == QUALIFICATION else "competency", chosen["sasaran"],
        "" if kind == QUALIFICATION else kind, chosen["sektor"], chosen["status"],
    )  # fmt: skip


def read_asked(request: HttpRequest, filters: Filters) -> dict[str, str]:
    """What links of the page keep: the choices, and the run where one is asked for."""
    run = request.GET.get("run", "")
    return {name: value for name, value in {**filters.chosen, "run": run}.items() if value}


def _leads(line: CellLine) -> str:
    return reverse("employee:show_employee", args=[line.employee_id])


def _say_held(value: str | None) -> Any:
    return not_known() if value is None else said(value)
