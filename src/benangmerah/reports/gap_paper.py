"""Peta kesenjangan on paper: the findings, what weighs most, every competency and OPD, and the map as an annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from benangmerah.kernel.explanation import Message, message, render
from benangmerah.reports.board import (
    BURDEN_NOTE,
    FIGURE_COLUMNS,
    OPD_TITLE,
    SECTOR_NOTE,
    SECTOR_TITLE,
    figure_row,
    opd_columns,
    opd_rows,
)
from benangmerah.reports.cover import bind_paper, set_section
from benangmerah.reports.format.block import Block, Figure, Heading, Note, PageBreak, Paragraph, Table
from benangmerah.reports.format.block import Figures as LargeFigures
from benangmerah.reports.format.pdf import write_pdf
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.format.text import say_word
from benangmerah.reports.gap_map import Competency, GapMap, read_gap_map
from benangmerah.reports.gap_preface import PURPOSE, READING, TITLE, in_short, reservations
from benangmerah.reports.map_tiles import READING as MAP_READING
from benangmerah.reports.map_tiles import MapTiles, draw_alone
from benangmerah.reports.preface import Section
from benangmerah.reports.professionalism_index import simulation_note
from benangmerah.reports.run import RunFacts
from benangmerah.snapshot.contract.inputs import SECTORS

HEAVIEST_OPDS, COMPETENCIES_PER_PAGE = 12, 16
MOST_OPDS = 400
"""More OPDs than a person turns pages for: a nation is read in the workbook."""

NOT_INDEX = 7  # the columns before those of the IP ASN


def write_gap_map_pdf(facts: RunFacts, language: str = "id") -> bytes:
    """The gap map of a run as a PDF to be read and signed; the workbook holds every figure of it and more.

    Needs the tables of `write_gap_map`. The same facts give the same bytes.
    """
    gap_map = read_gap_map(facts)
    paper = bind_paper(facts, TITLE, PURPOSE, list(_blocks(facts, gap_map, language)), language)
    return write_pdf(paper, facts.as_of, language)


def _blocks(facts: RunFacts, gap_map: GapMap, language: str) -> Iterator[Block]:
    yield from _in_short(gap_map)
    if gap_map.opds:
        yield from _sectors(facts, gap_map, language)
    yield from set_section(Section(message("How to read it"), READING))
    yield from set_section(reservations(facts))
    if not gap_map.opds:
        return
    yield PageBreak(is_landscape=True)
    yield from _heaviest(gap_map, language)
    yield PageBreak(is_landscape=True)
    yield from _competencies(gap_map)
    yield from _opds(facts, gap_map, language)
    yield from _annex(gap_map, language)


def _in_short(gap_map: GapMap) -> Iterator[Block]:
    heading, *lines = set_section(in_short(gap_map), 1)
    yield heading
    whole = gap_map.of_whole()
    if whole is not None:
        known = whole.is_assessed
        yield LargeFigures(
            [
                Figure(whole.people, message("employees")),
                Figure(whole.coverage_percent, message("percent of the requirements assessed")),
                Figure(whole.below_people if known else None, message("people below standard in some competency")),
                Figure(whole.burden if known else None, message("levels short, summed (burden)")),
            ]
        )
    yield from lines


def _sectors(facts: RunFacts, gap_map: GapMap, language: str) -> Iterator[Block]:
    yield Heading(SECTOR_TITLE, 2)
    yield Note(SECTOR_NOTE)
    yield Note(simulation_note(facts))
    found = {sector: gap_map.whole_figures.get((gap_map.whole, None, sector)) for sector in SECTORS}
    whole = gap_map.of_whole()
    yield Table(
        (Column(message("Sector"), 16), *FIGURE_COLUMNS),
        [(say_word(sector, language), *figure_row(known)) for sector, known in found.items() if known is not None],
        [] if whole is None else [(render(message("All sectors"), language), *figure_row(whole))],
    )


def _heaviest(gap_map: GapMap, language: str) -> Iterator[Block]:
    assessed = [opd for opd in gap_map.opds if gap_map.figures[opd, None, None].is_assessed]
    ranked = [competency for competency in rank_competencies(gap_map) if _weighs(gap_map, competency)]
    opds, competencies = assessed[:HEAVIEST_OPDS], ranked[:COMPETENCIES_PER_PAGE]
    yield Heading(message("Where it weighs most"))
    if not opds or not competencies:
        yield Paragraph(message("Nothing is assessed as below standard, so nothing can be ranked."))
        return
    yield Note(
        message(
            "The {opds} OPDs and {competencies} competencies with the heaviest burden, in bands of their own.",
            opds=len(opds),
            competencies=len(competencies),
        )
    )
    yield Note(MAP_READING)
    order = {competency.competency_id: place for place, competency in enumerate(gap_map.competencies)}
    competencies = sorted(competencies, key=lambda competency: order[competency.competency_id])
    yield draw_alone(gap_map, opds, competencies, language)


def _weighs(gap_map: GapMap, competency: Competency) -> bool:
    found = gap_map.of_whole(competency.competency_id)
    return found is not None and found.burden > 0


def rank_competencies(gap_map: GapMap) -> list[Competency]:
    """The competencies of the map, heaviest burden first; where nothing is assessed the burden is unknown: last."""

    def place(competency: Competency) -> tuple[bool, float]:
        found = gap_map.of_whole(competency.competency_id)
        return found is None or not found.is_assessed, 0.0 if found is None else -found.burden

    return sorted(gap_map.competencies, key=place)


def _competencies(gap_map: GapMap) -> Iterator[Block]:
    yield Heading(message("Competencies by burden"))
    yield Note(BURDEN_NOTE)
    columns = (
        Column("No.", 6, "count"),
        Column(message("Competency"), 50),
        Column(message("Kind"), 18, "term"),
        *FIGURE_COLUMNS[:NOT_INDEX],
    )
    rows: list[Row] = []
    for competency in rank_competencies(gap_map):
        found = gap_map.of_whole(competency.competency_id)
        if found is not None:
            rows.append((len(rows) + 1, competency.name, competency.kind, *figure_row(found)[:NOT_INDEX]))
    yield Table(columns, rows)


def _opds(facts: RunFacts, gap_map: GapMap, language: str) -> Iterator[Block]:
    if len(gap_map.opds) > MOST_OPDS:
        yield Note(_left_to_workbook(gap_map))
        return
    yield Heading(OPD_TITLE)
    yield Note(BURDEN_NOTE)
    yield Note(simulation_note(facts))
    rows = list(opd_rows(gap_map, lambda code: say_word(code, language)))
    yield Table(opd_columns(gap_map), rows)


def _left_to_workbook(gap_map: GapMap) -> Message:
    return message(
        "The {count} OPDs are too many for paper: their table and their map stand in the workbook.",
        count=len(gap_map.opds),
    )


def _annex(gap_map: GapMap, language: str) -> Iterator[Block]:
    if len(gap_map.opds) > MOST_OPDS:
        return
    tiles = MapTiles(gap_map, language)
    parts = spread_competencies(gap_map.competencies)
    for number, competencies in enumerate(parts, start=1):
        opds = [opd for opd in gap_map.opds if any(_is_required(gap_map, opd, each) for each in competencies)]
        yield PageBreak(is_landscape=True)
        yield Heading(message("Annex: the map, part {number} of {count}", number=number, count=len(parts)))
        yield Note(MAP_READING)
        if len(opds) < len(gap_map.opds):
            yield Note(
                message(
                    "{count} OPDs in which nobody is required to have any of these are left out.",
                    count=len(gap_map.opds) - len(opds),
                )
            )
        yield tiles.draw(opds, competencies)


def _is_required(gap_map: GapMap, opd: str, competency: Competency) -> bool:
    found = gap_map.of(opd, competency.competency_id)
    return found is not None and found.required_count > 0


def spread_competencies(
    competencies: Sequence[Competency], limit: int = COMPETENCIES_PER_PAGE
) -> list[list[Competency]]:
    """The competencies in parts that fit beside each other on a page; kinds that fit on one come first.

    >>> kinds = [Competency(str(number), "", kind) for number, kind in enumerate("aabbbbbc")]
    >>> [[each.kind for each in part] for part in spread_competencies(kinds, 4)]
    [['a', 'a', 'c'], ['b', 'b', 'b'], ['b', 'b']]
    """
    parts: list[list[Competency]] = []
    kinds = [list(members) for _, members in groupby(competencies, key=lambda competency: competency.kind)]
    for kind in sorted(kinds, key=lambda members: len(members) > limit):
        pages = -(-len(kind) // limit)
        size = -(-len(kind) // pages)
        for start in range(0, len(kind), size):
            piece = kind[start : start + size]
            if parts and len(parts[-1]) + len(piece) <= limit:
                parts[-1].extend(piece)
            else:
                parts.append(piece)
    return parts
