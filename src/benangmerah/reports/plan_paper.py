"""The yearly plan on paper: summary, the seven contents in order, OPDs, what is not served, how good the plan is."""

from __future__ import annotations

from collections.abc import Iterator

from benangmerah.kernel.explanation import message
from benangmerah.reports.cover import bind_paper
from benangmerah.reports.format.block import (
    Alert,
    Block,
    Figure,
    Figures,
    Heading,
    Items,
    KeyValues,
    Note,
    PageBreak,
    Paper,
    Paragraph,
    Signatures,
    Signer,
    Table,
)
from benangmerah.reports.plan_content import cite_contents, explain_contents
from benangmerah.reports.plan_facts import PlanFacts, read_plan
from benangmerah.reports.plan_group import group_table
from benangmerah.reports.plan_opd import HEADS_ONLY
from benangmerah.reports.plan_opd_table import opd_table
from benangmerah.reports.plan_price import MOST_ON_PAPER, price_table, say_money
from benangmerah.reports.plan_summary import NO_PLAN, quality_rows, say_quality, summarise_plan, title_of, what_to_do
from benangmerah.reports.plan_table import recap_table, write_contents
from benangmerah.reports.preface import NOT_KEPT
from benangmerah.reports.run import RunFacts
from benangmerah.reports.unserved_table import PEOPLE_ONCE, limit_table, opd_limit_columns, opd_limit_rows

NAMES_ELSEWHERE = message(
    "The names of the participants, with batch, month, JP and reason, stand in the workbook rencana-pengembangan.xlsx, "
    "which is confidential; so do the unserved needs by name."
)


def bind_plan(facts: RunFacts, language: str) -> Paper:
    """The plan of the run as a document on paper."""
    purpose = message(
        "For one year, with the seven contents of {law} in their order; the authorised official (PyB) draws it up and "
        "the appointing authority (PPK) decrees it.",
        law=cite_contents(facts),
    )
    plan = read_plan(facts)
    blocks = list(_write_plan(plan, language)) if facts.has_plan else _write_nothing(facts)
    return bind_paper(facts, title_of(facts), purpose, blocks, language)


def _write_nothing(facts: RunFacts) -> list[Block]:
    return [Alert(NO_PLAN), Heading(message("What to do")), Items(what_to_do(facts), is_numbered=True)]


def _write_plan(plan: PlanFacts, language: str) -> Iterator[Block]:
    yield from _write_summary(plan, language)
    yield from _write_contents(plan, language)
    yield _sign()
    yield from _write_opds(plan, language)
    yield from _write_unserved(plan, language)
    yield from _write_quality(plan, language)


def _write_summary(plan: PlanFacts, language: str) -> Iterator[Block]:
    yield Heading(message("Summary"))
    yield Figures((
        Figure(message("IDR {amount}", amount=plan.spent_rupiah),
               message("planned, of a ceiling of IDR {amount}", amount=plan.budget_rupiah)),
        Figure(plan.participants, message("people take part, in {batches} batches", batches=plan.batches)),
        Figure(message("{percent} %", percent=plan.closure_percent), message("of the weighted gap is closed")),
    ))  # fmt: skip
    yield KeyValues(summarise_plan(plan))
    yield Heading(message("By kind of competency"), 2)
    yield recap_table(plan, language)


def _write_contents(plan: PlanFacts, language: str) -> Iterator[Block]:
    facts = plan.facts
    yield PageBreak(is_landscape=True)
    yield Heading(message("The contents of the plan"))
    yield Paragraph(message("The law asks for seven contents ({law}); the tables hold them as columns, in this order:",
                            law=cite_contents(facts)))  # fmt: skip
    yield Items(explain_contents(facts, language), is_numbered=True)
    tables = write_contents(plan, language)
    for agency in plan.agencies:
        heading = message("Plan of {agency}, year {year}", agency=agency.name, year=str(facts.year))
        yield Heading(heading)
        lines = plan.lines_of(agency)
        if not lines:
            yield Paragraph(message("Nothing is planned: there is no need that the money and the limits let close."))
        yield from tables.blocks(lines)
        yield Paragraph(
            message("Sum of the plan of {agency}: IDR {amount}.", agency=agency.name, amount=agency.spent_rupiah)
        )


def _sign() -> Signatures:
    return Signatures((
        Signer(message("Drawn up by the authorised official (PyB)"), DAY_TO_FILL_IN),
        Signer(message("Decreed by the appointing authority (PPK)"), DAY_TO_FILL_IN),
    ))  # fmt: skip


DAY_TO_FILL_IN = "……………, ……………"


def _write_opds(plan: PlanFacts, language: str) -> Iterator[Block]:
    yield PageBreak(is_landscape=True)
    yield Heading(message("Annex I. The plan by {opd}", opd=plan.directory.organization.opd_word))
    yield Note(HEADS_ONLY)
    yield opd_table(plan, language)
    yield from group_table(plan, language).blocks()


def _write_unserved(plan: PlanFacts, language: str) -> Iterator[Block]:
    yield Heading(message("Annex II. What is not served, and why"))
    if plan.unserved is None:
        yield Paragraph(NOT_KEPT)
        return
    yield Note(PEOPLE_ONCE)
    yield limit_table(plan.unserved, language)
    if plan.unserved.total_needs:
        yield Heading(message("By {opd}", opd=plan.directory.organization.opd_word), 2)
        columns = opd_limit_columns(plan.unserved, plan.directory, language)
        yield Table(columns, opd_limit_rows(plan.unserved, plan.directory, language))


def _write_quality(plan: PlanFacts, language: str) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(message("Annex III. How good this plan is"))
    yield Paragraph(say_quality(plan))
    for agency in plan.agencies:
        yield Heading(agency.name, 2)
        yield KeyValues(quality_rows(agency))
    yield from (Paragraph(said) for said in say_money(plan))
    yield from price_table(plan, language, MOST_ON_PAPER).blocks()
    yield Heading(message("Annex IV. Participants"))
    yield Paragraph(NAMES_ELSEWHERE)
