"""Who is ready for a post, and what do others lack: the candidates of one position by job match."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.policy import DIRECTIONS
from benangmerah.domain.role import Right
from benangmerah.flow.audit import Visit
from benangmerah.flow.read_candidates import MOST_CANDIDATES, Candidate, read_candidates
from benangmerah.flow.read_talent import TalentPerson, read_boxes_of
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.position import read_position
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.store.selectors.shown_run import read_shown_run
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, nip, page_language, said, say_if_known
from benangmerah.web.components.results import PAGE_SIZE, show_no_run
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.kept_page import keep_not, kept
from benangmerah.web.plan.tables import say_mark
from benangmerah.web.shell import remember_run
from benangmerah.web.talent.views import say_box
from benangmerah.web.visit import visit_of

DRAWN = 10
"""Bars of the picture: the best few."""


@require_safe
@kept
def show_candidates(request: HttpRequest, position_id: str) -> HttpResponse:
    """The candidates whom the reader may read, the best first; the look is written down."""
    visit = visit_of(request)
    visit.scope.require(Right.READ_ASSESSMENTS)
    position = read_position(visit.scope, position_id)
    number = request.GET.get("run", "")
    run = read_shown_run(visit.scope, number)
    if run is None:
        return show_no_run(request, _("Candidates"))
    remember_run(request, run)
    try:
        found = read_candidates(visit, run, position_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        keep_not(request)
        return render(request, "career/gone.html", {"title": position.title, "error": error.say(page_language())})
    boxes = _read_boxes(visit, [row.employee_id for row in found.rows], position_id)
    if boxes is not None:
        keep_not(request)  # talent rests on more than the run
    table = read_table(request, found.rows, _layout(position.title, position_id, number, boxes))
    context: dict[str, Any] = {
        "run": run, "position": position, "found": found, "is_former": bool(number), "most": MOST_CANDIDATES,
        "chart": _draw(found.rows[:DRAWN]) if found.rows else None,
    }  # fmt: skip
    return show_table_page(request, "career/candidates.html", table, context)


def _read_boxes(visit: Visit, employee_ids: Sequence[str], position_id: str) -> Mapping[str, TalentPerson] | None:
    """The talent boxes of those whose talent the reader may see; none at all for a reader without the right."""
    if not visit.scope.may(Right.SEE_TALENT):
        return None
    return read_boxes_of(visit, employee_ids, f"candidates {position_id}")


def _draw(rows: Any) -> Chart:
    return Chart(
        name="matches", kind="bar", title=_("The best matches"), heading=_("Name"), labels=[row.name for row in rows],
        series=[Series(_("Job match (percent)"), [row.match_percent for row in rows])],
        addresses=[reverse("career:show_career", args=[row.employee_id]) for row in rows],
    )  # fmt: skip


def _layout(title: str, position_id: str, number: str, boxes: Mapping[str, TalentPerson] | None) -> Layout:
    kept = f"&run={number}" if number else ""

    def person(row: Candidate) -> str:
        return f"{reverse('career:show_career', args=[row.employee_id])}?jabatan={position_id}{kept}#jabatan"

    return Layout(
        name="candidates", caption=_("Candidates, the best match first"), is_exported=True, page_size=PAGE_SIZE,
        notes=[title],
        columns=[
            Column("name", _("Name"), address=person), Column("employee_id", "NIP", say=nip, on_page=False),
            Column("position", _("Position held")), Column("unit", _("Unit"), is_folded=True),
            Column("direction", _("Move"), say=said, is_folded=True),
            Column("match_percent", _("Job match (percent)"), say=figure, is_number=True),
            Column("category", _("Category"), say=_say_category, is_folded=True),
            Column("lacks", _("What is missing"), say=_say_lacks, is_sorted=False, is_long=True,
                   value=lambda row: _say_lacks(row.lacks)),
            Column("short_levels", _("Levels short"), say=figure, is_number=True, is_folded=True),
            Column("unknown_count", _("Not assessed"), say=figure, is_number=True, is_folded=True),
            Column("unmet", _("Qualifications short"), say=_say_kinds, is_sorted=False, is_folded=True,
                   value=lambda row: _say_kinds(row.unmet)),
            Column("aims_here", _("Aims here"), say=say_mark),
            *([] if boxes is None else [_box_column(boxes)]),
        ],
        searched=("name", "employee_id", "position", "unit"),
        choices=[
            Choice("direction", _("Move"), [(each, said(each)) for each in DIRECTIONS]),
            Choice("aims_here", _("Aims here"), [("True", _("aims here"))]),
        ],
        warning=_("Simulation, no official figures"),
        nothing=_("Nobody within your reach could move here in one lawful move and was assessed."),
    )  # fmt: skip


def _box_column(boxes: Mapping[str, TalentPerson]) -> Column:
    """The box of a candidate, which leads to its reasons; in no file, since each file of talent has its own log."""

    def address(row: Candidate) -> str | None:
        return reverse("talent:show_person", args=[row.employee_id]) if row.employee_id in boxes else None

    def say(employee_id: str) -> str:
        return say_box(boxes.get(employee_id))

    return Column("employee_id", _("Talent box"), say=say, address=address, in_file=False, is_sorted=False)


def _say_category(code: str | None) -> str:
    return _("assessed in too few") if code is None else said(code)


def _say_lacks(lacks: Any) -> str:
    return ", ".join(f"{name} ({figure(has)}/{level})" for name, level, has in lacks)


def _say_kinds(kinds: Any) -> str:
    return say_if_known(", ".join(said(each) for each in kinds))
