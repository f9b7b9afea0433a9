"""What the people of a unit need: its figures beside its siblings, needs, people missing at a level, plan share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.read_unit_result import Leaver, read_organisation_needs
from benangmerah.store.selectors.need import NeedRow, sum_by_competency
from benangmerah.store.selectors.plan import read_share
from benangmerah.store.selectors.standing import Standing, list_standings
from benangmerah.store.selectors.unit import read_unit
from benangmerah.store.selectors.unit_performance import list_performance
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, not_known, percent
from benangmerah.web.components.list_file import is_list_request
from benangmerah.web.components.results import PAGE_SIZE, Results, open_place, show_no_run, split_filters
from benangmerah.web.components.table import (
    Column,
    Layout,
    is_rows_request,
    read_table,
    show_table_page,
    why_column,
)
from benangmerah.web.kept_page import kept
from benangmerah.web.objective.words import say_direction
from benangmerah.web.visit import visit_of

NEEDS_SHOWN, SIBLINGS_SHOWN, NAMED = 10, 12, 3


@require_safe
@kept
def show_results(request: HttpRequest, unit_id: str) -> HttpResponse:
    """One unit with all below it, as the run found it."""
    results = open_place(request, unit_id, *split_filters())
    if results is None:
        read_unit(visit_of(request).scope, unit_id, Right.SEE_RESULTS)
        return show_no_run(request, _("Results of the unit"))
    run, tree, place = results.run, results.tree, results.place
    split = results.chosen["sektor"], results.chosen["status"]
    siblings = list_standings(run, tree, tree.siblings(unit_id), *split)
    needs = read_organisation_needs(results.visit, run, place)
    table = read_table(request, needs, _layout(results))
    performance = read_table(request, list_performance(run, tree, place), _performance_layout(results))
    if is_list_request(request, performance) or is_rows_request(request, performance):
        return show_table_page(request, "", performance)
    sums = sum_by_competency(run, tree, place, *split, has_coverage=False)
    urgent = [row for row in sums if not row.is_hidden][:NEEDS_SHOWN]
    context: dict[str, Any] = {
        "results": results,
        "own": next((each for each in siblings if each.key == unit_id), None),
        "siblings": _draw_siblings(siblings, unit_id, results),
        "needs": _draw_needs(urgent),
        "share": read_share(run, tree, place, *split),
        "links": _links(results),
        "performance": performance,
        "why": {each: _why(results, each) for each in ("gap", "index", "plan")},
    }
    return show_table_page(request, "unit/results.html", table, context)


def _why(results: Results, name: str) -> str:
    chosen = results.chosen
    address = reverse("why:explain_figure", args=[name])
    return results.link(address, sektor=chosen["sektor"], status=chosen["status"])


def _links(results: Results) -> list[tuple[str, str]]:
    scope = results.visit.scope
    links = [(_("Gap map of the unit"), reverse("gap_map:show_unit_map", args=[results.place.scope_id]))]
    if scope.may(Right.SEE_PEOPLE):
        links.append((_("Its staff"), results.link(reverse("employee:show_employees"))))
    if scope.may(Right.READ_ASSESSMENTS):
        links.append((_("Its needs"), results.link(reverse("need:show_needs"))))
    links.append((_("Its plan"), results.link(reverse("plan:show_plan"))))
    return links


def _performance_layout(results: Results) -> Layout:
    def leads(row: Any) -> str:
        return results.link(reverse("thread:show_node", args=[row.result.objective_id]))

    return Layout(
        name="performance", caption=_("Performance of the unit beside the gaps of its people"), is_exported=True,
        notes=results.notes, page_size=PAGE_SIZE,
        columns=[
            Column("result__indicator", _("Indicator")),
            Column("node", _("Node"), address=leads),
            Column("result__year", _("Year"), say=str, is_number=True),
            Column("result__target", _("Target of the indicator"), say=figure, is_number=True),
            Column("result__realised", _("Realised"), say=figure, is_number=True),
            Column("result__direction", _("Which figures are better"), say=say_direction),
            Column("result__achieved", _("Achieved"), say=percent, is_number=True),
            Column("people", _("People with a need"), say=figure, is_number=True),
            Column("gap", _("Levels short"), say=figure, is_number=True),
            Column("closed_share", _("Needs closed"), say=percent, is_number=True),
        ],
        searched=("result__indicator", "node"),
        nothing=_(
            "No indicator is known of this unit. They come in with the sheet Indikator, or by hand under Planning "
            "documents."
        ),
    )  # fmt: skip


def _layout(results: Results) -> Layout:
    def why(row: Any) -> str:
        address = reverse("why:explain_figure", args=["organisation"])
        return results.link(address, kompetensi=row.competency_id)

    return Layout(
        name="organisation",
        caption=_("People the unit needs at a level"),
        is_exported=True,
        notes=results.notes,
        columns=[
            Column("competency", _("Competency")),
            Column("level", _("Level"), say=figure, is_number=True),
            Column("people_needed", _("Needed"), say=figure, is_number=True),
            Column("people_at_level", _("There"), say=figure, is_number=True),
            Column("missing", _("Missing"), say=figure, is_number=True),
            Column("leavers", _("Of those there, who leaves soon"), say=_say_leavers, is_sorted=False),
            why_column(why),
        ],
        nothing=_("Nobody wrote how many people this unit needs. It comes in with the sheet Kebutuhan Unit."),
    )


def _say_leavers(leavers: list[Leaver] | None) -> Any:
    if leavers is None:
        return not_known()
    shown = format_html_join("", "<div>{}, {}</div>", ((each.name, figure(each.leaves_on)) for each in leavers[:NAMED]))
    if len(leavers) <= NAMED:
        return shown
    return format_html("{}<div>{}</div>", shown, _("and %(count)s more") % {"count": figure(len(leavers) - NAMED)})


def _draw_siblings(standings: list[Standing], unit_id: str, results: Results) -> Chart | None:
    """The unit beside its siblings: the share of people below standard; hidden or unknown ones stand without a bar."""
    shown = sorted(standings, key=lambda each: (each.below_share is None, -(each.below_share or 0), each.name))
    if not shown:
        return None
    shown = [each for place, each in enumerate(shown) if place < SIBLINGS_SHOWN or each.key == unit_id]
    return Chart(
        name="siblings",
        kind="bar",
        title=_("People below standard: this unit beside its siblings"),
        heading=_("Unit"),
        labels=[f"▸ {each.name}" if each.key == unit_id else each.name for each in shown],
        series=[Series(_("Share below standard"), [each.below_share for each in shown]),
                Series(_("Share assessed"), [each.covered_share for each in shown])],
        say=percent,
        addresses=[
            f"{reverse('unit:show_results', args=[each.key])}" + (f"?run={results.run.pk}" if results.is_former else "")
            for each in shown
        ],
    )  # fmt: skip


def _draw_needs(rows: list[NeedRow]) -> Chart | None:
    if not rows:
        return None
    return Chart(
        name="needs",
        kind="bar",
        title=_("What the people need most: levels short by competency"),
        heading=_("Competency"),
        labels=[row.name for row in rows],
        series=[Series(_("Levels short"), [row.gap for row in rows])],
    )
