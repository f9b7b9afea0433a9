"""The plan by person: who takes what, in which batch and month, for how many JP, and why. Confidential."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from benangmerah.kernel.explanation import MONTHS, Message, Term, message
from benangmerah.reports.format.table import Column, TableSheet, rows_of, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.match import find_rows
from benangmerah.reports.person import CONFIDENTIAL, Directory
from benangmerah.reports.plan_content import begin_cell
from benangmerah.reports.run import RunFacts

PARTICIPANTS = message("Participants")
TITLE = message("Participants by person")
CREDITED = message("Levels closed: what each item adds to the needs of the person. A batch begins in the month named.")


def write_participants(document: Document, facts: RunFacts, directory: Directory) -> None:
    """Write every item of the plan, person by person."""
    columns = (
        *directory.columns,
        Column(message("Employment status"), 12, "term"),
        Column(message("Offering"), 46),
        Column(message("Form"), 26, "term"),
        Column(message("Batch"), 10, "count"),
        Column(message("Month"), 13),
        Column("JP", 9, "figure"),
        Column(message("Levels closed"), 10, "figure"),
        Column(message("Cost per head (Rp)"), 15, "rupiah"),
        Column(message("Reason"), 26, "term"),
        *([Column(message("Gaps it closes"), 40)] if facts.has("plan_closure") else []),
        Column(message("Weighted closure"), 11, "figure"),
        *([Column(message("In its place would come"), 46)] if facts.has("plan_next") else []),
    )
    table = TableSheet(PARTICIPANTS, TITLE, columns, (CREDITED,), CONFIDENTIAL, frozen_columns=2)
    write_table(document, table, rows_of(_columns(document, facts, directory)))


def _columns(document: Document, facts: RunFacts, directory: Directory) -> list[pa.ChunkedArray]:
    plan = facts.table("plan")
    ordered = plan.append_column("agency", directory.order_agencies(plan["employee_id"])).sort_by(
        [("agency", "ascending"), ("employee_id", "ascending"), ("period", "ascending"),
         ("intervention_id", "ascending")]
    )  # fmt: skip
    offerings = facts.table("interventions")
    rows = find_rows(ordered["intervention_id"], offerings["intervention_id"])
    return [
        *directory.name_people(ordered["employee_id"]),
        directory.find_statuses(ordered["employee_id"]),
        offerings["title"].take(rows),
        offerings["form"].take(rows),
        ordered["batch"],
        name_months(document, ordered["period"]),
        *(ordered[name] for name in ("learning_hours", "closes", "cost_rupiah", "reason")),
        *_named(
            facts, ordered, "plan_closure", "competency_id", _names(facts, "competencies", "competency_id", "name")
        ),
        ordered["weighted_closure"],
        *_named(
            facts,
            ordered,
            "plan_next",
            "next_intervention_id",
            _names(facts, "interventions", "intervention_id", "title"),
        ),
    ]


def _names(facts: RunFacts, table: str, key: str, name: str) -> Mapping[str, str]:
    rows = facts.table(table)
    return dict(zip(rows[key].to_pylist(), rows[name].to_pylist(), strict=True))


def _named(facts: RunFacts, items: pa.Table, fact: str, column: str, names: Mapping[str, str]) -> list[pa.ChunkedArray]:
    """For each item of the plan what a fact beside it names; no column where the run did not keep the fact."""
    if not facts.has(fact):
        return []
    found: dict[tuple[str, str], list[str]] = {}
    rows = facts.table(fact)
    columns = (rows[each].to_pylist() for each in ("employee_id", "intervention_id", column))
    for employee_id, intervention_id, one in zip(*columns, strict=True):
        if one is not None:
            found.setdefault((employee_id, intervention_id), []).append(names[one])
    keys = zip(items["employee_id"].to_pylist(), items["intervention_id"].to_pylist(), strict=True)
    said = ["; ".join(sorted(found[key])) if key in found else None for key in keys]
    return [pa.chunked_array([pa.array(said, pa.string())])]


def name_months(document: Document, periods: pa.ChunkedArray) -> pa.ChunkedArray:
    """The month an offering begins in; one without a month can be taken at any time of the year."""
    names: list[Message | Term] = [ANY_TIME, *(Term(month) for month in MONTHS)]
    said = pa.array([begin_cell(name, document.language) for name in names], pa.string())
    return pa.chunked_array([said.take(periods.fill_null(0).combine_chunks())])


ANY_TIME = message("any time")
