"""One provisional standard for many staff positions at once, chosen by group and grade."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from benangmerah.domain.role import Right
from benangmerah.flow.change_standard import PROVISIONAL, write_provisional
from benangmerah.flow.edit_rows import check_keeper
from benangmerah.flow.find_similar import group_of, list_groups, read_default_levels
from benangmerah.flow.weigh_standard import StandardEffect, weigh_standards
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.store.selectors.position import NO_STANDARD, list_positions
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.store.selectors.standard import StandardLine, list_dictionary
from benangmerah.web.components.figures import said
from benangmerah.web.standard.effect import say_effect
from benangmerah.web.standard.form import StandardForm
from benangmerah.web.visit import visit_of

GROUP_WORDS: dict[str, str | Promise] = {
    "clerk": gettext_lazy("clerks"),
    "operator": gettext_lazy("operators"),
    "technician": gettext_lazy("technicians"),
}
DEFAULT_GRADE = "pelaksana"
DEFAULT_KINDS = ("managerial", "sociocultural")


@require_http_methods(["GET", "HEAD", "POST"])
def write_bulk(request: HttpRequest) -> HttpResponse:
    """Choose positions without a standard by group and grade, look at whose gap changes, write one receipt for all."""
    visit = visit_of(request)
    if not visit.scope.require(Right.KEEP_STANDARDS).agency_ids:
        check_keeper(visit.scope, "")
    grade = request.GET.get("grade", DEFAULT_GRADE)
    group = request.GET.get("group", "")
    agency_ids = visit.scope.reach(Right.KEEP_STANDARDS).agency_ids
    waiting = list_positions(visit.scope, visit.on).filter(standard=NO_STANDARD, grade=grade, agency_id__in=agency_ids)
    positions = [
        row for row in waiting.order_by("-holders", "title") if not group or group_of(row.title, visit.on) == group
    ]
    form = StandardForm(request.POST or None, there=_defaults(grade, request), initial={
        "valid_from": visit.on, "basis": PROVISIONAL,
    })  # fmt: skip
    del form.fields["basis"]
    offered = {row.position_id for row in positions}
    chosen = [each for each in request.POST.getlist("positions") if each in offered] if request.POST else list(offered)
    effect: StandardEffect | None = None
    if form.is_valid():
        form.cleaned_data["basis"] = PROVISIONAL
        given = form.read_standard()
        try:
            if request.POST.get("step") == "write":
                write_provisional(visit, chosen, given)
            elif chosen:
                levels = {each: line.level for each, line in given.lines.items()}
                effect = weigh_standards(visit, dict.fromkeys(chosen, levels), given.valid_from or visit.on)
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            if request.POST.get("step") == "write":
                messages.success(request, _("Written. The changes by hand have the way back."))
                return redirect("standard:show_queue")
    context: dict[str, Any] = {
        "form": form, "positions": [(row, row.position_id in chosen) for row in positions],
        "effect": say_effect(effect) if effect else None, "grade": grade, "group": group,
        "grades": [(each, said(each)) for each in GRADES],
        "groups": [(each, GROUP_WORDS[each]) for each in list_groups(visit.on)],
    }  # fmt: skip
    return render(request, "standard/bulk.html", context)


def _defaults(grade: str, request: HttpRequest) -> dict[str, StandardLine]:
    """The managerial and sociocultural competencies at the law's default level of the grade."""
    level = read_default_levels(visit_of(request).on).get(grade)
    if level is None:
        return {}
    return {
        each.competency_id: StandardLine(each.competency_id, each.name, each.kind, level)
        for each in list_dictionary()
        if each.kind in DEFAULT_KINDS
    }
