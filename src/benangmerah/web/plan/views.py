"""What the money buys: the plan by offering, by unit and by person, what binds, and how good it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.plan import CUT_PERCENT
from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import MONTHS, Term, translate
from benangmerah.store.selectors.plan import (
    UNIT,
    GroupRow,
    Worth,
    list_curve,
    list_groups,
    list_limits,
    list_participants,
    list_plan_lines,
    list_shares,
    list_worths,
    read_agency_plan,
    read_plan_line,
    read_share,
)
from benangmerah.store.selectors.plan_cut import list_cut_lines, list_cuts, read_cut, read_cut_agency
from benangmerah.store.selectors.plan_next import (
    add_up_next,
    find_waiting,
    list_waiting,
    may_count_next,
    name_next,
)
from benangmerah.store.selectors.run_person import list_run_people
from benangmerah.store.selectors.thread_threshold import warn_plan
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, nip, page_language, percent, rupiah, said, share
from benangmerah.web.components.list_file import is_list_request
from benangmerah.web.components.results import PAGE_SIZE, Results, Tab, open_results, show_no_run, split_filters
from benangmerah.web.components.table import Column, Layout, is_rows_request, read_table, show_table_page, why_column
from benangmerah.web.kept_page import kept


@require_safe
@kept
def show_plan(request: HttpRequest) -> HttpResponse:
    """The plan by offering, with what it costs and closes and what binds."""
    results = open_results(request, *split_filters())
    if results is None:
        return show_no_run(request, _("Plan"))
    split = results.chosen["sektor"], results.chosen["status"]
    lines = list_plan_lines(results.run, results.tree, results.place, *split)
    table = read_table(request, lines, _line_layout(results))
    own = read_share(results.run, results.tree, results.place, *split)
    is_told = own is not None and own.people is not None
    context = _context(results, "show_plan") | {
        "agency": None if any(split) else read_agency_plan(results.run, results.place),
        "own": own, "limits": _draw_limits(results, *split) if is_told else None,
        "waiting": None if any(split) else list_waiting(results.run, results.place).first(),
        "warnings": [] if any(split) else warn_plan(results.run, results.tree, results.place),
        "why": results.link(reverse("why:explain_figure", args=["plan"]), sektor=split[0], status=split[1]),
    }  # fmt: skip
    return show_table_page(request, "plan/plan.html", table, context)


@require_safe
@kept
def show_worths(request: HttpRequest) -> HttpResponse:
    """What is scarce, and what one step more of it could close at most."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    rows = list_worths(results.run, results.place)
    table = read_table(request, rows, _worth_layout(results))
    money = next((_say_money(row) for row in rows if row.kind == "money"), None)
    return show_table_page(request, "plan/worths.html", table, _context(results, "show_worths") | {"money": money})


@require_safe
@kept
def show_curve(request: HttpRequest) -> HttpResponse:
    """What other budgets than the planned one would close."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    points = list_curve(results.run, results.place)
    table = read_table(request, points, _curve_layout(results))
    context = _context(results, "show_curve") | {"chart": _draw_curve(points) if points else None}
    return show_table_page(request, "plan/curve.html", table, context)


@require_safe
@kept
def show_waiting(request: HttpRequest) -> HttpResponse:
    """What no limit but the money keeps out of the plan, the most worth first."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    table = read_table(request, list_waiting(results.run, results.place), _waiting_layout(results))
    return show_table_page(request, "plan/waiting.html", table, _context(results, "show_waiting"))


@require_safe
@kept
def show_cut(request: HttpRequest) -> HttpResponse:
    """What falls away with less money: whose, and of which offerings."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    run, tree, place = results.run, results.tree, results.place
    units = read_table(request, list_cuts(run, tree, tree.rows(place.unit_id)), _cut_layout(results))
    lines = read_table(request, list_cut_lines(run, place), _cut_line_layout(results))
    context = _context(results, "show_cut") | {
        "agency": read_cut_agency(run, place), "own": read_cut(run, tree, place), "units": units,
        "lines": lines if place.unit_id is None else None,
    }  # fmt: skip
    asked = lines if is_list_request(request, lines) or is_rows_request(request, lines) else units
    return show_table_page(request, "plan/cut.html", asked, context)


@require_safe
@kept
def show_groups(request: HttpRequest) -> HttpResponse:
    """Whom the plan serves: closure and money by sector, status, grade, sex and unit."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    rows = list_groups(results.run, results.tree, results.place)
    table = read_table(request, rows, _group_layout(results))
    context = _context(results, "show_groups") | {"charts": _draw_groups(rows)}
    return show_table_page(request, "plan/groups.html", table, context)


