"""The tables and charts of the plan's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import MONTHS, Term, translate
from benangmerah.store.selectors.plan import (
    UNIT,
    GroupRow,
    Worth,
    list_limits,
)
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, nip, page_language, percent, rupiah, said, share
from benangmerah.web.components.results import PAGE_SIZE, Results
from benangmerah.web.components.table import Column, Layout, why_column


def draw_limits(results: Results, sector: str, status: str) -> Chart | None:
    """Which limits stand in the way of how many needs; none where nothing does."""
    limits = list_limits(results.run, results.tree, results.place, sector, status)
    if not limits:
        return None
    needs = reverse("need:show_needs") if results.visit.scope.may(Right.READ_ASSESSMENTS) else None
    return Chart(
        name="limits", kind="bar", title=_("What stands in the way of needs that are not, or not fully, served"),
        heading=_("In the way"), labels=[said(Term(each.limit)) for each in limits],
        series=[Series(_("Needs"), [each.need_count for each in limits]),
                Series(_("People below the minimum JP"), [each.minimum_count for each in limits])],
        addresses=[results.link(needs, batas=each.limit) if needs else None for each in limits],
    )  # fmt: skip


def line_layout(results: Results) -> Layout:
    """The plan by offering."""

    def leads(row: Any) -> str:
        return results.link(reverse("plan:show_offering", args=[row.intervention_id]))

    def why(row: Any) -> str:
        return results.link(reverse("why:explain_figure", args=["offering"]), kegiatan=row.intervention_id)

    return Layout(
        name="lines", caption=_("The plan by offering"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("title", _("Offering"), address=leads if results.visit.scope.may(Right.SEE_PEOPLE) else None),
            Column("form", _("Form"), say=said), Column("is_mandatory", _("Obligation"), say=say_mark),
            Column("period", _("Month"), say=say_month),
            Column("batches", _("Batches"), say=figure, is_number=True),
            Column("people", _("Participants"), say=figure, is_number=True),
            Column("learning_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost"), say=rupiah, is_number=True),
            Column("shown_closes", _("Levels closed"), say=figure, is_number=True),
            why_column(why),
        ],
        searched=("title", "intervention_id"),
        nothing=_("The plan has nothing here. A run makes a plan where the data or the run name money."),
    )  # fmt: skip


def waiting_layout(results: Results) -> Layout:
    """What waits for money."""
    return Layout(
        name="waiting", caption=_("What waits for money"), is_exported=True, notes=results.notes, page_size=PAGE_SIZE,
        columns=[
            Column("place", _("No."), say=figure, is_number=True), Column("title", _("Offering")),
            Column("people", _("People"), say=figure, is_number=True),
            Column("cost_rupiah", _("Cost"), say=rupiah, is_number=True),
            Column("weighted_closure", _("Would close (weighted levels)"), say=figure, is_number=True),
            Column("saved_jp", _("JP no longer missing"), say=figure, is_number=True),
        ],
        searched=("title", "intervention_id"),
        nothing=_("Nothing waits: there is no plan, all that more money could buy is planned, or this is one unit."),
    )  # fmt: skip


def cut_layout(results: Results) -> Layout:
    """What falls away with less money, by unit."""

    def leads(row: Any) -> str:
        return results.at_unit(reverse("plan:show_cut"), row.key)

    return Layout(
        name="units", caption=_("Whose it is that falls away"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("name", _("Unit"), address=leads),
            Column("served_people", _("With an item"), say=figure, is_number=True),
            Column("lost_people", _("Then without any item"), say=figure, is_number=True),
            Column("won_people", _("Then with one at last"), say=figure, is_number=True),
            Column("lost_items", _("Items fewer"), say=figure, is_number=True),
            Column("lost_rupiah", _("Money less, by the head"), say=rupiah, is_number=True),
            Column("lost_closes", _("Levels fewer"), say=figure, is_number=True),
            Column("lost_weighted", _("Weighted levels fewer"), say=figure, is_number=True),
            Column("lost_share", _("Of what the plan closes"), say=share, is_number=True),
        ],
        searched=("name",), nothing=_("Nothing was sketched with less money here."),
    )  # fmt: skip


def cut_line_layout(results: Results) -> Layout:
    """What falls away with less money, by offering."""
    return Layout(
        name="offerings", caption=_("Of which offerings"), is_exported=True, notes=results.notes, page_size=PAGE_SIZE,
        columns=[
            Column("title", _("Offering")),
            Column("people", _("Participants"), say=figure, is_number=True),
            Column("cut_people", _("Then"), say=figure, is_number=True),
            Column("batches", _("Batches"), say=figure, is_number=True),
            Column("cut_batches", _("Batches then"), say=figure, is_number=True),
            Column("lost_rupiah", _("Money less"), say=rupiah, is_number=True),
            Column("lost_weighted", _("Weighted levels fewer"), say=figure, is_number=True),
        ],
        searched=("title", "intervention_id"), nothing=_("Nothing was sketched with less money here."),
    )  # fmt: skip


def group_layout(results: Results) -> Layout:
    """Whom the plan serves."""
    return Layout(
        name="groups",
        caption=_("Whom the plan serves"),
        is_exported=True,
        notes=results.notes,
        page_size=100,
        columns=[
            Column("dimension", _("By"), say=said),
            Column("value", _("Group"), say=_say_group),
            Column("people", _("Planned for"), say=figure, is_number=True),
            Column("served_share", _("With an item"), say=share, is_number=True),
            Column("closure", _("Gap closed"), say=share, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
            Column("rupiah_a_head", _("Cost for each"), say=rupiah, is_number=True),
            Column("hours_a_head", _("JP for each"), say=figure, is_number=True),
        ],
        nothing=_("The plan has nothing here. A run makes a plan where the data or the run name money."),
    )


def draw_groups(rows: list[GroupRow]) -> list[Chart]:
    """One chart a dimension; groups of too few people have no bar."""
    charts = []
    for dimension in dict.fromkeys(row.dimension for row in rows):
        shown = [row for row in rows if row.dimension == dimension and row.people is not None]
        if len(shown) > 1 and dimension != UNIT:
            charts.append(
                Chart(
                    name=f"groups-{dimension}",
                    kind="bar",
                    title=_("Gap closed and people with an item, by %(dimension)s") % {"dimension": said(dimension)},
                    heading=said(dimension),
                    labels=[_say_group(row.value) for row in shown],
                    say=percent,
                    series=[
                        Series(_("Gap closed"), [row.closure for row in shown]),
                        Series(_("With an item"), [row.served_share for row in shown]),
                    ],
                )
            )
    return charts


def _say_group(value: str | None) -> str:
    return _("not known") if value is None else said(value)


def say_money(worth: Worth) -> str:
    """What a step more of the agency's money closes, in words."""
    words = {"step": rupiah(worth.step), "least": figure(worth.gain), "most": figure(worth.worth)}
    if worth.gain is None:
        return _("%(step)s more closes %(most)s weighted levels at most.") % words
    return _("%(step)s more closes %(least)s to %(most)s weighted levels.") % words


