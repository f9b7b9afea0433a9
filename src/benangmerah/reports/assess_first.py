"""Nilai dulu: requirements that cannot be planned for because nobody has assessed them, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pyarrow as pa

from benangmerah.kernel.explanation import message
from benangmerah.reports.competency import COMPETENCY_COLUMNS, name_competencies
from benangmerah.reports.format.table import Column, Row, TableSheet, rows_of, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.match import find_rows
from benangmerah.reports.person import CONFIDENTIAL, Directory
from benangmerah.reports.run import RunFacts

REASONS = ("no_rating", "expired", "self_only")
BY_REASON = message("Assess first")
BY_REASON_TITLE = message("Assess first: requirements without a valid assessment, by OPD and reason")
BY_PERSON = message("Assess first by person")
BY_PERSON_TITLE = message("Assess first: people and competencies, by reason")
NOT_PLANNED = message("Nothing is planned for these until they are assessed; they are not counted as met or as short.")
NEAREST = message("Each person stands once, under the nearest OPD above the unit.")


def write_assess_first(document: Document, facts: RunFacts, directory: Directory) -> None:
    """Write the requirements to be assessed: first by OPD and reason, then by person."""
    _write_by_reason(document, facts, directory)
    _write_by_person(document, facts, directory)


def _write_by_reason(document: Document, facts: RunFacts, directory: Directory) -> None:
    reasons = (Column(document.word(reason), 16, "count") for reason in REASONS)
    columns = (
        Column(directory.organization.opd_word, 46),
        Column(message("Employees"), 12, "count"),
        Column(message("Requirements"), 14, "count"),
        *reasons,
    )
    table = TableSheet(BY_REASON, BY_REASON_TITLE, columns, (NOT_PLANNED, NEAREST))
    write_table(document, table, _reason_rows(document, facts, directory))


def _reason_rows(document: Document, facts: RunFacts, directory: Directory) -> Iterator[Row]:
    rows = facts.table("assess_first")
    counts: dict[str | None, Counter[str]] = defaultdict(Counter)
    people: dict[str | None, set[str]] = defaultdict(set)
    opds = directory.find_opds(rows["employee_id"]).to_pylist()
    for opd, person, reason in zip(opds, rows["employee_id"].to_pylist(), rows["reason"].to_pylist(), strict=True):
        counts[opd][reason] += 1
        people[opd].add(person)
    names = {opd: document.say(directory.name_opd(opd)) for opd in counts}
    for opd in sorted(counts, key=lambda opd: (-counts[opd].total(), names[opd], opd or "")):
        found = counts[opd]
        yield (names[opd], len(people[opd]), found.total(), *(found[reason] for reason in REASONS))


def _write_by_person(document: Document, facts: RunFacts, directory: Directory) -> None:
    columns = (
        *directory.columns,
        *COMPETENCY_COLUMNS,
        Column(message("Measured against"), 19),
        Column(message("Reason"), 22, "term"),
    )
    table = TableSheet(BY_PERSON, BY_PERSON_TITLE, columns, (NOT_PLANNED,), CONFIDENTIAL, frozen_columns=2)
    write_table(document, table, rows_of(_person_columns(document, facts, directory)))


def _person_columns(document: Document, facts: RunFacts, directory: Directory) -> list[pa.ChunkedArray]:
    rows = facts.table("assess_first")
    placed = rows.append_column("agency", directory.order_agencies(rows["employee_id"])).append_column(
        "place", find_rows(rows["reason"], pa.chunked_array([REASONS], pa.string()))
    )
    ordered = placed.sort_by(
        [("agency", "ascending"), ("place", "ascending"), ("employee_id", "ascending"),
         ("competency_id", "ascending"), ("target", "descending")]
    )  # fmt: skip
    return [
        *directory.name_people(ordered["employee_id"]),
        *name_competencies(facts, ordered["competency_id"]),
        directory.name_targets(ordered["employee_id"], ordered["target"], document.say),
        ordered["reason"],
    ]