@require_safe
@kept
def show_units(request: HttpRequest) -> HttpResponse:
    """The plan by unit, split by sector and status."""
    results = open_results(request, *split_filters())
    if results is None:
        return show_no_run(request, _("Plan"))
    units = results.tree.rows(results.place.unit_id)
    rows = list_shares(results.run, results.tree, units, results.chosen["sektor"], results.chosen["status"])
    table = read_table(request, rows, _unit_layout(results))
    return show_table_page(request, "plan/list.html", table, _context(results, "show_units"))


@require_safe
@kept
def show_people(request: HttpRequest) -> HttpResponse:
    """The plan by person."""
    results = open_results(request, *split_filters(), right=Right.SEE_PEOPLE)
    if results is None:
        return show_no_run(request, _("Plan"))
    chosen = {
        name: value for name, value in (("sector", results.chosen["sektor"]), ("status", results.chosen["status"]))
        if value
    }  # fmt: skip
    rows = list_run_people(results.visit.scope, results.run, results.place).filter(**chosen)
    table = read_table(request, rows, _people_layout(results))
    return show_table_page(request, "plan/list.html", table, _context(results, "show_people"))


@require_safe
@kept
def show_offering(request: HttpRequest, intervention_id: str) -> HttpResponse:
    """Who sits in one offering, by batch."""
    results = open_results(request, right=Right.SEE_PEOPLE)
    if results is None:
        return show_no_run(request, _("Plan"))
    line = read_plan_line(results.run, results.tree, results.place, intervention_id)
    rows = list_participants(results.visit.scope, results.run, results.place, intervention_id)
    following = name_next(results.run, results.place, intervention_id)
    table = read_table(request, rows, _participant_layout(results, following))
    is_told = may_count_next(results.tree, results.place, len(following))
    context = {
        "results": results, "line": line, "following": add_up_next(following) if is_told else None,
        "waiting": find_waiting(results.run, results.place, line.cost_rupiah, intervention_id),
    }  # fmt: skip
    return show_table_page(request, "plan/offering.html", table, context)


def _context(results: Results, here: str) -> dict[str, Any]:
    return {"results": results, "tabs": list_tabs(results, f"plan:{here}")}


def list_tabs(results: Results, here: str) -> list[Tab]:
    """The looks at a plan; `here` is the route of the page."""
    looks = [("plan:show_plan", _("By offering")), ("plan:show_units", _("By unit"))]
    if results.visit.scope.may(Right.SEE_PEOPLE):
        looks.append(("plan:show_people", _("By person")))
    looks += [
        ("plan:show_groups", _("Whom it serves")),
        ("plan:show_worths", _("What is scarce")),
        ("plan:show_curve", _("Other budgets")),
        ("plan:show_waiting", _("What waits for money")),
        ("plan:show_cut", _("With %(percent)s %% less") % {"percent": CUT_PERCENT}),
        ("plan_target:show_targets", _("Plan for a target")),
    ]
    return results.tabs(reverse(here), *((reverse(name), words) for name, words in looks))


def _draw_limits(results: Results, sector: str, status: str) -> Chart | None:
    limits = list_limits(results.run, results.tree, results.place, sector, status)
    if not limits:
        return None
    needs = reverse("need:show_needs") if results.visit.scope.may(Right.READ_ASSESSMENTS) else None
    return Chart(
        name="limits", kind="bar", title=_("What stands in the way of needs that are not, or not fully, served"),
        heading=_("In the way"), labels=[said(Term(each.limit)) for each in limits],
        series=[Series(_("Needs"), [each.need_count for each in limits]),
                Series(_("People below the minimum JP"), [each.minimum_count for each in limits])],
        addresses=[results.link(needs, batas=each.limit) if needs else None for each in limits],
    )  # fmt: skip


def _line_layout(results: Results) -> Layout:
    def leads(row: Any) -> str:
        return results.link(reverse("plan:show_offering", args=[row.intervention_id]))

    def why(row: Any) -> str:
        return results.link(reverse("why:explain_figure", args=["offering"]), kegiatan=row.intervention_id)

    return Layout(
        name="lines", caption=_("The plan by offering"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("title", _("Offering"), address=leads if results.visit.scope.may(Right.SEE_PEOPLE) else None),
            Column("form", _("Form"), say=said), Column("is_mandatory", _("Obligation"), say=say_mark),
            Column("period", _("Month"), say=say_month),
            Column("batches", _("Batches"), say=figure, is_number=True),
            Column("people", _("Participants"), say=figure, is_number=True),
            Column("learning_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost"), say=rupiah, is_number=True),
            Column("shown_closes", _("Levels closed"), say=figure, is_number=True),
            why_column(why),
        ],
        searched=("title", "intervention_id"),
        nothing=_("The plan has nothing here. A run makes a plan where the data or the run name money."),
    )  # fmt: skip


