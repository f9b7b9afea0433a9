"""The decisions on names of one's agencies, each to be changed or ended; and remembered headings."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.change_alias import change_alias, end_alias, forget_mapping, may_end
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.alias import list_aliases, list_mappings, list_targets, read_alias
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.account.form import Form
from benangmerah.web.components.figures import page_language
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.imports.findings import say_meaning
from benangmerah.web.run.runs import say_time
from benangmerah.web.visit import visit_of

KIND_WORDS: dict[str, str | Promise] = {
    "unit": gettext_lazy("Unit"),
    "position": gettext_lazy("Position"),
    "competency": gettext_lazy("Competency"),
    "intervention": gettext_lazy("Training"),
    "person": gettext_lazy("Person"),
}
STATE_WORDS: dict[str, str | Promise] = {"in_force": gettext_lazy("holds"), "ended": gettext_lazy("no longer holds")}


def say_kind(kind: str) -> str:
    """What kind of thing a name names."""
    return str(KIND_WORDS[kind])


def say_state(state: str) -> str:
    """Whether a decision holds."""
    return str(STATE_WORDS[state])


ALIASES = Layout(
    name="aliases",
    caption=gettext_lazy("Decisions on names"),
    is_exported=True,
    columns=(
        Column(
            "written", gettext_lazy("Written as"),
            address=lambda line: reverse("alias:show_alias", args=[line.alias_id]),
        ),
        Column("kind", gettext_lazy("Kind of thing"), say=say_kind),
        Column("target", gettext_lazy("Means")),
        Column("decided_by", gettext_lazy("Decided by")),
        Column("decided_at", gettext_lazy("Decided at"), say=say_time),
        Column("state", gettext_lazy("State"), say=say_state),
    ),
    searched=("written", "target", "decided_by"),
    choices=(
        Choice("kind", gettext_lazy("Kind of thing"), list(KIND_WORDS.items())),
        Choice("state", gettext_lazy("State"), list(STATE_WORDS.items())),
    ),
    nothing=gettext_lazy("No name was decided on yet; names that an import does not know are asked about there."),
)  # fmt: skip


class TargetForm(Form):
    """What a name means instead."""

    target = forms.CharField(
        label=gettext_lazy("Means instead"), max_length=300,
        help_text=gettext_lazy("Its number, or its name as it stands in the data."),
    )  # fmt: skip


@require_safe
def show_aliases(request: HttpRequest) -> HttpResponse:
    """Every decision, those that hold first, and the headings that are remembered."""
    scope = visit_of(request).scope
    table = read_table(request, list_aliases(scope), ALIASES)
    mappings = [
        {
            "line": line,
            "columns": [(heading, say_meaning(column)) for heading, column in line.columns.items() if column],
        }
        for line in list_mappings(scope)
    ]
    return show_table_page(request, "alias/aliases.html", table, {"mappings": mappings})


@require_http_methods(["GET", "HEAD", "POST"])
def show_alias(request: HttpRequest, alias_id: int) -> HttpResponse:
    """One decision; whoever may decides anew what the name means."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    alias = read_alias(visit.scope, alias_id)
    form = TargetForm(request.POST or None)
    if form.is_valid():
        try:
            anew = change_alias(visit, alias_id, form.cleaned_data["target"])
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Decided anew; files that were read before stay as they were read."))
            return redirect("alias:show_alias", anew.pk)
    context = {
        "alias": alias, "kind": say_kind(alias.kind), "form": form, "decided_at": say_time(alias.decided_at),
        "target": list_targets(visit.scope, alias).get(alias.target_id, alias.target_id),
        "ended_at": say_time(alias.ended_at), "may_change": may_end(visit.scope, alias) and alias.ended_at is None,
    }  # fmt: skip
    return render(request, "alias/alias.html", context)


@require_POST
def end(request: HttpRequest, alias_id: int) -> HttpResponse:
    """Let a decision no longer hold."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    try:
        end_alias(visit, alias_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, _("It no longer holds; the next file asks again."))
    return redirect("alias:show_aliases")


@require_POST
def forget(request: HttpRequest, mapping_id: int) -> HttpResponse:
    """Forget what headings meant."""
    forget_mapping(visit_of(request), mapping_id)
    messages.success(request, _("Forgotten; the next sheet asks what its headings mean."))
    return redirect("alias:show_aliases")
