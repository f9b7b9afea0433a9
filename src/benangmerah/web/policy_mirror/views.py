"""Did the money meet a need? Spending lines by rupiah, filled by the share that met a gap, and needs nobody served."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.store.selectors.policy_mirror import MirrorRow, add_up_mirror, list_mirror_lines, list_out_of_reach
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, not_known, rupiah, said, share
from benangmerah.web.components.list_file import is_list_request
from benangmerah.web.components.results import PAGE_SIZE, Results, open_results, show_no_run, split_filters
from benangmerah.web.components.table import Column, Layout, is_rows_request, read_table, show_table_page
from benangmerah.web.kept_page import kept

SHOWN_BARS = 12
MILLION = 1_000_000


@require_safe
@kept
def show_mirror(request: HttpRequest) -> HttpResponse:
    """The spending of a place against the needs of whom it could reach."""
    results = open_results(request, split_filters()[0])
    if results is None:
        return show_no_run(request, _("Policy mirror"))
    lines = list_mirror_lines(results.visit.scope, results.run, results.tree, results.place, results.chosen["sektor"])
    table = read_table(request, lines, _layout(results))
    unreached = read_table(request, list_out_of_reach(results.run, results.place), _unreached_layout(results))
    if is_list_request(request, unreached) or is_rows_request(request, unreached):
        return show_table_page(request, "", unreached)
    why = results.link(reverse("why:explain_figure", args=["mirror"]))
    context = {"results": results, "why": why, "totals": add_up_mirror(lines), "chart": _draw(lines[:SHOWN_BARS]),
               "unreached": unreached}  # fmt: skip
    return show_table_page(request, "policy_mirror/mirror.html", table, context)


def _layout(results: Results) -> Layout:
    return Layout(
        name="lines",
        caption=_("Spending against needs"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("title", _("Spending")),
            Column("year", _("Year"), say=str, is_number=True),
            Column("unit", _("Unit"), say=lambda name: name or _("whole agency")),
            Column("amount_rupiah", _("Money"), say=rupiah, is_number=True),
            Column("participants", _("Participants"), say=_or_unknown, is_number=True),
            Column("people_with_need", _("People with the need"), say=_or_unknown, is_number=True),
            Column("fit", _("Can have met a need"), say=share, is_number=True),
            Column("objectives", _("Targets served"), say=_or_unknown, is_number=True),
        ],
        searched=("title", "unit"),
        nothing=_(
            "No spending is known here. It comes in with the sheet Belanja, at best from last year's realisation."
        ),
    )


def _unreached_layout(results: Results) -> Layout:
    return Layout(
        name="unreached",
        caption=_("Needs that no spending could reach"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("name", _("Competency")),
            Column("kind", _("Kind"), say=said),
            Column("people", _("People with the need"), say=figure, is_number=True),
            Column("people_in_reach", _("Of them in reach of a spending"), say=figure, is_number=True),
            Column("burden", _("Levels short"), say=figure, is_number=True),
            Column("lines", _("Spending lines"), say=figure, is_number=True),
            Column("amount_rupiah", _("Money"), say=rupiah, is_number=True),
        ],
        nothing=_("Every need is in reach of a spending line, or this is not the whole agency."),
    )


def _or_unknown(value: int | None) -> Any:
    return not_known() if value is None else figure(value)


def _draw(lines: list[MirrorRow]) -> Chart | None:
    if not lines:
        return None
    met = [None if line.met_rupiah is None else line.met_rupiah / MILLION for line in lines]
    rest = [None if line.met_rupiah is None else (line.amount_rupiah - line.met_rupiah) / MILLION for line in lines]
    unknown = [line.amount_rupiah / MILLION if line.met_rupiah is None else 0 for line in lines]
    return Chart(
        name="mirror", kind="bar", title=_("The largest spending, in millions of rupiah"), heading=_("Spending"),
        labels=[line.title for line in lines], is_stacked=True,
        series=[Series(_("can have met a need"), met), Series(_("met none"), rest), Series(_("not known"), unknown)],
    )  # fmt: skip