def worth_layout(results: Results) -> Layout:
    """What is scarce, with what more of it closes."""
    return Layout(
        name="worths",
        caption=_("What is scarce, and what more of it could close at most"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("kind", _("What"), say=said),
            Column("name", _("Of"), say=lambda name: name or _("whole agency")),
            Column("period", _("Month"), say=say_month),
            Column("amount", _("There is"), say=figure, is_number=True),
            Column("step", _("One step more"), say=figure, is_number=True),
            Column("gain", _("Closes, solved again"), say=figure, is_number=True),
            Column("worth", _("Closes at most (weighted levels)"), say=figure, is_number=True),
        ],
        searched=("name",),
        nothing=_("Nothing is scarce here: there is no plan, all that is needed is affordable, or this is one unit."),
    )


def curve_layout(results: Results) -> Layout:
    """What other budgets would close."""
    return Layout(
        name="curve",
        caption=_("What other budgets would close"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("percent", _("Of the planned budget"), say=_say_part, is_number=True),
            Column("budget_rupiah", _("Budget"), say=rupiah, is_number=True),
            Column("reached", _("Closes about (weighted levels)"), say=figure, is_number=True),
            Column("upper_bound", _("At most"), say=figure, is_number=True),
        ],
        nothing=_("There is no plan here, or this is one unit: other budgets are asked for a whole agency."),
    )


