"""The gap map of the city or of a unit, and the people behind a cell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.read_gap_map import read_cell
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS, SECTORS, STATUSES
from benangmerah.store.selectors.competency import name_competencies
from benangmerah.store.selectors.gap_map import MapQuestion, list_map_units, read_grid, read_map_unit
from benangmerah.store.selectors.shown_run import read_shown_run
from benangmerah.store.selectors.unit import read_unit
from benangmerah.web.components.figures import figure, nip, not_known, said
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.gap_map.grid import MEASURES, draw_heads, draw_rows
from benangmerah.web.visit import visit_of

SECTOR_WORDS: dict[str, str | Promise] = {
    "education": gettext_lazy("Education sector"),
    "health": gettext_lazy("Health sector"),
    "other": gettext_lazy("Other sectors"),
}
STATES: dict[str, str | Promise] = {
    "gap": gettext_lazy("gap"), "met": gettext_lazy("met"), "not_assessed": gettext_lazy("not assessed"),
    "unknown": gettext_lazy("not known"),
}  # fmt: skip


@require_safe
def show_map(request: HttpRequest) -> HttpResponse:
    """The OPDs of the reader's scope against competencies."""
    return _show(request, None)


@require_safe
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
    unit = read_map_unit(scope, run, unit_id) if unit_id is not None else None
    question, asked = read_question(request)
    units = list_map_units(scope, run, unit_id)
    is_lowest = unit is not None and not units
    grid = read_grid(scope, run, [unit] if unit is not None and is_lowest else units, question)
    measure = asked.get("ukuran", "people")
    order = request.GET.get("urut", "")
    context: dict[str, Any] = {
        "run": run, "unit": unit, "is_lowest": is_lowest, "asked": asked, "order": order,
        "heads": draw_heads(grid, order, asked, request.path),
        "rows": draw_rows(grid, MEASURES[measure], order, asked),
        "measure": MEASURES[measure].label, "choices": list_choices(asked),
    }  # fmt: skip
    return render(request, "gap_map/map.html", context)


@require_safe
def show_cell(request: HttpRequest, unit_id: str, competency_id: str) -> HttpResponse:
    """The people of a unit behind one cell, a competency or a kind of qualification; the look is written down."""
    visit = visit_of(request)
    visit.scope.require(Right.READ_ASSESSMENTS)
    run = read_shown_run(visit.scope, request.GET.get("run", ""))
    question, asked = read_question(request)
    if run is None:
        read_unit(visit.scope, unit_id, Right.READ_ASSESSMENTS)
        return render(request, "gap_map/map.html", {"run": None, "may_start": visit.scope.may(Right.START_RUNS)})
    unit = read_map_unit(visit.scope, run, unit_id)
    lines = read_cell(visit, run, unit_id, competency_id, question)
    name = name_competencies([competency_id]).get(competency_id) or said(competency_id)
    context = {"run": run, "unit": unit, "name": name, "asked": asked, "is_aimed": question.target == "aimed"}
    run_words = _("run %(number)s, data of %(day)s") % {"number": run.pk, "day": figure(run.as_of)}
    position = f"{_('Position')}: {_('aimed at') if question.target == 'aimed' else _('held')}"
    notes = (f"{unit.name}: {name}", position, run_words)
    layout = replace(make_layout(is_competency=question.kind == "competency"), notes=notes)
    return show_table_page(request, "gap_map/cell.html", read_table(request, lines, layout), context)


def make_layout(*, is_competency: bool) -> Layout:
    """The table of the people behind a cell."""
    columns = [
        Column("name", _("Name")), Column("employee_id", "NIP", say=nip), Column("position", _("Position")),
        Column("required", _("Level required") if is_competency else _("Required"), say=said),
        Column("attained", _("Level attained") if is_competency else _("Held"), say=_say_held),
    ]  # fmt: skip
    if is_competency:
        columns.append(Column("gap", _("Levels short"), say=figure, is_number=True))
    columns.append(Column("state", _("State"), say=lambda state: str(STATES[state])))
    return Layout(
        name="people", caption=_("People behind this cell"), columns=columns, is_exported=True,
        searched=("name", "employee_id", "position"),
        choices=(Choice("state", _("State"), list(STATES.items())),), page_size=100,
        nothing=_("Nobody here is asked for it, or nobody matches."),
    )  # fmt: skip


def read_question(request: HttpRequest) -> tuple[MapQuestion, dict[str, str]]:
    """What the address asks of the map; whatever it does not know is overlooked."""
    known = {
        "jenis": (*COMPETENCY_KINDS, "qualification"), "sasaran": ("held", "aimed"), "ukuran": tuple(MEASURES),
        "sektor": SECTORS, "status": STATUSES,
    }  # fmt: skip
    asked = {key: value for key, values in known.items() if (value := request.GET.get(key, "")) in values}
    if request.GET.get("run", "").isdecimal():
        asked["run"] = request.GET["run"]
    kind = asked.get("jenis", COMPETENCY_KINDS[0])
    is_qualification = kind == "qualification"
    question = MapQuestion(
        "qualification" if is_qualification else "competency", asked.get("sasaran", "held"),
        "" if is_qualification else kind, asked.get("sektor", ""), asked.get("status", ""),
    )  # fmt: skip
    return question, asked


def list_choices(asked: dict[str, str]) -> list[dict[str, Any]]:
    """The lists above the map: name, label, options, and what is chosen."""
    kinds = [*((kind, said(kind)) for kind in COMPETENCY_KINDS), ("qualification", _("qualifications"))]
    lists: list[tuple[str, str, list[tuple[str, Any]], bool]] = [
        ("jenis", _("Kind"), kinds, False),
        ("sasaran", _("Position"), [("held", _("held")), ("aimed", _("aimed at"))], False),
        ("ukuran", _("The number says"), [(key, measure.label) for key, measure in MEASURES.items()], False),
        ("sektor", _("Sector"), list(SECTOR_WORDS.items()), True),
        ("status", _("Status"), [(status, said(status)) for status in STATUSES], True),
    ]
    return [
        {"name": name, "label": label, "options": options, "has_all": has_all, "chosen": asked.get(name, "")}
        for name, label, options, has_all in lists
    ]


def _say_held(value: str | None) -> Any:
    return not_known() if value is None else said(value)
