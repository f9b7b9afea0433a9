"""What units have reached of their targets, beside the gaps of their people in what those targets ask for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from benangmerah.domain.target_achievement import find_achievement
from benangmerah.kernel.quantity import exact
from benangmerah.store.models.objective import ObjectiveIndicator
from benangmerah.store.models.planning import ObjectiveDetail
from benangmerah.store.models.run import Run
from benangmerah.store.models.thread_sum import ThreadSum
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.seen import seen_by
from benangmerah.store.selectors.thread_node import nodes_of


@dataclass(frozen=True)
class PerformanceRow:
    """An indicator in its latest year with a realised figure, and the gaps in what its node asks of the place."""

    objective_id: str
    node: str
    indicator: str
    measure: str
    year: int
    target: float
    realised: float | None
    achieved: float | None
    """Realised ÷ target, as a share of one; unknown where either is."""
    people: int | None
    gap: float | None
    closed_share: float | None


def list_performance(run: Run, tree: RunTree, place: Place) -> list[PerformanceRow]:
    """The indicators of a unit and all below it, or of nodes they answer for, the least achieved first."""
    own = ObjectiveDetail.objects.filter(seen_by(run), unit_id__in=place.unit_ids).values("objective_id")
    rows: dict[tuple[str, str, str | None], list[ObjectiveIndicator]] = defaultdict(list)
    mine = Q(unit_id__in=place.unit_ids) | Q(objective_id__in=own)
    for row in ObjectiveIndicator.objects.filter(seen_by(run) & mine):
        rows[row.objective_id, row.name, row.unit_id].append(row)
    nodes = nodes_of(run.pk, run.snapshot_hash)
    sums = {
        row.objective_id: row
        for row in ThreadSum.objects.filter(
            run=run, level=place.level, scope_id=place.scope_id, objective_id__in={key[0] for key in rows}
        )
    }
    found = [
        _row(years, nodes[objective_id].title, sums.get(objective_id), tree, place)
        for (objective_id, _name, _unit), years in rows.items()
        if objective_id in nodes
    ]
    return sorted(found, key=lambda one: (one.achieved is None, one.achieved or 0, one.indicator))


def _row(
    years: list[ObjectiveIndicator], title: str, asked: ThreadSum | None, tree: RunTree, place: Place
) -> PerformanceRow:
    known = [row for row in years if row.realised is not None]
    told = max(known, key=lambda row: row.year) if known else min(years, key=lambda row: row.year)
    achieved = None
    if told.realised is not None and told.target:
        achieved = float(find_achievement(exact(told.realised), exact(told.target))) / 100
    is_hidden = asked is None or (asked.people > 0 and tree.is_hidden(place.unit_id, asked.people))
    people, gap, closed = None, None, None
    if asked is not None and not is_hidden:
        people, gap = asked.people, asked.gap
        closed = asked.closed_count / asked.need_count if asked.need_count else None
    return PerformanceRow(
        told.objective_id, title, told.name, told.measure, told.year, told.target, told.realised, achieved, people, gap,
        closed,
    )  # fmt: skip
