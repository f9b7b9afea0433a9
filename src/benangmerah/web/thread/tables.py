"""The tables of the red thread: lines of the plan, ways from nodes to offerings, targets without an item."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.domain.role import Right
from benangmerah.store.selectors.indicator_result import IndicatorResult
from benangmerah.store.selectors.thread import NodeRow, PathRow, Thread
from benangmerah.web.components.figures import figure, not_known, rupiah, said, share
from benangmerah.web.components.results import PAGE_SIZE, Results
from benangmerah.web.components.table import Column, Layout
from benangmerah.web.objective.words import say_direction
from benangmerah.web.thread.tree_rows import say_state


def line_layout(results: Results, *, is_orphan: bool = False) -> Layout:
    """Lines of the plan, each with what of it a target asks for; each leads up to its targets."""

    def leads(row: Any) -> str:
        return results.link(reverse("thread:show_line", args=[row.intervention_id]))

    return Layout(
        name="lines",
        caption=_("Trainings that no target asks for, wholly or in part")
        if is_orphan
        else _("Trainings up to targets"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("title", _("Training"), address=leads),
            Column("target_count", _("Targets served"), say=figure, is_number=True),
            Column("item_count", _("Participations"), say=figure, is_number=True),
            Column("traced_count", _("Of them asked for by a target"), say=figure, is_number=True),
            Column("cost_rupiah", _("Money"), say=rupiah, is_number=True),
            Column("traced_rupiah", _("Money traced"), say=rupiah, is_number=True),
        ],
        searched=("title", "intervention_id"),
        nothing=_("Every training of the plan closes a need that a target asks for.") if is_orphan else _(
            "The plan has nothing here. A run makes a plan where the data or the run name money."
        ),
    )  # fmt: skip


def way_layout(results: Results, *, is_upwards: bool = False) -> Layout:
    """Ways between nodes and offerings; rows without an offering tell of everything that is asked there."""

    def node(row: PathRow) -> str:
        return results.link(reverse("thread:show_node", args=[row.path.objective_id]))

    def training(row: PathRow) -> str | None:
        if row.path.intervention_id is None:
            return None
        return results.link(reverse("thread:show_line", args=[row.path.intervention_id]))

    def unit(row: PathRow) -> str | None:
        unit_id = row.path.unit_id
        if unit_id is None or unit_id not in results.tree.units:
            return None
        return results.link(reverse("unit:show_results", args=[unit_id]))

    needs, seats = partial(_needs_address, results), partial(_seats_address, results)
    trainings = [Column("path__intervention", _("Training"), say=_all_trainings, address=training)]
    if is_upwards:
        trainings = []
    return Layout(
        name="ways",
        caption=_("From this training up to who asks for it") if is_upwards else _("From here down to trainings"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("node__title", _("Asked by"), address=node),
            Column("node__kind", _("Kind"), say=said, on_page=False),
            Column("path__unit", _("Unit"), address=unit),
            Column("path__competency", _("Competency")),
            Column("path__asked_level", _("Level asked"), say=_or_nothing, is_number=True, is_folded=True),
            Column("path__weight", _("Weight"), say=_or_nothing, is_number=True, is_folded=True),
            *trainings,
            Column("people", _("People with a need"), say=_known, is_number=True, address=needs),
            Column("gap", _("Levels short"), say=_known, is_number=True, is_folded=True),
            Column("path__item_count", _("Participations"), say=figure, is_number=True, address=seats),
            Column("path__head_rupiah", _("Cost by the head"), say=rupiah, is_number=True, is_folded=True),
            Column("closed_share", _("Needs closed"), say=share, is_number=True),
        ],
        searched=("node__title", "path__unit", "path__competency", "path__intervention"),
        nothing=_("No target asks for what this training raises in anybody here.") if is_upwards else _(
            "Nothing is asked of a unit here. A link says which competency an objective asks of which unit."
        ),
    )  # fmt: skip


def result_layout(results: Results, thread: Thread) -> Layout:
    """What the indicators of a node and of all below it have reached."""

    def node(row: IndicatorResult) -> str:
        return results.link(reverse("thread:show_node", args=[row.objective_id]))

    def unit(unit_id: str | None) -> str:
        return results.tree.units[unit_id].name if unit_id is not None and unit_id in results.tree.units else ""

    return Layout(
        name="reached",
        caption=_("What the indicators have reached"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("indicator", _("Indicator")),
            Column("measure", _("Measure")),
            Column("objective_id", _("Node"), say=lambda key: thread.nodes[key].title, address=node,
                   value=lambda row: thread.nodes[row.objective_id].title),
            Column("unit_id", _("Unit"), say=unit, value=lambda row: unit(row.unit_id)),
            Column("year", _("Year"), say=str, is_number=True),
            Column("target", _("Target of the indicator"), say=figure, is_number=True),
            Column("realised", _("Realised"), say=_known, is_number=True),
            Column("direction", _("Which figures are better"), say=say_direction),
            Column("achieved", _("Achieved"), say=share, is_number=True),
        ],
        searched=("indicator",),
        nothing=_("No indicator measures this node or one below it. They come in with the sheet Indikator, with a "
                  "Renstra table, or by hand under Planning documents."),
    )  # fmt: skip


def orphan_layout(results: Results) -> Layout:
    """Targets that no item of the plan serves."""

    def leads(row: NodeRow) -> str:
        return results.link(reverse("thread:show_node", args=[row.node.objective_id]))

    return Layout(
        name="orphans",
        caption=_("Targets that no training serves"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("node__code", _("Code"), say=_or_nothing),
            Column("node__title", _("Target (sasaran)"), address=leads),
            Column("link_count", _("Asked of units"), say=figure, is_number=True),
            Column("people", _("People with a need"), say=_known, is_number=True),
            Column("gap", _("Levels short"), say=_known, is_number=True),
            Column("state", _("State"), say=say_state, is_sorted=False),
        ],
        searched=("node__title", "node__code"),
        nothing=_("Every target is served by at least one training, or no target is known."),
    )


def _needs_address(results: Results, row: PathRow) -> str | None:
    """The needs of the people who are counted, by name, for whoever may read them there."""
    unit_id = row.path.unit_id
    if not row.people or unit_id is None:
        return None
    if results.place.unit_id is not None and unit_id not in results.place.unit_ids:
        unit_id = results.place.unit_id  # a unit above asks it: the people are those of the place
    if unit_id not in results.tree.units or not results.tree.may_read(unit_id):
        return None
    return results.at_unit(reverse("need:show_needs"), unit_id, **{"needs-q": row.path.competency})


def _seats_address(results: Results, row: PathRow) -> str | None:
    """Who sits in the offering, for whoever may see people."""
    if row.path.intervention_id is None or not results.visit.scope.may(Right.SEE_PEOPLE):
        return None
    return results.link(reverse("plan:show_offering", args=[row.path.intervention_id]))


def _all_trainings(title: str | None) -> str:
    return title or _("all trainings")


def _known(value: float | None) -> str | SafeString:
    return not_known() if value is None else figure(value)


def _or_nothing(value: Any) -> Any:
    return "" if value is None else figure(value) if isinstance(value, int | float) else value
