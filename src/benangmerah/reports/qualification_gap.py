"""Kesenjangan kualifikasi: people without what their position asks for besides competencies."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import message
from benangmerah.reports.format.table import Column, Sheeted, rows_of, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.person import CONFIDENTIAL, Directory
from benangmerah.reports.run import RunFacts

QUALIFICATIONS = message("Qualifications")
TITLE = message("Qualifications asked for and not met, or not known")


def write_qualification_gaps(document: Document, facts: RunFacts, directory: Directory) -> None:
    """Write each qualification that a person lacks, then those that nobody knows of."""
    columns = (
        *directory.columns,
        Column(message("Measured against"), 19),
        Column(message("Kind of qualification"), 22, "term"),
        Column(message("Asked for"), 26, "term"),
        Column(message("Held"), 26, "term"),
        Column(message("State"), 18, "term"),
    )
    table = Sheeted(QUALIFICATIONS, TITLE, columns, (), CONFIDENTIAL, frozen_columns=2)
    write_table(document, table, rows_of(_columns(document, facts, directory)))


def _columns(document: Document, facts: RunFacts, directory: Directory) -> list[pa.ChunkedArray]:
    rows = facts.table("qualification_gap")
    unmet = rows.filter(pc.not_equal(rows["state"], "met"))
    ordered = unmet.append_column("agency", directory.order_agencies(unmet["employee_id"])).sort_by(
        [("agency", "ascending"), ("state", "ascending"), ("employee_id", "ascending"), ("target", "descending"),
         ("kind", "ascending"), ("required_value", "ascending")]
    )  # fmt: skip
    return [
        *directory.name_people(ordered["employee_id"]),
        directory.name_targets(ordered["employee_id"], ordered["target"], document.say),
        *(ordered[name] for name in ("kind", "required_value", "held_value", "state")),
    ]
