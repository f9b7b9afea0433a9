"""The yearly plan as a workbook: contents, batches, OPDs, participants, and what is not served."""

from __future__ import annotations

from collections.abc import Sequence

from benangmerah.kernel.explanation import Message, Value, message
from benangmerah.reports import plan_person, plan_sheet, unserved_list
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.format.xlsx import Document
from benangmerah.reports.person import CONFIDENTIAL
from benangmerah.reports.plan_content import cite_contents
from benangmerah.reports.plan_cut import cut_by_offering, cut_by_opd, read_cut
from benangmerah.reports.plan_facts import PlanFacts
from benangmerah.reports.plan_group import group_table
from benangmerah.reports.plan_opd import HEADS_ONLY
from benangmerah.reports.plan_price import price_table, say_money
from benangmerah.reports.plan_summary import (
    NO_PLAN,
    WITHOUT_PLAN,
    quality_rows,
    say_quality,
    summarise_plan,
    title_of,
    what_to_do,
)
from benangmerah.reports.plan_table import MARK_IN_SHEET
from benangmerah.reports.preface import Line, Preface, Section, write_preface

SHEETS: Sequence[tuple[Message, Message]] = (
    (plan_sheet.PLAN, plan_sheet.PLAN_TITLE),
    (plan_sheet.BATCHES, plan_sheet.BATCHES_TITLE),
    (plan_sheet.BY_KIND, plan_sheet.BY_KIND_TITLE),
    (plan_sheet.BY_OPD, plan_sheet.BY_OPD_TITLE),
    (plan_person.PARTICIPANTS, plan_person.TITLE),
)
UNSERVED_SHEETS: Sequence[tuple[Message, Message]] = (
    (unserved_list.BY_LIMIT, unserved_list.BY_LIMIT_TITLE),
    (unserved_list.BY_OPD, unserved_list.BY_OPD_TITLE),
    (unserved_list.BY_NAME, unserved_list.BY_NAME_TITLE),
)


def write_plan_book(document: Document, plan: PlanFacts) -> None:
    """Write every sheet; where there is no plan, the first sheet alone says so and what to do."""
    facts = plan.facts
    write_preface(document, facts, plan_preface(plan, document.language))
    if not facts.has_plan:
        return
    plan_sheet.write_plan_sheets(document, plan)
    for listing in _list_beside(plan, document.language):
        listing.write(document)
    plan_person.write_participants(document, facts, plan.directory)
    if plan.unserved is not None:
        unserved_list.write_unserved(document, facts, plan.directory, plan.unserved)


def _list_beside(plan: PlanFacts, language: str) -> Sequence[Listing]:
    """Whom it serves, what is scarce, and what falls away with less money."""
    cut = read_cut(plan)
    fallen = [] if cut is None else [cut_by_opd(plan, cut, language), cut_by_offering(plan, cut)]
    return [group_table(plan, language), price_table(plan, language), *fallen]


def plan_preface(plan: PlanFacts, language: str) -> Preface:
    """The first sheet of the plan."""
    facts = plan.facts
    purpose = message("For one year, with the seven contents of {law} in their order.", law=cite_contents(facts))
    if not facts.has_plan:
        steps: list[Line] = [(str(number), step) for number, step in enumerate(what_to_do(facts), start=1)]
        nothing = Section(WITHOUT_PLAN, [(message("State"), NO_PLAN)])
        return Preface(title_of(facts), purpose, [nothing, Section(message("What to do"), steps)], ())
    beside = [(listing.name, listing.title) for listing in _list_beside(plan, language)]
    sheets: list[tuple[Value, Message]] = [*SHEETS, *beside, *(UNSERVED_SHEETS if plan.unserved is not None else ())]
    return Preface(
        title_of(facts),
        purpose,
        [
            Section(message("In short"), summarise_plan(plan)),
            Section(message("How to read it"), READING),
            *_quality(plan),
        ],
        sheets,
        CONFIDENTIAL,
    )


READING: Sequence[Line] = (
    (message("Money"), message("Participants × cost per head + batches × cost per batch, to the rupiah.")),
    (message("Money by OPD"), HEADS_ONLY),
    (message("Standards"), MARK_IN_SHEET),
)


def _quality(plan: PlanFacts) -> Sequence[Section]:
    money = ((message("Money"), said) for said in say_money(plan))
    said = Section(
        message("How good this plan is"),
        [(message("Proof"), say_quality(plan)), *money],
    )
    return [
        said,
        *(
            Section(message("Figures of {agency}", agency=agency.name), quality_rows(agency))
            for agency in plan.agencies
        ),
    ]
