"""Peta kesenjangan: which competency is short, where, how deep, for how many people."""

from __future__ import annotations

from benangmerah.reports.board import write_opd_board, write_sector_board
from benangmerah.reports.format.xlsx import Document, write_document
from benangmerah.reports.gap_map import read_gap_map
from benangmerah.reports.gap_preface import TITLE, gap_preface
from benangmerah.reports.heat_map import HeatMap
from benangmerah.reports.measure import MEASURES
from benangmerah.reports.preface import edge_of, write_preface
from benangmerah.reports.professionalism_index import simulation_note, write_index, write_index_by_opd
from benangmerah.reports.run import RunFacts


def write_gap_map(facts: RunFacts, language: str = "id") -> bytes:
    """The gap map of a run as an XLSX workbook: where people are below standard, and where nobody knows.

    Needs the tables rollup, professionalism_index, units, competencies, employees and agencies; with gap, attainment
    and excluded it also counts what is provisional and who has no index. The same facts give the same bytes.
    """
    gap_map = read_gap_map(facts)
    simulation = simulation_note(facts)

    def write(document: Document) -> None:
        write_preface(document, facts, gap_preface(document, facts, gap_map))
        for measure in MEASURES:
            HeatMap(document, gap_map, measure).write()
        write_opd_board(document, gap_map, simulation)
        write_sector_board(document, gap_map, simulation)
        write_index(document, facts)
        write_index_by_opd(document, facts, gap_map)

    return write_document(edge_of(TITLE, facts, language), facts.as_of, language, write)
