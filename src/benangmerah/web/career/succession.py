"""Posts whose holder leaves soon, and what a unit loses when one person goes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.read_succession import Succession, list_succession, read_loss
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.employee import read_employee
from benangmerah.store.selectors.run_person import read_run_of
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.figures import figure, nip, page_language, said
from benangmerah.web.components.filters import Filter
from benangmerah.web.components.results import PAGE_SIZE, Results, open_results, show_no_run
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.kept_page import keep_not, kept
from benangmerah.web.plan.tables import say_mark
from benangmerah.web.shell import remember_run
from benangmerah.web.visit import visit_of

MONTHS = ("6", "12", "24", "36", "60")


@require_safe
@kept
def show_succession(request: HttpRequest) -> HttpResponse:
    """The succession list of a place: by law's age limits and ends of contract, within the months asked for."""
    asked = Filter("bulan", _("Within"), [(each, _("%(count)s months") % {"count": each}) for each in MONTHS])
    results = open_results(request, asked, right=Right.SEE_PEOPLE)
    if results is None:
        return show_no_run(request, _("Succession"))
    chosen = results.chosen["bulan"]
    try:
        rows = list_succession(results.visit, results.run, results.place, int(chosen) if chosen else None)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        keep_not(request)
        return render(request, "career/gone.html", {"title": _("Succession"), "error": error.say(page_language())})
    table = read_table(request, rows, _layout(results))
    critical = [row for row in rows if row.is_critical]
    context = {
        "results": results,
        "critical": critical[:PAGE_SIZE],
        "critical_count": len(critical),
        "count": len(rows),
    }
    return show_table_page(request, "career/succession.html", table, context)


def _layout(results: Results) -> Layout:
    may_read = results.visit.scope.may(Right.READ_ASSESSMENTS)

    def loss(row: Succession) -> str | None:
        return results.link(reverse("career:show_loss", args=[row.employee_id])) if may_read else None

    def candidates(row: Succession) -> str | None:
        return results.link(reverse("career:show_candidates", args=[row.position_id])) if may_read else None

    ready = Column("ready_count", _("Ready to follow"), say=figure, is_number=True, is_sorted=False, in_file=False)
    return Layout(
        name="succession", caption=_("Posts whose holder leaves, the soonest first"), is_exported=True,
        page_size=PAGE_SIZE, notes=results.notes,
        columns=[
            Column("leaves_on", _("Leaves on"), say=figure),
            Column("reason", _("Because of"), say=said, is_folded=True),
            Column("position", _("Position"), address=candidates), Column("unit", _("Unit"), is_folded=True),
            Column("name", _("Holder"), address=loss), Column("employee_id", "NIP", say=nip, on_page=False),
            Column("is_critical", _("Critical"), say=say_mark), *([ready] if may_read else []),
        ],
        searched=("position", "unit", "name", "employee_id"),
        choices=[
            Choice("is_critical", _("Critical"), [("True", _("critical posts"))]),
            Choice("reason", _("Because of"), [(each, said(each)) for each in ("age_limit", "contract_end")]),
        ],
        nothing=_("Nobody of this place is known to leave within that time; birth dates tell who does."),
    )  # fmt: skip


@require_safe
@kept
def show_loss(request: HttpRequest, employee_id: str) -> HttpResponse:
    """What falls in her unit when one person leaves; the look is written down."""
    visit = visit_of(request)
    number = request.GET.get("run", "")
    run = read_run_of(visit.scope, employee_id, number)
    if run is None:
        read_employee(visit.scope, employee_id, Right.READ_ASSESSMENTS)
        return show_no_run(request, _("Succession"))
    remember_run(request, run)
    try:
        result = read_loss(visit, run, employee_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        keep_not(request)
        return render(request, "career/gone.html", {"title": _("Succession"), "error": error.say(page_language())})
    table = read_table(request, result.losses, _loss_layout(result.succession.name))
    falling = [each for each in result.losses if (each.missing_after or 0) > (each.missing_before or 0)]
    last = [each for each in result.losses if each.after == 0]
    context: dict[str, Any] = {"run": run, "result": result, "succession": result.succession, "falling": falling,
                               "last": last, "is_former": bool(number)}  # fmt: skip
    return show_table_page(request, "career/loss.html", table, context)


def _loss_layout(name: str) -> Layout:
    return Layout(
        name="losses", caption=_("Competencies whose coverage falls"), is_exported=True, page_size=60, notes=[name],
        columns=[
            Column("competency", _("Competency")),
            Column("level", _("Level"), say=figure, is_number=True, on_page=False),
            Column("unit", _("Unit")),
            Column("at_level", _("Counted from level"), say=figure, is_number=True, is_folded=True),
            Column("before", _("People now"), say=figure, is_number=True),
            Column("after", _("When she leaves"), say=figure, is_number=True),
            Column("after_all", _("When all leave by then"), say=figure, is_number=True, is_folded=True),
            Column("needed", _("Needed"), say=_say_need, is_number=True),
            Column("missing_before", _("Missing now"), say=_say_need, is_number=True, is_folded=True),
            Column("missing_after", _("Missing then"), say=_say_need, is_number=True),
        ],
        searched=("competency",),
        warning=_("Simulation, no official figures"),
        nothing=_("Nothing of what she can was assessed, so nothing can be said."),
    )  # fmt: skip


def _say_need(count: int | None) -> Any:
    return "–" if count is None else figure(count)
