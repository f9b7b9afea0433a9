"""What was found in a file, as the page shows it: counts by table, and each fault in its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benangmerah.snapshot.contract.inputs import EMPLOYEES, INPUTS
from benangmerah.web.components.figures import said
from benangmerah.web.components.table import Choice, Column, Layout

STATES: dict[str, str | Promise] = {
    "waiting": gettext_lazy("being read"),
    "layout": gettext_lazy("headings to be chosen"),
    "checked": gettext_lazy("to be decided"),
    "accepted": gettext_lazy("accepted"),
    "left": gettext_lazy("left"),
    "undone": gettext_lazy("undone"),
}
FATES: dict[str, str | Promise] = {
    "letterhead": gettext_lazy("letterhead"),
    "heading": gettext_lazy("heading"),
    "numbering": gettext_lazy("numbers of the columns"),
    "block": gettext_lazy("name of a unit above its people"),
    "subtotal": gettext_lazy("sum"),
    "signature": gettext_lazy("signature"),
    "note": gettext_lazy("note"),
}
HEADINGS: dict[str, str] = {
    column.name: column.heading for table in (*INPUTS.values(), EMPLOYEES) for column in table.columns
}
FAULTS_ON_A_PAGE = 25


@dataclass(frozen=True)
class CountLine:
    """What the import would do, or did, with one table."""

    name: str
    new: int
    changed: int
    gone: int
    unchanged: int
    refused: int


def list_counts(counts: dict[str, dict[str, int]]) -> list[CountLine]:
    """One line a table, in the order of the contract."""
    order = {name: place for place, name in enumerate(INPUTS)}
    names = sorted(counts, key=lambda name: order.get(name, len(order)))
    return [CountLine(name=say_table(name), **counts[name]) for name in names]


def say_table(name: str) -> str:
    """A table by the name of its sheet."""
    return INPUTS[name].sheet if name in INPUTS else name


def say_state(state: str) -> str:
    """Where an import stands, in words."""
    return str(STATES[state])


def say_fate(fate: str) -> str:
    """Why a row was left out."""
    return str(FATES[fate])


def say_column(name: str | None) -> str:
    """A column by its heading, that of people where several tables have it; a file's own heading as it is."""
    return HEADINGS.get(name or "", name or "")


def say_meaning(name: str) -> str:
    """What a column of an office's sheet means: there a unit or post stands by its name, not by its id."""
    return say_column(name).removeprefix("ID ")


def say_excerpt(cells: Sequence[tuple[str, str, bool]]) -> SafeString:
    """The row as it stands in the sheet, the wrong cell marked by colour, frame and word."""
    drawn = [
        (" is-bad" if is_bad else "", say_column(heading) or "–", text or "–", _("wrong") if is_bad else "")
        for heading, text, is_bad in cells
    ]
    row = format_html_join(
        "", '<span class="sheet-cell{}"><span class="sheet-heading">{}</span> <span>{}</span>'
        '<span class="visually-hidden"> {}</span></span>', drawn,
    )  # fmt: skip
    return format_html('<span class="sheet-row">{}</span>', row)


def say_sentences(sentences: Sequence[Any]) -> SafeString:
    """The reason, and below it how to mend it."""
    reason, suggestion = (said(each) for each in sentences)
    return format_html('{}<br><span class="text-secondary">{}</span>', reason, suggestion)


def lay_out_faults(import_id: int, tables: Sequence[str], *, may_mend: bool) -> Layout:
    """The table of faults; where they may be mended, each leads to its form."""

    def address(fault: Any) -> str | None:
        if not (may_mend and fault.is_mendable):
            return None
        return reverse("import:mend_cell", args=[import_id, fault.number])

    return Layout(
        name="faults",
        caption=gettext_lazy("What cannot be taken"),
        is_exported=True,
        columns=(
            Column("table", gettext_lazy("Table"), say=say_table),
            Column("where", gettext_lazy("Cell or row"), is_sorted=False, address=address),
            Column("excerpt", gettext_lazy("As it stands"), say=say_excerpt, is_sorted=False),
            Column("sentences", gettext_lazy("Why, and how to mend it"), say=say_sentences, is_sorted=False),
        ),
        searched=("value", "place", "cell"),
        choices=(Choice("table", gettext_lazy("Table"), [(name, say_table(name)) for name in tables]),),
        page_size=FAULTS_ON_A_PAGE,
        nothing=gettext_lazy("Nothing is wrong here."),
    )  # fmt: skip


IMPORTS = Layout(
    name="imports",
    caption=gettext_lazy("Imports"),
    is_exported=True,
    columns=(
        Column("file_name", gettext_lazy("File"), address=lambda draft: reverse("import:show_import", args=[draft.pk])),
        Column("place", gettext_lazy("For")),
        Column("uploaded_by__name", gettext_lazy("Sent by")),
        Column("uploaded_at", gettext_lazy("Sent on")),
        Column("state", gettext_lazy("State"), say=say_state),
        Column("fault_count", gettext_lazy("Refused"), is_number=True),
    ),
    searched=("file_name", "uploaded_by__name"),
    choices=(Choice("state", gettext_lazy("State"), list(STATES.items())),),
    nothing=gettext_lazy("No import in your units matches."),
)  # fmt: skip
