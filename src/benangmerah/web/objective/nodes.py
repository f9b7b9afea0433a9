"""One node of a planning tree: its place, indicators, money and links, and the forms that change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benangmerah.domain.role import Right
from benangmerah.domain.strategy import PARENT_KINDS
from benangmerah.flow.change_objective import (
    IndicatorGiven,
    NodeGiven,
    add_node,
    change_node,
    close_node,
    doubt_code,
    write_indicator,
    write_shares,
)
from benangmerah.flow.edit_rows import check_keeper, may_keep
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render as render_message
from benangmerah.snapshot.contract.inputs import OBJECTIVE_KINDS
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.objective import (
    IndicatorRow,
    list_documents,
    list_indicators,
    list_links,
    list_objectives,
    list_serving,
    name_node,
    read_budgets,
    read_detail,
    read_objective,
    search_parents,
)
from benangmerah.store.selectors.scope import Scope
from benangmerah.store.selectors.unit import list_agencies, name_places
from benangmerah.web.account.form import Form
from benangmerah.web.components.edit_form import answer_closing, answer_form
from benangmerah.web.components.figures import figure, page_language, said
from benangmerah.web.objective.documents import unit_choices
from benangmerah.web.objective.find import NodeInput, draw_options, find_node, list_national
from benangmerah.web.objective.words import DIRECTIONS, say_direction
from benangmerah.web.visit import visit_of

PARENT, NATIONAL = "parent_objective_id", "national_objective_id"
MOST_FOUND = 20
"""Nodes shown below a field while one types."""
MOST_YEARS = 6
"""Years a form has fields for: those of a five-year plan and one beside."""
TABLES = ("objectives", "objective_indicators", "objective_needs", "objective_details", "objective_budgets",
          "indicator_bases", "link_reasons")  # fmt: skip


class NodeForm(Form):
    """What a node is, where it stands, who answers for it and its ceiling by year."""

    objective_id = forms.CharField(
        label=gettext_lazy("Number"), max_length=200, help_text=gettext_lazy("Stays for ever.")
    )
    agency_id = forms.ChoiceField(label=gettext_lazy("Agency"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=60, required=False,
        help_text=gettext_lazy("Of the nomenclature, such as 5.04.02.2.01.0001."),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("Title of the node"), max_length=500)
    document_id = forms.ChoiceField(label=gettext_lazy("Planning document"), required=False)
    parent_objective_id = forms.CharField(
        label=gettext_lazy("Stands below"), max_length=600, required=False,
        help_text=gettext_lazy("Type words of its title or its code. Found are nodes that such a node can stand "
                               "below: of its document, and of one it serves, as a Renstra serves the RPJMD. "
                               "A root has none."),
    )  # fmt: skip
    unit_id = forms.ChoiceField(label=gettext_lazy("Responsible unit"), required=False)
    national_objective_id = forms.CharField(
        label=gettext_lazy("Supports the national priority"), max_length=600, required=False,
        help_text=gettext_lazy("A node of the national plans that this one serves: type words of its title."),
    )  # fmt: skip
    nomenclature = forms.CharField(
        label=gettext_lazy("Nomenclature of the code"), max_length=200, required=False,
        help_text=gettext_lazy("Only where it is not the document's."),
    )  # fmt: skip

    def __init__(self, *args: Any, scope: Scope, is_new: bool, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years, self.scope = years, scope
        choices: dict[str, list[tuple[str, Any]]] = {
            "agency_id": list(list_agencies(scope, Right.KEEP_STANDARDS)),
            "kind": [(each, said(each)) for each in OBJECTIVE_KINDS],
            "document_id": [("", _("none")), *((each.document_id, each.title) for each in list_documents(scope))],
            "unit_id": unit_choices(scope, _("none")),
        }  # fmt: skip
        for name, each in choices.items():
            self.fields[name].choices = each  # type: ignore[attr-defined]
        self.there = {name: self.initial.get(name) for name in (PARENT, NATIONAL)}
        for name, what in ((PARENT, "find_parents"), (NATIONAL, "find_national")):
            self.fields[name].widget = NodeInput(name, reverse(f"objective:{what}"))
            self.initial[name] = self._name(self.initial.get(name))
        for year in years:
            self.fields[f"money_{year}"] = forms.IntegerField(
                label=_("Ceiling of %(year)s in rupiah") % {"year": year}, required=False, min_value=0
            )
        if not is_new:
            del self.fields["objective_id"], self.fields["agency_id"]

    def clean(self) -> dict[str, Any]:
        """Put the numbers of the nodes in the place of what was typed; what stays as it was is not searched again."""
        said_of = super().clean() or self.cleaned_data
        for name in (PARENT, NATIONAL):
            typed = said_of.get(name)
            if not typed:
                continue
            try:
                said_of[name] = self.there[name] if typed == self.initial[name] else self._find(name, typed, said_of)
            except BenangMerahError as error:
                self.add_error(name, error.say(page_language()))
        return said_of

    def _find(self, name: str, typed: str, said_of: Mapping[str, Any]) -> str:
        def search(words: str, most: int) -> Sequence[Any]:
            if name == NATIONAL:
                return list_national(self.scope, words, most)
            kind, document_id = said_of.get("kind", ""), said_of.get("document_id", "")
            return search_parents(self.scope, words, kind, document_id, most=most)

        return find_node(self.scope, typed, search)

    def _name(self, objective_id: str | None) -> str:
        node = list_objectives(self.scope).filter(objective_id=objective_id).first() if objective_id else None
        return name_node(node) if node else ""

    def given(self, objective_id: str, agency_id: str | None) -> NodeGiven:
        """What was written down."""
        said_of = self.cleaned_data
        return NodeGiven(
            objective_id, agency_id, said_of["kind"], said_of["title"], said_of["parent_objective_id"] or None,
            said_of["code"] or None, said_of["document_id"] or None, said_of["unit_id"] or None,
            said_of["national_objective_id"] or None, said_of["nomenclature"] or None,
            {year: said_of[f"money_{year}"] for year in self.years if said_of[f"money_{year}"] is not None},
        )  # fmt: skip


class ShareForm(Form):
    """The shares of the nodes right below one: all of them, adding up to 1, or none."""

    def __init__(self, *args: Any, below: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for node in below:
            self.fields[f"weight_{node.objective_id}"] = forms.FloatField(
                label=name_node(node), required=False, min_value=0, initial=node.weight
            )


class IndicatorForm(Form):
    """An indicator with its base, and target and realisation by year."""

    name = forms.CharField(label=gettext_lazy("Indicator"), max_length=300)
    measure = forms.CharField(label=gettext_lazy("Measure"), max_length=100)
    base_year = forms.IntegerField(label=gettext_lazy("Base year"), required=False, min_value=1900, max_value=2200)
    base_value = forms.FloatField(label=gettext_lazy("Base value"), required=False)
    direction = forms.ChoiceField(
        label=gettext_lazy("Which figures are better"), required=False,
        choices=[("", gettext_lazy("as what is aimed at rises or falls")), *DIRECTIONS.items()],
        help_text=gettext_lazy("Smaller ones with stunting or poverty. Say it where base and targets do not show it."),
    )  # fmt: skip

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        for year in years:
            self.fields[f"target_{year}"] = forms.FloatField(
                label=_("Target of %(year)s") % {"year": year}, required=False
            )
            self.fields[f"realised_{year}"] = forms.FloatField(
                label=_("Realised in %(year)s") % {"year": year}, required=False
            )

    def given(self) -> IndicatorGiven:
        """What was written down."""
        said_of = self.cleaned_data

        def by_year(name: str) -> dict[int, float]:
            return {year: said_of[f"{name}_{year}"] for year in self.years if said_of[f"{name}_{year}"] is not None}

        return IndicatorGiven(said_of["name"], said_of["measure"], by_year("target"), by_year("realised"),
                              said_of["base_year"], said_of["base_value"],
                              said_of["direction"] or None)  # fmt: skip


@require_safe
def show_node(request: HttpRequest, node_id: str) -> HttpResponse:
    """A node with everything that is known of it, and its past."""
    scope = visit_of(request).scope
    scope.require(Right.SEE_UNITS)
    node = read_objective(scope, node_id)
    detail = read_detail(node_id)
    beside = [key for key in (node.parent_objective_id, detail.national_objective_id if detail else None) if key]
    near = list_objectives(scope).filter(Q(objective_id__in=beside) | Q(parent_objective_id=node_id))
    nodes = {each.objective_id: each for each in near}
    below = sorted((each for each in nodes.values() if each.parent_objective_id == node_id), key=name_node)
    unit_id = detail.unit_id if detail else None
    agency_id = node.agency_id or ""
    document = list_documents(scope).filter(document_id=detail.document_id).first() if detail else None
    context = {
        "node": node, "label": name_node(node), "detail": detail, "document": document,
        "above": nodes.get(node.parent_objective_id or ""),
        "national": nodes.get(detail.national_objective_id or "") if detail else None,
        "unit": name_places([(agency_id, unit_id)])[agency_id, unit_id] if unit_id else "",
        "serving": list_serving(scope, node_id) if node.agency_id is None else [],
        "below": below, "indicators": [_say_indicator(each) for each in list_indicators(node_id)],
        "budgets": read_budgets(node_id).items(), "links": list_links(node_id),
        "events": list_events(TABLES, objective_id=node_id), "may_keep": may_keep(scope, node.agency_id),
        "may_link": bool(scope.reach(Right.KEEP_STANDARDS).agency_ids),
    }  # fmt: skip
    return render(request, "objective/node.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Add a node; `induk` and `dokumen` of the address say below which and in which document."""
    visit = visit_of(request)
    if not visit.scope.require(Right.KEEP_STANDARDS).agency_ids:
        check_keeper(visit.scope, "")
    document_id, above = request.GET.get("dokumen", ""), request.GET.get("induk", "")
    initial = {"document_id": document_id, "parent_objective_id": above, "kind": _kind_below(visit.scope, above)}
    years = _years(visit.scope, document_id, (), visit.on.year)
    form = NodeForm(request.POST or None, scope=visit.scope, is_new=True, years=years, initial=initial)

    def write() -> str:
        given = form.cleaned_data
        node = form.given(given["objective_id"], given["agency_id"])
        add_node(visit, node)
        _tell_doubt(request, node)
        return reverse("objective:show_node", args=[given["objective_id"]])

    back = reverse("objective:show_documents")
    return answer_form(request, "objective/form.html", form, write, {"title": _("New node"), "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, node_id: str) -> HttpResponse:
    """Change a node."""
    visit = visit_of(request)
    node = _kept(request, node_id)
    detail, budgets = read_detail(node_id), read_budgets(node_id)
    there = {name: getattr(node, name) for name in ("kind", "code", "title", "parent_objective_id")}
    if detail is not None:
        there |= {name: getattr(detail, name) for name in detail.contract.names if name != "objective_id"}
    years = _years(visit.scope, detail.document_id or "" if detail else "", tuple(budgets), visit.on.year)
    initial = there | {f"money_{year}": amount for year, amount in budgets.items()}
    form = NodeForm(request.POST or None, scope=visit.scope, is_new=False, years=years, initial=initial)
    back = reverse("objective:show_node", args=[node_id])

    def write() -> str:
        given = form.given(node_id, node.agency_id)
        change_node(visit, given)
        _tell_doubt(request, given)
        return back

    return answer_form(request, "objective/form.html", form, write, {"title": node.title, "back": back})


@require_POST
def close(request: HttpRequest, node_id: str) -> HttpResponse:
    """Close a node that has none below it."""
    return answer_closing(request, node_id, close_node, "objective:show_node", "objective:show_documents")


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, node_id: str) -> HttpResponse:
    """Set the shares of the nodes right below one."""
    visit = visit_of(request)
    node = _kept(request, node_id)
    below = list(list_objectives(visit.scope).filter(parent_objective_id=node_id).order_by("code", "title"))
    form = ShareForm(request.POST or None, below=below)
    back = reverse("objective:show_node", args=[node_id])

    def write() -> str:
        write_shares(
            visit, node_id, {each.objective_id: form.cleaned_data[f"weight_{each.objective_id}"] for each in below}
        )
        return back

    title = _("Shares below %(title)s") % {"title": node.title}
    if not below:
        return render(request, "objective/no_shares.html", {"title": title, "back": back})
    return answer_form(request, "objective/form.html", form, write, {"title": title, "back": back})


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, node_id: str) -> HttpResponse:
    """Write an indicator; `nama` of the address names the one that is changed."""
    visit = visit_of(request)
    node = _kept(request, node_id)
    former = request.GET.get("nama", "")
    row = next((each for each in list_indicators(node_id) if each.name == former), None)
    detail = read_detail(node_id)
    years = _years(
        visit.scope, detail.document_id or "" if detail else "", tuple(row.targets) if row else (), visit.on.year
    )
    form = IndicatorForm(request.POST or None, years=years, initial=_initial(row))
    back = reverse("objective:show_node", args=[node_id])

    def write() -> str:
        write_indicator(visit, node_id, form.given(), row.name if row else None)
        return back

    title = _("Indicator of %(title)s") % {"title": node.title}
    return answer_form(request, "objective/form.html", form, write, {"title": title, "back": back})


