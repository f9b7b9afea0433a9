"""Needs of a run with their fate, their sums by competency and unit, and wishes, within the reader's reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from benangmerah.domain.role import Right
from benangmerah.store.models.gap_map import GapMap
from benangmerah.store.models.need_line import NeedLine
from benangmerah.store.models.need_sum import NeedSum
from benangmerah.store.models.run import Run
from benangmerah.store.models.run_unit import RunUnit
from benangmerah.store.models.wish_fate import WishFate
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.scope import Scope


@dataclass(frozen=True)
class NeedQuestion:
    """Which needs: empty means all."""

    sector: str = ""
    status: str = ""
    kind: str = ""
    target: str = ""
    fate: str = ""
    limit: str = ""


@dataclass(frozen=True)
class NeedRow:
    """Needs added up for one competency or one unit; a hidden one stands for too few people."""

    key: str
    name: str
    kind: str
    people: int | None
    need_count: int | None = None
    gap: float | None = None
    priority: float | None = None
    closed_count: int | None = None
    partly_count: int | None = None
    open_count: int | None = None
    left_out_count: int | None = None
    assessed_count: int = 0
    required_count: int = 0

    @property
    def is_hidden(self) -> bool:
        """Whether so few people stand behind it that nothing is shown."""
        return self.people is None

    @property
    def coverage(self) -> tuple[int, int] | None:
        """How many requirements are assessed, of how many."""
        return (self.assessed_count, self.required_count) if self.required_count else None

    @property
    def closed_share(self) -> float | None:
        """The share of the needs that the plan closes in full; unknown where nobody is planned for."""
        planned = (self.closed_count or 0) + (self.partly_count or 0) + (self.open_count or 0)
        return (self.closed_count or 0) / planned if planned else None


def list_need_lines(scope: Scope, run: Run, place: Place, question: NeedQuestion) -> QuerySet[NeedLine]:
    """Needs by rank; levels are assessments, so only the flow that logs the look asks for them."""
    reach = scope.require(Right.READ_ASSESSMENTS)
    asked = {
        "sector": question.sector, "status": question.status, "competency_kind": question.kind,
        "target": question.target, "fate": question.fate, "limit": question.limit,
    }  # fmt: skip
    rows = NeedLine.objects.filter(reach.filter() & place.filter(), run=run)
    chosen = {name: value for name, value in asked.items() if value}
    return rows.filter(**chosen).order_by("rank_in_agency", "pk")


def sum_by_competency(
    run: Run, tree: RunTree, place: Place, sector: str = "", status: str = "", *, has_coverage: bool = True
) -> list[NeedRow]:
    """Needs of a place by competency, the most urgent first."""
    split = tree.split(place.level, [place.scope_id], sector, status)
    rows = NeedSum.objects.filter(split, run=run, competency_id__isnull=False)
    covered = _coverage(run, split) if has_coverage else {}
    found = [
        _row(str(row.competency_id), row.competency or "", row.competency_kind or "", row,
             covered.get((place.scope_id, row.competency_id), (0, 0)),
             is_hidden=tree.is_hidden(place.unit_id, row.people))
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-(each.priority or 0), each.name))


def sum_by_unit(run: Run, tree: RunTree, units: Sequence[RunUnit], sector: str, status: str) -> list[NeedRow]:
    """Needs of units, the most urgent first; a unit without needs has no row."""
    names = {unit.unit_id: unit.name for unit in units}
    split = tree.split("unit", list(names), sector, status)
    covered = _coverage(run, split)
    found = [
        _row(row.scope_id, names[row.scope_id], "", row, covered.get((row.scope_id, None), (0, 0)),
             is_hidden=tree.is_hidden(row.scope_id, row.people))
        for row in NeedSum.objects.filter(split, run=run, competency_id__isnull=True)
    ]  # fmt: skip
    return sorted(found, key=lambda each: (-(each.priority or 0), each.name))


def list_wishes(scope: Scope, run: Run, place: Place, chosen: Mapping[str, str]) -> QuerySet[WishFate]:
    """Wishes with their fate, by number; `chosen` has columns and values, empty ones meaning all."""
    rows = WishFate.objects.filter(scope.require(Right.SEE_PEOPLE).filter() & place.filter(), run=run)
    return rows.filter(**{name: value for name, value in chosen.items() if value}).order_by("wish_id")


def _coverage(run: Run, split: Q) -> dict[tuple[str, str | None], tuple[int, int]]:
    rows = GapMap.objects.filter(split, run=run, kind="competency", target="held")
    columns = ("scope_id", "subject_id", "assessed_count", "required_count")
    return {(scope_id, subject): (assessed, asked) for scope_id, subject, assessed, asked in rows.values_list(*columns)}


def _row(key: str, name: str, kind: str, row: NeedSum, covered: tuple[int, int], *, is_hidden: bool) -> NeedRow:
    if is_hidden:
        return NeedRow(key, name, kind, None)
    return NeedRow(
        key, name, kind, row.people, row.need_count, row.gap, row.priority, row.closed_count, row.partly_count,
        row.open_count, row.left_out_count, covered[0], covered[1],
    )  # fmt: skip
