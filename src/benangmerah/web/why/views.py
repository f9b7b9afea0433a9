"""The reasons of one figure of a unit or an agency, beside the page that shows it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benangmerah.flow.explain_place import FigureQuestion, explain_figure_of
from benangmerah.store.selectors.competency import name_competencies
from benangmerah.web.components.figures import said
from benangmerah.web.components.results import open_results, show_no_run, split_filters
from benangmerah.web.components.why import show_why_page
from benangmerah.web.kept_page import kept


@require_safe
@kept
def explain_figure(request: HttpRequest, figure: str) -> HttpResponse:
    """Sentence, arithmetic, parts, article, policy and run; `kompetensi` or `kualifikasi` asks about one of them."""
    results = open_results(request, *split_filters())
    if results is None:
        return show_no_run(request, _("Why?"))
    competency_id, kind = request.GET.get("kompetensi", ""), request.GET.get("kualifikasi", "")
    subject_id = competency_id or kind or request.GET.get("kegiatan", "")
    target = "aimed" if request.GET.get("sasaran") == "aimed" else "held"
    question = FigureQuestion(
        figure, subject_id, "qualification" if kind or request.GET.get("jenis") == "qualification"
        else "competency", target, results.chosen["sektor"], results.chosen["status"],
    )  # fmt: skip
    explanations = explain_figure_of(results.visit.scope, results.run, results.tree, results.place, question)
    about = [results.place.name]
    if competency_id:
        about.append(name_competencies([competency_id]).get(competency_id) or competency_id)
    if kind:
        about.append(said(kind))
    return show_why_page(request, ": ".join(about), *explanations, run=results.run)
