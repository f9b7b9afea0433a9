"""Cermin kebijakan as a workbook: the same tables as on paper, to filter and to count with."""

from __future__ import annotations

from benangmerah.kernel.explanation import message
from benangmerah.reports.format.table import TableSheet, write_table
from benangmerah.reports.format.xlsx import Document, write_document
from benangmerah.reports.mirror_figures import read_mirror
from benangmerah.reports.mirror_preface import PURPOSE, READING, TITLE, in_short, reason_for_nothing
from benangmerah.reports.mirror_tables import sheets_of
from benangmerah.reports.preface import Preface, Section, edge_of, write_preface
from benangmerah.reports.run import RunFacts


def write_policy_mirror_xlsx(facts: RunFacts, language: str = "id") -> bytes:
    """The policy mirror of a run as an XLSX workbook; it needs the tables of `write_policy_mirror_pdf`."""
    figures = read_mirror(facts)
    nothing = reason_for_nothing(facts, figures)
    sheets = [] if nothing is not None else sheets_of(figures, language)
    reading = Section(message("How to read it"), READING)
    sections = [reading] if nothing is not None else [in_short(figures), reading]

    def write(document: Document) -> None:
        contents = [(name, title) for name, title, _ in sheets]
        write_preface(document, facts, Preface(TITLE, PURPOSE, sections, contents, nothing))
        for name, title, table in sheets:
            write_table(document, TableSheet(name, title, table.columns, totals=table.totals), table.rows)

    return write_document(edge_of(TITLE, facts, language), facts.as_of, language, write)
