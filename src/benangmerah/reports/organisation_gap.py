"""Kesenjangan organisasi: people a unit needs at a level of a competency, against those who are there."""

from __future__ import annotations

import pyarrow as pa

from benangmerah.kernel.explanation import message
from benangmerah.reports.competency import COMPETENCY_COLUMNS, name_competencies
from benangmerah.reports.format.table import Column, TableSheet, rows_of, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.person import Directory
from benangmerah.reports.run import RunFacts

ORGANISATION = message("Organisation")
TITLE = message("People a unit needs at a level, and those it has")
ACTIVE = message("Counts active people of the unit and below; who is not assessed stands at no level.")


def write_organisation_gaps(document: Document, facts: RunFacts, directory: Directory) -> None:
    """Write what each unit needs and has, the most people missing first."""
    columns = (
        *directory.unit_columns,
        *COMPETENCY_COLUMNS,
        Column(message("Level needed"), 10, "count"),
        Column(message("People needed"), 12, "count"),
        Column(message("People at that level"), 12, "count"),
        Column(message("People missing"), 12, "count"),
    )
    table = TableSheet(ORGANISATION, TITLE, columns, (ACTIVE,))
    write_table(document, table, rows_of(_columns(facts, directory)))


def _columns(facts: RunFacts, directory: Directory) -> list[pa.ChunkedArray]:
    ordered = facts.table("organisation_gap").sort_by(
        [("missing", "descending"), ("unit_id", "ascending"), ("competency_id", "ascending"), ("level", "ascending")]
    )
    return [
        *directory.name_units(ordered["unit_id"]),
        *name_competencies(facts, ordered["competency_id"]),
        *(ordered[name] for name in ("level", "people_needed", "people_at_level", "missing")),
    ]
