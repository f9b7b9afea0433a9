"""The red thread on one page: targets down to trainings, trainings up to targets, and what hangs on nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.store.selectors.objective import list_serving, read_national
from benangmerah.store.selectors.thread import NodeRow, Thread, add_up_thread
from benangmerah.store.selectors.thread_threshold import list_warnings, read_threshold
from benangmerah.web.components.figures import figure
from benangmerah.web.components.list_file import is_list_request
from benangmerah.web.components.results import Results, Tab, open_results, show_no_run
from benangmerah.web.components.table import is_rows_request, read_table, show_table_page
from benangmerah.web.kept_page import kept
from benangmerah.web.thread.pictures import draw_node, draw_offering, draw_overview
from benangmerah.web.thread.tables import line_layout, orphan_layout, result_layout, way_layout
from benangmerah.web.thread.tree_rows import draw_rows, headings

MOST_ROWS = 60
"""Rows of the tree that stand on the page at first; the rest is fetched branch by branch."""
MOST_WAYS = 60
START = "dari"
"""From which root on the tree is shown, where there are too many of them."""


@require_safe
@kept
def show_thread(request: HttpRequest) -> HttpResponse:
    """Coverage, the widest ways as a picture, the tree down, and the lines of the plan up."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Red thread"))
    thread = Thread(results.run, results.tree, results.place)
    lines = thread.lines()
    table = read_table(request, lines, line_layout(results))
    if is_list_request(request, table) or is_rows_request(request, table):
        return show_table_page(request, "", table)
    asked = request.GET.get(START, "")
    start = int(asked) if asked.isdecimal() and len(asked) < 7 else 0
    first = thread.first_rows(MOST_ROWS, start)
    shown = {node.objective_id for node in first}
    opened = {node.parent_objective_id for node in first if node.parent_objective_id in shown}
    targets = thread.targets()
    totals = add_up_thread(targets, lines)
    threshold = read_threshold(results.place.agency_id, results.run) if results.place.unit_id is None else None
    reached = [each.is_reached for each in thread.results([row.node.objective_id for row in targets])]
    context = _context(results, "show_thread") | {
        "totals": totals,
        "reached": sum(each is True for each in reached),
        "measured": sum(each is not None for each in reached),
        "threshold": threshold,
        "warnings": list_warnings(totals, threshold) if threshold else [],
        "may_set": results.place.agency_id in results.visit.scope.reach(Right.SET_POLICY).agency_ids,
        "picture": draw_overview(thread.widest(MOST_WAYS)),
        "headings": headings(),
        "steps": _steps(results, len(thread.below(None)), start),
        "tree": draw_rows(results, thread.figures(first), {each for each in opened if each}),
        "why": results.link(reverse("why:explain_figure", args=["thread"])),
    }
    return show_table_page(request, "thread/thread.html", table, context)


@require_safe
@kept
def show_branch(request: HttpRequest, objective_id: str) -> HttpResponse:
    """The rows right below a node, for the page that has it open; a browser without a script sees the node's page."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Red thread"))
    if not getattr(request, "htmx", False):
        return show_node(request, objective_id)
    thread = Thread(results.run, results.tree, results.place)
    thread.node(objective_id)
    return HttpResponse(draw_rows(results, thread.figures(thread.below(objective_id)), ()))


@require_safe
@kept
def show_node(request: HttpRequest, objective_id: str) -> HttpResponse:
    """One node: what is above it, what is below it, and every way from it down to trainings."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Red thread"))
    thread = Thread(results.run, results.tree, results.place)
    node = thread.node(objective_id)
    branch = thread.branch(objective_id)
    ways = thread.ways(branch)
    table = read_table(request, ways, way_layout(results))
    if is_list_request(request, table) or is_rows_request(request, table):
        return show_table_page(request, "", table)
    reached = read_table(request, thread.results(branch), result_layout(results, thread))
    if is_list_request(request, reached) or is_rows_request(request, reached):
        return show_table_page(request, "", reached)
    scope = results.visit.scope
    national = read_national(scope, objective_id)
    serving = [] if node.agency_id is not None else list_serving(scope, objective_id)
    below, row, year = thread.below(objective_id), thread.figures([node])[0], results.run.as_of.year
    context = _context(results, "") | {
        "node": node,
        "row": row,
        "above": [(each, results.link(reverse("thread:show_node", args=[each.objective_id])))
                  for each in thread.above(objective_id)],
        "national": national,
        "national_address": _node_address(results, thread, national.objective_id) if national else "",
        "serving": [(each, _node_address(results, thread, each.objective_id)) for each in serving],
        "picture": draw_node(row, ways),
        "headings": headings(),
        "tree": draw_rows(results, thread.figures(below), ()),
        "has_below": bool(below), "reached": reached, "years": (year, year - 1),
    }  # fmt: skip
    return show_table_page(request, "thread/node.html", table, context)


