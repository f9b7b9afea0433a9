"""Kesenjangan kinerja: people whose performance is below what is expected, or was not rated."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import message
from benangmerah.reports.format.table import Column, TableSheet, rows_of, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.person import CONFIDENTIAL, Directory
from benangmerah.reports.run import RunFacts

PERFORMANCE = message("Performance")
TITLE = message("Performance below expectation, or not rated")


def write_performance_gaps(document: Document, facts: RunFacts, directory: Directory) -> None:
    """Write each person below expectation, then those who were not rated."""
    columns = (
        *directory.columns,
        Column(message("Performance score"), 12, "figure"),
        Column(message("Performance predicate"), 20, "term"),
        Column(message("State"), 18, "term"),
    )
    table = TableSheet(PERFORMANCE, TITLE, columns, (), CONFIDENTIAL, frozen_columns=2)
    write_table(document, table, rows_of(_columns(facts, directory)))


def _columns(facts: RunFacts, directory: Directory) -> list[pa.ChunkedArray]:
    rows = facts.table("performance_gap")
    unmet = rows.filter(pc.not_equal(rows["state"], "met"))
    ordered = unmet.append_column("agency", directory.order_agencies(unmet["employee_id"])).sort_by(
        [("agency", "ascending"), ("state", "ascending"), ("employee_id", "ascending")]
    )
    return [
        *directory.name_people(ordered["employee_id"]),
        *(ordered[name] for name in ("performance_score", "performance_predicate", "state")),
    ]
