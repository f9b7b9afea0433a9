"""Annexes of decrees that give people other positions: sent, looked at, and accepted as any import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.import_dataset import receive_import
from benangmerah.flow.weigh_rotation import Move, weigh_rotation
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render_value
from benangmerah.store.selectors.import_draft import list_imports, read_import
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.account.form import DayInput
from benangmerah.web.account.forms import DAYS
from benangmerah.web.components.figures import figure, nip, page_language
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.imports.findings import say_state
from benangmerah.web.imports.forms import UploadForm
from benangmerah.web.run.runs import say_time
from benangmerah.web.visit import visit_of

ROTATIONS = Layout(
    name="rotations",
    caption=_("Rotations"),
    is_exported=True,
    columns=(
        Column("note", _("Decree"), address=lambda draft: reverse("rotation:show_rotation", args=[draft.pk])),
        Column("place", _("For")),
        Column("uploaded_at", _("Sent"), say=say_time),
        Column("state", _("State"), say=say_state),
    ),
    searched=("note", "file_name"),
    nothing=_("No annex was sent yet."),
)


def say_gaps(move: Move) -> str:
    """The competencies in which the new position asks for more than the person has."""
    return ", ".join(f"{gap.competency} ({gap.required_level})" for gap in move.new_gaps)


MOVES = Layout(
    name="moves",
    caption=_("Who moves"),
    is_exported=True,
    columns=(
        Column("name", _("Name")),
        Column("employee_id", "NIP", say=nip),
        Column("position_before", _("Position before")),
        Column("position_after", _("Position after")),
        Column("unit_before", _("Unit before")),
        Column("unit_after", _("Unit after")),
        Column("new_gap_count", _("New gaps"), say=figure, is_number=True),
        Column("new_gap_words", _("In"), is_sorted=False),
        Column("not_assessed_count", _("Not assessed"), say=figure, is_number=True),
        Column("wrong_words", _("Trainings that no longer fit"), is_sorted=False),
    ),
    searched=("name", "employee_id", "position_after", "unit_after"),
    choices=(
        Choice("has_new_gap", _("New gaps"), [("True", _("with new gaps"))]),
        Choice("is_wrong", _("Trainings that no longer fit"), [("True", _("in the wrong training"))]),
    ),
    page_size=100,
    nothing=_("Nobody gets another position or unit by it."),
)


class RotationForm(UploadForm):
    """The annex, its decree and the day it takes effect."""

    decree = forms.CharField(label=_("Decree"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    effective_on = forms.DateField(label=_("Takes effect on (TMT)"), widget=DayInput, input_formats=DAYS)
    field_order = ("decree", "effective_on", "upload", "place")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_complete"]
        self.fields["upload"].label = _("Annex of the decree")
        self.fields["upload"].help_text = _(
            "As it was decreed: letterhead and signatures may stay. In the next step say which columns hold the NIP, "
            "the new position and the new unit."
        )

    def read_note(self) -> str:
        """The decree and its day, as the receipt says them."""
        return f"{self.cleaned_data['decree']}, TMT {render_value(self.cleaned_data['effective_on'], 'id')}"


@require_safe
def show_rotations(request: HttpRequest) -> HttpResponse:
    """The annexes that were sent for the places where one may import."""
    scope = visit_of(request).scope
    scope.require(Right.IMPORT_DATA)
    rows = list_imports(scope).filter(is_rotation=True)
    return show_table_page(request, "rotation/rotations.html", read_table(request, rows, ROTATIONS))


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Send an annex; it is read as any office's sheet, and nothing changes yet."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    form = RotationForm(request.POST or None, request.FILES or None, scope=visit.scope)
    if form.is_valid():
        try:
            draft = receive_import(visit, form.read_files(), *form.read_place(), rotation=form.read_note())
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            return redirect("import:show_import", draft.pk)
    return render(request, "rotation/upload.html", {"form": form})


@require_safe
def show_rotation(request: HttpRequest, import_id: int) -> HttpResponse:
    """Who moves, which gaps are new, whose training no longer fits, which posts and units are left behind."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    draft = read_import(visit.scope, import_id)
    try:
        effect = weigh_rotation(visit, draft)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        return render(request, "rotation/unread.html", {"draft": draft, "error": error.say(page_language())})
    lines = [_line(move, is_known=effect.run_id is not None) for move in effect.moves]
    context = {
        "draft": draft, "effect": effect, "moved": len(effect.moves), "is_known": effect.run_id is not None,
        "with_gaps": sum(bool(move.new_gaps) for move in effect.moves),
        "in_wrong_training": sum(bool(move.wrong_trainings) for move in effect.moves),
    }  # fmt: skip
    return show_table_page(request, "rotation/rotation.html", read_table(request, lines, MOVES), context)


def _line(move: Move, *, is_known: bool) -> dict[str, Any]:
    """A move as a row; what is not known, or not for the reader, is no zero."""
    knows = is_known and move.is_shown
    ineligible = _("no longer eligible")
    wrong = [f"{each.title} ({ineligible})" if each.is_ineligible else each.title for each in move.wrong_trainings]
    return {
        **vars(move), "new_gap_count": len(move.new_gaps) if knows else None, "new_gap_words": say_gaps(move),
        "has_new_gap": bool(move.new_gaps), "not_assessed_count": move.not_assessed_count if knows else None,
        "wrong_words": ", ".join(wrong), "is_wrong": bool(wrong),
    }  # fmt: skip
