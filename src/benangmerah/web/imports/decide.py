"""The decision on an import: accept it, leave it, take it back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Visit
from benangmerah.flow.import_dataset import ask_acceptance, ask_undo, check_again, leave_import
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.figures import page_language
from benangmerah.web.visit import visit_of


@require_POST
def check_anew(request: HttpRequest, import_id: int) -> HttpResponse:
    """Compare with the archive of now."""
    return do_and_return(request, import_id, lambda visit: check_again(visit, import_id))


@require_POST
def accept(request: HttpRequest, import_id: int) -> HttpResponse:
    """Write all rows, or the valid ones."""
    valid_only = request.POST.get("rows") == "valid"
    return do_and_return(request, import_id, lambda visit: ask_acceptance(visit, import_id, valid_only=valid_only))


@require_POST
def leave(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take nothing of it."""
    return do_and_return(request, import_id, lambda visit: leave_import(visit, import_id))


@require_POST
def undo(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take back what was accepted."""
    return do_and_return(request, import_id, lambda visit: ask_undo(visit, import_id))


def do_and_return(request: HttpRequest, import_id: int, act: Callable[[Visit], object]) -> HttpResponse:
    """Do it and go back to the import; a refusal is said there."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    try:
        act(visit)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    return redirect("import:show_import", import_id)
