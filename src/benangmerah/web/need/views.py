"""Which needs go forward and which not, by person, competency and unit, with the reason; and the fate of wishes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.read_need import read_needs
from benangmerah.kernel.explanation import Term
from benangmerah.snapshot.contract.inputs import COMPETENCY_KINDS
from benangmerah.snapshot.contract.outputs import LIMITS, TARGETS
from benangmerah.store.selectors.need import NeedQuestion, NeedRow, list_wishes, sum_by_competency, sum_by_unit
from benangmerah.store.selectors.plan import list_plan_lines
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import coverage, figure, nip, said, say, share
from benangmerah.web.components.filters import Filter
from benangmerah.web.components.results import PAGE_SIZE, Results, Tab, open_results, show_no_run, split_filters
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page, why_column
from benangmerah.web.kept_page import kept
from benangmerah.web.need.words import FATES, WISHES, say_fate, say_limit, say_wish

SHOWN_BARS = 12


@require_safe
@kept
def show_needs(request: HttpRequest) -> HttpResponse:
    """Every need by rank, with the plan's answer; the look is written down."""
    results = open_results(request, *_need_filters(), right=Right.READ_ASSESSMENTS)
    if results is None:
        return show_no_run(request, _("Needs"))
    chosen = results.chosen
    question = NeedQuestion(
        chosen["sektor"], chosen["status"], chosen["jenis"], chosen["sasaran"], chosen["nasib"], chosen["batas"]
    )
    rows = read_needs(results.visit, results.run, results.place, question)
    return show_table_page(
        request, "need/needs.html", read_table(request, rows, _need_layout(results)), _context(results, "show_needs")
    )


@require_safe
@kept
def show_competencies(request: HttpRequest) -> HttpResponse:
    """Needs by competency: which weigh most, and how much of them the plan closes."""
    results = open_results(request, *split_filters())
    if results is None:
        return show_no_run(request, _("Needs by competency"))
    rows = sum_by_competency(
        results.run, results.tree, results.place, results.chosen["sektor"], results.chosen["status"]
    )
    table = read_table(request, rows, _sum_layout(results, _("Competency"), is_competency=True))
    context = _context(results, "show_competencies") | {"chart": _draw(rows)}
    return show_table_page(request, "need/sums.html", table, context)


@require_safe
@kept
def show_units(request: HttpRequest) -> HttpResponse:
    """Needs by unit: the OPDs of the whole agency, or the units right below the chosen one."""
    results = open_results(request, *split_filters())
    if results is None:
        return show_no_run(request, _("Needs by unit"))
    units = results.tree.rows(results.place.unit_id)
    rows = sum_by_unit(results.run, results.tree, units, results.chosen["sektor"], results.chosen["status"])
    table = read_table(request, rows, _sum_layout(results, _("Unit"), is_competency=False))
    context = _context(results, "show_units") | {"chart": _draw(rows)}
    return show_table_page(request, "need/sums.html", table, context)


@require_safe
@kept
def show_offerings(request: HttpRequest) -> HttpResponse:
    """Needs by the offering of the plan that closes them."""
    results = open_results(request, *split_filters())
    if results is None:
        return show_no_run(request, _("Needs by offering"))
    sector, status = results.chosen["sektor"], results.chosen["status"]
    rows = list_plan_lines(results.run, results.tree, results.place, sector, status).order_by(
        "-need_count", "title", "pk"
    )
    table = read_table(request, rows, _offering_layout(results))
    return show_table_page(request, "need/list.html", table, _context(results, "show_offerings"))


@require_safe
@kept
def show_wishes(request: HttpRequest) -> HttpResponse:
    """Wishes and what became of them, as far as the run knows."""
    fates = Filter("nasib", _("Fate"), list(WISHES.items()))
    results = open_results(request, *split_filters(), fates, right=Right.SEE_PEOPLE)
    if results is None:
        return show_no_run(request, _("Wishes"))
    chosen = {"sector": results.chosen["sektor"], "status": results.chosen["status"], "fate": results.chosen["nasib"]}
    rows = list_wishes(results.visit.scope, results.run, results.place, chosen)
    table = read_table(request, rows, _wish_layout(results))
    return show_table_page(request, "need/wishes.html", table, _context(results, "show_wishes"))


def _context(results: Results, here: str) -> dict[str, Any]:
    return {"results": results, "tabs": list_tabs(results, here)}


def list_tabs(results: Results, here: str) -> list[Tab]:
    """The looks at needs that the reader may open."""
    scope = results.visit.scope
    looks = [
        ("show_needs", _("By person"), Right.READ_ASSESSMENTS),
        ("show_competencies", _("By competency"), Right.SEE_RESULTS),
        ("show_units", _("By unit"), Right.SEE_RESULTS),
        ("show_offerings", _("By offering"), Right.SEE_RESULTS),
        ("show_wishes", _("Wishes"), Right.SEE_PEOPLE),
    ]
    pages = [(reverse(f"need:{name}"), words) for name, words, right in looks if scope.may(right)]
    return results.tabs(reverse(f"need:{here}"), *pages)


def _need_filters() -> list[Filter]:
    return [
        *split_filters(),
        Filter("jenis", _("Kind"), [(kind, said(kind)) for kind in COMPETENCY_KINDS]),
        Filter("sasaran", _("Position"), [(target, said(target)) for target in TARGETS]),
        Filter("nasib", _("Fate"), list(FATES.items())),
        Filter("batas", _("In the way"), [(limit, said(Term(limit))) for limit in LIMITS]),
    ]


