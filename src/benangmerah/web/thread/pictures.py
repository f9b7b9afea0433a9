"""The pictures of the red thread: participations as bands from targets to trainings."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.store.selectors.thread import TARGET, NodeRow, PathRow, Thread
from benangmerah.web.components.ways import Way, draw_ways


def draw_overview(ways: Sequence[PathRow]) -> SafeString:
    """Targets, what they ask, and the offerings that raise it: the widest ways of a place."""
    return draw_ways(
        _("Participations of the plan from targets over competencies to trainings; the tables below have the figures."),
        [_("Target (sasaran)"), _("Competency"), _("Training")],
        [
            Way(
                [
                    (way.path.objective_id, way.node.title), (way.path.competency_id, way.path.competency),
                    _training(way),
                ],
                way.item_count,
            )
            for way in ways
        ],
    )  # fmt: skip


def draw_node(row: NodeRow, ways: Sequence[PathRow]) -> SafeString:
    """From a node over what stands below it, units and competencies to trainings."""
    return draw_ways(
        _("Participations of the plan from %(title)s down to trainings; the table below has the figures.")
        % {"title": row.title},
        [_("Asked by"), _("Unit"), _("Competency"), _("Training")],
        [
            Way(
                [
                    (way.path.objective_id, way.node.title), (way.path.unit_id or "", way.path.unit or ""),
                    (way.path.competency_id, way.path.competency), _training(way),
                ],
                way.item_count,
            )
            for way in ways
            if way.path.intervention_id is not None
        ],
    )  # fmt: skip


def draw_offering(thread: Thread, title: str, ways: Sequence[PathRow]) -> SafeString:
    """From an offering up: competency, unit, who asks, and the target above."""
    return draw_ways(
        _("Participations of %(title)s up to the targets it serves; the table below has the figures.")
        % {"title": title},
        [_("Competency"), _("Unit"), _("Asked by"), _("Target (sasaran)")],
        [
            Way(
                [
                    (way.path.competency_id, way.path.competency), (way.path.unit_id or "", way.path.unit or ""),
                    (way.path.objective_id, way.node.title), _target(thread, way),
                ],
                way.item_count,
            )
            for way in ways
        ],
    )  # fmt: skip


def _training(way: PathRow) -> tuple[str, str]:
    return way.path.intervention_id or "", way.path.intervention or ""


def _target(thread: Thread, way: PathRow) -> tuple[str, str]:
    """The nearest target at or above the node that asks; a node of no target stands for itself."""
    for node in (way.node, *reversed(thread.above(way.node.objective_id))):
        if node.kind == TARGET:
            return node.objective_id, node.title
    return way.node.objective_id, way.node.title
