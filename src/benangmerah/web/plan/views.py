"""What the money buys: the plan by offering, by unit and by person, what binds, and how good it is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.plan import CUT_PERCENT
from benangmerah.domain.role import Right
from benangmerah.store.selectors.plan import (
    list_curve,
    list_groups,
    list_participants,
    list_plan_lines,
    list_shares,
    list_worths,
    read_agency_plan,
    read_floor,
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
from benangmerah.web.components.list_file import is_list_request
from benangmerah.web.components.results import Results, Tab, open_results, show_no_run, split_filters
from benangmerah.web.components.table import is_rows_request, read_table, show_table_page
from benangmerah.web.kept_page import kept
from benangmerah.web.plan.tables import (
    curve_layout,
    cut_layout,
    cut_line_layout,
    draw_curve,
    draw_groups,
    draw_limits,
    group_layout,
    line_layout,
    participant_layout,
    people_layout,
    say_money,
    unit_layout,
    waiting_layout,
    worth_layout,
)


@require_safe
@kept
def show_plan(request: HttpRequest) -> HttpResponse:
    """The plan by offering, with what it costs and closes and what binds."""
    results = open_results(request, *split_filters())
    if results is None:
        return show_no_run(request, _("Plan"))
    split = results.chosen["sektor"], results.chosen["status"]
    lines = list_plan_lines(results.run, results.tree, results.place, *split)
    table = read_table(request, lines, line_layout(results))
    own = read_share(results.run, results.tree, results.place, *split)
    is_told = own is not None and own.people is not None
    context = _context(results, "show_plan") | {
        "agency": None if any(split) else read_agency_plan(results.run, results.place),
        "own": own, "limits": draw_limits(results, *split) if is_told else None,
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
    table = read_table(request, rows, worth_layout(results))
    money = next((say_money(row) for row in rows if row.kind == "money"), None)
    return show_table_page(request, "plan/worths.html", table, _context(results, "show_worths") | {"money": money})


@require_safe
@kept
def show_curve(request: HttpRequest) -> HttpResponse:
    """What other budgets than the planned one would close."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    points = list_curve(results.run, results.place)
    table = read_table(request, points, curve_layout(results))
    context = _context(results, "show_curve") | {"chart": draw_curve(points) if points else None}
    return show_table_page(request, "plan/curve.html", table, context)


@require_safe
@kept
def show_waiting(request: HttpRequest) -> HttpResponse:
    """What no limit but the money keeps out of the plan, the most worth first."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    table = read_table(request, list_waiting(results.run, results.place), waiting_layout(results))
    return show_table_page(request, "plan/waiting.html", table, _context(results, "show_waiting"))


@require_safe
@kept
def show_cut(request: HttpRequest) -> HttpResponse:
    """What falls away with less money: whose, and of which offerings."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    run, tree, place = results.run, results.tree, results.place
    units = read_table(request, list_cuts(run, tree, tree.rows(place.unit_id)), cut_layout(results))
    lines = read_table(request, list_cut_lines(run, place), cut_line_layout(results))
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
    table = read_table(request, rows, group_layout(results))
    context = _context(results, "show_groups") | {
        "charts": draw_groups(rows),
        "floor": read_floor(results.run, results.tree, results.place),
    }
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
    table = read_table(request, rows, unit_layout(results))
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
    table = read_table(request, rows, people_layout(results))
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
    table = read_table(request, rows, participant_layout(results, following))
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
