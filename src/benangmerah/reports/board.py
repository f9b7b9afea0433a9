"""The figures of OPDs and of sectors as tables: people, burden and IP ASN, each beside its coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports.format.table import Column, Row, TableSheet, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.gap_map import GapMap
from benangmerah.reports.rollup import Figures
from benangmerah.snapshot.contract.inputs import SECTORS

OPD_BOARD = "OPD"
OPD_TITLE = message("OPDs by burden")
SECTOR_BOARD = message("Sector")
SECTOR_TITLE = message("Education, health and other apart")

FIGURE_COLUMNS = (
    Column(message("Employees"), 10, "count"),
    Column(message("Requirements"), 12, "count"),
    Column(message("Assessed"), 12, "count"),
    Column(message("Coverage (%)"), 10, "percent"),
    Column(message("People below standard"), 12, "count"),
    Column(message("Burden (levels)"), 12, "figure"),
    Column(message("Mean gap (levels)"), 12, "figure"),
    Column(message("IP ASN mean (simulation)"), 12, "figure"),
    Column(message("Employees with an IP ASN"), 12, "count"),
    Column(message("IP ASN coverage (%)"), 12, "percent"),
)


def figure_row(found: Figures) -> Row:
    """The figures of one scope; those that rest on assessments are unknown where nothing is assessed."""
    known = found.is_assessed
    return (
        found.people,
        found.required_count,
        found.assessed_count,
        found.coverage_percent,
        found.below_people if known else None,
        found.burden if known else None,
        found.mean_gap,
        found.index_mean,
        found.index_people,
        100 * found.index_people / found.people if found.people else None,
    )


def write_opd_board(document: Document, gap_map: GapMap, simulation: Message) -> None:
    """Write one row for each OPD, heaviest burden first; those with nothing assessed stand last."""
    table = TableSheet(OPD_BOARD, OPD_TITLE, opd_columns(gap_map), (BURDEN_NOTE, simulation), frozen_columns=2)
    write_table(document, table, opd_rows(gap_map, document.word))


def opd_columns(gap_map: GapMap) -> tuple[Column, ...]:
    """The columns of the table of OPDs."""
    organization = gap_map.organization
    agency = [Column(message("Agency"), 28)] if organization.has_many_agencies else []
    lead = (Column("No.", 6, "count"), Column(organization.opd_word, 42), *agency, Column(message("Sector"), 16))
    return (*lead, *FIGURE_COLUMNS)


BURDEN_NOTE = message(
    "Burden: levels short, summed, for the position held. A grey cell with – is not known, never zero."
)


def opd_rows(gap_map: GapMap, word: Callable[[str], str]) -> Iterator[Row]:
    """The rows of the table of OPDs; `word` says a sector in the language of the document."""
    organization = gap_map.organization
    for number, opd in enumerate(gap_map.opds, start=1):
        agency = [organization.agency_of(opd)] if organization.has_many_agencies else []
        sectors = [word(sector) for sector in SECTORS if (opd, None, sector) in gap_map.figures]
        lead: Row = (number, organization.unit_names[opd], *agency, ", ".join(sectors))
        yield (*lead, *figure_row(gap_map.figures[opd, None, None]))


def write_sector_board(document: Document, gap_map: GapMap, simulation: Message) -> None:
    """Write the whole and each competency, split by sector, so that one large sector does not hide the others."""
    table = TableSheet(
        SECTOR_BOARD,
        SECTOR_TITLE,
        (
            Column(message("Competency"), 42),
            Column(message("Kind"), 16, "term"),
            Column(message("Sector"), 16, "term"),
            *FIGURE_COLUMNS,
        ),
        (SECTOR_NOTE, BURDEN_NOTE, simulation),
        frozen_columns=3,
    )
    write_table(document, table, _sector_rows(document, gap_map))


SECTOR_NOTE = message(
    "The sector is that of each person's own unit; people and burden of the sectors sum to the whole."
)


def _sector_rows(document: Document, gap_map: GapMap) -> Iterator[Row]:
    everything = document.say(message("All competencies"))
    names = [(None, everything, None), *((c.competency_id, c.name, c.kind) for c in gap_map.competencies)]
    for competency, name, kind in names:
        for sector in (*SECTORS, None):
            found = gap_map.whole_figures.get((gap_map.whole, competency, sector))
            if found is not None:
                word = document.say(message("All sectors")) if sector is None else sector
                yield (name, kind, word, *figure_row(found))
