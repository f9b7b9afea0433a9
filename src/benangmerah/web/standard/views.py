"""Standards: the list with its coverage, the queue of positions without one, and one standard through time."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.edit_rows import may_keep
from benangmerah.flow.find_similar import find_similar
from benangmerah.snapshot.contract.inputs import GRADES
from benangmerah.store.selectors.history import list_events
from benangmerah.store.selectors.position import (
    NO_STANDARD,
    count_holders,
    list_positions,
    list_qualifications,
    read_position,
)
from benangmerah.store.selectors.standard import count_coverage, read_through_time
from benangmerah.web.components.figures import figure, percent, said
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.position.views import STANDARD_WORDS, say_standard
from benangmerah.web.visit import visit_of


def _make_layout(name: str, caption: Any, *, is_queue: bool = False) -> Layout:
    address = "standard:show_similar" if is_queue else "standard:show_standard"
    columns = [
        Column("title", _("Position"), address=lambda row: reverse(address, args=[row.position_id])),
        Column("grade", _("Grade"), say=said),
        Column("holders", _("Holders"), say=figure, is_number=True),
    ]
    if not is_queue:
        columns += [
            Column("standard", _("Standard"), say=say_standard),
            Column("competency_count", _("Competencies"), say=figure, is_number=True),
        ]
    choices = [Choice("grade", _("Grade"), [(grade, said(grade)) for grade in GRADES])]
    if not is_queue:
        choices.append(Choice("standard", _("Standard"), list(STANDARD_WORDS.items())))
    return Layout(
        name=name, caption=caption, columns=columns, searched=("title", "position_id"), choices=choices,
        order="-holders" if is_queue else "", is_exported=True, nothing=_("No position here matches."),
    )  # fmt: skip


@require_safe
def show_standards(request: HttpRequest) -> HttpResponse:
    """Every position with what its standard rests on, and how many people have a decreed one."""
    scope = visit_of(request).scope
    table = read_table(request, list_positions(scope, scope.on), _make_layout("standards", _("Standards of positions")))
    context = {"coverage": count_coverage(scope, scope.on), "may_keep": _keeps(request)}
    return show_table_page(request, "standard/standards.html", table, context)


@require_safe
def show_queue(request: HttpRequest) -> HttpResponse:
    """Positions without a standard, those with most holders first."""
    scope = visit_of(request).scope
    waiting: QuerySet[Any] = list_positions(scope, scope.on).filter(standard=NO_STANDARD)
    table = read_table(request, waiting, _make_layout("queue", _("Positions without a standard"), is_queue=True))
    return show_table_page(request, "standard/queue.html", table, {"may_keep": _keeps(request)})


@require_safe
def show_standard(request: HttpRequest, position_id: str) -> HttpResponse:
    """What a position asks for on a day, what it asked for before, and who changed what."""
    scope = visit_of(request).scope
    position = read_position(scope, position_id)
    on = _read_day(request.GET.get("on", "")) or scope.on
    lines, periods = read_through_time(position_id, on)
    context = {
        "position": position,
        "on": on,
        "is_today": on == scope.on,
        "lines": lines,
        "periods": periods,
        "qualifications": list_qualifications(position_id),
        "holder_count": count_holders(position_id),
        "events": list_events(["requirements"], position_id=position_id),
        "may_change": may_keep(scope, position.agency_id),
    }
    return render(request, "standard/standard.html", context)


@require_safe
def show_similar(request: HttpRequest, position_id: str) -> HttpResponse:
    """Positions whose standard could be copied for one that has none."""
    scope = visit_of(request).scope
    position = read_position(scope, position_id)
    similar = [
        {"row": each, "likeness": percent(each.likeness / 100),
         "address": f"{reverse('standard:change', args=[position_id])}?{urlencode({'dari': each.position_id})}"}
        for each in find_similar(scope, position_id, scope.on)
    ]  # fmt: skip
    context = {
        "position": position, "similar": similar, "may_change": may_keep(scope, position.agency_id),
        "holder_count": count_holders(position_id),
    }  # fmt: skip
    return render(request, "standard/similar.html", context)


def _keeps(request: HttpRequest) -> bool:
    return bool(visit_of(request).scope.reach(Right.KEEP_STANDARDS).agency_ids)


def _read_day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # a day that no month has
        return None
