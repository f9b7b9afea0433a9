"""The needs themselves: one row a person and competency by rank, and their sum for each competency."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import message
from benangmerah.reports.competency import COMPETENCY_COLUMNS, name_competencies
from benangmerah.reports.format.table import Column, Row, TableSheet, rows_of, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.match import same_rows
from benangmerah.reports.person import CONFIDENTIAL, Directory
from benangmerah.reports.run import RunFacts

NEEDS = message("Needs")
NEEDS_TITLE = message("Development needs by priority")
BY_COMPETENCY = message("By competency")
BY_COMPETENCY_TITLE = message("Development needs by competency, heaviest burden first")
PRIORITY_NOTE = message("Priority = gap × weight, ranked within the agency; equal priorities share a rank.")
KEY = ("employee_id", "competency_id", "target")

FIGURES = (
    Column(message("Required level"), 10, "count"),
    Column(message("Attained level"), 10, "figure"),
    Column(message("Gap (levels)"), 13, "figure"),
    Column(message("Weight"), 10, "figure"),
    Column(message("Priority"), 10, "figure"),
    Column(message("Basis of the standard"), 13, "term"),
    Column(message("Basis of the level"), 27, "term"),
)


def write_need_list(document: Document, facts: RunFacts, directory: Directory) -> None:
    """Write every need by agency and rank, with the standard and the level it comes from."""
    table = TableSheet(
        NEEDS,
        NEEDS_TITLE,
        (
            Column(message("Rank"), 11, "count"),
            *directory.columns,
            *COMPETENCY_COLUMNS,
            Column(message("Measured against"), 19),
            *FIGURES,
        ),
        (PRIORITY_NOTE,),
        CONFIDENTIAL,
        frozen_columns=3,
    )
    write_table(document, table, rows_of(_need_columns(document, facts, directory)))


def _need_columns(document: Document, facts: RunFacts, directory: Directory) -> list[pa.ChunkedArray]:
    need = order_needs(facts.table("need"), directory)
    gap, attainment = facts.table("gap"), facts.table("attainment")
    standard = gap.take(same_rows(need, gap, KEY))
    level = attainment.take(same_rows(need, attainment, KEY[:2]))
    return [
        need["rank_in_agency"],
        *directory.name_people(need["employee_id"]),
        *name_competencies(facts, need["competency_id"]),
        directory.name_targets(need["employee_id"], need["target"], document.say),
        standard["required_level"],
        standard["attained_level"],
        *(need[name] for name in ("gap", "weight", "priority")),
        standard["basis_of_standard"],
        level["basis"],
    ]


def order_needs(need: pa.Table, directory: Directory) -> pa.Table:
    """The needs by agency and rank; within a rank by person, competency and target, the position held first."""
    placed = need.append_column("agency", directory.order_agencies(need["employee_id"]))
    return placed.sort_by(
        [("agency", "ascending"), ("rank_in_agency", "ascending"), ("employee_id", "ascending"),
         ("competency_id", "ascending"), ("target", "descending")]
    )  # fmt: skip


def write_needs_by_competency(document: Document, facts: RunFacts) -> None:
    """Write how many people need each competency and how many levels they are short together."""
    table = TableSheet(
        BY_COMPETENCY,
        BY_COMPETENCY_TITLE,
        (
            *COMPETENCY_COLUMNS,
            Column(message("People with the need"), 12, "count"),
            Column(message("Needs, position held"), 12, "count"),
            Column(message("Burden, position held (levels)"), 14, "figure"),
            Column(message("Needs, position aimed at"), 12, "count"),
            Column(message("Burden, position aimed at (levels)"), 14, "figure"),
        ),
    )
    write_table(document, table, sum_needs(facts))


def sum_needs(facts: RunFacts) -> Iterator[Row]:
    """One row a competency that somebody needs, heaviest burden of positions held first."""
    need = facts.table("need")
    held = _sum_target(need, "held")
    aimed = _sum_target(need, "aimed")
    everybody = need.group_by("competency_id", use_threads=False).aggregate([("employee_id", "count_distinct")])
    people = {row["competency_id"]: row["employee_id_count_distinct"] for row in everybody.to_pylist()}
    names = {row["competency_id"]: row for row in facts.table("competencies").to_pylist()}
    nothing = (0, 0.0)
    ranked = sorted(people, key=lambda key: (-held.get(key, nothing)[1], -aimed.get(key, nothing)[1], key))
    for key in ranked:
        name = names[key]
        yield (name["name"], name["kind"], people[key], *held.get(key, nothing), *aimed.get(key, nothing))


def _sum_target(need: pa.Table, target: str) -> dict[str, tuple[int, float]]:
    rows = need.filter(pc.equal(need["target"], target)).group_by("competency_id", use_threads=False)
    summed = rows.aggregate([("gap", "count"), ("gap", "sum")])
    return {row["competency_id"]: (row["gap_count"], row["gap_sum"]) for row in summed.to_pylist()}
