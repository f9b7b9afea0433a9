"""Matriks benang merah for Bappeda: every target with what measures it and what serves it, as PDF and workbook."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from benangmerah.domain.target_achievement import Direction, find_achievement
from benangmerah.kernel.explanation import Message, Term, message
from benangmerah.kernel.quantity import exact
from benangmerah.reports.akpk_facts import AkpkFacts, read_akpk
from benangmerah.reports.akpk_listing import Listing
from benangmerah.reports.akpk_thread import COVERED, NO_LINES, NO_LINKS, OVERLAP, matrix_table, target_table
from benangmerah.reports.cover import bind_paper
from benangmerah.reports.format.block import Alert, Block, Figure, Figures, Heading, PageBreak, Table
from benangmerah.reports.format.pdf import write_pdf
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.format.xlsx import Document, write_document
from benangmerah.reports.plan_content import begin_cell
from benangmerah.reports.plan_summary import NO_PLAN
from benangmerah.reports.preface import Preface, Section, edge_of, write_preface
from benangmerah.reports.run import RunFacts
from benangmerah.reports.unit_target import read_directions

TITLE = message("Red thread matrix: development targets and competency development")
PURPOSE = message("For the planning agency: which target each training serves, and which targets nothing serves.")
MONEY = message(
    "Money traced is the cost per head of items that close a need with strategic weight, of all money spent."
)
LATEST = message("Of each indicator the latest year with a realised figure, else the earliest year with a target.")
LESS = message(
    "Where what is aimed at falls from year to year less is better: achievement = (1 + (1 − realised ÷ target)) × 100, "
    "at least 0; else realised ÷ target × 100."
)


@dataclass(frozen=True)
class Measured:
    """An indicator of a target in the year that tells most: target, what was realised, and the achievement."""

    target: str
    indicator: str
    measure: str
    year: int
    aimed: float
    realised: float | None
    direction: Direction = Direction.MORE

    @property
    def achievement(self) -> Fraction | None:
        """What was achieved in percent; unknown where nothing was realised or nothing is aimed at."""
        if self.realised is None or self.aimed <= 0:
            return None
        return find_achievement(exact(self.realised), exact(self.aimed), self.direction)


def write_thread_matrix_pdf(facts: RunFacts, language: str = "id") -> bytes:
    """The matrix of a run as a PDF; the same facts give the same bytes."""
    paper = bind_paper(facts, TITLE, PURPOSE, list(_blocks(read_akpk(facts), language)), language, is_landscape=True)
    return write_pdf(paper, facts.as_of, language)


def write_thread_matrix_xlsx(facts: RunFacts, language: str = "id") -> bytes:
    """The same matrix as a workbook."""
    akpk = read_akpk(facts)

    def write(document: Document) -> None:
        listings = [*_listings(akpk, language), _way_table(akpk, language)]
        reading = Section(message("How to read it"), [
            (message("Supported"), COVERED), (message("Money traced"), MONEY), (message("Overlap"), OVERLAP),
        ])  # fmt: skip
        contents = [(listing.name, listing.title) for listing in listings]
        nothing = None if facts.has_plan else NO_PLAN
        write_preface(document, facts, Preface(TITLE, PURPOSE, [_in_short(akpk), reading], contents, nothing))
        for listing in listings:
            listing.write(document)

    return write_document(edge_of(TITLE, facts, language), facts.as_of, language, write)


def read_measured(facts: RunFacts) -> Sequence[Measured]:
    """The indicators of all targets, in the order of the data."""
    titles = {
        row["objective_id"]: row["title"] for row in facts.table("objectives").to_pylist() if row["kind"] == "target"
    }
    rows: dict[tuple[str, str, str | None], list[Mapping[str, Any]]] = defaultdict(list)
    for row in facts.table("objective_indicators").to_pylist():
        if row["objective_id"] in titles:
            rows[row["objective_id"], row["name"], row["unit_id"]].append(row)
    found, directions = [], read_directions(facts)
    for (objective_id, name, unit_id), years in rows.items():
        known = [row for row in years if row["realised"] is not None]
        told = max(known, key=_year) if known else min(years, key=_year)
        found.append(Measured(titles[objective_id], name, told["measure"], told["year"], told["target"],
                              told["realised"], directions[objective_id, unit_id, name]))  # fmt: skip
    return found


def _year(row: Mapping[str, Any]) -> int:
    return int(row["year"])


def _blocks(akpk: AkpkFacts, language: str) -> Iterator[Block]:
    thread, percent = akpk.thread, akpk.money_traced_percent
    yield Heading(message("In short"))
    if not akpk.facts.has_plan:
        yield Alert(NO_PLAN)
    yield Figures([
        Figure(
            message("{covered} of {all}", covered=thread.covered, all=len(thread.targets)),
            message("targets are supported by the plan"),
        ),
        Figure(_percent(percent), message("of the money is traced to a target")),
        Figure(len(thread.uncovered), message("targets are not supported yet")),
    ])  # fmt: skip
    for number, listing in enumerate(_listings(akpk, language)):
        if number:
            yield PageBreak(is_landscape=True)
        yield from listing.blocks()


def _percent(percent: float | None) -> Message | None:
    return None if percent is None else message("{percent} %", percent=exact(percent))


def _in_short(akpk: AkpkFacts) -> Section:
    thread = akpk.thread
    return Section(message("In short"), [
        (message("Targets"), message("{covered} of {all} targets are supported.", covered=thread.covered,
                                     all=len(thread.targets))),
        (message("Money traced"), _percent(akpk.money_traced_percent)),
    ])  # fmt: skip


def _listings(akpk: AkpkFacts, language: str) -> Iterator[Listing]:
    yield target_table(akpk, language)
    yield matrix_table(akpk, language)
    yield _measured_table(akpk.facts)
    yield _orphan_table(akpk, language)


def _measured_table(facts: RunFacts) -> Listing:
    columns = (
        Column(message("Target of the plan"), 50), Column(message("Indicator"), 40), Column(message("Measure"), 12),
        Column(message("Year"), 8, "text"), Column(message("Target"), 12, "figure"),
        Column(message("Realised"), 12, "figure"), Column(message("Achievement (%)"), 12, "percent"),
    )  # fmt: skip
    rows: list[Row] = [
        (one.target, one.indicator, one.measure, str(one.year), one.aimed, one.realised,
         None if one.achievement is None else float(one.achievement))
        for one in read_measured(facts)
    ]  # fmt: skip
    empty = message("The data hold no indicators of targets.")
    return Listing(
        message("Indicators"), message("Targets and what their indicators have reached"),
        Table(columns, rows, empty=empty), (LATEST, LESS),
    )  # fmt: skip


def _way_table(akpk: AkpkFacts, language: str) -> Listing:
    """Every way from a target over who asks, unit and competency to a line of the plan; in the workbook alone."""
    facts, organization = akpk.facts, akpk.directory.organization
    competencies = {row["competency_id"]: row["name"] for row in facts.table("competencies").to_pylist()}
    columns = (
        Column(message("Target of the plan"), 44), Column(message("Asked by"), 44), Column(message("Kind"), 14),
        Column(message("Organisation unit"), 30), Column(message("Competency"), 34),
        Column(message("Level asked"), 9, "count"), Column(message("Weight"), 9, "figure"),
        Column(message("Line of the plan"), 50), Column(message("People raised"), 12, "count"),
        Column(message("Cost per head, summed (Rp)"), 20, "rupiah"),
    )  # fmt: skip
    rows: list[Row] = [
        (way.target, way.asking, begin_cell(Term(way.kind), language), organization.unit_names[way.unit_id],
         competencies[way.competency_id], way.level, way.weight,
         begin_cell(NO_LINES, language) if way.support is None else way.support.offering.title,
         0 if way.support is None else way.support.people, 0 if way.support is None else way.support.head_rupiah)
        for way in akpk.thread.ways
    ]  # fmt: skip
    return Listing(
        message("The whole thread"), message("From each target over units and competencies to the lines of the plan"),
        Table(columns, rows, empty=NO_LINKS), (OVERLAP,),
    )  # fmt: skip


def _orphan_table(akpk: AkpkFacts, language: str) -> Listing:
    """Lines of the plan that raise nobody in what a target asks for."""
    serving = {
        (support.agency, support.offering.intervention_id)
        for target in akpk.thread.targets
        for support in target.supports
    }
    columns = (
        Column(message("Line of the plan"), 60), Column(message("Begins in"), 18),
        Column(message("Participants"), 12, "count"), Column(message("Cost (Rp)"), 20, "rupiah"),
    )  # fmt: skip
    rows: list[Row] = [
        (line.offering.title, begin_cell(line.offering.month(akpk.facts.year), language), line.participants,
         line.cost_rupiah)
        for line in akpk.plan.lines
        if (line.agency, line.offering.intervention_id) not in serving
    ]  # fmt: skip
    return Listing(
        message("Without a target"), message("Lines of the plan that serve no target"),
        Table(columns, rows, empty=message("Every line of the plan serves a target.")),
    )  # fmt: skip
