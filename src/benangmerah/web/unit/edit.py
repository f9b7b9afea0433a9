"""Adding, changing and closing a unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.change_unit import UnitGiven, add_unit, change_unit, close_unit
from benangmerah.flow.edit_rows import check_keeper
from benangmerah.snapshot.contract.inputs import SECTORS
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import list_agencies, list_units, read_unit
from benangmerah.web.account.form import Form
from benangmerah.web.account.forms import INDENT
from benangmerah.web.components.edit_form import answer_closing, answer_form
from benangmerah.web.components.figures import said
from benangmerah.web.visit import visit_of


class UnitForm(Form):
    """What a unit is called and where it stands."""

    unit_id = forms.CharField(label=gettext_lazy("Number"), max_length=200, help_text=gettext_lazy("Stays for ever."))
    agency_id = forms.ChoiceField(label=gettext_lazy("Agency"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    parent_unit_id = forms.ChoiceField(
        label=gettext_lazy("Stands below"), required=False,
        help_text=gettext_lazy("Moving a unit moves all below it; another OPD may answer for its people from then on."),
    )  # fmt: skip
    is_opd = forms.BooleanField(
        label=gettext_lazy("Answers for needs (OPD)"), required=False,
        help_text=gettext_lazy("Dinas, badan, kecamatan, satker: the unit that confirms what its people need."),
    )  # fmt: skip
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)

    def __init__(self, *args: Any, scope: Scope, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = list_agencies(scope, Right.KEEP_STANDARDS)  # type: ignore[attr-defined]
        none: list[tuple[str, Any]] = [("", _("no unit; it is a topmost one"))]
        self.fields["parent_unit_id"].choices = [*none, *(  # type: ignore[attr-defined]
            (node.unit_id, f"{INDENT * depth}{node.name}")
            for root in list_units(scope, Right.KEEP_STANDARDS)
            for depth, node in root.walk()
        )]  # fmt: skip
        same: list[tuple[str, Any]] = [("", _("as the unit above"))]
        self.fields["sector"].choices = [*same, *((each, said(each)) for each in SECTORS)]  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["unit_id"], self.fields["agency_id"]


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a unit."""
    visit = visit_of(request)
    if not visit.scope.require(Right.KEEP_STANDARDS).agency_ids:
        check_keeper(visit.scope, "")
    form = UnitForm(request.POST or None, scope=visit.scope, is_new=True)

    def write() -> str:
        given = form.cleaned_data
        add_unit(visit, _given(given["unit_id"], given["agency_id"], given))
        return reverse("unit:show_unit", args=[given["unit_id"]])

    back = reverse("unit:list_units")
    return answer_form(request, "unit/form.html", form, write, {"title": _("New unit"), "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Change a unit."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    unit = read_unit(visit.scope, unit_id)
    check_keeper(visit.scope, unit.agency_id)
    there = {"name": unit.name, "parent_unit_id": unit.parent_unit_id, "is_opd": unit.is_opd, "sector": unit.sector}
    form = UnitForm(request.POST or None, scope=visit.scope, is_new=False, initial=there)
    back = reverse("unit:show_unit", args=[unit_id])

    def write() -> str:
        change_unit(visit, _given(unit_id, unit.agency_id, form.cleaned_data))
        return back

    return answer_form(request, "unit/form.html", form, write, {"title": unit.name, "back": back})


@require_POST
def close(request: HttpRequest, unit_id: str) -> HttpResponse:
    """Close a unit that is empty."""
    return answer_closing(request, unit_id, close_unit, "unit:show_unit", "unit:list_units")


def _given(unit_id: str, agency_id: str, given: dict[str, Any]) -> UnitGiven:
    return UnitGiven(
        unit_id, agency_id, given["name"], given["parent_unit_id"] or None, given["is_opd"], given["sector"] or None
    )
