"""The people of a run: what each lacks, what comes, and how much of it was measured."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.read_people import read_people
from benangmerah.store.selectors.run_person import Person
from benangmerah.web.components.figures import figure, nip, rupiah, said
from benangmerah.web.components.results import PAGE_SIZE, Results, open_results, show_no_run, split_filters
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page, why_column
from benangmerah.web.kept_page import kept


@require_safe
@kept
def show_employees(request: HttpRequest) -> HttpResponse:
    """The people of a place; with levels where the reader may read assessments, and then the look is written down."""
    results = open_results(request, *split_filters(), right=Right.SEE_PEOPLE)
    if results is None:
        return show_no_run(request, _("Staff"))
    chosen = results.chosen
    rows, may_read = read_people(results.visit, results.run, results.place, chosen["sektor"], chosen["status"])
    table = read_table(request, rows, make_layout(results, may_read=may_read))
    return show_table_page(request, "employee/employees.html", table, {"results": results})


def make_layout(results: Results, *, may_read: bool) -> Layout:
    """The columns that the reader may see."""

    def person(row: Person) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    def why(row: Person) -> str:
        return results.link(reverse("employee:explain", args=[row.employee_id]))

    levels = [
        Column("assessed_count", _("Assessed"), say=figure, is_number=True),
        Column("required_count", _("Of"), say=figure, is_number=True),
        Column("below_count", _("Below standard"), say=figure, is_number=True),
        Column("burden", _("Levels short"), say=figure, is_number=True),
        Column("index_total", _("IP ASN, simulated"), say=figure, is_number=True),
        Column("need_count", _("Needs"), say=figure, is_number=True),
    ]
    return Layout(
        name="people", caption=_("Staff"), is_exported=True, notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("name", _("Name"), address=person), Column("employee_id", "NIP", say=nip),
            Column("position_title", _("Position")), Column("status", _("Status"), say=said),
            *(levels if may_read else []),
            Column("item_count", _("Items of the plan"), say=figure, is_number=True),
            Column("planned_hours", _("JP of the plan"), say=figure, is_number=True),
            Column("cost_rupiah", _("Cost by the head"), say=rupiah, is_number=True),
            *([why_column(why)] if may_read else []),
        ],
        searched=("name", "employee_id", "position_title"),
        warning=_("Simulation, no official figures"),
        nothing=_("Nobody matches."),
    )  # fmt: skip
