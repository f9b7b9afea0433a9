"""Cermin kebijakan on paper: the shares first, then what nobody needed, what nobody served, and every line."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.cover import bind_paper, set_section
from benangmerah.reports.format.block import (
    Alert,
    Bar,
    Bars,
    Block,
    Figure,
    Figures,
    Heading,
    Note,
    PageBreak,
    Paragraph,
)
from benangmerah.reports.format.pdf import write_pdf
from benangmerah.reports.mirror_figures import MirrorFigures, read_mirror
from benangmerah.reports.mirror_preface import PURPOSE, READING, TITLE, in_short, reason_for_nothing
from benangmerah.reports.mirror_tables import (
    ALL_LINES,
    BY_BUYER,
    BY_YEAR,
    COMPETENCIES,
    UNKNOWN,
    UNSERVED,
    UNWANTED,
    buyer_table,
    competency_table,
    line_table,
    unknown_table,
    year_table,
)
from benangmerah.reports.preface import Section
from benangmerah.reports.run import RunFacts
from benangmerah.reports.scale import COOL, WARM

MET, NOT_MET, NOT_KNOWN = COOL[3][0], WARM[2][0], "#9E9E9E"
MOST_LINES = 2_000
"""More lines than a person turns pages for: they are read in the workbook."""


def write_policy_mirror_pdf(facts: RunFacts, language: str = "id") -> bytes:
    """The policy mirror of a run as a PDF.

    Needs the tables policy_mirror, spending, need, effects, competencies, employees, units and agencies; where the run
    has no mirror or no spending, the document says so. The same facts give the same bytes.
    """
    figures = read_mirror(facts)
    nothing = reason_for_nothing(facts, figures)
    blocks = list(_blocks(figures, language)) if nothing is None else [Alert(nothing)]
    return write_pdf(bind_paper(facts, TITLE, PURPOSE, blocks, language), facts.as_of, language)


def _blocks(figures: MirrorFigures, language: str) -> Iterator[Block]:
    heading, *lines = set_section(in_short(figures), 1)
    yield heading
    yield from _large_figures(figures)
    yield from lines
    yield from _money(figures)
    yield from set_section(Section(message("How to read it"), READING))
    yield PageBreak(is_landscape=True)
    yield Heading(UNSERVED)
    yield Note(message("People are counted once for each competency; a line elsewhere may raise it, but not for them."))
    yield competency_table(figures.unserved)
    yield Heading(UNWANTED)
    yield line_table(figures, figures.unwanted, language)
    yield Heading(BY_BUYER)
    yield buyer_table(figures, language)
    if len(figures.by(lambda line: line.year)) > 1:
        yield Heading(BY_YEAR)
        yield year_table(figures, language)
    yield from _annex(figures, language)


def _large_figures(figures: MirrorFigures) -> Iterator[Block]:
    totals = figures.totals
    yield Figures(
        [
            Figure(
                message("IDR {amount}", amount=totals.rupiah), message("spent on {lines} lines", lines=totals.lines)
            ),
            Figure(_percent(totals.money_percent), message("of the money with a known fit met a need, at most")),
            Figure(_percent(totals.seat_percent), message("of the seats with a known fit met a need, at most")),
            Figure(len(figures.unserved), message("competencies needed that no spending reached")),
        ]
    )


def _percent(share: Fraction | None) -> Message | None:
    return None if share is None else message("{share} %", share=share)


def _money(figures: MirrorFigures) -> Iterator[Block]:
    totals = figures.totals
    met = round(totals.rupiah_met)
    parts = (
        (message("Met a need, at most"), met, MET),
        (message("Met no need"), totals.known_rupiah - met, NOT_MET),
        (message("Not known"), totals.unknown_rupiah, NOT_KNOWN),
    )
    yield Heading(message("Where the money went"), 2)
    bars = [Bar(name, rupiah, _share(rupiah, totals.rupiah), colour) for name, rupiah, colour in parts]
    yield Bars(bars, totals.rupiah or None)


def _share(rupiah: int, whole: int) -> Message:
    if not whole:
        return message("IDR {amount}", amount=rupiah)
    return message("IDR {rupiah} ({percent} %)", rupiah=rupiah, percent=Fraction(100 * rupiah, whole))


def _annex(figures: MirrorFigures, language: str) -> Iterator[Block]:
    yield PageBreak(is_landscape=True)
    yield Heading(COMPETENCIES)
    yield competency_table(figures.competencies)
    yield Heading(UNKNOWN)
    yield unknown_table(figures, language)
    yield Heading(ALL_LINES)
    if len(figures.lines) > MOST_LINES:
        yield Paragraph(
            message("The {count} lines are too many for paper: they stand in the workbook.", count=len(figures.lines))
        )
    else:
        yield line_table(figures, figures.lines, language)
