"""Forms that change something by hand: written where they are valid, shown with what is wrong where not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from benangmerah.domain.role import Right
from benangmerah.flow.audit import Visit
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.account.form import Form
from benangmerah.web.components.figures import page_language
from benangmerah.web.visit import visit_of


def answer_closing(
    request: HttpRequest, key: str, flow: Callable[[Visit, str], object], stays: str, leaves: str
) -> HttpResponse:
    """Ask a flow to close something, and say what came of it."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    try:
        flow(visit, key)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect(stays, key)
    messages.success(request, _("Closed. The changes by hand have the way back."))
    return redirect(leaves)


def answer_form(
    request: HttpRequest, template: str, form: Form, write: Callable[[], str], context: dict[str, Any]
) -> HttpResponse:
    """Write what a valid form says and go where it leads; else show it with what is wrong beside its field."""
    if form.is_valid():
        try:
            address = write()
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Written. The changes by hand have the way back."))
            return redirect(address)
    form.focus()
    return render(request, template, {"form": form, **context})
