"""What was found for a target: money, proof, years, OPDs, and the people for whoever may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.plan_target import TargetKind
from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import Term
from benangmerah.kernel.message_json import read_message
from benangmerah.store.selectors.plan_target import (
    list_left_people,
    list_target_items,
    list_target_units,
    list_target_years,
    read_target,
)
from benangmerah.web.components.chart import Chart, Mark, Series
from benangmerah.web.components.figures import figure, nip, rupiah, said
from benangmerah.web.components.results import PAGE_SIZE, Results, open_results, show_no_run
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.plan.views import list_tabs
from benangmerah.web.plan_target.words import UNDER_WAY, describe, say_answer, say_left, say_level
from benangmerah.web.visit import visit_of

INDEX_KINDS = (TargetKind.INDEX, TargetKind.INDEX_PATH)


@require_safe
def show_target(request: HttpRequest, target_id: int) -> HttpResponse:
    """One target: how far the search is, or what was found."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    target = read_target(results.visit.scope, target_id)
    context = _context(results, target)
    if target.found_at is None:
        job = target.job
        context |= {
            "progress": _progress(target) if job is not None and job.state in UNDER_WAY else None,
            "errors": [read_message(each) for each in (job.error if job else None) or []],
        }
        return render(request, "plan_target/target.html", context)
    units = [_hide(results, unit) for unit in list_target_units(results.visit.scope, target)]
    is_whole = results.tree.agency is not None
    context |= {"is_whole": is_whole, "left_count": sum(unit.left_people or 0 for unit in units)}
    if is_whole:
        years = list_target_years(target)
        context |= {
            "sentences": say_answer(target), "years": years, "charts": _draw(target, years),
            "missing": _list_missing(target), "least_note": _note_least(target),
            "left_words": say_left(context["left_count"]) if context["left_count"] else "",
        }  # fmt: skip
    context["may_see"] = results.visit.scope.may(Right.SEE_PEOPLE)
    table = read_table(request, units, _unit_layout(results, target))
    return show_table_page(request, "plan_target/target.html", table, context)


@require_safe
def show_progress(request: HttpRequest, target_id: int) -> HttpResponse:
    """How far the search is; when it has ended the page around it is drawn anew."""
    target = read_target(visit_of(request).scope, target_id)
    is_over = target.job is None or target.job.state not in UNDER_WAY
    answer = render(request, "components/progress.html", _progress(target) | {"is_over": is_over})
    if is_over and request.headers.get("HX-Request"):
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
def show_people(request: HttpRequest, target_id: int) -> HttpResponse:
    """Who takes what."""
    results = open_results(request, right=Right.SEE_PEOPLE)
    if results is None:
        return show_no_run(request, _("Plan"))
    target = read_target(results.visit.scope, target_id)
    rows = list_target_items(results.visit.scope, target, results.place.filter())
    table = read_table(request, rows, _people_layout(results, target))
    return show_table_page(request, "plan_target/list.html", table, _context(results, target))


@require_safe
def show_left(request: HttpRequest, target_id: int) -> HttpResponse:
    """Whom the plan leaves below the minimum, and why."""
    results = open_results(request, right=Right.SEE_PEOPLE)
    if results is None:
        return show_no_run(request, _("Plan"))
    target = read_target(results.visit.scope, target_id)
    rows = list_left_people(results.visit.scope, target, results.place.filter())
    counts = Counter(rows.values_list("limit", flat=True))
    table = read_table(request, rows, _left_layout(results, target))
    context = _context(results, target) | {
        "reasons": [(said(Term(limit)), count) for limit, count in counts.most_common()]
    }
    return show_table_page(request, "plan_target/list.html", table, context)


def _context(results: Results, target: Any) -> dict[str, Any]:
    return {
        "results": results, "target": target, "words": describe(target),
        "tabs": list_tabs(results, "plan_target:show_targets"),
        "is_index": target.kind in INDEX_KINDS, "is_path": target.kind == TargetKind.INDEX_PATH,
        "may_ask": target.agency_id in results.visit.scope.reach(Right.START_RUNS).agency_ids,
    }  # fmt: skip


def _progress(target: Any) -> dict[str, Any]:
    job = target.job
    return {
        "name": "target-progress", "address": reverse("plan_target:show_progress", args=[target.pk]),
        "stage": said(read_message(job.stage)) if job is not None and job.stage else _("The search waits for its turn"),
        "done": job.done if job else 0, "total": job.total if job else 0, "is_over": False,
    }  # fmt: skip