@require_safe
@kept
def show_line(request: HttpRequest, intervention_id: str) -> HttpResponse:
    """One offering of the plan: every way up from it, to the nodes that ask for it and the targets above them."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Red thread"))
    thread = Thread(results.run, results.tree, results.place)
    line = thread.line(intervention_id)
    ways = thread.ways_to(intervention_id)
    table = read_table(request, ways, way_layout(results, is_upwards=True))
    if is_list_request(request, table) or is_rows_request(request, table):
        return show_table_page(request, "", table)
    asking = dict.fromkeys(way.node.objective_id for way in ways)
    climb = dict.fromkeys(node.objective_id for key in asking for node in (*thread.above(key), thread.node(key)))
    rows = thread.figures([thread.nodes[key] for key in thread.nodes if key in climb])
    context = _context(results, "") | {
        "line": line, "picture": draw_offering(thread, line.title, ways), "headings": headings(),
        "tree": draw_rows(results, [_still(row) for row in rows], ()),
        "has_tree": bool(rows),
    }  # fmt: skip
    return show_table_page(request, "thread/line.html", table, context)


@require_safe
@kept
def show_orphans(request: HttpRequest) -> HttpResponse:
    """What hangs on nothing: targets that no item serves, and lines of the plan that no target asks for."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Red thread"))
    thread = Thread(results.run, results.tree, results.place)
    targets, lines = thread.targets(), thread.lines()
    orphans = read_table(request, [row for row in targets if row.is_orphan], orphan_layout(results))
    untraced = [line for line in lines if line.traced_count < line.item_count]
    table = read_table(request, untraced, line_layout(results, is_orphan=True))
    if is_list_request(request, orphans) or is_rows_request(request, orphans):
        return show_table_page(request, "", orphans)
    context = _context(results, "show_orphans") | {"totals": add_up_thread(targets, lines), "orphans": orphans}
    return show_table_page(request, "thread/orphans.html", table, context)


def _steps(results: Results, roots: int, start: int) -> list[tuple[str, str, bool]]:
    """Pages of roots as words, address and whether it is the one shown; none where they stand on one."""
    if roots <= MOST_ROWS:
        return []
    address = reverse("thread:show_thread")
    return [
        (f"{figure(first + 1)}-{figure(min(first + MOST_ROWS, roots))}", results.link(address, **{START: str(first)}),
         first == start)
        for first in range(0, roots, MOST_ROWS)
    ]  # fmt: skip


def _node_address(results: Results, thread: Thread, objective_id: str) -> str:
    """Where a node is shown: on the thread where the run knows it here, else among the planning documents."""
    if objective_id in thread.nodes:
        return results.link(reverse("thread:show_node", args=[objective_id]))
    return reverse("objective:show_node", args=[objective_id])


def _still(row: NodeRow) -> NodeRow:
    """A row whose branch is not opened: on the way up it stands for itself."""
    return replace(row, below_count=0)


def _context(results: Results, here: str) -> dict[str, Any]:
    return {"results": results, "tabs": _tabs(results, here)}


def _tabs(results: Results, here: str) -> list[Tab]:
    looks = [("show_thread", _("Targets and trainings")), ("show_orphans", _("Without a thread"))]
    pages = [(reverse(f"thread:{name}"), words) for name, words in looks]
    return results.tabs(reverse(f"thread:{here}") if here else "", *pages)
