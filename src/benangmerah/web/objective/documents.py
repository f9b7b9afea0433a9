"""Planning documents: the list, one document's tree as it stands or stood, and the forms that change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.change_objective import DocumentGiven, add_document, amend_document, change_document
from benangmerah.flow.check_codes import CodeCheck, check_codes
from benangmerah.flow.edit_rows import check_keeper, may_keep
from benangmerah.kernel.explanation import render as render_message
from benangmerah.snapshot.contract.planning import DOCUMENT_KINDS
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.objective import (
    TreeRow,
    list_documents,
    list_states,
    list_tree,
    read_document,
)
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import list_agencies, list_units
from benangmerah.web.account.form import Form
from benangmerah.web.account.forms import INDENT
from benangmerah.web.components.edit_form import answer_form
from benangmerah.web.components.figures import figure, page_language, rupiah, say_if_known
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page
from benangmerah.web.objective.words import DOCUMENTS, say_kind
from benangmerah.web.run.runs import say_time
from benangmerah.web.visit import visit_of

WITHOUT = "-"
"""How an address names the nodes of no document."""

MOST_FAULTS = 20
"""Nodes with doubtful codes that are told one by one."""


class DocumentForm(Form):
    """What a planning document is, and for which years."""

    document_id = forms.CharField(
        label=gettext_lazy("Number"), max_length=200, help_text=gettext_lazy("Stays for ever.")
    )
    agency_id = forms.ChoiceField(label=gettext_lazy("Agency"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[(each, DOCUMENTS[each]) for each in DOCUMENT_KINDS])
    title = forms.CharField(label=gettext_lazy("Title of the document"), max_length=300)
    first_year = forms.IntegerField(label=gettext_lazy("First year"), min_value=1900, max_value=2200)
    last_year = forms.IntegerField(label=gettext_lazy("Last year"), min_value=1900, max_value=2200)
    unit_id = forms.ChoiceField(label=gettext_lazy("Whose it is"), required=False)
    decree = forms.CharField(label=gettext_lazy("Decree"), max_length=300, required=False)
    nomenclature = forms.CharField(
        label=gettext_lazy("Nomenclature of its codes"), max_length=200, required=False,
        help_text=gettext_lazy("The decree whose codes it uses, such as Permendagri 90/2019."),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency_id"].choices = list_agencies(scope, Right.KEEP_STANDARDS)  # type: ignore[attr-defined]
        self.fields["unit_id"].choices = unit_choices(scope, _("the whole agency's"))  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["document_id"], self.fields["agency_id"]


class AmendForm(Form):
    """The decree that begins an amendment."""

    decree = forms.CharField(label=gettext_lazy("Decree of the amendment"), max_length=300)
    nomenclature = forms.CharField(
        label=gettext_lazy("Nomenclature of its codes"), max_length=200, required=False,
        help_text=gettext_lazy("Only where the amendment changes it. The former one stays in the history."),
    )  # fmt: skip


def unit_choices(scope: Scope, none: str) -> list[tuple[str, Any]]:
    """The units the reader keeps, as a tree, after a word for no unit."""
    return [("", none), *(
        (node.unit_id, f"{INDENT * depth}{node.name}")
        for root in list_units(scope, Right.KEEP_STANDARDS)
        for depth, node in root.walk()
    )]  # fmt: skip


@require_safe
def show_documents(request: HttpRequest) -> HttpResponse:
    """The planning documents of the reader's agencies, and the nodes that stand in none."""
    scope = visit_of(request).scope
    table = read_table(request, list_documents(scope), Layout(
        name="documents", caption=_("Planning documents"), is_exported=True,
        columns=[
            Column("title", _("Title of the document"),
                   address=lambda row: reverse("objective:show_document", args=[row.document_id])),
            Column("kind", _("Kind"), say=say_kind),
            Column("first_year", _("First year"), say=str, is_number=True),
            Column("last_year", _("Last year"), say=str, is_number=True),
            Column("amendment", _("Amendment"), say=figure, is_number=True),
            Column("decree", _("Decree"), say=say_if_known),
            Column("nomenclature", _("Nomenclature of its codes"), say=say_if_known),
        ],
        searched=("title", "decree"),
        nothing=_("No planning document is known. Add one, then bring in its table or write its tree."),
    ))  # fmt: skip
    loose = len(list_tree(scope, None))
    may_add = bool(scope.reach(Right.KEEP_STANDARDS).agency_ids)
    return show_table_page(
        request, "objective/documents.html", table, {"may_add": may_add, "loose": loose, "without": WITHOUT}
    )


