"""An office's own sheet: which rows hold the headings, what they mean, what names mean, which rows are taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from benangmerah.domain.role import Right
from benangmerah.flow.arrange_sheet import (
    ChosenHeadings,
    choose_layout,
    decide_name,
    list_meanings,
    list_sheet_tables,
    restore_row,
)
from benangmerah.flow.import_dataset import open_import
from benangmerah.flow.read_opd import SheetChoice, list_columns, list_sheets
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.figures import page_language
from benangmerah.web.imports.decide import do_and_return
from benangmerah.web.imports.findings import say_meaning, say_table
from benangmerah.web.visit import visit_of

COLUMN = "column-"


@dataclass(frozen=True)
class Asked:
    """The heading rows that the address asks about."""

    sheet: str
    first: int
    last: int
    table: str

    @property
    def rows(self) -> str:
        """The rows as the address writes them."""
        return f"{self.first}-{self.last}"


@require_http_methods(["GET", "HEAD", "POST"])
def choose_headings(request: HttpRequest, import_id: int) -> HttpResponse:
    """Choose the rows of the headings, and say what each column means; it is remembered for the next sheet."""
    visit = visit_of(request)
    visit.scope.require(Right.IMPORT_DATA)
    draft = open_import(visit, import_id)
    try:
        if request.method == "POST":
            choose_layout(visit, import_id, _read_posted(request.POST))
            return redirect("import:show_import", import_id)
        sheets = list_sheets(draft)
        asked = _read_asked(request.GET, draft.layout, sheets)
        columns = list_columns(draft, asked.sheet, asked.first, asked.last, asked.table) if asked else []
    except (OutOfScopeError, NotAllowedError):
        raise
    except BenangMerahError as error:
        messages.error(request, error.say(page_language()))
        return redirect("import:show_import", import_id)
    context = {
        "draft": draft,
        "sheets": sheets,
        "asked": asked,
        "tables": [(name, say_table(name)) for name in list_sheet_tables()],
        "columns": columns,
        "meanings": [(name, say_meaning(name)) for name in list_meanings(asked.table)] if asked else [],
    }
    return render(request, "imports/headings.html", context)


@require_POST
def decide_meaning(request: HttpRequest, import_id: int) -> HttpResponse:
    """Decide what a name means, for the whole agency."""
    kind, key, target = (request.POST.get(name, "") for name in ("kind", "key", "target"))
    return do_and_return(request, import_id, lambda visit: decide_name(visit, import_id, kind, key, target))


@require_POST
def take_row(request: HttpRequest, import_id: int) -> HttpResponse:
    """Take in a row that was left out."""
    row = _number(request.POST.get("row", ""))
    return do_and_return(request, import_id, lambda visit: restore_row(visit, import_id, row))


def _read_posted(posted: Mapping[str, str]) -> ChosenHeadings:
    first, _dash, last = posted.get("rows", "").partition("-")
    columns = {
        _number(name.removeprefix(COLUMN)): value
        for name, value in posted.items() if name.startswith(COLUMN) and value
    }  # fmt: skip
    return ChosenHeadings(posted.get("sheet", ""), posted.get("table", ""), _number(first), _number(last), columns)


def _read_asked(
    given: Mapping[str, str], kept: Mapping[str, object] | None, sheets: Sequence[SheetChoice]
) -> Asked | None:
    """What the address asks about; else what was chosen before; else the likeliest rows of the first sheet."""
    if "rows" in given:
        first, _dash, last = given["rows"].partition("-")
        known = list_sheet_tables()
        table = next((each for each in known if each == given.get("table")), known[0])
        return Asked(given.get("sheet", ""), _number(first), _number(last), table)
    if kept is not None:
        return Asked(str(kept["sheet"]), _number(str(kept["first"])), _number(str(kept["last"])), str(kept["table"]))
    if not sheets:
        return None
    best = sheets[0].candidates[0]
    return Asked(sheets[0].name, best.first, best.last, list_sheet_tables()[0])


def _number(text: str) -> int:
    """A number of the address; 0, which is no row, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("1048576") else 0