@require_safe
def find_parents(request: HttpRequest) -> HttpResponse:
    """The nodes that fit what is typed and can stand above a node of the kind, as the options of the field."""
    scope, asked = visit_of(request).scope, request.GET
    scope.require(Right.KEEP_STANDARDS)
    words, kind, document_id = (asked.get(name, "") for name in (PARENT, "kind", "document_id"))
    return HttpResponse(draw_options(search_parents(scope, words, kind, document_id, most=MOST_FOUND)))


@require_safe
def find_national(request: HttpRequest) -> HttpResponse:
    """The national nodes that fit what is typed, as the options of the field."""
    scope = visit_of(request).scope
    scope.require(Right.KEEP_STANDARDS)
    return HttpResponse(draw_options(list_national(scope, request.GET.get(NATIONAL, ""), MOST_FOUND)))


def _tell_doubt(request: HttpRequest, given: NodeGiven) -> None:
    """Say what should be looked at of the code that was written."""
    doubt = doubt_code(given)
    if doubt is not None:
        words = (render_message(each, page_language()) for each in (doubt.reason, doubt.suggestion))
        messages.warning(request, " ".join(words))


def _kind_below(scope: Scope, above: str) -> str:
    """What most often stands below a node: the first kind that may."""
    node = list_objectives(scope).filter(objective_id=above).first() if above else None
    return next((kind for kind, parents in PARENT_KINDS.items() if node and node.kind in parents), "")


