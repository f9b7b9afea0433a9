"""The summary of the needs analysis on paper: five sentences, each with its tables, and annexes."""

from __future__ import annotations

from collections.abc import Iterator

from benangmerah.kernel.explanation import message
from benangmerah.reports.akpk_coverage import coverage_by_opd, coverage_by_sector, excluded_table, standards_table
from benangmerah.reports.akpk_facts import AkpkFacts, read_akpk
from benangmerah.reports.akpk_need import owed_table, performance_table, qualification_table, unit_target_table
from benangmerah.reports.akpk_sentence import CUT_ANNEX, say_five
from benangmerah.reports.akpk_thread import cut_table, matrix_table, target_table
from benangmerah.reports.cover import bind_paper
from benangmerah.reports.format.block import (
    Alert,
    Block,
    Figure,
    Figures,
    Heading,
    Items,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Signatures,
    Signer,
)
from benangmerah.reports.plan_cut import cut_by_offering, cut_by_opd, read_cut, say_cut
from benangmerah.reports.plan_price import say_money
from benangmerah.reports.plan_summary import NO_PLAN, say_quality, what_to_do
from benangmerah.reports.plan_table import recap_table
from benangmerah.reports.preface import NOT_KEPT
from benangmerah.reports.run import RunFacts
from benangmerah.reports.unserved_table import PEOPLE_ONCE, limit_table

TITLE = message("Summary of the Analysis of Competency Development Needs (AKPK)")
PURPOSE = message("Five sentences to sign, each with the tables it rests on.")
OTHER_DOCUMENTS = message(
    "By name: kebutuhan.xlsx (needs, assessments to be made, qualifications, performance) and "
    "rencana-pengembangan.xlsx (participants, needs not served). The map of the gaps stands in peta-kesenjangan."
)
NOT_IN_THE_DATA = message(
    "Not in the data, so not said here: sub-activity, account and source of funds of the money, price standards, last "
    "year's realisation, and the numbers of minutes and decrees."
)


def bind_akpk(facts: RunFacts, language: str) -> Paper:
    """The summary of the run as a document on paper."""
    akpk = read_akpk(facts)
    blocks = [*_write_sentences(akpk), *_write_tables(akpk, language), *_write_annexes(akpk, language)]
    return bind_paper(facts, TITLE, PURPOSE, blocks, language)


def _write_sentences(akpk: AkpkFacts) -> Iterator[Block]:
    yield Heading(message("The five sentences"))
    yield Figures(_key_figures(akpk))
    for number, sentence in enumerate(say_five(akpk), start=1):
        yield Paragraph(message("{number}. {sentence}", number=number, sentence=sentence))
    if not akpk.facts.has_plan:
        yield Alert(NO_PLAN)
        yield Items(what_to_do(akpk.facts), is_numbered=True)
    yield Note(NOT_IN_THE_DATA)
    yield Note(OTHER_DOCUMENTS)
    yield Signatures((
        Signer(message("Drawn up by the authorised official (PyB)")),
    ))  # fmt: skip


def _key_figures(akpk: AkpkFacts) -> list[Figure]:
    """The figures one looks at first; without a plan the two that need none."""
    whole = None if akpk.coverage is None else akpk.coverage.whole
    first = [
        Figure(message("{percent} %", percent=None if whole is None else whole.percent),
               message("of the ASN have been assessed")),
        Figure(akpk.below, message("people are below standard in some competency")),
    ]  # fmt: skip
    if not akpk.facts.has_plan:
        return first
    return [
        *first,
        Figure(message("IDR {amount}", amount=akpk.plan.spent_rupiah), message("is planned")),
        Figure(message("{percent} %", percent=akpk.plan.closure_percent), message("of the weighted gap is closed")),
    ]


def _write_tables(akpk: AkpkFacts, language: str) -> Iterator[Block]:
    yield PageBreak(is_landscape=True)
    yield from _write_first(akpk, language)
    yield from _write_second(akpk, language)
    if akpk.facts.has_plan:
        yield from _write_plan(akpk, language)


def _write_first(akpk: AkpkFacts, language: str) -> Iterator[Block]:
    yield Heading(message("To sentence {number}: {topic}", number="1", topic=message("who is assessed")))
    if akpk.coverage is None:
        yield Paragraph(NOT_KEPT)
    else:
        yield from coverage_by_sector(akpk.coverage, language).blocks()
    yield from standards_table(akpk, language).blocks()
    yield from excluded_table(akpk, language).blocks()


def _write_second(akpk: AkpkFacts, language: str) -> Iterator[Block]:
    yield Heading(message("To sentence {number}: {topic}", number="2", topic=message("what is short")))
    if akpk.owed is None:
        yield Paragraph(message("This run holds no qualifications."))
    else:
        yield from qualification_table(akpk, language).blocks()
    if akpk.performance is None:
        yield Paragraph(message("This run holds no performance of people."))
    else:
        yield from performance_table(akpk, language).blocks()
    yield from unit_target_table(akpk, language).blocks()


def _write_plan(akpk: AkpkFacts, language: str) -> Iterator[Block]:
    plan = akpk.plan
    yield Heading(message("To sentence {number}: {topic}", number="3", topic=message("the red thread")))
    yield from target_table(akpk, language).blocks()
    yield Heading(message("To sentence {number}: {topic}", number="4", topic=message("the plan")))
    yield recap_table(plan, language)
    yield Heading(
        message("To sentence {number}: {topic}", number="5", topic=message("what it achieves and what it leaves"))
    )
    if plan.unserved is None:
        yield Paragraph(NOT_KEPT)
    else:
        yield Note(PEOPLE_ONCE)
        yield limit_table(plan.unserved, language)
    yield Paragraph(say_quality(plan))
    yield from (Paragraph(said) for said in say_money(plan))


def _write_annexes(akpk: AkpkFacts, language: str) -> Iterator[Block]:
    yield PageBreak(is_landscape=True)
    if akpk.coverage is not None:
        yield Heading(message("Annex {number}. {topic}", number="I", topic=message("Assessment by unit")))
        yield from coverage_by_opd(akpk, akpk.coverage, language).blocks()
    if akpk.owed is not None:
        yield Heading(message("Annex {number}. {topic}", number="II", topic=message("Required trainings")))
        yield from owed_table(akpk, akpk.owed, language).blocks()
    if akpk.facts.has_plan:
        yield Heading(message("Annex {number}. {topic}", number="III", topic=message("Targets and lines of the plan")))
        yield from matrix_table(akpk, language).blocks()
        yield Heading(message("Annex {number}. {topic}", number=CUT_ANNEX, topic=message("A lower ceiling")))
        yield from _write_cuts(akpk, language)


def _write_cuts(akpk: AkpkFacts, language: str) -> Iterator[Block]:
    cut = read_cut(akpk.plan)
    if cut is not None:
        yield from (Paragraph(said) for said in say_cut(akpk.plan, cut))
        yield from cut_by_opd(akpk.plan, cut, language).blocks()
        yield from cut_by_offering(akpk.plan, cut).blocks()
    for found in akpk.cuts:
        yield Paragraph(
            message(
                "{agency}: a ceiling of IDR {ceiling} leaves IDR {missing} to be freed; {batches} batches with "
                "{people} people would be postponed, which frees IDR {freed}.",
                agency=found.agency.name,
                ceiling=found.ceiling_rupiah,
                missing=found.missing_rupiah,
                batches=len(found.cuts),
                people=found.people,
                freed=found.freed_rupiah,
            )
        )
    yield from cut_table(akpk, language).blocks()