@require_safe
def show_document(request: HttpRequest, document_id: str) -> HttpResponse:
    """A document's tree as it stands, or with `pada` as it stood after a change."""
    scope = visit_of(request).scope
    scope.require(Right.SEE_UNITS)
    document = None if document_id == WITHOUT else read_document(scope, document_id)
    asked = request.GET.get("pada", "")
    until = int(asked) if asked.isdecimal() and len(asked) < 12 else None
    rows = list_tree(scope, None if document is None else document_id, until)
    years = sorted({year for row in rows for year in row.budgets})
    table = read_table(request, rows, _tree_layout(years))
    codes = check_codes(document.nomenclature if document else None, [row.node for row in rows])
    states = [] if document is None else list_states(document_id)
    context = {
        "document": document, "title": document.title if document else _("Nodes of no document"),
        "kind": say_kind(document.kind) if document else "",
        "states": [(each.pk, say_time(each.made_at), each.note or each.file_name,
                    each.made_by.name if each.made_by else "") for each in states],
        "codes": codes, "code_faults": _say_faults(codes),
        "until": until, "may_keep": document is not None and may_keep(scope, document.agency_id),
        "events": [] if document is None else list_events(["planning_documents"], document_id=document_id),
    }  # fmt: skip
    return show_table_page(request, "objective/document.html", table, context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a planning document."""
    visit = visit_of(request)
    if not visit.scope.require(Right.KEEP_STANDARDS).agency_ids:
        check_keeper(visit.scope, "")
    form = DocumentForm(request.POST or None, scope=visit.scope, is_new=True)

    def write() -> str:
        given = form.cleaned_data
        add_document(visit, _given(given["document_id"], given["agency_id"], given))
        return reverse("objective:show_document", args=[given["document_id"]])

    back = reverse("objective:show_documents")
    return answer_form(request, "objective/form.html", form, write, {"title": _("New planning document"), "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, document_id: str) -> HttpResponse:
    """Mend a planning document."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    document = read_document(visit.scope, document_id)
    check_keeper(visit.scope, document.agency_id)
    there = {name: getattr(document, name) for name in document.contract.names}
    form = DocumentForm(request.POST or None, scope=visit.scope, is_new=False, initial=there)
    back = reverse("objective:show_document", args=[document_id])

    def write() -> str:
        change_document(visit, _given(document_id, document.agency_id, form.cleaned_data))
        return back

    return answer_form(request, "objective/form.html", form, write, {"title": document.title, "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, document_id: str) -> HttpResponse:
    """Begin an amendment of a planning document."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    document = read_document(visit.scope, document_id)
    check_keeper(visit.scope, document.agency_id)
    form = AmendForm(request.POST or None)
    back = reverse("objective:show_document", args=[document_id])

    def write() -> str:
        amend_document(visit, document_id, form.cleaned_data["decree"], form.cleaned_data["nomenclature"])
        return back

    title = _("Amend: %(title)s") % {"title": document.title}
    return answer_form(request, "objective/form.html", form, write, {"title": title, "back": back})


def _say_faults(codes: CodeCheck) -> list[dict[str, str]]:
    """The first nodes whose codes are wrong or doubtful."""
    language = page_language()
    return [
        {"place": node.title, "address": reverse("objective:show_node", args=[node.objective_id]),
         "value": node.code or "",
         "reason": render_message(fault.reason, language), "suggestion": render_message(fault.suggestion, language)}
        for node, fault in codes.faults[:MOST_FAULTS]
    ]  # fmt: skip


def _given(document_id: str, agency_id: str | None, given: dict[str, Any]) -> DocumentGiven:
    return DocumentGiven(
        document_id, agency_id, given["kind"], given["title"], given["first_year"], given["last_year"],
        given["unit_id"] or None, given["decree"] or None, given["nomenclature"] or None,
    )  # fmt: skip


def _tree_layout(years: list[int]) -> Layout:
    def money(year: int) -> Column:
        return Column(f"by_year__{year}", str(year), say=_rupiah, is_number=True, is_sorted=False,
                      value=lambda row: row.budgets.get(year))  # fmt: skip

    def leads(row: TreeRow) -> str:
        return reverse("objective:show_node", args=[row.node.objective_id])

    return Layout(
        name="tree", caption=_("The tree of the document"), is_exported=True, page_size=100,
        columns=[
            Column("label", _("Node"), address=leads, is_sorted=False, is_long=True),
            Column("node__kind", _("Kind"), say=say_kind), Column("node__code", _("Code"), say=say_if_known),
            Column("node__weight", _("Share"), say=_share, is_number=True),
            Column("unit", _("Responsible unit"), say=say_if_known),
            Column("national", _("National priority"), say=say_if_known),
            Column("indicator_count", _("Indicators"), say=figure, is_number=True),
            Column("link_count", _("Links"), say=figure, is_number=True),
            *map(money, years),
        ],
        searched=("node__title", "node__code", "unit"),
        nothing=_("No node stands here yet. Add one, or bring in the table of the Renstra."),
    )  # fmt: skip


def _rupiah(value: int | None) -> Any:
    return "" if value is None else rupiah(value)


def _share(value: float | None) -> Any:
    return "" if value is None else figure(value)
