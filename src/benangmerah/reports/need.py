"""Kebutuhan pengembangan: who needs what and how urgently, and what has to be assessed or mended first."""

from __future__ import annotations

from benangmerah.reports.assess_first import write_assess_first
from benangmerah.reports.format.xlsx import Document, write_document
from benangmerah.reports.need_list import write_need_list, write_needs_by_competency
from benangmerah.reports.need_preface import TITLE, need_preface
from benangmerah.reports.organisation_gap import write_organisation_gaps
from benangmerah.reports.performance_gap import write_performance_gaps
from benangmerah.reports.person import CONFIDENTIAL, Directory
from benangmerah.reports.preface import edge_of, write_preface
from benangmerah.reports.qualification_gap import write_qualification_gaps
from benangmerah.reports.run import RunFacts


def write_needs(facts: RunFacts, language: str = "id") -> bytes:
    """The needs of a run as an XLSX workbook, about persons and therefore confidential.

    Needs the tables need, gap, attainment, assess_first, qualification_gap, performance_gap, organisation_gap, units,
    competencies, employees, positions and agencies; what the run does not hold has no sheet. Rows are written one by
    one, so that a hundred thousand need little memory. The same facts give the same bytes.
    """
    directory = Directory(facts)

    def write(document: Document) -> None:
        write_preface(document, facts, need_preface(facts))
        if facts.has("need"):
            write_need_list(document, facts, directory)
            write_needs_by_competency(document, facts)
        if facts.has("assess_first"):
            write_assess_first(document, facts, directory)
        if facts.has("qualification_gap"):
            write_qualification_gaps(document, facts, directory)
        if facts.has("performance_gap"):
            write_performance_gaps(document, facts, directory)
        if facts.has("organisation_gap"):
            write_organisation_gaps(document, facts, directory)

    return write_document(edge_of(TITLE, facts, language, CONFIDENTIAL), facts.as_of, language, write)
