"""The policies of one's agencies, one version with what it changes, adding and withdrawing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.change_policy import (
    LONGEST,
    PolicyGiven,
    add_policy,
    check_policy,
    list_differences,
    read_defaults,
    withdraw_policy,
)
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import message
from benangmerah.store.selectors.policy import count_runs, find_in_force, list_policies, read_policy
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError, Scope
from benangmerah.store.selectors.unit import list_agencies
from benangmerah.web.account.form import DayInput, Form
from benangmerah.web.account.forms import DAYS
from benangmerah.web.components.figures import figure, page_language
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.visit import visit_of

POLICIES = Layout(
    name="policies",
    caption=gettext_lazy("Policies"),
    is_exported=True,
    columns=(
        Column("decree", gettext_lazy("Decree"), address=lambda row: reverse("policy:show_policy", args=[row.pk])),
        Column("in_force_from", gettext_lazy("In force from"), say=figure),
        Column("signer", gettext_lazy("Signed by")),
        Column("run_count", gettext_lazy("Runs that rest on it"), say=figure, is_number=True),
    ),
    searched=("decree", "signer"),
    nothing=gettext_lazy("No policy was added: the defaults hold."),
)


class PolicyForm(Form):
    """A policy file with its decree, its signer and its day."""

    agency_id = forms.ChoiceField(label=gettext_lazy("Agency"))
    decree = forms.CharField(label=gettext_lazy("Decree"), max_length=300)
    signer = forms.CharField(label=gettext_lazy("Signed by"), max_length=300)
    in_force_from = forms.DateField(
        label=gettext_lazy("In force from"), widget=DayInput, input_formats=DAYS,
        help_text=gettext_lazy("Runs as of that day and later follow it."),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Policy file"), required=False, widget=forms.FileInput(attrs={"accept": ".yaml,.yml"})
    )
    text = forms.CharField(
        label=gettext_lazy("or its text"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=gettext_lazy("Only what differs from the defaults; an unknown entry is refused with its line."),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = list_agencies(scope, Right.SET_POLICY)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The file takes the place of the text."""
        given = super().clean() or self.cleaned_data
        sent = given.get("file")
        if sent is not None:
            try:
                given["text"] = sent.read(LONGEST + 1).decode("utf-8")
            except UnicodeDecodeError:
                self.add_error("file", _("This is no text. Send the policy as a YAML file in UTF-8."))
        given["text"] = (given.get("text") or "").replace("\r\n", "\n")  # as a browser sends it
        return given

    def read_policy(self) -> PolicyGiven:
        """What was handed in."""
        given = self.cleaned_data
        return PolicyGiven(given["agency_id"], given["in_force_from"], given["decree"], given["signer"], given["text"])


@require_safe
def show_policies(request: HttpRequest) -> HttpResponse:
    """Which policy is in force today and what it changes; every version."""
    scope = visit_of(request).scope
    rows = list_policies(scope)
    current = find_in_force(rows, scope.on)
    context = {
        "current": current, "differences": list_differences(current) if current else (),
        "may_add": bool(scope.reach(Right.SET_POLICY).agency_ids),
    }  # fmt: skip
    return show_table_page(request, "policy/policies.html", read_table(request, rows, POLICIES), context)


@require_safe
def show_policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    """One version with its decree and what it changes from the defaults."""
    scope = visit_of(request).scope
    policy = read_policy(scope, policy_id)
    run_count = count_runs(policy)
    context = {
        "policy": policy, "differences": list_differences(policy), "run_count": run_count,
        "may_withdraw": policy.agency_id in scope.reach(Right.SET_POLICY).agency_ids and not run_count,
    }  # fmt: skip
    return render(request, "policy/policy.html", context)


@require_safe
def fetch_policy(request: HttpRequest, policy_id: int) -> HttpResponse:
    """The file of a version as it was handed in."""
    policy = read_policy(visit_of(request).scope, policy_id)
    return _file(policy.text, f"kebijakan-{policy.in_force_from:%Y-%m-%d}.yaml")


@require_safe
def fetch_defaults(request: HttpRequest) -> HttpResponse:
    """Every default with what it means, to begin from."""
    visit_of(request).scope.require(Right.SEE_RESULTS)
    return _file(read_defaults(), "kebijakan-bawaan.yaml")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a policy, after a look at what it changes."""
    visit = visit_of(request)
    if not visit.scope.require(Right.SET_POLICY).agency_ids:
        raise NotAllowedError(message("A policy holds for a whole agency; your role holds for a part of it."))
    form = PolicyForm(request.POST or None, request.FILES or None, scope=visit.scope)
    differences: Any = None
    if form.is_valid():
        try:
            given = form.read_policy()
            differences = check_policy(given.text).differences
            if request.POST.get("step") == "write":
                version = add_policy(visit, given)
                messages.success(request, _("Added. Runs as of its day and later follow it."))
                return redirect("policy:show_policy", version.pk)
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            form = PolicyForm({**request.POST.dict(), "text": given.text}, scope=visit.scope)
    form.focus()
    return render(request, "policy/add.html", {"form": form, "differences": differences})


@require_POST
def withdraw(request: HttpRequest, policy_id: int) -> HttpResponse:
    """Take back a version that no run rests on."""
    visit = visit_of(request)
    visit.scope.require(Right.SET_POLICY)
    try:
        withdraw_policy(visit, policy_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect("policy:show_policy", policy_id)
    messages.success(request, _("Withdrawn. No run takes it any more."))
    return redirect("policy:show_policies")


def _file(text: str, name: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers={
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
    })  # fmt: skip
