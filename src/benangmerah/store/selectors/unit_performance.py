"""What units have reached of their targets, beside the gaps of their people in what those targets ask for."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from benangmerah.store.models.planning import ObjectiveDetail
from benangmerah.store.models.run import Run
from benangmerah.store.models.thread_sum import ThreadSum
from benangmerah.store.selectors.indicator_result import IndicatorResult, list_indicator_results
from benangmerah.store.selectors.place import Place, RunTree
from benangmerah.store.selectors.seen import seen_by
from benangmerah.store.selectors.thread_node import nodes_of


@dataclass(frozen=True)
class PerformanceRow:
    """An indicator with what it has reached, and the gaps in what its node asks of the place."""

    result: IndicatorResult
    node: str
    people: int | None
    gap: float | None
    closed_share: float | None


def list_performance(run: Run, tree: RunTree, place: Place) -> list[PerformanceRow]:
    """The indicators of a unit and all below it, or of nodes they answer for, the least achieved first."""
    own = ObjectiveDetail.objects.filter(seen_by(run), unit_id__in=place.unit_ids).values("objective_id")
    results = list_indicator_results(run, Q(unit_id__in=place.unit_ids) | Q(objective_id__in=own))
    nodes = nodes_of(run.pk, run.snapshot_hash)
    sums = {
        row.objective_id: row
        for row in ThreadSum.objects.filter(
            run=run, level=place.level, scope_id=place.scope_id, objective_id__in={row.objective_id for row in results}
        )
    }
    return [
        _row(row, nodes[row.objective_id].title, sums.get(row.objective_id), tree, place)
        for row in results
        if row.objective_id in nodes
    ]


def _row(result: IndicatorResult, title: str, asked: ThreadSum | None, tree: RunTree, place: Place) -> PerformanceRow:
    is_hidden = asked is None or (asked.people > 0 and tree.is_hidden(place.unit_id, asked.people))
    if asked is None or is_hidden:
        return PerformanceRow(result, title, None, None, None)
    closed = asked.closed_count / asked.need_count if asked.need_count else None
    return PerformanceRow(result, title, asked.people, asked.gap, closed)
