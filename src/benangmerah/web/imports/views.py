"""The imports of one's scope; sending a file; what a file would change."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.import_dataset import open_import, receive_import
from benangmerah.flow.import_progress import read_work
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.kernel.message_json import read_message
from benangmerah.store.selectors.import_draft import list_faults, list_faulty_tables, list_imports, read_import
from benangmerah.store.selectors.scope import OutOfScopeError
from benangmerah.web.components.table import read_table, show_table_page
from benangmerah.web.imports.findings import (
    IMPORTS,
    lay_out_faults,
    list_counts,
    say_fate,
    say_meaning,
    say_state,
)
from benangmerah.web.imports.forms import UploadForm
from benangmerah.web.visit import visit_of


@require_safe
def show_imports(request: HttpRequest) -> HttpResponse:
    """What was sent for the places where one may import."""
    scope = visit_of(request).scope
    scope.require(Right.IMPORT_DATA)
    return show_table_page(request, "imports/imports.html", read_table(request, list_imports(scope), IMPORTS))


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Send a file; it is read and compared, and nothing changes yet."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    form = UploadForm(request.POST or None, request.FILES or None, scope=visit.scope)
    if form.is_valid():
        agency_id, unit_id = form.read_place()
        try:
            draft = receive_import(
                visit, form.read_files(), agency_id, unit_id, is_complete=form.cleaned_data["is_complete"]
            )
        except OutOfScopeError:
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            return redirect("import:show_import", draft.pk)
    return render(request, "imports/upload.html", {"form": form})


@require_safe
def show_import(request: HttpRequest, import_id: int) -> HttpResponse:
    """What a file would change, what is wrong in it, and the decision; afterwards the receipt."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    draft = open_import(visit, import_id)
    work = read_work(draft)
    if work is not None and not work.is_over:
        return render(request, "imports/work.html", {"draft": draft, "work": work})
    is_open = draft.state in ("waiting", "layout", "checked")
    layout = lay_out_faults(draft.pk, list_faulty_tables(draft), may_mend=is_open)
    context = {
        "draft": draft,
        "errors": work.errors if work is not None else (),
        "state": say_state(draft.state),
        "is_open": is_open,
        "counts": list_counts(draft.counts),
        "questions": draft.questions,
        "left_out": [each | {"word": say_fate(each["fate"])} for each in draft.left_out],
        "respelt": [each | {"heading": say_meaning(each["column"])} for each in draft.respelt],
        "notes": [read_message(note) for note in draft.notes],
    }
    return show_table_page(request, "imports/import.html", read_table(request, list_faults(draft), layout), context)


@require_safe
def show_progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """The bar alone, asked for every second; when the work has ended the page is loaded anew."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    draft = read_import(visit.scope, import_id)
    work = read_work(draft)
    answer = render(request, "imports/bar.html", {"draft": draft, "work": work})
    if work is None or work.is_over:
        answer.headers["HX-Refresh"] = "true"
        if work is not None and work.errors:
            messages.error(request, _("The work on this import did not succeed."))
    return answer
