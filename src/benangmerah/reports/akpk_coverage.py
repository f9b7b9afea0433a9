"""The tables of the first sentence: who is assessed, from which source, on which standards, and who is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benangmerah.kernel.explanation import Message, Term, Value, message, render_value
from benangmerah.reports.akpk_facts import AkpkFacts
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.assessed import Assessed, Coverage, Place
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.plan_content import begin_cell
from benangmerah.reports.standard import DECREED, DEFAULT, MISSING, MIXED, PROVISIONAL, STATES
from benangmerah.snapshot.contract.inputs import SECTORS, STATUSES

HELD_ONLY = message(
    "Counts the position held. Assessed: with at least one valid assessment of a required competency; in full: with "
    "all of them. Who is not assessed is unknown, never zero."
)
SOURCES_NOTE = message("The source that decided the level, in percent of the assessed requirements of the row.")
STATE_WORDS = {
    DECREED: message("all of them decreed"),
    MIXED: message("part of them decreed"),
    PROVISIONAL: message("provisional"),
    DEFAULT: message("default"),
    MISSING: message("no standard in force"),
}
STATUS, STANDING = "status_", "standing_"
FIGURES = (
    Column(message("Employees"), 11, "count"),
    Column(message("Assessed people"), 11, "count"),
    Column(message("Assessed people (%)"), 11, "percent"),
    Column(message("Assessed in full"), 11, "count"),
    Column(message("Without a standard"), 11, "count"),
    Column(message("Requirements"), 13, "count"),
    Column(message("Requirements assessed"), 13, "count"),
    Column(message("Coverage (%)"), 11, "percent"),
)


def coverage_by_sector(coverage: Coverage, language: str) -> Listing:
    """Sector by status, with the sources beside it."""
    groups = coverage.by(lambda place: (place.sector, place.status))
    order = [(sector, status) for sector in SECTORS for status in STATUSES if (sector, status) in groups]
    rows = [
        [begin_cell(Term(sector), language), begin_cell(Term(status), language), *_figures(groups[sector, status]),
         *_shares(groups[sector, status], coverage.sources)]
        for sector, status in order
    ]  # fmt: skip
    total = [begin_cell(message("Sum"), language), "", *_figures(coverage.whole),
             *_shares(coverage.whole, coverage.sources)]  # fmt: skip
    columns = (Column(message("Sector"), 14), Column(message("Employment status"), 14), *FIGURES,
               *_source_columns(coverage, language))  # fmt: skip
    return Listing(
        message("Coverage by sector"),
        message("Who is assessed, by sector, status and source"),
        Table(columns, rows, [total]),
        (HELD_ONLY, SOURCES_NOTE),
    )


def coverage_by_opd(akpk: AkpkFacts, coverage: Coverage, language: str) -> Listing:
    """One row an OPD, the least assessed first."""
    organization = akpk.directory.organization
    agency = [Column(message("Agency"), 26)] if organization.has_many_agencies else []
    groups = coverage.by(lambda place: (place.agency, place.opd))
    ordered = sorted(
        groups, key=lambda key: (key[0], groups[key].percent or 0.0, _name(akpk, key, language), key[1] or "")
    )
    rows = [[*_name(akpk, key, language), *_figures(groups[key])] for key in ordered]
    total = [*([""] if agency else []), begin_cell(message("Sum"), language), *_figures(coverage.whole)]
    columns = (*agency, Column(organization.opd_word, 44), *FIGURES)
    return Listing(
        message("Coverage by OPD"),
        message("Who is assessed, by {opd}, the least assessed first", opd=organization.opd_word),
        Table(columns, rows, [total]),
        (HELD_ONLY,),
    )


def coverage_in_detail(akpk: AkpkFacts, coverage: Coverage, language: str) -> Listing:
    """OPD by sector by status, with the requirements that each source decided: for the workbook."""
    organization = akpk.directory.organization
    agency = [Column(message("Agency"), 26)] if organization.has_many_agencies else []
    sources = [Column(begin_cell(Term(source), language), 13, "count") for source in coverage.sources]
    columns = (*agency, Column(organization.opd_word, 44), Column(message("Sector"), 13, "term"),
               Column(message("Employment status"), 14, "term"), *FIGURES, *sources)  # fmt: skip
    rows = [
        [*_name(akpk, (place.agency, place.opd), language), place.sector, place.status, *_figures(found),
         *(found.sources.get(source, 0) for source in coverage.sources)]
        for place, found in sorted(coverage.places.items(), key=lambda entry: _order(akpk, entry[0], language))
    ]  # fmt: skip
    return Listing(
        message("Coverage in detail"),
        message("Who is assessed, by {opd}, sector, status and source", opd=organization.opd_word),
        Table(columns, rows),
        (
            HELD_ONLY,
            message("The columns after the coverage count the assessed requirements that each source decided."),
        ),
    )


def _order(akpk: AkpkFacts, place: Place, language: str) -> tuple[int, str, str, int, int]:
    name = render_value(akpk.directory.name_opd(place.opd), language)
    return place.agency, name, place.opd or "", SECTORS.index(place.sector), STATUSES.index(place.status)


def _name(akpk: AkpkFacts, key: tuple[int, str | None], language: str) -> list[str]:
    agency, opd = key
    organization = akpk.directory.organization
    name = render_value(akpk.directory.name_opd(opd), language)
    return [list(organization.agency_names.values())[agency], name] if organization.has_many_agencies else [name]


def _figures(found: Assessed) -> list[int | float | None]:
    return [found.people, found.some, found.percent, found.all, found.without, found.required, found.done,
            found.coverage_percent]  # fmt: skip


def _source_columns(coverage: Coverage, language: str) -> list[Column]:
    return [Column(message("{source} (%)", source=begin_cell(Term(source), language)), 14, "percent")
            for source in coverage.sources]  # fmt: skip


def _shares(found: Assessed, sources: Sequence[str]) -> list[float | None]:
    return [100 * found.sources.get(source, 0) / found.done if found.done else None for source in sources]


def standards_table(akpk: AkpkFacts, language: str) -> Listing:
    """Positions and holders by what their standards rest on."""
    standards = akpk.standards
    rows: list[Row] = [
        (begin_cell(STATE_WORDS[state], language), standards.positions.get(state, 0), standards.holders.get(state, 0))
        for state in STATES
    ]
    total = (begin_cell(message("Sum"), language), standards.position_count, sum(standards.holders.values()))
    columns = (Column(message("Standards of the position"), 40), Column(message("Positions"), 14, "count"),
               Column(message("Holders"), 14, "count"))  # fmt: skip
    return Listing(
        message("Standards"),
        message("Positions by what their standards rest on"),
        Table(columns, rows, [total]),
        (message("Needs that rest on provisional or default standards are marked wherever they are counted."),),
    )


def excluded_table(akpk: AkpkFacts, language: str) -> Listing:
    """People left out of the plan or the index, by reason."""
    excluded = akpk.facts.table("excluded")
    counts = Counter(zip(excluded["from"].to_pylist(), excluded["reason"].to_pylist(), strict=True))
    ordered = sorted(counts.items(), key=lambda entry: (entry[0][0] != "plan", -entry[1], entry[0][1]))
    rows: list[Row] = [
        (begin_cell(LEFT_OUT_OF[source], language), begin_cell(say_reason(reason), language), count)
        for (source, reason), count in ordered
    ]
    columns = (
        Column(message("Left out of"), 24),
        Column(message("Reason"), 44),
        Column(message("Employees"), 14, "count"),
    )
    return Listing(
        message("Left out"),
        message("Who is left out, and why"),
        Table(columns, rows, empty=message("Nobody is left out.")),
        (message("Their gaps and needs are still counted; the plan does not plan for them."),),
    )


LEFT_OUT_OF: dict[str, Message] = {"plan": message("the plan"), "index": message("the IP ASN")}


def say_reason(reason: str) -> Value:
    """A reason for leaving somebody out, in words."""
    if reason.startswith(STATUS):
        return message("employment status: {status}", status=Term(reason.removeprefix(STATUS)))
    if reason.startswith(STANDING):
        return message("standing: {standing}", standing=Term(reason.removeprefix(STANDING)))
    return Term(reason)
