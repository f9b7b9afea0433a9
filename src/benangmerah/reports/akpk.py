"""Ringkasan AKPK: the five sentences of the needs analysis with their tables, as PDF, Word file and workbook."""

from __future__ import annotations

from collections.abc import Iterator

from benangmerah.kernel.explanation import message
from benangmerah.reports.akpk_coverage import (
    coverage_by_opd,
    coverage_by_sector,
    coverage_in_detail,
    excluded_table,
    standards_table,
)
from benangmerah.reports.akpk_facts import AkpkFacts, read_akpk
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.akpk_need import owed_table, performance_table, qualification_table, unit_target_table
from benangmerah.reports.akpk_paper import NOT_IN_THE_DATA, OTHER_DOCUMENTS, PURPOSE, TITLE, bind_akpk
from benangmerah.reports.akpk_sentence import say_five
from benangmerah.reports.akpk_thread import cut_table, matrix_table, target_table
from benangmerah.reports.format.docx import write_docx
from benangmerah.reports.format.pdf import write_pdf
from benangmerah.reports.format.xlsx import Document, write_document
from benangmerah.reports.plan_cut import cut_by_offering, cut_by_opd, read_cut
from benangmerah.reports.plan_table import recap_table
from benangmerah.reports.preface import Line, Preface, Section, edge_of, write_preface
from benangmerah.reports.run import RunFacts
from benangmerah.reports.unserved_table import PEOPLE_ONCE, limit_table


def write_akpk_pdf(facts: RunFacts, language: str = "id") -> bytes:
    """The summary of a run as a PDF; the same facts give the same bytes."""
    return write_pdf(bind_akpk(facts, language), facts.as_of, language)


def write_akpk_docx(facts: RunFacts, language: str = "id") -> bytes:
    """The same summary as a Word file."""
    return write_docx(bind_akpk(facts, language), facts.as_of, language)


def write_akpk_workbook(facts: RunFacts, language: str = "id") -> bytes:
    """The same summary as a workbook, with the coverage in detail."""
    akpk = read_akpk(facts)

    def write(document: Document) -> None:
        listings = list(_list_tables(akpk, language))
        write_preface(document, facts, _preface(akpk, listings))
        for listing in listings:
            listing.write(document)

    return write_document(edge_of(TITLE, facts, language), facts.as_of, language, write)


def _list_tables(akpk: AkpkFacts, language: str) -> Iterator[Listing]:
    if akpk.coverage is not None:
        yield coverage_by_sector(akpk.coverage, language)
        yield coverage_by_opd(akpk, akpk.coverage, language)
        yield coverage_in_detail(akpk, akpk.coverage, language)
    yield standards_table(akpk, language)
    yield excluded_table(akpk, language)
    if akpk.owed is not None:
        yield qualification_table(akpk, language)
        yield owed_table(akpk, akpk.owed, language)
    if akpk.performance is not None:
        yield performance_table(akpk, language)
    yield unit_target_table(akpk, language)
    if akpk.facts.has_plan:
        yield from _list_plan(akpk, language)


def _list_plan(akpk: AkpkFacts, language: str) -> Iterator[Listing]:
    yield target_table(akpk, language)
    yield matrix_table(akpk, language)
    yield Listing(message("By kind"), message("The plan by kind of competency"), recap_table(akpk.plan, language))
    if akpk.plan.unserved is not None:
        title = message("What is not served, by the limit that binds")
        yield Listing(message("Not served"), title, limit_table(akpk.plan.unserved, language), (PEOPLE_ONCE,))
    cut = read_cut(akpk.plan)
    if cut is not None:
        yield cut_by_opd(akpk.plan, cut, language)
        yield cut_by_offering(akpk.plan, cut)
    yield cut_table(akpk, language)


def _preface(akpk: AkpkFacts, listings: list[Listing]) -> Preface:
    sentences: list[Line] = [(str(number), said) for number, said in enumerate(say_five(akpk), start=1)]
    return Preface(
        TITLE,
        PURPOSE,
        [
            Section(message("The five sentences"), sentences),
            Section(message("How to read it"), [(message("By name"), OTHER_DOCUMENTS),
                                                (message("Not in the data"), NOT_IN_THE_DATA)]),
        ],
        [(listing.name, listing.title) for listing in listings],
    )  # fmt: skip
