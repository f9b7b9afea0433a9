"""Kesenjangan kualifikasi: people without what their position asks for besides competencies."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import message
from benangmerah.reports.format.table import Column, TableSheet, rows_of, write_table
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
        Column(message("Asked for"), 26, "value"),
        Column(message("Held"), 26, "value"),
        Column(message("State"), 18, "term"),
    )
    table = TableSheet(QUALIFICATIONS, TITLE, columns, (), CONFIDENTIAL, frozen_columns=2)
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
        ordered["kind"],
        ordered["required_value"],
        _say_truth(document, ordered["held_value"]),
        ordered["state"],
    ]


def _say_truth(document: Document, held: pa.ChunkedArray) -> pa.ChunkedArray:
    """Having a training or not is told as yes or no; every other value stands as it is."""
    no = pc.if_else(pc.equal(held, "false"), document.say(message("No")), held)
    return pc.if_else(pc.equal(held, "true"), document.say(message("Yes")), no)
