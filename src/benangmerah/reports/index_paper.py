"""IP ASN on paper: the mean on the scale of the law, where points are missing, who is not covered, every OPD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from benangmerah.kernel.explanation import Message, Value, message
from benangmerah.reports.cover import bind_paper, set_section
from benangmerah.reports.format.block import (
    Bar,
    Bars,
    Block,
    Figure,
    Figures,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    ScaleBand,
    ScaleBar,
)
from benangmerah.reports.format.pdf import write_pdf
from benangmerah.reports.format.text import say_word
from benangmerah.reports.index_figures import IndexFigures, IndexMean, read_index
from benangmerah.reports.index_preface import PURPOSE, TITLE, in_short, reading, warnings_of
from benangmerah.reports.index_tables import (
    BY_CATEGORY,
    BY_DIMENSION,
    BY_OPD,
    BY_SECTOR,
    BY_STATUS,
    DIMENSION_NAMES,
    NOT_COVERED,
    NOT_REPORTED,
    count_categories,
    dimension_table,
    excluded_table,
    group_table,
    not_reported_table,
    opd_table,
)
from benangmerah.reports.run import RunFacts
from benangmerah.reports.scale import COOL

MOST_OPDS = 400
"""More OPDs than a person turns pages for: a nation is read in the workbook."""


def write_index_pdf(facts: RunFacts, language: str = "id") -> bytes:
    """The IP ASN of a run as a PDF; it says on every page that it is a simulation.

    Needs the tables professionalism_index, excluded, employees, positions, units and agencies. The same facts give the
    same bytes.
    """
    figures = read_index(facts)
    blocks = list(_blocks(facts, figures, language))
    paper = bind_paper(facts, TITLE, PURPOSE, blocks, language, warnings_of(facts))
    return write_pdf(paper, facts.as_of, language)


def _blocks(facts: RunFacts, figures: IndexFigures, language: str) -> Iterator[Block]:
    heading, *lines = set_section(in_short(figures), 1)
    yield heading
    yield from _large_figures(figures, language)
    yield from _scale(figures, language)
    yield from lines
    yield from _dimensions(figures, language)
    yield from _categories(figures, language)
    for title, word, groups in _groups(figures):
        yield Heading(title, 2)
        yield group_table(figures, word, groups, language)
    yield from _gaps(figures, language)
    yield from set_section(reading(facts))
    yield from _opds(figures, language)


def _large_figures(figures: IndexFigures, language: str) -> Iterator[Block]:
    whole = figures.whole
    category = figures.category_of(whole.mean)
    yield Figures(
        [
            Figure(whole.mean, message("IP ASN mean (simulation)")),
            Figure(None if category is None else say_word(category, language), message("category of the mean")),
            Figure(whole.index_people, message("people with an IP ASN, of {people}", people=whole.people)),
            Figure(whole.coverage_percent, message("percent covered")),
        ]
    )


def _scale(figures: IndexFigures, language: str) -> Iterator[Block]:
    named: list[tuple[Value, IndexMean]] = [(message("Everybody"), figures.whole)]
    named += [(say_word(code, language), found) for code, found in figures.sectors]
    marks = [(float(found.mean), _mark(name, found.mean)) for name, found in named if found.mean is not None]
    if marks:
        yield ScaleBar(scale_bands(figures, language), marks)


def _mark(name: Value, mean: Fraction) -> Message:
    return message("{group} {mean}", group=name, mean=mean)


def scale_bands(figures: IndexFigures, language: str) -> list[ScaleBand]:
    """The categories of the law from the lowest to the highest, darker meaning lower."""
    bands = sorted(figures.bands, key=lambda band: (band.lower is not None, band.lower or 0))
    top = sum(figures.maxima, Fraction())
    colours = [COOL[min(len(COOL), len(bands) - place) - 1] for place in range(len(bands))]
    return [
        ScaleBand(say_word(band.code, language), float(band.lower or 0), float(band.upper or top), *colour)
        for band, colour in zip(bands, colours, strict=True)
    ]


def _dimensions(figures: IndexFigures, language: str) -> Iterator[Block]:
    yield Heading(BY_DIMENSION, 2)
    if figures.whole.mean is not None:
        yield Paragraph(_most_missing(figures))
    yield dimension_table(figures, language)


def _most_missing(figures: IndexFigures) -> Message:
    missing = [
        (maximum - mean, name)
        for name, mean, maximum in zip(DIMENSION_NAMES, figures.whole.dimensions, figures.maxima, strict=True)
        if mean is not None
    ]
    points, name = max(missing, key=lambda found: found[0])
    return message(
        "Most points are missing in {dimension}: {points} of the {all} between the mean and the most the law gives.",
        dimension=name,
        points=points,
        all=sum((found[0] for found in missing), Fraction()),
    )


def _categories(figures: IndexFigures, language: str) -> Iterator[Block]:
    people = figures.whole.index_people
    if not people:
        return
    yield Heading(BY_CATEGORY, 2)
    colours = {band.name: band.background for band in scale_bands(figures, language)}
    bars = []
    for category, count in count_categories(figures.whole):
        name = say_word(category, language)
        shown = message("{count} people ({percent} %)", count=count, percent=Fraction(100 * count, people))
        bars.append(Bar(name, count, shown, colours.get(name, "")))
    yield Bars(bars, people)


def _groups(figures: IndexFigures) -> Sequence[tuple[Message, Message, Sequence[tuple[str, IndexMean]]]]:
    return (
        (BY_SECTOR, message("Sector"), figures.sectors),
        (BY_STATUS, message("Status"), figures.statuses),
    )


def _gaps(figures: IndexFigures, language: str) -> Iterator[Block]:
    yield Heading(NOT_COVERED, 2)
    yield excluded_table(figures, language)
    yield Heading(NOT_REPORTED, 2)
    yield Note(message("These people have an index, but it may be too low or too high: an empty column was counted."))
    yield not_reported_table(figures, language)


def _opds(figures: IndexFigures, language: str) -> Iterator[Block]:
    if not figures.opds:
        return
    yield PageBreak(is_landscape=True)
    yield Heading(BY_OPD)
    if len(figures.opds) > MOST_OPDS:
        yield Paragraph(
            message("The {count} OPDs are too many for paper: they stand in the workbook.", count=len(figures.opds))
        )
        return
    yield Note(message("An OPD counts all units below it. Read every mean beside its coverage."))
    yield opd_table(figures, language)
