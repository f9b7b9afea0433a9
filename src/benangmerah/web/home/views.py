"""The first page: who one is, what the archive holds, where things stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.store.selectors.holding import count_holding, read_standing
from benangmerah.store.selectors.membership import list_own_memberships
from benangmerah.store.selectors.plan import read_agency_plan, read_share
from benangmerah.store.selectors.role_line import IN_FORCE, list_role_lines
from benangmerah.store.selectors.standing import list_standings, read_standing_of
from benangmerah.web.components.figures import coverage, figure, percent
from benangmerah.web.components.index_scale import draw_index
from benangmerah.web.components.results import SECTOR, STATUS, Results, open_results, split_filters
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.kept_page import kept
from benangmerah.web.menu import address_of
from benangmerah.web.shell import scope_of_request


@dataclass(frozen=True)
class Step:
    """One of the three steps of a first use."""

    name: str | Promise
    words: str | Promise


RANKED = 10
STEPS = (
    Step(_("Bring the data in"), _("The workbook of the template, a folder of tables, or the SIASN export.")),
    Step(_("Mend what is refused"), _("Every bad row is shown with its cell, the reason and a suggestion.")),
    Step(_("Start a run"), _("Gaps, needs and a plan within the budget follow by themselves.")),
)


@require_safe
@login_required
@kept
def show_home(request: HttpRequest) -> HttpResponse:
    """What the reader sees first: where her units stand, or what to do so that something can be seen."""
    scope = scope_of_request(request)
    context: dict[str, Any] = {
        "lines": [line for line in list_role_lines(scope, list_own_memberships(scope)) if line.state == IN_FORCE],
        "is_employee": scope.employee_id is not None,
        "employee_id": scope.employee_id,
    }
    results = open_results(request, *split_filters()) if scope.may(Right.SEE_RESULTS) else None
    if results is not None:
        return _show_standing(request, results, context)
    context |= {
        "holding": count_holding(scope), "steps": STEPS, "has_run": read_standing(scope) is not None,
        "run_address": address_of("run:show_runs") if scope.may(Right.SEE_RESULTS) else "",
        "import_address": address_of("import:upload") if scope.may(Right.IMPORT_DATA) else "",
    }  # fmt: skip
    return render(request, "home/home.html", context)


def _show_standing(request: HttpRequest, results: Results, context: dict[str, Any]) -> HttpResponse:
    """Figures with coverage, the index on its scale, the plan, and the units by levels short."""
    run, tree, place = results.run, results.tree, results.place
    split = results.chosen[SECTOR], results.chosen[STATUS]
    chosen = {SECTOR: split[0], STATUS: split[1]}
    own = read_standing_of(run, tree, place, *split)
    ranking = list_standings(run, tree, tree.rows(place.unit_id), *split)
    worst = next((each for each in ranking if each.burden), None)
    shown = {
        "results": results, "own": own, "share": read_share(run, tree, place, *split),
        "agency_plan": None if any(split) else read_agency_plan(run, place),
        "index": draw_index(own.index_mean if own else None, run.law_date, place.name),
        "worst": results.link(reverse("unit:show_results", args=[worst.key])) if worst else "",
        "map": results.link(reverse("gap_map:show_map"), **chosen),
        "why": {
            each: results.link(reverse("why:explain_figure", args=[each]), **chosen)
            for each in ("gap", "index", "plan")
        },
    }  # fmt: skip
    return show_table_page(request, "home/home.html", read_table(request, ranking, _layout(results)), context | shown)


def _layout(results: Results) -> Layout:
    """The table of the units right below, the most levels short first."""
    return Layout(
        name="ranking",
        caption=_("Units by levels short"),
        columns=(
            Column("name", _("Unit"), address=lambda each: results.link(reverse("unit:show_results", args=[each.key]))),
            Column("burden", _("Levels short"), say=figure, is_number=True),
            Column("below_people", _("People below"), say=figure, is_number=True),
            Column("covered_share", _("Assessed (percent)"), say=percent, is_number=True, on_page=False),
            Column("coverage", _("Assessed"), say=coverage, is_sorted=False, in_file=False),
        ),
        searched=("name",),
        page_size=RANKED,
        nothing=_("No unit stands below this one."),
        is_exported=True,
        notes=results.notes,
    )
