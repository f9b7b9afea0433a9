"""What the plan does not serve, in the workbook: by limit, by OPD and limit, and by name."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import message
from benangmerah.reports.competency import COMPETENCY_COLUMNS, name_competencies
from benangmerah.reports.format.table import Column, TableSheet, rows_of, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.match import same_rows
from benangmerah.reports.need_list import KEY
from benangmerah.reports.person import CONFIDENTIAL, Directory
from benangmerah.reports.run import RunFacts
from benangmerah.reports.unserved import Unserved
from benangmerah.reports.unserved_table import (
    LIMIT_COLUMNS,
    PEOPLE_ONCE,
    limit_rows,
    limit_total,
    opd_limit_columns,
    opd_limit_rows,
    order_unserved,
)

BY_LIMIT = message("Not served")
BY_LIMIT_TITLE = message("What is not served, by the limit that binds")
BY_OPD = message("Not served by OPD")
BY_OPD_TITLE = message("Needs not closed in full, by OPD and limit")
BY_NAME = message("Not served by name")
BY_NAME_TITLE = message("Needs not closed in full and PNS below the minimum JP, by name")
EMPTY_COMPETENCY = message("Without a competency: the person stays below the minimum JP of a year.")


def write_unserved(document: Document, facts: RunFacts, directory: Directory, unserved: Unserved) -> None:
    """Write the three sheets."""
    language = document.language
    by_limit = TableSheet(
        BY_LIMIT, BY_LIMIT_TITLE, LIMIT_COLUMNS, (PEOPLE_ONCE,), totals=[limit_total(unserved, language)]
    )
    write_table(document, by_limit, limit_rows(unserved, language))
    by_opd = TableSheet(BY_OPD, BY_OPD_TITLE, opd_limit_columns(unserved, directory, language))
    write_table(document, by_opd, opd_limit_rows(unserved, directory, language))
    _write_by_name(document, facts, directory)


def _write_by_name(document: Document, facts: RunFacts, directory: Directory) -> None:
    columns = (
        *directory.columns,
        *COMPETENCY_COLUMNS,
        Column(message("Measured against"), 19),
        Column(message("Basis of the standard"), 13, "term"),
        Column(message("Limit that binds"), 30, "term"),
        Column(message("Detail"), 50),
    )
    table = TableSheet(BY_NAME, BY_NAME_TITLE, columns, (EMPTY_COMPETENCY,), CONFIDENTIAL, frozen_columns=2)
    write_table(document, table, rows_of(_columns(document, facts, directory)))


def _columns(document: Document, facts: RunFacts, directory: Directory) -> list[pa.ChunkedArray]:
    ordered = order_unserved(facts, directory)
    gap = facts.table("gap")
    targets = directory.name_targets(ordered["employee_id"], ordered["target"], document.say)
    return [
        *directory.name_people(ordered["employee_id"]),
        *name_competencies(facts, ordered["competency_id"]),
        pc.if_else(pc.is_null(ordered["target"]), pa.scalar(None, pa.string()), targets),
        gap["basis_of_standard"].take(same_rows(ordered, gap, KEY)),
        ordered["limit"],
        ordered["detail"],
    ]
