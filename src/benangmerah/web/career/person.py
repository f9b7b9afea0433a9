"""One person's career: where she could go, what is missing, the moves there, her wish and her superior's approval."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from benangmerah.domain.policy import DIRECTIONS
from benangmerah.domain.role import Right
from benangmerah.flow.change_target import decide_target, wish_target
from benangmerah.flow.read_career import CareerResult, read_career
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.employee import read_employee
from benangmerah.store.selectors.run_person import read_run_of
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.figures import figure, page_language, rupiah, said, say_if_known
from benangmerah.web.components.results import show_no_run
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.kept_page import keep_not, kept
from benangmerah.web.shell import remember_run
from benangmerah.web.visit import visit_of

PAGE_SIZE = 10
WAYS: dict[str, str | Promise] = {
    "several": gettext_lazy("several moves"), "none": gettext_lazy("no way in the pattern"),
}  # fmt: skip


def say_way(code: str) -> str:
    """The direction of a move, or that it takes several or cannot be."""
    return str(WAYS[code]) if code in WAYS else said(code)


@require_safe
@kept
def show_career(request: HttpRequest, employee_id: str) -> HttpResponse:
    """The nearest positions, and one of them looked at closely (`jabatan`); the look is written down."""
    visit = visit_of(request)
    number = request.GET.get("run", "")
    run = read_run_of(visit.scope, employee_id, number)
    if run is None:
        read_employee(visit.scope, employee_id, Right.READ_ASSESSMENTS)
        return show_no_run(request, _("Career"))
    remember_run(request, run)
    try:
        result = read_career(visit, run, employee_id, request.GET.get("jabatan", ""))
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        keep_not(request)
        return render(request, "career/gone.html", {"title": _("Career"), "error": error.say(page_language())})
    table = read_table(request, result.near, _layout(request, result, number))
    context: dict[str, Any] = {
        "run": run, "is_former": bool(number), "result": result, "person": result.person, "chosen": result.chosen,
        "is_wished": bool(result.target and result.chosen and result.target.position_id == result.chosen.position_id),
    }  # fmt: skip
    return show_table_page(request, "career/person.html", table, context)


def _layout(request: HttpRequest, result: CareerResult, number: str) -> Layout:
    kept = f"&run={number}" if number else ""

    def look(row: Any) -> str:
        return f"{request.path}?jabatan={row.position_id}{kept}#jabatan"

    return Layout(
        name="near", caption=_("Positions, the nearest first"), is_exported=True, page_size=PAGE_SIZE,
        notes=[f"{result.person.name}, {result.person.position_title}"],
        columns=[
            Column("title", _("Position"), address=look), Column("grade", _("Grade"), say=said, on_page=False),
            Column("job_family", _("Job family"), say=say_if_known, on_page=False),
            Column("way", _("Move"), say=say_way),
            Column("moves", _("Moves"), say=_say_moves, is_number=True, on_page=False),
            Column("match_percent", _("Job match (percent)"), say=figure, is_number=True),
            Column("short_levels", _("Levels short"), say=figure, is_number=True, is_folded=True),
            Column("unknown_count", _("Not assessed"), say=figure, is_number=True, is_folded=True),
            Column("unmet_count", _("Qualifications short"), say=figure, is_number=True, is_folded=True),
            Column("hours", "JP", say=figure, is_number=True, is_sorted=False),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True, is_sorted=False),
        ],
        searched=("title", "job_family"),
        choices=[Choice("way", _("Move"), [(each, say_way(each)) for each in (*DIRECTIONS, *WAYS)])],
        warning=_("Simulation, no official figures"),
        nothing=_("No position here matches."),
    )  # fmt: skip


def _say_moves(count: int | None) -> Any:
    return "–" if count is None else figure(count)


@require_POST
def wish(request: HttpRequest, employee_id: str) -> HttpResponse:
    """Aim at a position, or at none any more; by the person herself."""
    position_id = request.POST.get("position_id", "").strip() or None
    return _answer(
        request, employee_id, lambda: wish_target(visit_of(request), employee_id, position_id),
        _("Written. Your superior decides on it; the next run counts with it.") if position_id
        else _("Written. You aim at no position any more."),
    )  # fmt: skip


@require_POST
def decide(request: HttpRequest, employee_id: str) -> HttpResponse:
    """Approve what somebody aims at, or return it; by her superior."""
    is_approved = request.POST.get("decision") == "approve"
    position_id = request.POST.get("position_id", "")
    return _answer(
        request, employee_id,
        lambda: decide_target(visit_of(request), employee_id, position_id, is_approved=is_approved),
        _("Approved. The next run counts with it.") if is_approved else _("Returned."),
    )  # fmt: skip


def _answer(request: HttpRequest, employee_id: str, write: Any, done: str) -> HttpResponse:
    try:
        write()
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, done)
    return redirect(reverse("career:show_career", args=[employee_id]))
