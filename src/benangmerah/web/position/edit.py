"""Adding, changing and closing a position."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.change_position import PositionGiven, add_position, change_position, close_position
from benangmerah.flow.edit_rows import check_keeper
from benangmerah.snapshot.contract.inputs import GRADES, REQUIREMENT_KINDS
from benangmerah.store.selectors.position import list_families, list_qualifications, read_position
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import list_agencies
from benangmerah.web.account.form import Form
from benangmerah.web.components.edit_form import answer_closing, answer_form
from benangmerah.web.components.figures import said
from benangmerah.web.visit import visit_of


class QualificationsField(forms.CharField):
    """One qualification a line: its kind, a colon, its value."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), required=False, **options)

    def clean(self, value: Any) -> list[tuple[str, str]]:
        """The pairs of kind and value; a line that is none is named."""
        kinds = {said(kind).casefold(): kind for kind in REQUIREMENT_KINDS} | {kind: kind for kind in REQUIREMENT_KINDS}
        found = []
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            if not line.strip():
                continue
            kind, colon, text = line.partition(":")
            code = kinds.get(kind.strip().casefold())
            if not (code and colon and text.strip()):
                words = _("Line %(number)s is not of the form KIND: VALUE with one of these kinds: %(kinds)s.")
                named = ", ".join(said(each) for each in REQUIREMENT_KINDS)
                raise forms.ValidationError(words % {"number": number, "kinds": named})
            found.append((code, text.strip()))
        return found


class PositionForm(Form):
    """What a position is called and what it asks for."""

    position_id = forms.CharField(
        label=gettext_lazy("Number"), max_length=200, help_text=gettext_lazy("Stays for ever.")
    )
    agency_id = forms.ChoiceField(label=gettext_lazy("Agency"))
    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    grade = forms.ChoiceField(label=gettext_lazy("Grade"))
    job_family = forms.CharField(label=gettext_lazy("Job family"), max_length=200, required=False)
    criticality = forms.FloatField(
        label=gettext_lazy("Criticality"), required=False, min_value=0,
        help_text=gettext_lazy("How much a gap on this position weighs; empty = 1."),
    )  # fmt: skip
    qualifications = QualificationsField(
        label=gettext_lazy("Qualifications asked for"),
        help_text=gettext_lazy(
            "One a line, kind and value with a colon between; several of one kind are alternatives."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = list_agencies(scope, Right.KEEP_STANDARDS)  # type: ignore[attr-defined]
        self.fields["grade"].choices = [(grade, said(grade)) for grade in GRADES]  # type: ignore[attr-defined]
        families = list_families(scope.reach(Right.KEEP_STANDARDS).agency_ids)
        if families:
            self.fields["job_family"].help_text = _("As others are called: %(families)s.") % {
                "families": ", ".join(families[:8])
            }
        if not is_new:
            del self.fields["position_id"], self.fields["agency_id"]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a position."""
    visit = visit_of(request)
    if not visit.scope.require(Right.KEEP_STANDARDS).agency_ids:
        check_keeper(visit.scope, "")
    form = PositionForm(request.POST or None, scope=visit.scope, is_new=True)

    def write() -> str:
        given = form.cleaned_data
        add_position(visit, _given(given["position_id"], given["agency_id"], given))
        return reverse("position:show_position", args=[given["position_id"]])

    context = {"title": _("New position"), "back": reverse("position:list_positions")}
    return answer_form(request, "position/form.html", form, write, context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, position_id: str) -> HttpResponse:
    """Change a position and what it asks for."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    position = read_position(visit.scope, position_id)
    check_keeper(visit.scope, position.agency_id)
    asked = [f"{said(row.kind)}: {row.value}" for row in list_qualifications(position_id)]
    form = PositionForm(request.POST or None, scope=visit.scope, is_new=False, initial={
        "title": position.title, "grade": position.grade, "job_family": position.job_family,
        "criticality": position.criticality, "qualifications": "\n".join(asked),
    })  # fmt: skip
    back = reverse("position:show_position", args=[position_id])

    def write() -> str:
        change_position(visit, _given(position_id, position.agency_id, form.cleaned_data))
        return back

    return answer_form(request, "position/form.html", form, write, {"title": position.title, "back": back})


@require_POST
def close(request: HttpRequest, position_id: str) -> HttpResponse:
    """Close a position that nobody holds."""
    return answer_closing(request, position_id, close_position, "position:show_position", "position:list_positions")


def _given(position_id: str, agency_id: str, given: dict[str, Any]) -> PositionGiven:
    return PositionGiven(
        position_id, agency_id, given["title"], given["grade"], given["job_family"] or None, given["criticality"],
        given["qualifications"],
    )  # fmt: skip
