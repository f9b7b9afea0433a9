"""Rencana pengembangan kompetensi: the yearly plan as PDF, as a Word file that an agency edits, and as a workbook."""

from __future__ import annotations

from benangmerah.reports.format.docx import write_docx
from benangmerah.reports.format.pdf import write_pdf
from benangmerah.reports.format.xlsx import write_document
from benangmerah.reports.person import CONFIDENTIAL
from benangmerah.reports.plan_facts import read_plan
from benangmerah.reports.plan_paper import bind_plan
from benangmerah.reports.plan_summary import title_of
from benangmerah.reports.plan_workbook import write_plan_book
from benangmerah.reports.preface import edge_of
from benangmerah.reports.run import RunFacts


def write_plan_pdf(facts: RunFacts, language: str = "id") -> bytes:
    """The plan of a run as a PDF, without names of people; the same facts give the same bytes."""
    return write_pdf(bind_plan(facts, language), facts.as_of, language)


def write_plan_docx(facts: RunFacts, language: str = "id") -> bytes:
    """The same plan as a Word file."""
    return write_docx(bind_plan(facts, language), facts.as_of, language)


def write_plan_workbook(facts: RunFacts, language: str = "id") -> bytes:
    """The same plan as a workbook, with the names of participants and of those not served: confidential."""
    plan = read_plan(facts)
    edge = edge_of(title_of(facts), facts, language, CONFIDENTIAL if facts.has_plan else None)
    return write_document(edge, facts.as_of, language, lambda document: write_plan_book(document, plan))
