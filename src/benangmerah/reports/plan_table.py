"""The lines of a plan as tables on paper: the seven contents as columns, in the order of the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum

from benangmerah.kernel.explanation import Term, Value, message, render_value
from benangmerah.reports.format.block import Block, Heading, Note, Table
from benangmerah.reports.format.table import Column, Row
from benangmerah.reports.plan_content import (
    begin_cell,
    read_contents,
    read_tracks,
    say_competencies,
    say_form,
    say_money,
    say_schedule,
    say_target,
)
from benangmerah.reports.plan_facts import PlanFacts
from benangmerah.reports.plan_line import PlanLine
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS

STANDARD_MARK = "*"
MARK = message(
    "* Part of the participants' needs in this line rest on a provisional or default standard, not on a decreed one."
)
MARK_IN_SHEET = message(
    "The column on needs without a decreed standard counts those of the participants that rest on a provisional or "
    "default one."
)
WITHOUT_KIND = message("Without a competency of its own")


@dataclass(frozen=True)
class ContentTables:
    """Writes the tables of one plan in one language."""

    plan: PlanFacts
    language: str
    contents: Sequence[str]
    tracks: Mapping[str, str]

    def say(self, value: Value) -> str:
        """A value as the beginning of a cell."""
        return begin_cell(value, self.language)

    @property
    def columns(self) -> Sequence[Column]:
        """A number, then the seven contents; the last takes two columns, the arithmetic and the sum."""
        competency, people, form, provider, schedule, fit, money = self.contents
        return [
            Column("No.", 5, "count"),
            Column(competency, 34),
            Column(people, 17),
            Column(form, 34),
            Column(provider, 24),
            Column(schedule, 18),
            Column(fit, 17),
            Column(money, 25),
            Column(message("{content}: sum (Rp)", content=money), 17, "rupiah"),
        ]

    def row(self, number: int, line: PlanLine) -> Row:
        """One line of the plan."""
        offering = line.offering
        mark = STANDARD_MARK if line.not_decreed else ""
        year = self.plan.facts.year
        return (
            number,
            f"{self.say(say_competencies(line))}{mark}",
            self.say(say_target(line)),
            f"{offering.title}\n{render_value(say_form(line, self.tracks), self.language)}",
            self.say(offering.organiser),
            self.say(say_schedule(line, year)),
            self.say(offering.fit),
            self.say(say_money(line)),
            line.cost_rupiah,
        )

    def blocks(self, lines: Sequence[PlanLine]) -> Iterator[Block]:
        """A table for each kind of competency, numbered on through all of them."""
        if any(line.not_decreed for line in lines):
            yield Note(MARK)
        number = 1
        for kind, group in groupby(lines, key=lambda line: line.kind):
            members = list(group)
            yield Heading(WITHOUT_KIND if kind is None else message("Competencies: {kind}", kind=Term(kind)), 2)
            rows = [self.row(number + place, line) for place, line in enumerate(members)]
            yield Table(self.columns, rows, [self._total(members)])
            number += len(members)

    def _total(self, lines: Sequence[PlanLine]) -> Row:
        said = [self.say(message("{count} participations", count=sum(line.participants for line in lines))),
                self.say(message("Batches: {count}", count=sum(len(line.batches) for line in lines)))]  # fmt: skip
        total = self.say(message("Sum"))
        return ("", total, said[0], "", "", said[1], "", "", sum(line.cost_rupiah for line in lines))


def write_contents(plan: PlanFacts, language: str) -> ContentTables:
    """The tables of that plan in that language."""
    return ContentTables(plan, language, read_contents(plan.facts, language), read_tracks(plan.facts))


def recap_table(plan: PlanFacts, language: str) -> Table:
    """The plan by kind of competency, adding up to all it spends."""
    columns = (
        Column(message("Kind of competency"), 34),
        Column(message("Lines"), 10, "count"),
        Column(message("Batches"), 10, "count"),
        Column(message("Participations"), 14, "count"),
        Column("JP", 16, "figure"),
        Column(message("Levels closed"), 14, "figure"),
        Column(message("Budget (Rp)"), 20, "rupiah"),
    )
    ordered = sorted(plan.lines, key=lambda line: _kind_order(line.kind))
    groups = [(kind, list(group)) for kind, group in groupby(ordered, key=lambda line: line.kind)]
    rows = [(_say_kind(kind, language), *_recap(lines)) for kind, lines in groups]
    return Table(columns, rows, [(render_value(message("Sum"), language), *_recap(plan.lines))])


def _kind_order(kind: str | None) -> int:
    return len(COMPETENCY_KINDS) if kind is None else COMPETENCY_KINDS.index(kind)


def _say_kind(kind: str | None, language: str) -> str:
    return begin_cell(WITHOUT_KIND if kind is None else Term(kind), language)


def _recap(lines: Sequence[PlanLine]) -> Row:
    return (
        len(lines),
        sum(len(line.batches) for line in lines),
        sum(line.participants for line in lines),
        fsum(line.learning_hours for line in lines),
        fsum(line.closes for line in lines),
        sum(line.cost_rupiah for line in lines),
    )
