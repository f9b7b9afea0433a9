"""The dictionary, and one competency: what its levels mean and which positions require it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.flow.edit_rows import may_keep
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS
from benangmerah.store.selectors.competency import list_competencies, list_levels, list_requiring, read_competency
from benangmerah.store.selectors.history import list_events
from benangmerah.web.components.figures import figure, said
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.menu import address_of
from benangmerah.web.visit import visit_of


def make_layout() -> Layout:
    """The table of the dictionary."""
    return Layout(
        name="competencies",
        caption=gettext_lazy("Dictionary of competencies"),
        is_exported=True,
        columns=(
            Column(
                "name", gettext_lazy("Competency"),
                address=lambda row: reverse("competency:show_competency", args=[row.competency_id]),
            ),
            Column("kind", gettext_lazy("Kind"), say=said),
            Column("position_count", gettext_lazy("Positions that require it"), say=figure, is_number=True),
        ),
        searched=("name", "competency_id"),
        choices=(Choice("kind", gettext_lazy("Kind"), [(kind, said(kind)) for kind in COMPETENCY_KINDS]),),
        page_size=100,
        nothing=gettext_lazy("No competency matches."),
    )  # fmt: skip


REQUIRING = Layout(
    name="requiring",
    caption=gettext_lazy("Positions that require it"),
    is_exported=True,
    columns=(
        Column(
            "title", gettext_lazy("Position"),
            address=lambda row: (
                address_of("standard:show_standard", row.position_id)
                or reverse("position:show_position", args=[row.position_id])
            ),
        ),
        Column("grade", gettext_lazy("Grade"), say=said),
        Column("required_level", gettext_lazy("Level required"), say=figure, is_number=True),
    ),
    searched=("title",),
    nothing=gettext_lazy("No position requires it today."),
)  # fmt: skip


@require_safe
def list_all(request: HttpRequest) -> HttpResponse:
    """The dictionary by kind."""
    scope = visit_of(request).scope
    table = read_table(request, list_competencies(scope, scope.on), make_layout())
    return show_table_page(request, "competency/competencies.html", table, {"may_add": may_keep(scope, None)})


@require_safe
def show_competency(request: HttpRequest, competency_id: str) -> HttpResponse:
    """One competency with its levels, where it is required, and its history."""
    scope = visit_of(request).scope
    competency = read_competency(scope, competency_id)
    context = {
        "competency": competency, "levels": list_levels(competency_id), "may_change": may_keep(scope, None),
        "events": list_events(["competencies", "competency_levels"], competency_id=competency_id),
    }  # fmt: skip
    table = read_table(request, list_requiring(scope, competency_id, scope.on), REQUIRING)
    return show_table_page(request, "competency/competency.html", table, context)
