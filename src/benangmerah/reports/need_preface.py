"""What the first sheet of the needs says: how many, how provisional, how to read them, and which lists follow."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from benangmerah.kernel.explanation import Message, message
from benangmerah.reports import assess_first, need_list, organisation_gap, performance_gap, qualification_gap
from benangmerah.reports.match import same_rows
from benangmerah.reports.need_list import KEY
from benangmerah.reports.person import CONFIDENTIAL
from benangmerah.reports.preface import NOT_KEPT, Line, Preface, Section
from benangmerah.reports.run import RunFacts

TITLE = message("Competency development needs")

READING: tuple[Line, ...] = (
    (
        message("Need"),
        message("A gap that the policy counts, for the position held or an approved one aimed at."),
    ),
    (
        message("Weight"),
        message("Importance × criticality of the position × (1 + strategic weight); less for a position aimed at."),
    ),
    (message("Priority"), message("Gap × weight. Equal priorities share a rank, within each agency.")),
    (message("Assess first"), assess_first.NOT_PLANNED),
)
SHEETS: tuple[tuple[str, Message, Message], ...] = (
    ("need", need_list.NEEDS, need_list.NEEDS_TITLE),
    ("need", need_list.BY_COMPETENCY, need_list.BY_COMPETENCY_TITLE),
    ("assess_first", assess_first.BY_REASON, assess_first.BY_REASON_TITLE),
    ("assess_first", assess_first.BY_PERSON, assess_first.BY_PERSON_TITLE),
    ("qualification_gap", qualification_gap.QUALIFICATIONS, qualification_gap.TITLE),
    ("performance_gap", performance_gap.PERFORMANCE, performance_gap.TITLE),
    ("organisation_gap", organisation_gap.ORGANISATION, organisation_gap.TITLE),
)


def need_preface(facts: RunFacts) -> Preface:
    """The first sheet of the needs."""
    return Preface(
        TITLE,
        message("Who needs which competency, how much and how urgently; and what must be assessed or mended first."),
        [
            Section(message("In short"), _findings(facts)),
            Section(message("How to read it"), READING),
            Section(message("Provisional"), _reservations(facts)),
        ],
        [(name, meaning) for table, name, meaning in SHEETS if facts.has(table)],
        CONFIDENTIAL,
    )


def _findings(facts: RunFacts) -> list[Line]:
    counted = (
        (message("Needs"), "need", None),
        (message("To be assessed first"), "assess_first", None),
        (message("Qualifications not met"), "qualification_gap", "gap"),
        (message("Performance below expectation"), "performance_gap", "below"),
    )
    lines: list[Line] = [(label, _count(facts, table, state)) for label, table, state in counted]
    missing = facts.table("organisation_gap")["missing"]
    if facts.has("organisation_gap"):
        lines.append((message("People missing in units"), pc.sum(missing, min_count=0).as_py()))
    return lines


def _count(facts: RunFacts, table: str, state: str | None) -> Message:
    if not facts.has(table):
        return message("Not in this run.")
    rows = facts.table(table)
    if state is not None:
        rows = rows.filter(pc.equal(rows["state"], state))
    people = pc.count_distinct(rows["employee_id"]).as_py()
    return message("{count} rows, {people} people.", count=len(rows), people=people)


def _reservations(facts: RunFacts) -> list[Line]:
    if not facts.has("need"):
        return [(message("Needs"), NOT_KEPT)]
    need = facts.table("need")
    standards = _counts(need, facts.table("gap"), KEY, "basis_of_standard")
    levels = _counts(need, facts.table("attainment"), KEY[:2], "basis")
    return [
        (
            message("Standards"),
            message(
                "{provisional} needs rest on a provisional standard and {default} on a default one.",
                provisional=standards["provisional"],
                default=standards["default"],
            ),
        ),
        (
            message("Attained levels"),
            message(
                "{judged} needs rest on a level judged by superiors, {provisional} on a provisional one.",
                judged=levels["judged"],
                provisional=levels["provisional"],
            ),
        ),
    ]


def _counts(need: pa.Table, other: pa.Table, key: tuple[str, ...], column: str) -> Counter[str]:
    return Counter(other[column].take(same_rows(need, other, key)).to_pylist())
