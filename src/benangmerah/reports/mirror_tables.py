"""The policy mirror as tables, the same ones on paper and in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from benangmerah.kernel.explanation import Message, Value, message, render
from benangmerah.reports.format.block import Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.mirror_figures import CompetencyMirror, MirrorFigures, SpendingLine, Totals
from benangmerah.reports.mirror_preface import why_unknown

ALL_LINES = message("Every spending line, largest first")
UNWANTED = message("Lines that nobody within reach needed")
UNKNOWN = message("Lines of which no share can be stated")
COMPETENCIES = message("Needs and spending by competency")
UNSERVED = message("Needs that no spending reached")
BY_YEAR = message("Spending by year")
BY_BUYER = message("Spending by buyer")
NO_LINE = message("No such line.")
WHOLE_AGENCY = message("The whole agency")
TOTAL = message("Total")

LINE_COLUMNS = (
    Column(message("Year"), 8, "text"),
    Column(message("Spending line"), 44),
    Column(message("Buyer"), 38),
    Column(message("Amount (Rp)"), 17, "rupiah"),
    Column(message("Participants"), 11, "count"),
    Column(message("People with the need within reach"), 13, "count"),
    Column(message("Fit (%)"), 10, "percent"),
    Column(message("Objectives served"), 11, "count"),
)
TOTAL_COLUMNS = (
    Column(message("Spending lines"), 9, "count"),
    Column(message("Amount (Rp)"), 19, "rupiah"),
    Column(message("Lines with a known fit"), 10, "count"),
    Column(message("Their amount (Rp)"), 19, "rupiah"),
    Column(message("Of it, at most met a need (Rp)"), 19, "rupiah"),
    Column(message("Share of money (%)"), 11, "percent"),
    Column(message("Share of seats (%)"), 11, "percent"),
)


def line_table(figures: MirrorFigures, lines: Sequence[SpendingLine], language: str) -> Table:
    """Those lines with participants, needs, fit and objectives."""
    rows = [line_row(figures, line, language) for line in lines]
    total = ("", render(TOTAL, language), "", sum(line.amount_rupiah for line in lines), *_totals(lines))
    return Table(_with_agency(figures, LINE_COLUMNS), rows, [_with_blank(figures, total)] if rows else [], NO_LINE)


def _totals(lines: Sequence[SpendingLine]) -> Row:
    # A sum over lines of which some are unknown would look like a whole, and needs of several lines overlap.
    participants = [line.participants for line in lines]
    known = [number for number in participants if number is not None]
    return ("" if len(known) < len(lines) else sum(known), "", "", "")


def line_row(figures: MirrorFigures, line: SpendingLine, language: str) -> Row:
    """The values of the columns of a line."""
    fit = line.fit
    agency = [figures.organization.agency_names[line.agency_id]] if figures.organization.has_many_agencies else []
    return (
        str(line.year), line.title, *agency, say_buyer(figures, line, language), line.amount_rupiah, line.participants,
        line.people_with_need, None if fit is None else float(fit), line.objectives,
    )  # fmt: skip


def say_buyer(figures: MirrorFigures, line: SpendingLine, language: str) -> str:
    """The unit that bought the line, or the agency."""
    return render(WHOLE_AGENCY, language) if line.unit_id is None else figures.organization.unit_names[line.unit_id]


def _with_agency(figures: MirrorFigures, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    if not figures.organization.has_many_agencies:
        return columns
    return (*columns[:2], Column(message("Agency"), 26), *columns[2:])


def _with_blank(figures: MirrorFigures, row: Row) -> Row:
    return (*row[:2], "", *row[2:]) if figures.organization.has_many_agencies else row


def unknown_table(figures: MirrorFigures, language: str) -> Table:
    """Lines without a fit, and why."""
    rows = [
        (str(line.year), line.title, say_buyer(figures, line, language), line.amount_rupiah,
         render(why_unknown(line), language))
        for line in figures.unknown
    ]  # fmt: skip
    total = ("", render(TOTAL, language), "", sum(line.amount_rupiah for line in figures.unknown), "")
    return Table((*LINE_COLUMNS[:4], Column(message("Why"), 40)), rows, [total] if rows else [], NO_LINE)


def competency_table(competencies: Iterable[CompetencyMirror]) -> Table:
    """Competencies with their needs, and the spending that could reach them."""
    columns = (
        Column(message("Competency"), 42),
        Column(message("Kind"), 15, "term"),
        Column(message("People with the need"), 12, "count"),
        Column(message("Burden, position held (levels)"), 14, "figure"),
        Column(message("Spending lines"), 10, "count"),
        Column(message("Seats reported"), 11, "count"),
        Column(message("Amount of the lines (Rp)"), 17, "rupiah"),
        Column(message("People within reach of a line"), 12, "count"),
        Column(message("People out of reach"), 12, "count"),
    )
    rows = [
        (found.name, found.kind, found.people, found.burden, found.lines, found.seats, found.rupiah,
         found.people_in_reach, found.people_out_of_reach)
        for found in competencies
    ]  # fmt: skip
    return Table(columns, rows, empty=message("No such competency."))


def year_table(figures: MirrorFigures, language: str) -> Table:
    """The sums of each year."""
    groups = sorted(figures.by(lambda line: line.year).items(), key=lambda group: str(group[0]))
    return _sum_table(figures, message("Year"), groups, str, language)


def buyer_table(figures: MirrorFigures, language: str) -> Table:
    """The sums of each OPD that bought, and of the agency itself, most money first."""

    def name(buyer: int | str | None) -> str:
        return render(WHOLE_AGENCY, language) if buyer is None else figures.organization.unit_names[str(buyer)]

    groups = sorted(figures.by(figures.buyer_of).items(), key=lambda group: (-group[1].rupiah, name(group[0])))
    return _sum_table(figures, message("Buyer"), groups, name, language)


def _sum_table(
    figures: MirrorFigures,
    heading: Value,
    groups: Iterable[tuple[int | str | None, Totals]],
    name: Callable[[int | str | None], str],
    language: str,
) -> Table:
    rows = [(name(key), *total_row(totals)) for key, totals in groups]
    whole = (render(TOTAL, language), *total_row(figures.totals))
    return Table((Column(heading, 40), *TOTAL_COLUMNS), rows, [whole] if rows else [], NO_LINE)


def total_row(totals: Totals) -> Row:
    """The values of `TOTAL_COLUMNS`; a share of nothing known is unknown."""
    money, seats = totals.money_percent, totals.seat_percent
    return (
        totals.lines,
        totals.rupiah,
        totals.known_lines,
        totals.known_rupiah,
        round(totals.rupiah_met),
        None if money is None else float(money),
        None if seats is None else float(seats),
    )


def sheets_of(figures: MirrorFigures, language: str) -> Sequence[tuple[Value, Message, Table]]:
    """Every table with the name of its sheet and its title."""
    return (
        (message("Spending lines"), ALL_LINES, line_table(figures, figures.lines, language)),
        (message("Nobody needed"), UNWANTED, line_table(figures, figures.unwanted, language)),
        (message("Not known"), UNKNOWN, unknown_table(figures, language)),
        (message("Not reached"), UNSERVED, competency_table(figures.unserved)),
        (message("By competency"), COMPETENCIES, competency_table(figures.competencies)),
        (message("By buyer"), BY_BUYER, buyer_table(figures, language)),
        (message("By year"), BY_YEAR, year_table(figures, language)),
    )