def _kept(request: HttpRequest, node_id: str) -> Any:
    """The node, for whoever keeps it."""
    scope = visit_of(request).scope
    scope.require(Right.KEEP_STANDARDS)
    node = read_objective(scope, node_id)
    check_keeper(scope, node.agency_id)
    return node


def _years(scope: Scope, document_id: str, more: Sequence[int], today: int) -> list[int]:
    """The years a form has fields for: those of the document, else this and the next, and those that have figures."""
    years = {today, today + 1}
    if document_id and (document := list_documents(scope).filter(document_id=document_id).first()):
        years = set(range(document.first_year, min(document.last_year, document.first_year + MOST_YEARS - 1) + 1))
    return sorted({*years, *more})


def _initial(row: IndicatorRow | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {
        "name": row.name, "measure": row.measure, "base_year": row.base_year, "base_value": row.base_value,
        "direction": row.set_direction,
        **{f"target_{year}": value for year, value in row.targets.items()},
        **{f"realised_{year}": value for year, value in row.realised.items()},
    }  # fmt: skip


def _say_indicator(row: IndicatorRow) -> dict[str, Any]:
    return {
        "row": row,
        "direction": say_direction(row.direction),
        "years": [
            (year, figure(target), figure(row.realised.get(year))) for year, target in sorted(row.targets.items())
        ],
    }
