"""The tables of the third and fifth sentences: targets with the lines that serve them, and the lower ceiling."""

from __future__ import annotations

from benangmerah.domain.plan import CUT_PERCENT
from benangmerah.kernel.explanation import message
from benangmerah.reports.akpk_facts import AkpkFacts
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.cut_list import SKETCH, Cut
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.plan_content import MANDATORY, begin_cell
from benangmerah.reports.thread import Support, Target

COVERED = message(
    "A target is supported when the plan raises somebody in a competency that it, or what stands below it, asks of the "
    "person's unit or one above."
)
OVERLAP = message(
    "One participation can serve several targets, so people and money of the rows overlap and have no sum; money "
    "counts the cost per head."
)
NO_LINKS = message("no competency is linked to it")
NO_LINES = message("no line of the plan raises what it asks for")


def target_table(akpk: AkpkFacts, language: str) -> Listing:
    """Every target: whether it is supported, by how many lines and people, and if not, why."""
    has_codes = any(target.code for target in akpk.thread.targets)
    columns = (
        *([Column(message("Code"), 14)] if has_codes else []),
        Column(message("Target of the plan"), 50),
        Column(message("Stands below"), 44),
        Column(message("Competencies asked of units"), 14, "count"),
        Column(message("Lines of the plan"), 12, "count"),
        Column(message("Participations"), 14, "count"),
        Column(message("State"), 32),
    )
    lead = 0 if has_codes else 1
    rows = [_target_row(target, language)[lead:] for target in akpk.thread.targets]
    return Listing(
        message("Targets"),
        message("Targets of the development plans and their support"),
        Table(columns, rows, empty=message("The data hold no targets.")),
        (COVERED,),
    )


def _target_row(target: Target, language: str) -> Row:
    state = message("supported") if target.is_covered else NO_LINES if target.links else NO_LINKS
    return (
        target.code or "", target.title, target.above or "", target.links, len(target.supports),
        sum(support.people for support in target.supports), begin_cell(state, language),
    )  # fmt: skip


def matrix_table(akpk: AkpkFacts, language: str) -> Listing:
    """Target by line of the plan: the red thread, walked down."""
    many = akpk.directory.organization.has_many_agencies
    columns = (
        Column(message("Target of the plan"), 50),
        *([Column(message("Agency"), 26)] if many else []),
        Column(message("Line of the plan"), 50),
        Column(message("Begins in"), 18),
        Column(message("People raised"), 12, "count"),
        Column(message("Cost per head, summed (Rp)"), 20, "rupiah"),
    )
    rows = [
        _matrix_row(akpk, target, support, language) for target in akpk.thread.targets for support in target.supports
    ]
    return Listing(
        message("Targets and lines"),
        message("From each target to the lines of the plan"),
        Table(columns, rows, empty=message("No line of the plan serves a target.")),
        (OVERLAP,),
    )


def _matrix_row(akpk: AkpkFacts, target: Target, support: Support, language: str) -> Row:
    names = list(akpk.directory.organization.agency_names.values())
    month = begin_cell(support.offering.month(akpk.facts.year), language)
    lead = [target.title, names[support.agency]] if len(names) > 1 else [target.title]
    return [*lead, support.offering.title, month, support.people, support.head_rupiah]


def cut_table(akpk: AkpkFacts, language: str) -> Listing:
    """Batches in the order in which they would be postponed, agency by agency."""
    many = akpk.directory.organization.has_many_agencies
    columns = (
        Column("No.", 6, "count"),
        *([Column(message("Agency"), 26)] if many else []),
        Column(message("Offering"), 46),
        Column(message("Batch"), 10, "count"),
        Column(message("Begins in"), 16),
        Column(message("Participants"), 11, "count"),
        Column(message("Weighted closure lost"), 12, "figure"),
        Column(message("JP then missing to the minimum"), 13, "figure"),
        Column(message("Cost (Rp)"), 17, "rupiah"),
        Column(message("Freed so far (Rp)"), 18, "rupiah"),
    )
    rows: list[Row] = []
    for found in akpk.cuts:
        lead = [found.agency.name] if many else []
        rows += [_cut_row(akpk, number, lead, cut, language) for number, cut in enumerate(found.cuts, start=1)]
    return Listing(
        message("Lower ceiling"),
        message("What would be postponed if the ceiling fell by {percent} %", percent=CUT_PERCENT),
        Table(columns, rows, empty=message("Nothing: the plan stays within the lower ceiling.")),
        (SKETCH,),
    )


def _cut_row(akpk: AkpkFacts, number: int, lead: list[str], cut: Cut, language: str) -> Row:
    offering, batch = cut.line.offering, cut.batch
    mark = f" ({begin_cell(MANDATORY, language).lower()})" if offering.is_mandatory else ""
    return [
        number, *lead, f"{offering.title}{mark}", batch.number, begin_cell(offering.month(akpk.facts.year), language),
        batch.participants, cut.weighted_closure, float(cut.missing_jp), batch.cost_rupiah, cut.freed_rupiah,
    ]  # fmt: skip
