"""Standards of positions: what holds on a day, through which periods, and how many people have a decreed one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from benangmerah.kernel.period import Period
from benangmerah.store.models.competency import Competency, CompetencyLevel
from benangmerah.store.models.requirement import Requirement
from benangmerah.store.selectors.position import DECREED, STANDARDS, list_positions
from benangmerah.store.selectors.scope import Scope


@dataclass(frozen=True)
class StandardLine:
    """A competency that a standard asks for, with what its level means."""

    competency_id: str
    name: str
    kind: str
    level: int
    importance: str | None = None
    basis: str = DECREED
    decree: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    meaning: str = ""


@dataclass(frozen=True)
class StandardPeriod:
    """A time in which lines of a standard hold, and what they rest on."""

    valid_from: date | None
    valid_to: date | None
    basis: str
    decree: str | None
    competency_count: int


@dataclass(frozen=True)
class CoverageLine:
    """How many positions, and how many holders, have a standard of one kind."""

    standard: str
    positions: int
    holders: int


def read_standard(position_id: str, on: date) -> list[StandardLine]:
    """What a position asks for on a day, by kind and name."""
    return read_through_time(position_id, on)[0]


def read_through_time(position_id: str, on: date) -> tuple[list[StandardLine], list[StandardPeriod]]:
    """What a position asks for on a day, and the periods of its standard, the newest first."""
    every = list(Requirement.objects.filter(archived__isnull=True, position_id=position_id))
    rows = [row for row in every if on in Period(row.valid_from, row.valid_to)]
    asked = [row.competency_id for row in rows]
    named = Competency.objects.filter(archived__isnull=True, competency_id__in=asked)
    known = {each.competency_id: each for each in named}
    levels = CompetencyLevel.objects.filter(archived__isnull=True, competency_id__in=asked)
    meanings = {(each.competency_id, each.level): each.description for each in levels}
    lines = [_line(row, known.get(row.competency_id), meanings) for row in rows]
    return sorted(lines, key=lambda line: (line.kind, line.name)), _periods(every)


def _line(row: Requirement, competency: Competency | None, meanings: dict[tuple[str, int], str]) -> StandardLine:
    return StandardLine(
        row.competency_id, competency.name if competency else row.competency_id, competency.kind if competency else "",
        row.required_level, row.importance, row.basis or DECREED, row.decree, row.valid_from, row.valid_to,
        meanings.get((row.competency_id, row.required_level), ""),
    )  # fmt: skip


def _periods(rows: Iterable[Requirement]) -> list[StandardPeriod]:
    counts = Counter((row.valid_from, row.valid_to, row.basis or DECREED, row.decree) for row in rows)
    periods = [StandardPeriod(*key, count) for key, count in counts.items()]
    return sorted(periods, key=lambda each: (each.valid_from or date.min, each.valid_to or date.max), reverse=True)


def list_dictionary() -> Sequence[Competency]:
    """The competencies by kind and name, as a standard chooses from them."""
    return list(Competency.objects.filter(archived__isnull=True).order_by("kind", "name", "competency_id"))


def count_coverage(scope: Scope, on: date) -> list[CoverageLine]:
    """How many positions and holders have a decreed, provisional or default standard, or none."""
    positions = list_positions(scope, on).order_by()
    counted = {
        row["standard"]: (row["n"], row["people"] or 0)
        for row in positions.values("standard").annotate(n=Count("pk"), people=Sum("holders"))
    }
    return [CoverageLine(each, *counted.get(each, (0, 0))) for each in STANDARDS]
