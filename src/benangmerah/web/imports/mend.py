"""Mending what is wrong: one cell in the page, or the workbook with its bad cells marked."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.import_dataset import mend_fault, open_import, write_marked_import
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.snapshot.contract.inputs import INPUTS
from benangmerah.store.selectors.import_draft import read_fault
from benangmerah.store.selectors.scope import OutOfScopeError
from benangmerah.web.components.figures import page_language
from benangmerah.web.imports.findings import say_column
from benangmerah.web.imports.forms import MendForm
from benangmerah.web.visit import visit_of

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
def mend_cell(request: HttpRequest, import_id: int, number: int) -> HttpResponse:
    """Put another value into one cell; everything is checked again."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    draft = open_import(visit, import_id)
    fault = read_fault(draft, number)
    form = MendForm(
        request.POST or None, choices=list_choices(fault.table, fault.column), initial={"value": fault.value}
    )
    if form.is_valid():
        try:
            mend_fault(visit, import_id, number, form.cleaned_data["value"])
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            return redirect("import:show_import", import_id)
    form.focus()
    cells = [(say_column(heading), text, place == fault.position) for place, (heading, text)
             in enumerate(zip(fault.headings, fault.texts, strict=False))]  # fmt: skip
    context = {"draft": draft, "fault": fault, "form": form, "cells": cells, "column": say_column(fault.column)}
    return render(request, "imports/mend.html", context)


@require_safe
def download_marked(request: HttpRequest, import_id: int) -> HttpResponse:
    """The workbook with its bad cells red, each with its reason."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    try:
        with tempfile.TemporaryDirectory(prefix="benangmerah-") as folder:
            path = Path(folder) / "marked.xlsx"
            draft = write_marked_import(visit, import_id, path, page_language())
            answer = HttpResponse(path.read_bytes(), content_type=WORKBOOK)
    except OutOfScopeError:
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect("import:show_import", import_id)
    name = f"{Path(draft.file_name.partition(',')[0]).stem} - diperiksa.xlsx"
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


def list_choices(table: str, column: str | None) -> tuple[str, ...]:
    """The values that a closed list allows there."""
    if table in INPUTS and column in INPUTS[table].names:
        return INPUTS[table].column(column).values
    return ()