def _waiting_layout(results: Results) -> Layout:
    return Layout(
        name="waiting", caption=_("What waits for money"), is_exported=True, notes=results.notes, page_size=PAGE_SIZE,
        columns=[
            Column("place", _("No."), say=figure, is_number=True), Column("title", _("Offering")),
            Column("people", _("People"), say=figure, is_number=True),
            Column("cost_rupiah", _("Cost"), say=rupiah, is_number=True),
            Column("weighted_closure", _("Would close (weighted levels)"), say=figure, is_number=True),
            Column("saved_jp", _("JP no longer missing"), say=figure, is_number=True),
        ],
        searched=("title", "intervention_id"),
        nothing=_("Nothing waits: there is no plan, all that more money could buy is planned, or this is one unit."),
    )  # fmt: skip


def _cut_layout(results: Results) -> Layout:
    def leads(row: Any) -> str:
        return results.at_unit(reverse("plan:show_cut"), row.key)

    return Layout(
        name="units", caption=_("Whose it is that falls away"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("name", _("Unit"), address=leads),
            Column("served_people", _("With an item"), say=figure, is_number=True),
            Column("lost_people", _("Then without any item"), say=figure, is_number=True),
            Column("won_people", _("Then with one at last"), say=figure, is_number=True),
            Column("lost_items", _("Items fewer"), say=figure, is_number=True),
            Column("lost_rupiah", _("Money less, by the head"), say=rupiah, is_number=True),
            Column("lost_closes", _("Levels fewer"), say=figure, is_number=True),
            Column("lost_weighted", _("Weighted levels fewer"), say=figure, is_number=True),
            Column("lost_share", _("Of what the plan closes"), say=share, is_number=True),
        ],
        searched=("name",), nothing=_("Nothing was sketched with less money here."),
    )  # fmt: skip


def _cut_line_layout(results: Results) -> Layout:
    return Layout(
        name="offerings", caption=_("Of which offerings"), is_exported=True, notes=results.notes, page_size=PAGE_SIZE,
        columns=[
            Column("title", _("Offering")),
            Column("people", _("Participants"), say=figure, is_number=True),
            Column("cut_people", _("Then"), say=figure, is_number=True),
            Column("batches", _("Batches"), say=figure, is_number=True),
            Column("cut_batches", _("Batches then"), say=figure, is_number=True),
            Column("lost_rupiah", _("Money less"), say=rupiah, is_number=True),
            Column("lost_weighted", _("Weighted levels fewer"), say=figure, is_number=True),
        ],
        searched=("title", "intervention_id"), nothing=_("Nothing was sketched with less money here."),
    )  # fmt: skip


