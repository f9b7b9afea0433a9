"""Rows of a page → a workbook of them all; that somebody took them away is written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benangmerah.flow.audit import Verb, Visit, home_of, write_audit
from benangmerah.reports.list_workbook import ListColumn, ListFacts, ListValue, write_list_workbook

__all__ = ["ListColumn", "ListFacts", "ListValue", "write_list"]


def write_list(visit: Visit, facts: ListFacts, rows: Iterable[Sequence[ListValue]], language: str = "id") -> bytes:
    """The workbook of a list that the visitor may see; the audit log keeps which list, how long, chosen by what."""
    data = write_list_workbook(facts, rows, language)
    write_audit(visit, Verb.LIST_TAKEN, place=home_of(visit), list=facts.title, rows=str(facts.row_count),
                chosen="; ".join(facts.notes))  # fmt: skip
    return data
