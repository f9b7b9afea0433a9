"""The sheets of the plan without names of people: the seven contents, the batches, kinds of competency and OPDs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benangmerah.kernel.explanation import MONTHS, Term, Value, message
from benangmerah.reports.format.table import Column, Row, TableSheet, write_table
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.plan_content import begin_cell, read_contents, read_tracks, say_competencies
from benangmerah.reports.plan_facts import PlanFacts
from benangmerah.reports.plan_line import PlanLine
from benangmerah.reports.plan_opd import HEADS_ONLY
from benangmerah.reports.plan_opd_table import opd_columns, opd_rows, opd_total
from benangmerah.reports.plan_person import ANY_TIME
from benangmerah.reports.plan_table import recap_table

PLAN = message("Plan")
PLAN_TITLE = message("The plan: the seven contents in the order of the law")
BATCHES = message("Batches")
BATCHES_TITLE = message("Batches: month, participants and money")
BY_KIND = message("By kind")
BY_KIND_TITLE = message("The plan by kind of competency")
BY_OPD = message("By OPD")
BY_OPD_TITLE = message("The plan by OPD")
YES, NO = message("Yes"), message("No")


def write_plan_sheets(document: Document, plan: PlanFacts) -> None:
    """Write the four sheets."""
    _write_contents(document, plan)
    _write_batches(document, plan)
    recap = recap_table(plan, document.language)
    write_table(document, TableSheet(BY_KIND, BY_KIND_TITLE, recap.columns, totals=recap.totals), recap.rows)
    language = document.language
    by_opd = TableSheet(BY_OPD, BY_OPD_TITLE, opd_columns(plan), (HEADS_ONLY,), totals=[opd_total(plan, language)])
    write_table(document, by_opd, opd_rows(plan, language))


def _agency_columns(plan: PlanFacts) -> Sequence[Column]:
    return [Column(message("Agency"), 26)] if plan.directory.organization.has_many_agencies else []


def _agency_cells(plan: PlanFacts, line: PlanLine) -> list[str]:
    names = list(plan.directory.organization.agency_names.values())
    return [names[line.agency]] if plan.directory.organization.has_many_agencies else []


def _write_contents(document: Document, plan: PlanFacts) -> None:
    lead = [Column("No.", 6, "count"), *_agency_columns(plan)]
    contents = read_contents(plan.facts, document.language)
    parts = (
        (Column(message("Competencies raised"), 40), Column(message("Needs without a decreed standard"), 13, "count")),
        tuple(Column(heading, 10, "count") for heading in (message("People"), "PNS", "CPNS", "PPPK",
                                                           message("Part-time PPPK"))),
        (Column(message("Offering"), 44), Column(message("Form"), 24, "term"), Column(message("Track"), 14, "term"),
         Column("JP", 8, "figure"), Column(message("Obligation"), 11)),
        (Column(message("Provider"), 26), Column(message("Arrangement"), 20)),
        (Column(message("Begins in"), 13), Column(message("Batches"), 10, "count")),
        (Column(message("Fit"), 20), Column(message("Curriculum"), 16)),
        (Column(message("Cost per head (Rp)"), 16, "rupiah"), Column(message("Heads (Rp)"), 18, "rupiah"),
         Column(message("Cost per batch (Rp)"), 16, "rupiah"), Column(message("Batches (Rp)"), 18, "rupiah"),
         Column(message("Sum (Rp)"), 19, "rupiah")),
    )  # fmt: skip
    groups: list[tuple[Value, int]] = [("", len(lead))]
    groups += [(name, len(part)) for name, part in zip(contents, parts, strict=True)]
    columns = [*lead, *(column for part in parts for column in part)]
    table = TableSheet(
        PLAN, PLAN_TITLE, columns, frozen_columns=len(lead), groups=groups, totals=[_total(document, plan, len(lead))]
    )
    write_table(document, table, _content_rows(document, plan))


def _content_rows(document: Document, plan: PlanFacts) -> Iterator[Row]:
    tracks = read_tracks(plan.facts)
    for number, line in enumerate(plan.lines, start=1):
        yield (number, *_agency_cells(plan, line), *_content_cells(document, line, tracks[line.offering.form]))


def _content_cells(document: Document, line: PlanLine, track: str) -> Row:
    offering, counts = line.offering, dict(line.statuses)

    def say(value: Value) -> str:
        return begin_cell(value, document.language)

    return (
        say(say_competencies(line)), line.not_decreed,
        line.participants, *(counts.get(status, 0) for status in ("pns", "cpns", "pppk", "pppk_part_time")),
        offering.title, offering.form, track, offering.learning_hours, say(YES if offering.is_mandatory else NO),
        offering.provider, None if offering.scheme is None else say(Term(offering.scheme)),
        _say_month(document, offering.period), len(line.batches),
        None if offering.curriculum_fit is None else say(Term(offering.curriculum_fit)), offering.curriculum_ref,
        offering.cost_per_participant, line.head_rupiah, offering.cost_per_batch, line.batch_rupiah, line.cost_rupiah,
    )  # fmt: skip


def _total(document: Document, plan: PlanFacts, lead: int) -> Row:
    lines = plan.lines
    statuses = [sum(dict(line.statuses).get(status, 0) for line in lines)
                for status in ("pns", "cpns", "pppk", "pppk_part_time")]  # fmt: skip
    return (
        *([""] * lead), document.say(message("Sum")), sum(line.not_decreed for line in lines),
        sum(line.participants for line in lines), *statuses, "", "", "", "", "", "", "", "",
        sum(len(line.batches) for line in lines), "", "", "", sum(line.head_rupiah for line in lines), "",
        sum(line.batch_rupiah for line in lines), sum(line.cost_rupiah for line in lines),
    )  # fmt: skip


def _say_month(document: Document, period: int | None) -> str:
    return begin_cell(ANY_TIME if period is None else Term(MONTHS[period - 1]), document.language)


def _write_batches(document: Document, plan: PlanFacts) -> None:
    columns = (
        *_agency_columns(plan),
        Column(message("Offering"), 50),
        Column(message("Batch"), 10, "count"),
        Column(message("Begins in"), 14),
        Column(message("Participants"), 12, "count"),
        Column(message("JP each"), 9, "figure"),
        Column(message("Levels closed"), 12, "figure"),
        Column(message("Heads (Rp)"), 18, "rupiah"),
        Column(message("Batch (Rp)"), 18, "rupiah"),
        Column(message("Sum (Rp)"), 19, "rupiah"),
    )
    table = TableSheet(BATCHES, BATCHES_TITLE, columns, frozen_columns=len(_agency_columns(plan)) + 1)
    write_table(document, table, _batch_rows(document, plan))


def _batch_rows(document: Document, plan: PlanFacts) -> Iterator[Row]:
    for line in plan.lines:
        month = _say_month(document, line.offering.period)
        for batch in line.batches:
            yield (
                *_agency_cells(plan, line), line.offering.title, batch.number, month, batch.participants,
                line.offering.learning_hours, batch.closes, batch.head_rupiah, batch.cost_per_batch, batch.cost_rupiah,
            )  # fmt: skip
