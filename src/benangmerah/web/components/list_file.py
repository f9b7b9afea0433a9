"""All rows of a table as a workbook: those that match the address, not only the page that is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from benangmerah.flow.write_list import ListColumn, ListFacts, ListValue, write_list
from benangmerah.web.components.figures import nip, page_language, percent, share
from benangmerah.web.components.rows import read_value
from benangmerah.web.shell import Shell
from benangmerah.web.visit import visit_of

if TYPE_CHECKING:
    from benangmerah.web.components.table import Column, Table

FILE, WORKBOOK = "as", "xlsx"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 2_000
PLAIN = (int, float, Decimal, Fraction, date, datetime)
SHARES = (percent, share)
"""What says a share of one: a percentage in the workbook."""


def is_list_request(request: HttpRequest, table: Table) -> bool:
    """Whether the address asks for the workbook of this table; a page with several tables asks for each."""
    return table.layout.is_exported and request.GET.get(f"{table.name}-{FILE}") == WORKBOOK


def send_list(request: HttpRequest, table: Table) -> HttpResponse:
    """The workbook of all rows that match, with whose it is and what it was chosen by."""
    visit, columns = visit_of(request), [each for each in table.layout.columns if each.in_file]
    facts = ListFacts(
        title=str(table.caption),
        agency=Shell(request).agency or "BenangMerah",
        day=visit.on,
        columns=[ListColumn(str(each.label), each.is_number, each.say in SHARES) for each in columns],
        notes=[*map(str, table.layout.notes), *_say_chosen(table)],
        warning=str(table.layout.warning),
        row_count=table.total,
    )
    rows = ([_value_of(column, row) for column in columns] for row in _iterate(table.found))
    response = HttpResponse(write_list(visit, facts, rows, page_language()), content_type=CONTENT_TYPE)
    name = f"{slugify(facts.title) or table.name}-{visit.on:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f"attachment; filename={quote(name)}"
    return response


def _iterate(found: QuerySet[Any] | Sequence[Any]) -> Iterator[Any]:
    """One row after the other, so that a long list does not stand in memory."""
    return iter(found.iterator(AT_ONCE)) if isinstance(found, QuerySet) else iter(found)


def _say_chosen(table: Table) -> Iterator[str]:
    """Search, choices and order in words."""
    if table.words:
        yield f"{_('Search')}: {table.words}"
    for choice in table.choices:
        if choice.chosen:
            said = next(label for value, label in choice.options if value == choice.chosen)
            yield f"{choice.label}: {said}"
    for heading in table.headings:
        if heading.sorted:
            order = _("smallest first") if heading.sorted == "ascending" else _("largest first")
            yield f"{_('Order')}: {heading.label}, {order}"


def _value_of(column: Column, row: Any) -> ListValue:
    """Numbers and days as such; whatever else as the page says it, without its looks."""
    value = column.value(row) if column.value else read_value(row, column.name)
    if isinstance(value, datetime):
        return localtime(value) if is_aware(value) else value
    if value is None or (isinstance(value, PLAIN) and not isinstance(value, bool)):
        return value
    if isinstance(value, str) and (column.value or column.say is nip):
        return value
    said = column.say(value)
    plain = unescape(strip_tags(said)) if isinstance(said, SafeString) else str(said)
    return plain.replace("\N{NO-BREAK SPACE}", " ")
