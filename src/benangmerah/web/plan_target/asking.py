"""Asking for a target, stopping the search, and taking a question away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.ask_target import ask_target, forget_target, stop_target
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.selectors.plan_target import list_targets
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.results import Results, open_results, show_no_run
from benangmerah.web.plan.views import list_tabs
from benangmerah.web.plan_target.form import TargetForm
from benangmerah.web.plan_target.words import Line, describe
from benangmerah.web.visit import visit_of


@require_http_methods(["GET", "HEAD", "POST"])
def show_targets(request: HttpRequest) -> HttpResponse:
    """What was asked of the run, and the form for whoever may ask."""
    results = open_results(request)
    if results is None:
        return show_no_run(request, _("Plan"))
    may_ask = _may_ask(results)
    if request.method == "POST" and not may_ask:
        raise NotAllowedError(message("Your roles do not allow this."))
    form = TargetForm(request.POST or None, year=results.run.year) if may_ask else None
    if form is not None and form.is_valid():
        try:
            target = ask_target(results.visit, results.run.pk, form.read_target())
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            return redirect(results.link(target_address(target.pk)))
    if form is not None:
        form.focus()
    targets = [Line(one, describe(one)) for one in list_targets(results.visit.scope, results.run)]
    return render(request, "plan_target/targets.html", _context(results) | {
        "form": form, "targets": targets, "is_whole": results.tree.agency is not None,
    })  # fmt: skip


def target_address(target_id: int) -> str:
    """Where an answer stands."""
    return reverse("plan_target:show_target", args=[target_id])


@require_POST
def stop(request: HttpRequest, target_id: int) -> HttpResponse:
    """Stop looking for a plan."""
    stop_target(visit_of(request), target_id)
    messages.success(request, _("The search is being stopped."))
    return redirect("plan_target:show_target", target_id)


@require_POST
def forget(request: HttpRequest, target_id: int) -> HttpResponse:
    """Take a question and its answer away."""
    forget_target(visit_of(request), target_id)
    messages.success(request, _("The target was taken away."))
    return redirect("plan_target:show_targets")


def _may_ask(results: Results) -> bool:
    reach = results.visit.scope.reach(Right.START_RUNS)
    return results.run.agency_id in reach.agency_ids


def _context(results: Results) -> dict[str, Any]:
    return {"results": results, "tabs": list_tabs(results, "plan_target:show_targets")}
