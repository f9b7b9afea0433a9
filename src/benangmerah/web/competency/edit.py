"""Adding, changing and closing a competency of the dictionary, with its levels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.change_competency import (
    CompetencyGiven,
    LevelGiven,
    add_competency,
    change_competency,
    close_competency,
)
from benangmerah.flow.edit_rows import check_keeper
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS, COMPETENCY_LEVELS
from benangmerah.store.selectors.competency import list_levels, read_competency
from benangmerah.web.account.form import Form
from benangmerah.web.components.edit_form import answer_closing, answer_form
from benangmerah.web.components.figures import said
from benangmerah.web.visit import visit_of

_LEVEL = COMPETENCY_LEVELS.column("level")
LEVELS = range(int(_LEVEL.minimum or 0), int(_LEVEL.maximum or 0) + 1)


class CompetencyForm(Form):
    """A competency, and for each level what it means and what is seen of a person at it."""

    competency_id = forms.CharField(
        label=gettext_lazy("Number"), max_length=200, help_text=gettext_lazy("Stays for ever.")
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, said(kind)) for kind in COMPETENCY_KINDS]  # type: ignore[attr-defined]
        for level in LEVELS:
            self.fields[f"description_{level}"] = forms.CharField(
                label=_("Level %(level)s means") % {"level": level}, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields[f"indicators_{level}"] = forms.CharField(
                label=_("Seen of a person at level %(level)s") % {"level": level}, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        if not is_new:
            del self.fields["competency_id"]

    def clean(self) -> dict[str, Any]:
        """Indicators need a level that says what it means."""
        given = super().clean() or self.cleaned_data
        for level in LEVELS:
            if given.get(f"indicators_{level}") and not given.get(f"description_{level}"):
                self.add_error(f"description_{level}", _("Say what the level means, or leave its indicators out."))
        return given

    def read_competency(self, competency_id: str) -> CompetencyGiven:
        """What the form says."""
        given = self.cleaned_data
        levels = [
            LevelGiven(level, given[f"description_{level}"], given[f"indicators_{level}"] or None) for level in LEVELS
        ]
        return CompetencyGiven(competency_id, given["name"], given["kind"], levels)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a competency."""
    visit = visit_of(request)
    check_keeper(visit.scope, None)
    form = CompetencyForm(request.POST or None, is_new=True)

    def write() -> str:
        competency_id = form.cleaned_data["competency_id"]
        add_competency(visit, form.read_competency(competency_id))
        return reverse("competency:show_competency", args=[competency_id])

    context = {"title": _("New competency"), "back": reverse("competency:list_competencies")}
    return answer_form(request, "competency/form.html", form, write, context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, competency_id: str) -> HttpResponse:
    """Change a competency and its levels."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    check_keeper(visit.scope, None)
    competency = read_competency(visit.scope, competency_id)
    there: dict[str, Any] = {"name": competency.name, "kind": competency.kind}
    for row in list_levels(competency_id):
        there |= {f"description_{row.level}": row.description, f"indicators_{row.level}": row.indicators}
    form = CompetencyForm(request.POST or None, is_new=False, initial=there)
    back = reverse("competency:show_competency", args=[competency_id])

    def write() -> str:
        change_competency(visit, form.read_competency(competency_id))
        return back

    return answer_form(request, "competency/form.html", form, write, {"title": competency.name, "back": back})


@require_POST
def close(request: HttpRequest, competency_id: str) -> HttpResponse:
    """Close a competency that nothing names."""
    return answer_closing(
        request, competency_id, close_competency, "competency:show_competency", "competency:list_competencies"
    )
