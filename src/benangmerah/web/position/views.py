"""The positions of one's agencies, and one position with holders, qualifications and history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.edit_rows import may_keep
from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.position import (
    count_holders,
    list_holders,
    list_positions,
    list_qualifications,
    read_position,
)
from benangmerah.web.components.figures import figure, nip, said, say_if_known
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.menu import address_of
from benangmerah.web.visit import visit_of

STANDARD_WORDS: dict[str, str | Promise] = {
    "decreed": gettext_lazy("decreed"),
    "provisional": gettext_lazy("provisional"),
    "default": gettext_lazy("default of the law"),
    "none": gettext_lazy("no standard"),
}


def say_standard(code: str) -> str:
    """What a position's standard rests on."""
    return str(STANDARD_WORDS[code])


def make_layout() -> Layout:
    """The table of positions; grades are chosen by their words in the language of the page."""
    return Layout(
        name="positions",
        caption=gettext_lazy("Positions"),
        is_exported=True,
        columns=(
            Column(
                "title", gettext_lazy("Position"),
                address=lambda row: reverse("position:show_position", args=[row.position_id]),
            ),
            Column("grade", gettext_lazy("Grade"), say=said),
            Column("job_family", gettext_lazy("Job family"), say=say_if_known),
            Column("holders", gettext_lazy("Holders"), say=figure, is_number=True),
            Column("standard", gettext_lazy("Standard"), say=say_standard),
        ),
        searched=("title", "position_id", "job_family"),
        choices=(
            Choice("grade", gettext_lazy("Grade"), [(grade, said(grade)) for grade in GRADES]),
            Choice("standard", gettext_lazy("Standard"), list(STANDARD_WORDS.items())),
        ),
        nothing=gettext_lazy("No position here matches."),
    )  # fmt: skip


HOLDERS = Layout(
    name="holders",
    caption=gettext_lazy("Holders"),
    is_exported=True,
    columns=(
        Column("name", gettext_lazy("Name")),
        Column("employee_id", "NIP", say=nip),
        Column("unit_name", gettext_lazy("Unit"), say=say_if_known),
    ),
    searched=("name", "employee_id"),
    nothing=gettext_lazy("Nobody whom you may see holds this position."),
)


@require_safe
def list_all(request: HttpRequest) -> HttpResponse:
    """The positions with their holders and standards."""
    scope = visit_of(request).scope
    table = read_table(request, list_positions(scope, scope.on), make_layout())
    context = {"may_add": bool(scope.reach(Right.KEEP_STANDARDS).agency_ids)}
    return show_table_page(request, "position/positions.html", table, context)


@require_safe
def show_position(request: HttpRequest, position_id: str) -> HttpResponse:
    """One position: what it asks for, who holds it, what was changed about it."""
    scope = visit_of(request).scope
    position = read_position(scope, position_id)
    context = {
        "position": position,
        "qualifications": list_qualifications(position_id),
        "holder_count": count_holders(position_id),
        "events": list_events(["positions", "position_requirements"], position_id=position_id),
        "may_read": scope.may(Right.READ_ASSESSMENTS),
        "may_change": may_keep(scope, position.agency_id),
        "standard_address": address_of("standard:show_standard", position_id),
    }
    table = read_table(request, list_holders(scope, position_id), HOLDERS)
    return show_table_page(request, "position/position.html", table, context)