def _say_part(value: int) -> str:
    return str(percent(value / 100))


def draw_curve(points: list[Any]) -> Chart:
    """Levels closed by budget, with the most that any plan can."""
    planned = next((point for point in points if point.percent == 100), None)
    return Chart(
        name="curve",
        kind="line",
        title=_("Weighted levels closed, by budget"),
        heading=_("Of the planned budget"),
        labels=[_say_part(point.percent) for point in points],
        series=[
            Series(_("Closes about"), [round(point.reached, 1) for point in points]),
            Series(_("At most"), [round(point.upper_bound, 1) for point in points]),
        ],
        summary=""
        if planned is None
        else _("The planned budget closes about %(levels)s weighted levels.") % {"levels": figure(planned.reached)},
    )


def unit_layout(results: Results) -> Layout:
    """The plan by unit."""

    def leads(row: Any) -> str:
        return results.at_unit(reverse("plan:show_plan"), row.key)

    def why(row: Any) -> str:
        return results.at_unit(reverse("why:explain_figure", args=["plan"]), row.key)

    return Layout(
        name="units", caption=_("The plan by unit"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("name", _("Unit"), address=leads), Column("people", _("People"), say=figure, is_number=True),
            Column("planned_people", _("Planned for"), say=figure, is_number=True),
            Column("served_people", _("With an item"), say=figure, is_number=True),
            Column("item_count", _("Items"), say=figure, is_number=True),
            Column("learning_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
            Column("closure", _("Gap closed"), say=share, is_number=True),
            Column("open_count", _("Needs not fully served"), say=figure, is_number=True),
            why_column(why),
        ],
        searched=("name",),
        nothing=_("The plan has nothing here. A run makes a plan where the data or the run name money."),
    )  # fmt: skip


def people_layout(results: Results) -> Layout:
    """The plan by person."""

    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    return Layout(
        name="people", caption=_("The plan by person"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE, order="-item_count",
        columns=[
            Column("name", _("Name"), address=person), Column("employee_id", "NIP", say=nip),
            Column("position_title", _("Position")), Column("status", _("Status"), say=said),
            Column("is_planned", _("Planned for"), say=say_yes),
            Column("item_count", _("Items"), say=figure, is_number=True),
            Column("planned_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
        ],
        searched=("name", "employee_id", "position_title"), nothing=_("Nobody matches."),
    )  # fmt: skip


def participant_layout(results: Results, following: Mapping[str, tuple[str, ...]]) -> Layout:
    """Who sits in an offering, and what would come in its place."""

    def say_next(employee_id: str) -> str:
        return ", ".join(following.get(employee_id, ())) or _("nothing")

    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    return Layout(
        name="participants", caption=_("Participants"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("batch", _("Batch"), say=figure, is_number=True), Column("name", _("Name"), address=person),
            Column("employee_id", "NIP", say=nip), Column("position_title", _("Position")),
            Column("period", _("Month"), say=say_month), Column("learning_hours", "JP", say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
            Column("reason", _("Reason"), say=said),
            Column("serves_target", _("Serves the position aimed at"), say=say_mark),
            Column("employee_id", _("In its place"), say=say_next, is_sorted=False,
                   value=lambda row: say_next(row.employee_id)),
        ],
        searched=("name", "employee_id"), nothing=_("Nobody of this place sits in it."),
    )  # fmt: skip


def say_mark(is_set: bool) -> str:
    """A mark where something holds, nothing where it does not."""
    return _("yes") if is_set else ""


def say_yes(is_set: bool | None) -> str:
    """Yes or no; a dash where the run made no plan."""
    return "–" if is_set is None else _("yes") if is_set else _("no")


def say_month(month: int | None) -> str:
    """The month an offering begins in; a dash where it has none."""
    return "–" if month is None else translate(MONTHS[month - 1], page_language())
