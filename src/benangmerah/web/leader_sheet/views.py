"""What a leader is asked to sign, on one page, and what a smaller ceiling would postpone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.kernel.message_json import read_message
from benangmerah.store.selectors.leader_sheet import read_leader_sheet
from benangmerah.store.selectors.run import may_for_all
from benangmerah.store.selectors.shown_run import read_shown_run
from benangmerah.web.components.figures import figure, rupiah
from benangmerah.web.components.results import show_no_run
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.kept_page import kept
from benangmerah.web.shell import remember_run
from benangmerah.web.visit import visit_of

SHOWN_ON_PAPER = 12


@require_safe
@kept
def show_sheet(request: HttpRequest) -> HttpResponse:
    """The five sentences and the cut list of the whole agency."""
    scope = visit_of(request).scope
    scope.require(Right.SEE_RESULTS)
    number = request.GET.get("run", "")
    run = read_shown_run(scope, number)
    if run is None:
        return show_no_run(request, _("Sheet for leaders"))
    remember_run(request, run)
    sheet = read_leader_sheet(scope, run)
    if sheet is None:
        return render(
            request, "leader_sheet/none.html", {"run": run, "is_whole": may_for_all(scope, run, Right.SEE_RESULTS)}
        )
    cut = next(iter(sheet.cuts), None)
    batches = cut["batches"] if cut else []
    notes = [_("run %(number)s, data of %(day)s") % {"number": run.pk, "day": figure(run.as_of)}]
    table = read_table(request, batches, _layout(notes))
    sketch = [read_message(each) for each in cut.get("sketch", [])] if cut else []
    context = {
        "sketch": sketch,
        "run": run,
        "is_former": bool(number),
        "sheet": sheet,
        "cut": cut,
        "count": len(batches),
    }
    return show_table_page(request, "leader_sheet/sheet.html", table, context)


def _layout(notes: list[str]) -> Layout:
    return Layout(
        name="cuts", caption=_("What would be postponed, in this order"), is_exported=True, notes=notes,
        page_size=SHOWN_ON_PAPER,
        columns=[
            Column("place", _("No."), say=figure, is_number=True), Column("title", _("Offering")),
            Column("batch", _("Batch"), say=figure, is_number=True),
            Column("people", _("Participants"), say=figure, is_number=True),
            Column("weighted_closure", _("Closure lost"), say=figure, is_number=True),
            Column("missing_jp", _("JP then missing"), say=figure, is_number=True),
            Column("cost_rupiah", _("Freed"), say=rupiah, is_number=True),
            Column("freed_rupiah", _("Freed so far"), say=rupiah, is_number=True),
        ],
        nothing=_("Nothing needs to be postponed: the plan stays within the smaller ceiling, or there is no plan."),
    )  # fmt: skip
