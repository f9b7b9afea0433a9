"""Links from a node to units and competencies, with suggestions that somebody has to accept by name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.change_link import LinkGiven, end_link, write_link
from benangmerah.flow.edit_rows import check_keeper
from benangmerah.flow.suggest_links import suggest_links
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.competency import name_competencies
from benangmerah.store.selectors.objective import list_links, read_detail, read_objective
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError, Scope
from benangmerah.web.account.form import Form
from benangmerah.web.components.edit_form import answer_form
from benangmerah.web.components.figures import page_language
from benangmerah.web.objective.documents import unit_choices
from benangmerah.web.visit import visit_of

LEVELS = (1, 2, 3, 4, 5)


class LinkForm(Form):
    """Which competency is asked of which unit, how much, and why."""

    unit_id = forms.ChoiceField(label=gettext_lazy("Unit"))
    competency_id = forms.ChoiceField(label=gettext_lazy("Competency"))
    level = forms.ChoiceField(label=gettext_lazy("From level"), required=False)
    weight = forms.FloatField(
        label=gettext_lazy("Weight"), min_value=0, max_value=1,
        help_text=gettext_lazy("Above 0 up to 1: how much the node depends on it."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = unit_choices(scope, _("choose"))  # type: ignore[attr-defined]
        names: list[tuple[str, Any]] = [("", _("choose")), *name_competencies().items()]
        self.fields["competency_id"].choices = names  # type: ignore[attr-defined]
        levels: list[tuple[str, Any]] = [("", _("any")), *((str(each), str(each)) for each in LEVELS)]
        self.fields["level"].choices = levels  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, node_id: str) -> HttpResponse:
    """Write a link; suggestions fill the form, and nothing is kept before somebody saves it."""
    visit = visit_of(request)
    kept = visit.scope.require(Right.KEEP_STANDARDS).agency_ids
    node = read_objective(visit.scope, node_id)
    if not kept:
        check_keeper(visit.scope, "")
    suggested = request.GET.get("saran", "")
    chosen = request.GET.get("kompetensi", "") or suggested
    there = next((each for each in list_links(node_id)
                  if (each.unit_id, each.competency_id) == (request.GET.get("unit", ""), chosen)), None)  # fmt: skip
    detail = read_detail(node_id)
    initial: dict[str, Any] = {"competency_id": chosen, "unit_id": detail.unit_id if detail else ""}
    if there is not None:
        initial = {"unit_id": there.unit_id, "competency_id": there.competency_id, "level": there.level,
                   "weight": there.weight, "reason": there.reason}  # fmt: skip
    form = LinkForm(request.POST or None, scope=visit.scope, initial=initial)
    back = reverse("objective:show_node", args=[node_id])

    def write() -> str:
        given = form.cleaned_data
        source = "suggestion" if suggested and given["competency_id"] == suggested else "hand"
        level = int(given["level"]) if given["level"] else None
        write_link(visit, LinkGiven(
            node_id, given["unit_id"], given["competency_id"], given["weight"], given["reason"], level, source
        ))  # fmt: skip
        return back

    context = {
        "title": _("What %(title)s asks of units") % {"title": node.title}, "back": back, "node": node,
        "suggestions": suggest_links(visit.scope, node_id), "is_suggested": bool(suggested),
    }  # fmt: skip
    return answer_form(request, "objective/link.html", form, write, context)


@require_POST
def end(request: HttpRequest, node_id: str) -> HttpResponse:
    """End a link."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    read_objective(visit.scope, node_id)
    try:
        end_link(visit, node_id, request.POST.get("unit_id", ""), request.POST.get("competency_id", ""))
    except NotAllowedError:
        raise
    except OutOfScopeError as error:
        messages.error(request, error.say(page_language()))
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, _("Ended. The changes by hand have the way back."))
    return redirect("objective:show_node", node_id)
