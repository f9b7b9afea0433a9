"""Tables of a page: searched, chosen, sorted and paged by the address, so that they work without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from benangmerah.web.components.figures import say
from benangmerah.web.components.list_file import FILE, WORKBOOK, is_list_request, send_list
from benangmerah.web.components.rows import ListRows, QueryRows, Rows, read_value

Words: TypeAlias = "str | Promise"
NOTHING = _("Nothing here matches.")


@dataclass(frozen=True)
class Column:
    """A column: the field it shows, how a value is said, and where the cell of a row leads."""

    name: str
    label: Words
    say: Callable[[Any], str | SafeString] = say
    is_number: bool = False
    is_sorted: bool = True
    address: Callable[[Any], str | None] | None = None
    value: Callable[[Any], Any] | None = None
    """What stands in the workbook for a row, where it is not the value of the field."""
    in_file: bool = True
    """Whether the workbook has it: a link to the reasons says nothing there."""
    on_page: bool = True
    """Whether the page shows it; what only the workbook has can still be searched by."""
    is_long: bool = False
    """Whether it holds sentences, which need width."""
    is_folded: bool = False
    """Whether a phone leaves it out until all lines are asked for."""


WHY = "why"


def why_column(address: Callable[[Any], str | None]) -> Column:
    """A column that leads from each row to the reasons of its figures."""
    words = _("Why?")
    return Column(WHY, words, say=lambda _value: str(words), is_sorted=False, address=address, in_file=False)


@dataclass(frozen=True)
class Choice:
    """A list of values of a field to choose the rows by."""

    name: str
    label: Words
    options: Sequence[tuple[str, Words]]


@dataclass(frozen=True)
class Layout:
    """What a table looks like; `name` is its id on the page and the start of its names in the address."""

    name: str
    caption: Words
    columns: Sequence[Column]
    searched: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    order: str = ""
    """The column it is sorted by at first, with a minus for the largest first; else the rows' own order."""
    page_size: int = 50
    nothing: Words = NOTHING
    is_exported: bool = False
    """Whether all rows that match can be taken away as a workbook."""
    notes: Sequence[Words] = ()
    """Lines above the rows of the workbook: run and day, what the page itself was chosen by."""
    warning: Words = ""
    """What must be read first, in red: that figures are simulated."""


@dataclass(frozen=True)
class Heading:
    """A heading and the address that sorts by it."""

    label: Words
    address: str
    sorted: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """A value as it is said; the label goes before it on a phone."""

    said: str | SafeString
    label: Words
    address: str | None
    is_number: bool


@dataclass(frozen=True)
class PageLink:
    """A page to go to; one without an address stands for those left out."""

    number: int
    address: str
    is_here: bool


@dataclass(frozen=True)
class Chosen:
    """A list to choose from, with what was chosen."""

    name: str
    label: Words
    options: Sequence[tuple[str, Words]]
    chosen: str


@dataclass(frozen=True)
class Table:
    """What the template draws."""

    layout: Layout
    address: str
    total: int
    words: str
    choices: Sequence[Chosen]
    kept: Sequence[tuple[str, str]]
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    pages: Sequence[PageLink]
    found: QuerySet[Any] | Sequence[Any]
    """All rows that match, in order."""
    file_address: str
    """Where they are all to be had as a workbook; empty where they are not."""

    @property
    def name(self) -> str:
        """Its id on the page."""
        return self.layout.name

    @property
    def caption(self) -> Words:
        """What it lists."""
        return self.layout.caption

    @property
    def body(self) -> SafeString:
        """The rows as they are drawn: cell by cell a template takes many times as long."""
        columns = [column for column in self.layout.columns if column.on_page]
        labels = [escape(str(column.label)) for column in columns]
        opened = [
            f'<td role="cell" data-label="{label}"{_look(column)}>'
            for column, label in zip(columns, labels, strict=True)
        ]
        drawn = []
        for row in self.rows:
            cells = "".join(f"{start}{_draw(cell)}</td>" for start, cell in zip(opened, row, strict=True))
            drawn.append(f'<tr role="row">{cells}</tr>')
        return SafeString("\n".join(drawn))

    @property
    def is_folded(self) -> bool:
        """Whether a phone leaves lines of its rows out."""
        return any(column.is_folded for column in self.layout.columns)

    @property
    def has_form(self) -> bool:
        """Whether there is anything to search or choose by."""
        return bool(self.layout.searched or self.layout.choices)