def _hide(results: Results, unit: Any) -> Any:
    """The row of an OPD, without figures that would give a few people away."""
    if results.tree.is_hidden(unit.unit_id, unit.planned_people):
        for name in ("served_people", "items", "cost_rupiah", "left_people"):
            setattr(unit, name, None)
    return unit


def _list_missing(target: Any) -> list[tuple[str, str]]:
    """The points of the mean that training does not give, by dimension."""
    return [
        (said(Term(name)), str(figure(round(points, 2))))
        for name, points in target.points_missing.items()
        if name != "competency" and points
    ]


def _note_least(target: Any) -> str:
    if target.least_rupiah is None:
        return _("no lower bound is proven")
    return _("proven; with the limits of the law and the policy, over all lawful plans")


def _draw(target: Any, years: Sequence[Any]) -> list[Chart]:
    if target.kind == TargetKind.INDEX_PATH:
        return _draw_path(target, years)
    if not target.way:
        return []
    heading = _("Of the hours that are missing") if target.kind == TargetKind.MINIMUM_JP else _("Plan for a target")
    return [
        Chart(
            name="way", kind="line", title=_("Proven least money, by target"), heading=heading,
            labels=[_say_step(target, level) for level, _money in target.way],
            series=[Series(_("Cannot be had for less than"), [money for _level, money in target.way])], say=rupiah,
            summary=_("The nearer to the target, the dearer each step; no plan lies below this line."),
        )
    ]  # fmt: skip


def _say_step(target: Any, level: float) -> str:
    if target.kind == TargetKind.MINIMUM_JP:
        return f"{figure(round(level))} %"
    return say_level(target, round(level, 1))


def _draw_path(target: Any, years: Sequence[Any]) -> list[Chart]:
    labels = [str(one.year) for one in years]
    return [
        Chart(
            name="means", kind="line", title=_("IP ASN mean by year"), heading=_("Year"), labels=labels,
            series=[
                Series(_("Without this year's plan"), [_round(one.before) for one in years]),
                Series(_("Aimed at"), [_round(one.aimed) for one in years]),
                Series(_("Reached"), [_round(one.reached) for one in years]),
            ],
            marks=[Mark(_("Plan for a target"), float(target.aimed or 0))],
            summary=_("The line of what is reached meets the line of what is aimed at in each year that succeeds."),
        ),
        Chart(
            name="costs", kind="bar", title=_("Money by year"), heading=_("Year"), labels=labels, say=rupiah,
            series=[Series(_("Cost"), [one.cost_rupiah for one in years])],
        ),
    ]  # fmt: skip


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _unit_layout(results: Results, target: Any) -> Layout:
    columns = [
        Column("name", _("OPD"), say=lambda name: name or _("outside of any OPD")),
        Column("planned_people", _("Planned for"), say=figure, is_number=True),
        Column("served_people", _("With an item"), say=figure, is_number=True),
        Column("items", _("Items"), say=figure, is_number=True),
        Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
    ]
    if target.kind == TargetKind.MINIMUM_JP:
        columns.append(Column("left_people", _("Stay below the minimum"), say=figure, is_number=True))
    notes = [*results.notes, describe(target), *(say_answer(target) if results.tree.agency is not None else [])]
    return Layout(
        name="units", caption=_("By OPD"), is_exported=True, notes=notes, page_size=PAGE_SIZE, columns=columns,
        searched=("name",), nothing=_("No OPD has people here."),
    )  # fmt: skip


def _people_layout(results: Results, target: Any) -> Layout:
    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    return Layout(
        name="people", caption=_("Who takes what"), is_exported=True, notes=[*results.notes, describe(target)],
        page_size=PAGE_SIZE,
        columns=[
            Column("year", _("Year"), say=str, is_number=True), Column("name", _("Name"), address=person),
            Column("employee_id", "NIP", say=nip), Column("title", _("Offering")),
            Column("learning_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
        ],
        searched=("name", "employee_id", "title"), nothing=_("Nobody takes anything here."),
    )  # fmt: skip


def _left_layout(results: Results, target: Any) -> Layout:
    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    return Layout(
        name="left", caption=_("Who stays below the minimum"), is_exported=True,
        notes=[*results.notes, describe(target)], page_size=PAGE_SIZE,
        columns=[
            Column("name", _("Name"), address=person), Column("employee_id", "NIP", say=nip),
            Column("limit", _("In the way"), say=lambda code: said(Term(code))),
            Column("detail", _("Why"), say=lambda text: said(read_message(text))),
        ],
        searched=("name", "employee_id"), nothing=_("Nobody stays below the minimum here."),
    )  # fmt: skip
