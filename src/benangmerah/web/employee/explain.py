"""Why a figure of a person is what it is: sentence, arithmetic, ratings used and ignored, article, run."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.explain_employee import FIGURES, PLAN_FIGURE
from benangmerah.flow.explain_run import can_explain, explain_person
from benangmerah.store.selectors.employee import read_employee
from benangmerah.store.selectors.run_person import read_run_of
from benangmerah.web.components.results import show_no_run
from benangmerah.web.components.why import show_why_page
from benangmerah.web.kept_page import keep_not, kept
from benangmerah.web.visit import visit_of


@require_safe
@kept
def explain(request: HttpRequest, employee_id: str) -> HttpResponse:
    """The reasons of one competency (`kompetensi`), of one figure (`angka`), or of everything."""
    visit = visit_of(request)
    run = read_run_of(visit.scope, employee_id, request.GET.get("run", ""))
    if run is None:
        read_employee(visit.scope, employee_id, Right.READ_ASSESSMENTS)
        return show_no_run(request, _("Why?"))
    if not can_explain(run):
        keep_not(request)
    figure = request.GET.get("angka", "")
    figure = figure if figure in {*FIGURES, PLAN_FIGURE} else ""
    competency_id = request.GET.get("kompetensi") or None
    person, explanations = explain_person(visit, run, employee_id, competency_id=competency_id, figure=figure)
    return show_why_page(request, f"{person.name}, {person.position_title}", *explanations, run=run)
