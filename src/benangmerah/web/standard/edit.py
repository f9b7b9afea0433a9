"""Writing a standard: a new version or a correction, after a look at whose gap it changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from benangmerah.domain.role import Right
from benangmerah.flow.change_standard import PROVISIONAL, correct_version, write_version
from benangmerah.flow.edit_rows import check_keeper
from benangmerah.flow.weigh_standard import StandardEffect, weigh_standards
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.position import read_position
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.store.selectors.standard import read_standard
from benangmerah.web.standard.effect import say_effect
from benangmerah.web.standard.form import StandardForm
from benangmerah.web.visit import visit_of


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, position_id: str) -> HttpResponse:
    """Write a standard anew from a day, or correct it; with `dari` in the address it begins as a copy of another's."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    position = read_position(visit.scope, position_id)
    check_keeper(visit.scope, position.agency_id)
    source_id = request.GET.get("dari") or position_id
    source = read_position(visit.scope, source_id)
    there = {line.competency_id: line for line in read_standard(source_id, visit.on)}
    initial = {"valid_from": visit.on, "basis": PROVISIONAL}
    form = StandardForm(request.POST or None, there=there, initial=initial)
    step = request.POST.get("step", "")
    effect: StandardEffect | None = None
    if form.is_valid():
        given = form.read_standard()
        try:
            if step == "write":
                write_version(visit, position_id, given)
            elif step == "correct":
                correct_version(visit, position_id, given, visit.on)
            else:
                levels = {each: line.level for each, line in given.lines.items()}
                effect = weigh_standards(visit, {position_id: levels}, given.valid_from or visit.on)
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            if effect is None:
                messages.success(request, _("Written. The changes by hand have the way back."))
                return redirect("standard:show_standard", position_id)
    context: dict[str, Any] = {
        "position": position, "form": form, "source": source if source_id != position_id else None,
        "effect": say_effect(effect) if effect else None,
        "has_standard": bool(read_standard(position_id, visit.on)),
    }  # fmt: skip
    return render(request, "standard/change.html", context)
