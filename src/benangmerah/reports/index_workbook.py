"""IP ASN as a workbook: the same tables as on paper, to filter and to count with."""

from __future__ import annotations

from benangmerah.reports.format.table import TableSheet, write_table
from benangmerah.reports.format.xlsx import Document, write_document
from benangmerah.reports.index_figures import read_index
from benangmerah.reports.index_preface import PURPOSE, TITLE, in_short, reading, warnings_of
from benangmerah.reports.index_tables import sheets_of
from benangmerah.reports.preface import Preface, edge_of, write_preface
from benangmerah.reports.professionalism_index import simulation_note
from benangmerah.reports.run import RunFacts


def write_index_xlsx(facts: RunFacts, language: str = "id") -> bytes:
    """The IP ASN of a run as an XLSX workbook; it needs the tables of `write_index_pdf`."""
    figures = read_index(facts)
    sheets = sheets_of(figures, language)
    simulation = simulation_note(facts)
    warning, *_ = warnings_of(facts)

    def write(document: Document) -> None:
        contents = [(name, title) for name, title, _ in sheets]
        preface = Preface(TITLE, PURPOSE, [in_short(figures), reading(facts)], contents, warning)
        write_preface(document, facts, preface)
        for name, title, table in sheets:
            sheet = TableSheet(name, title, table.columns, (), simulation, totals=table.totals)
            write_table(document, sheet, table.rows)

    return write_document(edge_of(TITLE, facts, language, simulation), facts.as_of, language, write)
