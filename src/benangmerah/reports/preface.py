"""The first sheet of every document: what it is, of which day, under which law and policy, and how to read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from benangmerah.kernel.explanation import Message, Value, message, render
from benangmerah.reports.format.table import PAGE
from benangmerah.reports.format.xlsx import Cell, Document, Edge, Sheet, row_height
from benangmerah.reports.run import RunFacts

NAME = message("Read me first")
WIDTHS = (38, 96)
PROSE_HEIGHT = 17
AGENCIES_NAMED = 3
NOT_KEPT = message("This run keeps no rows per person and competency, so these cannot be counted here.")

Line: TypeAlias = "tuple[Message | str | Cell, Value]"
"""A label or a sample cell, and what it says."""


@dataclass(frozen=True)
class Section:
    """A heading with lines below it."""

    heading: Message
    lines: Sequence[Line]


@dataclass(frozen=True)
class Preface:
    """What the first sheet says; `sheets` names the other sheets with a sentence each."""

    title: Message
    purpose: Message
    sections: Sequence[Section]
    sheets: Sequence[tuple[Value, Message]]
    warning: Message | None = None


def edge_of(title: Message, facts: RunFacts, language: str, warning: Message | None = None) -> Edge:
    """What stands on the edge of every page of a document of that run."""
    return Edge(
        render(title, language),
        render(message("Data as of {day}", day=facts.as_of), language),
        render(message("Data snapshot {hash}", hash=facts.snapshot_hash), language),
        "" if warning is None else render(warning, language),
    )


def write_preface(document: Document, facts: RunFacts, preface: Preface) -> None:
    """Write the first sheet."""
    sheet = document.add_sheet(document.say(NAME), PAGE, landscape=False)
    sheet.set_widths(WIDTHS)
    sheet.add_row([(document.say(preface.title), document.look("title"))], height=26)
    sheet.add_row([(document.say(owner_of(facts)), document.look("subtitle"))])
    sheet.add_row([(document.say(preface.purpose), document.look("note"))])
    if preface.warning is not None:
        sheet.add_row([(document.say(preface.warning), document.look("warning"))])
    for section in (basis_of(facts), *preface.sections):
        _write_section(document, sheet, section)
    _write_contents(document, sheet, preface.sheets)


def owner_of(facts: RunFacts) -> Value:
    """Whose document it is: the agency, or how many there are."""
    names = facts.table("agencies")["name"].to_pylist()
    return names if len(names) <= AGENCIES_NAMED else message("{count} agencies", count=len(names))


def basis_of(facts: RunFacts) -> Section:
    """What a document rests on: the day, the law, the data, and the policy where it differs from the defaults."""
    differences: Sequence[Value] = facts.policy_differences or (message("None: the defaults hold."),)
    lines: list[Line] = [
        (message("Data as of"), facts.as_of),
        (message("Law in force on"), facts.law_date),
        (message("Snapshot (fingerprint of the data)"), facts.snapshot_hash),
        *((message("Policy that differs from the defaults"), difference) for difference in differences),
    ]
    return Section(message("What it rests on"), lines)


def _write_section(document: Document, sheet: Sheet, section: Section) -> None:
    _write_heading(document, sheet, section.heading)
    for first, text in section.lines:
        cell = (document.say(first), document.look("label")) if isinstance(first, Message | str) else first
        cells: list[Cell] = [cell, (document.say(text), document.look("prose"))]
        sheet.add_row(cells, row_height(cells, WIDTHS) or PROSE_HEIGHT)


def _write_contents(document: Document, sheet: Sheet, sheets: Sequence[tuple[Value, Message]]) -> None:
    _write_heading(document, sheet, message("Sheets"))
    for name, meaning in sheets:
        sheet.add_link(document.say(name), document.look("link"), [(document.say(meaning), document.look("prose"))])


def _write_heading(document: Document, sheet: Sheet, heading: Message) -> None:
    sheet.skip_row()
    look = document.look("section")
    sheet.add_row([(document.say(heading), look), (None, look)])
