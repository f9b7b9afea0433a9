"""Talent results brought in: read and compared first, written when somebody accepts them, and withdrawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.import_talent import (
    TalentDraft,
    check_talent,
    list_agencies_kept,
    list_talent_imports,
    withdraw_talent,
    write_talent,
    write_talent_template,
)
from benangmerah.flow.keep_upload import SentFile, forget_upload
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.explanation import render as render_message
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError, Scope
from benangmerah.web.account.form import Form
from benangmerah.web.components.figures import page_language
from benangmerah.web.components.list_file import CONTENT_TYPE
from benangmerah.web.visit import visit_of

KEPT = "talent"
"""Under what name the session keeps the folder of the file that was read, and what it would change."""
SHOWN = 200
LISTED = 20


class TalentForm(Form):
    """The table, and whose it is where the reader keeps several agencies."""

    agency = forms.ChoiceField(label=gettext_lazy("Agency"))
    upload = forms.FileField(
        label=gettext_lazy("Table of talent results (.xlsx or .csv)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.csv"}),
        help_text=gettext_lazy(
            "NIP, Periode and Sumber, and at least one of Kinerja, Tingkat Potensial, Nilai Potensial, Kotak."
        ),
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = list_agencies_kept(scope)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 declared above
        field.choices, field.initial = agencies, agencies[0][0]
        if len(agencies) == 1:
            field.widget, field.required = forms.HiddenInput(), False


@require_http_methods(["GET", "HEAD", "POST"])
def show_imports(request: HttpRequest) -> HttpResponse:
    """Send a table, see what it would change, and what was brought in before."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_TALENT)
    form = TalentForm(request.POST or None, request.FILES or None, scope=visit.scope)
    draft: TalentDraft | None = None
    if form.is_valid():
        file = form.cleaned_data["upload"]
        try:
            draft = check_talent(visit, [SentFile(file.name, file.chunks())], form.cleaned_data["agency"])
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            if before := request.session.pop(KEPT, None):
                forget_upload(before["folder"])
            request.session[KEPT] = {
                "folder": draft.folder, "agency": draft.agency_id, "file": file.name, "digest": draft.digest,
            }  # fmt: skip
    context = {
        "form": form, "draft": draft, "faults": _faults(draft), "imports": list_talent_imports(visit.scope)[:LISTED],
        "shown": SHOWN,
    }  # fmt: skip
    return render(request, "talent/imports.html", context)


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Write the valid rows of the table that was read."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_TALENT)
    kept = request.session.pop(KEPT, None)
    if not kept:
        messages.error(request, _("Send the table first."))
        return redirect("talent:show_imports")
    try:
        write_talent(visit, kept["folder"], kept["agency"], kept["file"], kept["digest"])
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, _("Written. It can be withdrawn below."))
    return redirect("talent:show_imports")


@require_POST
def withdraw(request: HttpRequest, talent_id: int) -> HttpResponse:
    """Put back what stood there before a file."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_TALENT)
    try:
        withdraw_talent(visit, talent_id)
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
    else:
        messages.success(request, _("Withdrawn: what stood there before stands there again."))
    return redirect("talent:show_imports")


@require_safe
def fetch_template(request: HttpRequest) -> HttpResponse:
    """An empty table with its explanation."""
    visit_of(request).scope.require(Right.KEEP_TALENT)
    return HttpResponse(write_talent_template(page_language()), content_type=CONTENT_TYPE, headers={
        "Content-Disposition": "attachment; filename=templat-talenta.xlsx",
    })  # fmt: skip


def _faults(draft: TalentDraft | None) -> list[dict[str, str]]:
    if draft is None:
        return []
    language = page_language()
    return [
        {"place": each.place or "", "heading": each.column or "", "value": each.value or "",
         "reason": render_message(each.reason, language), "suggestion": render_message(each.suggestion, language)}
        for each in draft.refusals[:SHOWN]
    ]  # fmt: skip
