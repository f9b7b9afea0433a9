"""The changes by hand of the reader's agencies, newest first, each with its undoing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from benangmerah.flow.edit_rows import undo_edit
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.change import list_changes, read_change, read_event
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.figures import page_language, say_if_known
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.run.runs import say_time
from benangmerah.web.visit import visit_of

CHANGES = Layout(
    name="changes",
    caption=gettext_lazy("Changes by hand"),
    is_exported=True,
    columns=(
        Column("note", gettext_lazy("What"), address=lambda row: reverse("change:show_change", args=[row.pk])),
        Column("made_at", gettext_lazy("When"), say=say_time),
        Column("made_by__name", gettext_lazy("Who"), say=say_if_known),
        Column("undone_by__made_at", gettext_lazy("Undone"), say=say_time),
    ),
    searched=("note", "made_by__name"),
    nothing=gettext_lazy("Nothing was changed by hand yet."),
)


@require_safe
def show_changes(request: HttpRequest) -> HttpResponse:
    """What was changed by hand."""
    rows = list_changes(visit_of(request).scope)
    return show_table_page(request, "change/changes.html", read_table(request, rows, CHANGES))


@require_safe
def show_change(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """One change: every row with what stood there before, and the way to put it back."""
    change = read_change(visit_of(request).scope, receipt_id)
    return render(request, "change/change.html", {"change": change, "events": [read_event(change)]})


@require_POST
def undo(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Put back what stood there before a change."""
    try:
        undo_edit(visit_of(request), receipt_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, _("Put back as it was before."))
    return redirect("change:show_change", receipt_id)