def _need_layout(results: Results) -> Layout:
    def why(row: Any) -> str:
        address = reverse("employee:explain", args=[row.employee_id])
        return results.link(address, kompetensi=row.competency_id)

    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    return Layout(
        name="needs", caption=_("Needs by rank"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("rank_in_agency", _("Rank"), say=figure, is_number=True),
            Column("rank_without", _("Rank without strategic weight"), say=say, is_number=True),
            Column("name", _("Name"), address=person), Column("employee_id", "NIP", say=nip, on_page=False),
            Column("position_title", _("Position"), on_page=False), Column("competency", _("Competency")),
            Column("target", _("Against"), say=said),
            Column("gap", _("Levels short"), say=figure, is_number=True),
            Column("priority", _("Priority"), say=figure, is_number=True),
            Column("fate", _("Fate"), say=say_fate), why_column(why),
            Column("because_of", _("Because of target"), say=_or_nothing, is_sorted=False, is_long=True),
            Column("helped_by", _("What closes it"), say=_or_nothing, is_sorted=False, is_long=True),
            Column("limit", _("In the way"), say=say_limit, on_page=False),
            Column("detail", _("What the run says"), say=_or_nothing, is_sorted=False, is_long=True),
        ],
        searched=("name", "employee_id", "competency", "position_title"),
        nothing=_("No need matches. Where nothing was assessed there is none to show: look at the coverage first."),
    )  # fmt: skip


def _sum_layout(results: Results, label: str, *, is_competency: bool) -> Layout:
    def leads(row: NeedRow) -> str:
        if is_competency:
            return results.link(reverse("need:show_needs"), **{"needs-q": row.name})
        return results.at_unit(reverse("need:show_units"), row.key)

    def why(row: NeedRow) -> str:
        address = reverse("why:explain_figure", args=["need"])
        split = {"sektor": results.chosen["sektor"], "status": results.chosen["status"]}
        if is_competency:
            return results.link(address, kompetensi=row.key, **split)
        return results.at_unit(address, row.key, **split)

    may_open = not is_competency or results.visit.scope.may(Right.READ_ASSESSMENTS)
    return Layout(
        name="needs",
        caption=_("Needs added up"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("name", label, address=leads if may_open else None),
            *([Column("kind", _("Kind"), say=said)] if is_competency else []),
            Column("people", _("People"), say=figure, is_number=True),
            Column("need_count", _("Needs"), say=figure, is_number=True),
            Column("gap", _("Levels short"), say=figure, is_number=True),
            Column("priority", _("Priority"), say=figure, is_number=True),
            Column("closed_share", _("Closed by the plan"), say=share, is_number=True),
            Column("open_count", _("Not served"), say=figure, is_number=True),
            Column("coverage", _("Assessed"), say=coverage, is_sorted=False, value=_coverage_of),
            why_column(why),
        ],
        searched=("name",),
        nothing=_(
            "No need was found here. Where nothing was assessed there is none to show: look at the coverage first."
        ),
    )


def _offering_layout(results: Results) -> Layout:
    def leads(row: Any) -> str:
        return results.link(reverse("plan:show_offering", args=[row.intervention_id]))

    return Layout(
        name="offerings",
        caption=_("Needs by the offering that closes them"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("title", _("Offering"), address=leads if results.visit.scope.may(Right.SEE_PEOPLE) else None),
            Column("form", _("Form"), say=said),
            Column("shown_needs", _("Needs that it helps"), say=figure, is_number=True),
            Column("shown_closes", _("Levels closed"), say=figure, is_number=True),
            Column("people", _("Participants"), say=figure, is_number=True),
        ],
        searched=("title", "intervention_id"),
        nothing=_("The plan has nothing here. A run makes a plan where the data or the run name money."),
    )


def _wish_layout(results: Results) -> Layout:
    def why(row: Any) -> str | None:
        """The reasons of what it asks for; a wish of nobody, or for no competency, has none."""
        if row.employee_id is None or row.competency_id is None:
            return None
        return results.link(reverse("employee:explain", args=[row.employee_id]), kompetensi=row.competency_id)

    return Layout(
        name="wishes",
        caption=_("Wishes"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("wish_id", _("Number")),
            Column("name", _("Name"), say=_or_nothing),
            Column("intervention", _("Offering"), say=_or_nothing),
            Column("competency", _("Competency"), say=_or_nothing),
            Column("note", _("Note"), say=_or_nothing),
            Column("fate", _("Fate"), say=say_wish),
            Column("limit", _("In the way"), say=say_limit),
            *([why_column(why)] if results.visit.scope.may(Right.READ_ASSESSMENTS) else []),
        ],
        searched=("name", "intervention", "competency", "note"),
        nothing=_("Nobody wished for anything here, or nothing matches. Wishes come in with the sheet Usulan."),
    )


def _draw(rows: list[NeedRow]) -> Chart | None:
    shown = [row for row in rows if not row.is_hidden][:SHOWN_BARS]
    if not shown:
        return None
    return Chart(
        name="needs-chart",
        kind="bar",
        title=_("The most urgent: needs by what the plan does for them"),
        heading=_("What"),
        labels=[row.name for row in shown],
        is_stacked=True,
        series=[
            Series(_("closed by the plan"), [row.closed_count for row in shown]),
            Series(_("closed in part"), [row.partly_count for row in shown]),
            Series(_("not served"), [row.open_count for row in shown]),
            Series(_("not planned for"), [row.left_out_count for row in shown]),
        ],
    )


def _coverage_of(row: NeedRow) -> float | None:
    return row.assessed_count / row.required_count if row.required_count else None


def _or_nothing(text: str | None) -> str | SafeString:
    return text or ""