@dataclass(frozen=True)
class _Asked:
    """What the address asks of a table; whatever it does not know is overlooked."""

    layout: Layout
    asked: Mapping[str, str]
    path: str

    def get(self, name: str) -> str:
        return self.asked.get(f"{self.layout.name}-{name}", "").strip()

    @property
    def order(self) -> str:
        sortable = {column.name for column in self.layout.columns if column.is_sorted}
        order = self.get("sort")
        return order if order.removeprefix("-") in sortable else self.layout.order

    def chosen(self, choice: Choice) -> str:
        value = self.get(choice.name)
        return value if value in {option for option, _ in choice.options} else ""

    def with_values(self, **changes: str) -> str:
        values = dict(self.asked) | {f"{self.layout.name}-{name}": value for name, value in changes.items()}
        return f"{self.path}?{urlencode({name: value for name, value in values.items() if value})}"

    def kept(self) -> list[tuple[str, str]]:
        """What a form must send along: the order, and what belongs to the rest of the page."""
        choices = [each.name for each in self.layout.choices]
        own = {f"{self.layout.name}-{name}" for name in ("q", "page", FILE, *choices)}
        return [(name, value) for name, value in self.asked.items() if name not in own]


def read_table(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], layout: Layout) -> Table:
    """The table that the address asks for. Give rows that are already within the reader's scope."""
    asked = _Asked(layout, request.GET.dict(), request.path)
    found: Rows = QueryRows(rows) if isinstance(rows, QuerySet) else ListRows(rows)
    if asked.get("q") and layout.searched:
        found = found.search(asked.get("q"), layout.searched)
    for choice in layout.choices:
        if value := asked.chosen(choice):
            found = found.choose(choice.name, value)
    if asked.order:
        found = found.sort(asked.order.removeprefix("-"), asked.order.startswith("-"))
    all_found = found.list_all()
    page = Paginator(all_found, layout.page_size).get_page(asked.get("page"))
    return Table(
        layout=layout,
        address=request.path,
        total=page.paginator.count,
        words=asked.get("q"),
        choices=[Chosen(f"{layout.name}-{each.name}", each.label, each.options, asked.chosen(each))
                 for each in layout.choices],
        kept=asked.kept(),
        headings=[_head(column, asked) for column in layout.columns if column.on_page],
        rows=[[_cell(column, row) for column in layout.columns if column.on_page] for row in page.object_list],
        pages=_list_pages(page, asked),
        found=all_found,
        file_address=asked.with_values(page="", **{FILE: WORKBOOK}) if layout.is_exported else "",
    )  # fmt: skip


def show_table_page(
    request: HttpRequest, template: str, table: Table, context: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page with its table, or the rows alone where they are all the page asked for, or the workbook."""
    if is_list_request(request, table):
        return send_list(request, table)
    if is_rows_request(request, table):
        return render(request, "components/table_rows.html", {"table": table})
    return render(request, template, {**(context or {}), "table": table})


def is_rows_request(request: HttpRequest, table: Table) -> bool:
    """Whether a page that is open asks for the table's rows."""
    return request.headers.get("HX-Target") == f"{table.name}-rows"


def _head(column: Column, asked: _Asked) -> Heading:
    if not column.is_sorted:
        return Heading(column.label, "", "", column.is_number)
    is_ascending, is_descending = asked.order == column.name, asked.order == f"-{column.name}"
    address = asked.with_values(sort=f"-{column.name}" if is_ascending else column.name, page="")
    return Heading(
        column.label, address, "ascending" if is_ascending else "descending" if is_descending else "", column.is_number
    )


def _cell(column: Column, row: Any) -> Cell:
    address = column.address(row) if column.address else None
    if column.name == WHY and address is None:
        return Cell("", column.label, None, column.is_number)
    return Cell(column.say(read_value(row, column.name)), column.label, address, column.is_number)


def _look(column: Column) -> str:
    looks = {"is-number": column.is_number, "is-long": column.is_long, "is-folded": column.is_folded}
    words = " ".join(name for name, holds in looks.items() if holds)
    return f' class="{words}"' if words else ""


def _draw(cell: Cell) -> str:
    said = conditional_escape(cell.said)
    return f'<a href="{escape(cell.address)}">{said}</a>' if cell.address else said


def _list_pages(page: Page[Any], asked: _Asked) -> list[PageLink]:
    if page.paginator.num_pages == 1:
        return []
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        PageLink(number, asked.with_values(page=str(number)), number == page.number)
        if isinstance(number, int)
        else PageLink(0, "", False)
        for number in shown
    ]
