"""Starting, stopping and repeating runs, and asking for their documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.ask_run import cancel_run, restart_run, start_run
from benangmerah.flow.audit import Visit
from benangmerah.flow.repeat_run import ask_repetition
from benangmerah.flow.run_documents import ask_documents
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.figures import page_language
from benangmerah.web.run.form import RunForm
from benangmerah.web.visit import visit_of


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for a run, and go to where it is watched."""
    visit = visit_of(request)
    if not visit.scope.require(Right.START_RUNS).agency_ids:
        raise NotAllowedError(message("A run is started for a whole agency; your role holds for a part of it."))
    form = RunForm(request.POST or None, scope=visit.scope)
    if form.is_valid():
        try:
            run = start_run(visit, form.read_asked())
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            return redirect("run:show_run", run.pk)
    form.focus()
    return render(request, "run/start.html", {"form": form})


@require_POST
def cancel(request: HttpRequest, run_id: int) -> HttpResponse:
    """Stop a run that is under way."""
    visit = visit_of(request)
    visit.scope.require(Right.START_RUNS)
    if cancel_run(visit, run_id):
        messages.success(request, _("The run is being stopped; the former results stay."))
    else:
        messages.info(request, _("The run had ended already."))
    return redirect("run:show_run", run_id)


@require_POST
def restart(request: HttpRequest, run_id: int) -> HttpResponse:
    """Start a run again that did not finish."""
    return _ask(request, run_id, restart_run, _("The run starts again."))


@require_POST
def repeat(request: HttpRequest, run_id: int) -> HttpResponse:
    """Compute a run anew from its snapshot and compare."""
    return _ask(request, run_id, ask_repetition, _("The run is computed anew and compared."))


@require_POST
def write_documents(request: HttpRequest, run_id: int) -> HttpResponse:
    """Have the documents of a run written."""
    return _ask(request, run_id, ask_documents, _("The documents are being written."))


def _ask(request: HttpRequest, run_id: int, flow: Callable[[Visit, int], Any], done: str) -> HttpResponse:
    """Ask a flow for something about a run, and say on the run's page what came of it."""
    visit = visit_of(request)
    visit.scope.require(Right.START_RUNS)
    try:
        flow(visit, run_id)
    except OutOfScopeError:
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, done)
    return redirect("run:show_run", run_id)