def _group_layout(results: Results) -> Layout:
    return Layout(
        name="groups",
        caption=_("Whom the plan serves"),
        is_exported=True,
        notes=results.notes,
        page_size=100,
        columns=[
            Column("dimension", _("By"), say=said),
            Column("value", _("Group"), say=_say_group),
            Column("people", _("Planned for"), say=figure, is_number=True),
            Column("served_share", _("With an item"), say=share, is_number=True),
            Column("closure", _("Gap closed"), say=share, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
            Column("rupiah_a_head", _("Cost for each"), say=rupiah, is_number=True),
            Column("hours_a_head", _("JP for each"), say=figure, is_number=True),
        ],
        nothing=_("The plan has nothing here. A run makes a plan where the data or the run name money."),
    )


def _draw_groups(rows: list[GroupRow]) -> list[Chart]:
    """One chart a dimension; groups of too few people have no bar."""
    charts = []
    for dimension in dict.fromkeys(row.dimension for row in rows):
        shown = [row for row in rows if row.dimension == dimension and row.people is not None]
        if len(shown) > 1 and dimension != UNIT:
            charts.append(
                Chart(
                    name=f"groups-{dimension}",
                    kind="bar",
                    title=_("Gap closed and people with an item, by %(dimension)s") % {"dimension": said(dimension)},
                    heading=said(dimension),
                    labels=[_say_group(row.value) for row in shown],
                    say=percent,
                    series=[
                        Series(_("Gap closed"), [row.closure for row in shown]),
                        Series(_("With an item"), [row.served_share for row in shown]),
                    ],
                )
            )
    return charts


def _say_group(value: str | None) -> str:
    return _("not known") if value is None else said(value)


def _say_money(worth: Worth) -> str:
    """What a step more of the agency's money closes, in words."""
    words = {"step": rupiah(worth.step), "least": figure(worth.gain), "most": figure(worth.worth)}
    if worth.gain is None:
        return _("%(step)s more closes %(most)s weighted levels at most.") % words
    return _("%(step)s more closes %(least)s to %(most)s weighted levels.") % words


def _worth_layout(results: Results) -> Layout:
    return Layout(
        name="worths",
        caption=_("What is scarce, and what more of it could close at most"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("kind", _("What"), say=said),
            Column("name", _("Of"), say=lambda name: name or _("whole agency")),
            Column("period", _("Month"), say=say_month),
            Column("amount", _("There is"), say=figure, is_number=True),
            Column("step", _("One step more"), say=figure, is_number=True),
            Column("gain", _("Closes, solved again"), say=figure, is_number=True),
            Column("worth", _("Closes at most (weighted levels)"), say=figure, is_number=True),
        ],
        searched=("name",),
        nothing=_("Nothing is scarce here: there is no plan, all that is needed is affordable, or this is one unit."),
    )


def _curve_layout(results: Results) -> Layout:
    return Layout(
        name="curve",
        caption=_("What other budgets would close"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("percent", _("Of the planned budget"), say=_say_part, is_number=True),
            Column("budget_rupiah", _("Budget"), say=rupiah, is_number=True),
            Column("reached", _("Closes about (weighted levels)"), say=figure, is_number=True),
            Column("upper_bound", _("At most"), say=figure, is_number=True),
        ],
        nothing=_("There is no plan here, or this is one unit: other budgets are asked for a whole agency."),
    )


def _say_part(value: int) -> str:
    return str(percent(value / 100))


def _draw_curve(points: list[Any]) -> Chart:
    planned = next((point for point in points if point.percent == 100), None)
    return Chart(
        name="curve",
        kind="line",
        title=_("Weighted levels closed, by budget"),
        heading=_("Of the planned budget"),
        labels=[_say_part(point.percent) for point in points],
        series=[
            Series(_("Closes about"), [round(point.reached, 1) for point in points]),
            Series(_("At most"), [round(point.upper_bound, 1) for point in points]),
        ],
        summary=""
        if planned is None
        else _("The planned budget closes about %(levels)s weighted levels.") % {"levels": figure(planned.reached)},
    )


def _unit_layout(results: Results) -> Layout:
    def leads(row: Any) -> str:
        return results.at_unit(reverse("plan:show_plan"), row.key)

    def why(row: Any) -> str:
        return results.at_unit(reverse("why:explain_figure", args=["plan"]), row.key)

    return Layout(
        name="units", caption=_("The plan by unit"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("name", _("Unit"), address=leads), Column("people", _("People"), say=figure, is_number=True),
            Column("planned_people", _("Planned for"), say=figure, is_number=True),
            Column("served_people", _("With an item"), say=figure, is_number=True),
            Column("item_count", _("Items"), say=figure, is_number=True),
            Column("learning_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
            Column("closure", _("Gap closed"), say=share, is_number=True),
            Column("open_count", _("Needs not fully served"), say=figure, is_number=True),
            why_column(why),
        ],
        searched=("name",),
        nothing=_("The plan has nothing here. A run makes a plan where the data or the run name money."),
    )  # fmt: skip


def _people_layout(results: Results) -> Layout:
    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    return Layout(
        name="people", caption=_("The plan by person"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE, order="-item_count",
        columns=[
            Column("name", _("Name"), address=person), Column("employee_id", "NIP", say=nip),
            Column("position_title", _("Position")), Column("status", _("Status"), say=said),
            Column("is_planned", _("Planned for"), say=say_yes),
            Column("item_count", _("Items"), say=figure, is_number=True),
            Column("planned_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
        ],
        searched=("name", "employee_id", "position_title"), nothing=_("Nobody matches."),
    )  # fmt: skip


def _participant_layout(results: Results, following: Mapping[str, tuple[str, ...]]) -> Layout:
    def say_next(employee_id: str) -> str:
        return ", ".join(following.get(employee_id, ())) or _("nothing")

    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    return Layout(
        name="participants", caption=_("Participants"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("batch", _("Batch"), say=figure, is_number=True), Column("name", _("Name"), address=person),
            Column("employee_id", "NIP", say=nip), Column("position_title", _("Position")),
            Column("period", _("Month"), say=say_month), Column("learning_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
            Column("reason", _("Reason"), say=said),
            Column("serves_target", _("Serves the position aimed at"), say=say_mark),
            Column("employee_id", _("In its place"), say=say_next, is_sorted=False,
                   value=lambda row: say_next(row.employee_id)),
        ],
        searched=("name", "employee_id"), nothing=_("Nobody of this place sits in it."),
    )  # fmt: skip


def say_mark(is_set: bool) -> str:
    """A mark where something holds, nothing where it does not."""
    return _("yes") if is_set else ""


def say_yes(is_set: bool | None) -> str:
    """Yes or no; a dash where the run made no plan."""
    return "–" if is_set is None else _("yes") if is_set else _("no")


def say_month(month: int | None) -> str:
    """The month an offering begins in; a dash where it has none."""
    return "–" if month is None else translate(MONTHS[month - 1], page_language())
