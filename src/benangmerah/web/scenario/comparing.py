"""Scenarios side by side: measure by measure and OPD by OPD, as a chart, as tables and as workbooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.domain.scenario import Answer, PlanFigures, UnitChange, read_answer
from benangmerah.store.selectors.scenario import SavedScenario, read_scenario
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, percent, share
from benangmerah.web.components.list_file import is_list_request, send_list
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.scenario.figures import MEASURES, Measure, say_distance
from benangmerah.web.scenario.scenarios import COMPARED
from benangmerah.web.visit import visit_of

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class ComparedPlan:
    """One plan that stands beside others."""

    key: str
    label: str
    figures: PlanFigures
    units: Mapping[str, float | None]
    """The share of its weighted gap that is closed, by OPD."""
    quality: str
    answer: Answer | None = None
    """Of a scenario; the plan of the run is compared with nothing."""


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The plan of the run and two to four scenarios, side by side."""
    visit = visit_of(request)
    visit.scope.require(Right.START_RUNS)
    asked = list(dict.fromkeys(each for each in request.GET.getlist(COMPARED) if each.isdecimal()))
    scenarios = [read_scenario(visit.scope, int(each)) for each in asked[:MOST]]
    if len(asked) > MOST or len(scenarios) < FEWEST:
        messages.info(request, _("Choose two to four scenarios to compare."))
        return redirect("scenario:show_scenarios")
    answers = [read_answer(each.answer) for each in scenarios]
    plans = _list_plans(scenarios, answers)
    tables = (
        read_table(request, _list_measures(plans), _measure_layout(plans, scenarios)),
        read_table(request, _list_units(plans, answers), _unit_layout(plans, scenarios)),
    )
    for table in tables:
        if is_list_request(request, table):
            return send_list(request, table)
    context = {
        "scenarios": scenarios, "plans": plans, "chart": _draw(plans), "unit_table": tables[1],
        "is_of_several_runs": len({each.run_id for each in scenarios}) > 1,
    }  # fmt: skip
    for table in tables[1:]:
        if request.headers.get("HX-Target") == f"{table.name}-rows":
            return show_table_page(request, "scenario/compare.html", table, context)
    return show_table_page(request, "scenario/compare.html", tables[0], context)


def _list_plans(scenarios: Sequence[SavedScenario], answers: Sequence[Answer]) -> list[ComparedPlan]:
    """The plan of each run once, and the scenarios."""
    plans = {
        f"run{scenario.run_id}": ComparedPlan(
            f"run{scenario.run_id}", _("Plan of run %(number)s") % {"number": scenario.run_id}, answer.before,
            {each.unit_id: _closed(each.closure_before, each) for each in answer.units}, _("the plan as it stands"),
        )
        for scenario, answer in zip(scenarios, answers, strict=True)
    }  # fmt: skip
    return [*plans.values(), *(
        ComparedPlan(
            f"scenario{scenario.pk}", scenario.name, answer.after,
            {each.unit_id: _closed(each.closure, each) for each in answer.units}, _say_quality(answer), answer,
        )
        for scenario, answer in zip(scenarios, answers, strict=True)
    )]  # fmt: skip


def _say_quality(answer: Answer) -> str:
    words = _("proved, at most %(share)s") if answer.is_refined else _("sketch, at most %(share)s")
    return words % {"share": say_distance(answer)}


def _closed(closure: float, unit: UnitChange) -> float | None:
    return closure / unit.weighted_gap if unit.weighted_gap else None


def _list_measures(plans: Sequence[ComparedPlan]) -> list[dict[str, Any]]:
    rows = [
        {"measure": str(measure.label), **{plan.key: (measure, measure.read(plan.figures)) for plan in plans}}
        for measure in MEASURES
    ]
    people = [
        {"measure": label, **{plan.key: (None, _say_people(plan, read)) for plan in plans}}
        for label, read in (
            (_("People who gain"), lambda each: each.gaining), (_("People who get less"), lambda each: each.losing),
            (_("People no longer helped"), lambda each: each.dropped),
        )
    ]  # fmt: skip
    quality = {"measure": _("How good"), **{plan.key: (None, plan.quality) for plan in plans}}
    return [*rows, *people, quality]


def _say_people(plan: ComparedPlan, read: Callable[[Answer], int]) -> str:
    return "–" if plan.answer is None else str(figure(read(plan.answer)))


def _say_cell(cell: tuple[Measure | None, Any]) -> Any:
    measure, value = cell
    return value if measure is None else measure.say(value)


def _read_cell(key: str) -> Callable[[dict[str, Any]], Any]:
    """What the workbook has: shares in percent, all else as it is."""

    def read(row: dict[str, Any]) -> Any:
        measure, value = row[key]
        if measure is None:
            return str(value)
        is_share = measure.say_change is not None
        return None if value is None else round(value * 100, 2) if is_share else value

    return read


def _measure_layout(plans: Sequence[ComparedPlan], scenarios: Sequence[SavedScenario]) -> Layout:
    return Layout(
        name="measures", caption=_("Scenarios side by side"), is_exported=True, notes=_notes(scenarios),
        columns=[
            Column("measure", _("Measured")),
            *(Column(plan.key, plan.label, say=_say_cell, is_number=True, is_sorted=False, value=_read_cell(plan.key))
              for plan in plans),
        ],
    )  # fmt: skip


def _list_units(plans: Sequence[ComparedPlan], answers: Sequence[Answer]) -> list[dict[str, Any]]:
    names = {each.unit_id: each.name for answer in answers for each in answer.units}
    people = {each.unit_id: each.people for answer in answers for each in answer.units}
    rows = [
        {"name": name, "people": people[unit_id], **{plan.key: plan.units.get(unit_id) for plan in plans}}
        for unit_id, name in names.items()
    ]
    return sorted(rows, key=lambda row: str(row["name"]))


def _unit_layout(plans: Sequence[ComparedPlan], scenarios: Sequence[SavedScenario]) -> Layout:
    return Layout(
        name="units", caption=_("Weighted gap closed, by OPD"), is_exported=True, notes=_notes(scenarios), page_size=25,
        columns=[
            Column("name", "OPD"), Column("people", _("Planned for"), say=figure, is_number=True),
            *(Column(plan.key, plan.label, say=share, is_number=True) for plan in plans),
        ],
        searched=("name",),
    )  # fmt: skip


def _notes(scenarios: Sequence[SavedScenario]) -> list[str | Promise]:
    return [_("Scenario %(name)s, run %(run)s") % {"name": each.name, "run": each.run_id} for each in scenarios]


def _draw(plans: Sequence[ComparedPlan]) -> Chart:
    return Chart(
        name="compared", kind="bar", title=_("Weighted gap closed and JP in class"), heading=_("Plan"),
        labels=[plan.label for plan in plans], say=percent,
        series=[
            Series(_("Weighted gap closed"), [_round(plan.figures.closure) for plan in plans]),
            Series(_("Share of JP in class"), [_part(plan.figures.classical_share_percent) for plan in plans]),
        ],
    )  # fmt: skip


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _part(value: float | None) -> float | None:
    return None if value is None else round(value / 100, 4)
