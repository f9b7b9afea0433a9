"""The form of the coverage that an agency expects of its plan."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.flow.change_threshold import check_setter, set_threshold, undo_threshold
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.store.selectors.shown_run import read_shown_run
from benangmerah.store.selectors.thread_threshold import find_undoable, read_threshold
from benangmerah.web.account.form import Form
from benangmerah.web.components.edit_form import answer_form
from benangmerah.web.components.figures import page_language
from benangmerah.web.components.results import show_no_run
from benangmerah.web.visit import visit_of


class ThresholdForm(Form):
    """Percent of targets and of money, and what they rest on."""

    targets_percent = forms.FloatField(
        label=gettext_lazy("Targets served, at least (percent)"), min_value=0, max_value=100
    )
    money_percent = forms.FloatField(label=gettext_lazy("Money traced, at least (percent)"), min_value=0, max_value=100)
    decree = forms.CharField(label=gettext_lazy("Decree"), max_length=300, required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def set_coverage(request: HttpRequest, agency_id: str) -> HttpResponse:
    """Set the coverage below which a plan warns before it is submitted."""
    visit = visit_of(request)
    check_setter(visit.scope, agency_id)
    run = read_shown_run(visit.scope)
    if run is None:
        return show_no_run(request, _("Expected coverage"))
    there = read_threshold(agency_id, run)
    initial = {"targets_percent": there.targets, "money_percent": there.money, "decree": there.decree}
    form = ThresholdForm(request.POST or None, initial=initial)
    back = reverse("thread:show_thread")

    def write() -> str:
        given = form.cleaned_data
        set_threshold(visit, agency_id, given["targets_percent"], given["money_percent"], given["decree"])
        return back

    context = {
        "title": _("Expected coverage"), "back": back, "agency_id": agency_id, "undoable": find_undoable(agency_id),
        "events": list_events(["thread_thresholds"], agency_id=agency_id),
    }  # fmt: skip
    return answer_form(request, "thread/threshold.html", form, write, context)


@require_POST
def undo_coverage(request: HttpRequest, agency_id: str, receipt_id: int) -> HttpResponse:
    """Put back what was expected before a change."""
    try:
        undo_threshold(visit_of(request), agency_id, receipt_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, _("Put back as it was before."))
    return redirect("thread:set_coverage", agency_id)
