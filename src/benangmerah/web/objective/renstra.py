"""A Renstra table brought in: read and compared first, written when somebody accepts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.edit_rows import check_keeper
from benangmerah.flow.import_renstra import RenstraDraft, check_renstra, write_renstra
from benangmerah.flow.keep_upload import SentFile
from benangmerah.kernel.errors import BenangMerahError, Refusal
from benangmerah.kernel.explanation import render as render_message
from benangmerah.store.selectors.objective import read_document
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.account.form import Form
from benangmerah.web.components.figures import figure, page_language, said
from benangmerah.web.visit import visit_of

KEPT = "renstra"
"""Under what name the session keeps the folder of the file that was read."""
SHOWN = 200


class RenstraForm(Form):
    """The workbook."""

    upload = forms.FileField(
        label=gettext_lazy("Renstra table (.xlsx)"), widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm"}),
        help_text=gettext_lazy(
            "Columns in the order of a Renstra: Tujuan, Sasaran, Indikator, Kode, Program/Kegiatan/Sub Kegiatan, "
            "Satuan, Kondisi Awal, for each year Target and Rp, Unit Penanggung Jawab."
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, document_id: str) -> HttpResponse:
    """Send a table; it is read and compared, and nothing changes yet."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    document = read_document(visit.scope, document_id)
    check_keeper(visit.scope, document.agency_id)
    form = RenstraForm(request.POST or None, request.FILES or None)
    draft: RenstraDraft | None = None
    if form.is_valid():
        file = form.cleaned_data["upload"]
        try:
            draft = check_renstra(visit, document_id, [SentFile(file.name, file.chunks())])
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            request.session[KEPT] = {"document": document_id, "folder": draft.folder}
    context = {
        "document": document,
        "form": form,
        "draft": draft,
        "counts": _counts(draft),
        "faults": _faults(draft.refusals if draft else ()),
        "doubts": _faults(draft.doubts if draft else ()),
    }
    return render(request, "objective/renstra.html", context)


@require_POST
def accept(request: HttpRequest, document_id: str) -> HttpResponse:
    """Write the table that was read."""
    visit = visit_of(request)
    visit.scope.require(Right.KEEP_STANDARDS)
    document = read_document(visit.scope, document_id)
    check_keeper(visit.scope, document.agency_id)
    kept = request.session.pop(KEPT, None)
    if not kept or kept["document"] != document_id:
        messages.error(request, _("Send the table first."))
        return redirect("objective:upload_renstra", document_id)
    try:
        write_renstra(visit, document_id, kept["folder"])
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect("objective:upload_renstra", document_id)
    messages.success(request, _("Written. The changes by hand have the way back."))
    return redirect("objective:show_document", document_id)


def _counts(draft: RenstraDraft | None) -> list[tuple[str, Any, Any]]:
    if draft is None:
        return []
    return [(said(kind), figure(new), figure(known)) for kind, (new, known) in draft.counts.items()]


def _faults(cells: Sequence[Refusal]) -> list[dict[str, str]]:
    language = page_language()
    return [
        {"place": each.place or "", "value": each.value or "", "reason": render_message(each.reason, language),
         "suggestion": render_message(each.suggestion, language)}
        for each in cells[:SHOWN]
    ]  # fmt: skip
