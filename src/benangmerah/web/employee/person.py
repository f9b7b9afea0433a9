"""One person: what she lacks for her job and for the next, what comes, and what would raise her index."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.domain.gap import AIMED, HELD
from benangmerah.flow.read_person_result import Comparison, HoursByMonth, PersonResult, read_person_result
from benangmerah.kernel.explanation import MONTHS, translate
from benangmerah.store.selectors.employee import read_employee
from benangmerah.store.selectors.run_person import read_run_of
from benangmerah.store.selectors.shown_run import ShownRun
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import figure, page_language
from benangmerah.web.components.index_scale import draw_index
from benangmerah.web.components.results import show_no_run
from benangmerah.web.components.table import read_table, show_table_page
from benangmerah.web.employee.compare import make_compare_layout
from benangmerah.web.kept_page import kept
from benangmerah.web.need.words import say_limit
from benangmerah.web.shell import remember_run
from benangmerah.web.visit import visit_of

PERFORMANCE: dict[bool | None, str | Promise] = {
    True: gettext_lazy("below the target"), False: gettext_lazy("meets the target"), None: gettext_lazy("not rated"),
}  # fmt: skip
TOP_LEVEL = 5
"""The end of the scale of levels, which a file keeps to (snapshot contract)."""


@require_safe
def show_own(request: HttpRequest) -> HttpResponse:
    """The reader's own page."""
    scope = visit_of(request).scope
    if scope.employee_id is None:
        return render(request, "employee/nobody.html")
    return redirect("employee:show_employee", scope.employee_id)


@require_safe
@kept
def show_employee(request: HttpRequest, employee_id: str) -> HttpResponse:
    """What a run found of one person; the look is written down where it is somebody else's."""
    visit = visit_of(request)
    number = request.GET.get("run", "")
    run = read_run_of(visit.scope, employee_id, number)
    if run is None:
        read_employee(visit.scope, employee_id)
        return show_no_run(request, _("Staff"))
    remember_run(request, run)
    result = read_person_result(visit, run, employee_id)
    is_own = visit.scope.employee_id == employee_id
    explain = reverse("employee:explain", args=[employee_id]) + (f"?run={run.pk}" if number else "?")
    table = read_table(request, result.comparisons, make_compare_layout(explain))
    context: dict[str, Any] = {
        "run": run,
        "is_former": bool(number),
        "result": result,
        "person": result.person,
        "is_own": is_own,
        "explain": explain,
        "radars": _radars(result),
        "hours": _draw_hours(result.hours, run),
        "index": draw_index(
            result.person.index_total if result.may_read else None,
            run.law_date,
            _("Yours") if is_own else _("This person"),
        ),
        "history": _draw_history(result),
        "left_out": result.left_out,
        "performance": PERFORMANCE[result.person.is_below_performance],
        "minimum_limit": say_limit(result.person.minimum_limit),
        "lapsing": _lapsing(result),
        "items": [(item, _month(item.period)) for item in result.items],
    }
    return show_table_page(request, "employee/employee.html", table, context)


def _lapsing(result: PersonResult) -> list[Comparison]:
    """What is known of the position held, the soonest to lapse first."""
    known = [each for each in result.of(HELD) if each.lapses_on is not None]
    return sorted(known, key=lambda each: (each.lapses_on is None, each.lapses_on, each.name))


def _radars(result: PersonResult) -> list[Chart]:
    titles = {HELD: _("Position held: required and attained"), AIMED: _("Position aimed at: required and attained")}
    return [
        Chart(
            name=f"radar-{target}",
            kind="radar",
            title=titles[target],
            heading=_("Competency"),
            labels=[each.name for each in lines],
            top=TOP_LEVEL,
            series=[
                Series(_("required"), [each.required for each in lines]),
                Series(_("attained"), [each.attained for each in lines]),
            ],
            summary=_(
                "%(below)s of %(all)s required competencies are below the standard; %(unknown)s are not assessed."
            )
            % {
                "below": sum(each.state == "gap" for each in lines),
                "all": len(lines),
                "unknown": sum(each.state == "not_assessed" for each in lines),
            },
        )
        for target in (HELD, AIMED)
        if (lines := result.of(target))
    ]


def _draw_hours(hours: HoursByMonth, run: ShownRun) -> Chart:
    """Learning hours by month; what has no month of its own stands at the end."""
    places = [*range(1, 13), 0]
    done = [hours.finished.get(month, 0) for month in places]
    planned = [hours.planned.get(month, 0) for month in places]
    return Chart(
        name="hours", kind="bar", heading=_("Month"), is_stacked=True,
        title=_("Learning hours (JP) of %(year)s by month") % {"year": run.year},
        labels=[_month(month or None) for month in places],
        series=[Series(_("finished"), done), Series(_("planned"), planned)],
        summary=_("%(so_far)s JP so far, %(after)s with the plan, of %(minimum)s.") % {
            "so_far": figure(hours.so_far), "after": figure(hours.after), "minimum": figure(hours.minimum),
        },
    )  # fmt: skip


def _draw_history(result: PersonResult) -> Chart | None:
    """Levels short from run to run; one run alone is no line."""
    if len(result.history) < 2:
        return None
    return Chart(
        name="history", kind="line", title=_("Levels short, from run to run"), heading=_("Data of"),
        labels=[str(figure(past.as_of)) for past in result.history],
        series=[Series(_("Levels short"), [past.burden for past in result.history])],
        addresses=[f"?run={past.run_id}" for past in result.history],
    )  # fmt: skip


def _month(month: int | None) -> str:
    return _("no month") if not month else translate(MONTHS[month - 1], page_language())
