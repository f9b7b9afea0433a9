"""Andai: a question is asked by a form or while a slider moves, waited for, and answered beside the plan of the run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from benangmerah.flow.ask_sketch import Askable, Sketched, ask_sketch, open_askable, read_sketch
from benangmerah.flow.audit import Visit
from benangmerah.kernel.errors import BenangMerahError
from benangmerah.store.selectors.place import read_run_tree
from benangmerah.store.selectors.scenario import list_budgets, list_offerings
from benangmerah.store.selectors.scope import NotAllowedError, OutOfScopeError
from benangmerah.web.components.chart import Chart, Mark, Series
from benangmerah.web.components.figures import figure, percent
from benangmerah.web.components.results import show_no_run
from benangmerah.web.scenario.figures import draw_answer
from benangmerah.web.scenario.form import WHOLE, QuestionForm, list_faults
from benangmerah.web.visit import visit_of

PATIENCE_SECONDS = 10
"""After so long without a worker the page says who can start one."""


@require_safe
def show_what_if(request: HttpRequest) -> HttpResponse:
    """The question form over the curve of budgets, and the answer to the question that the address names."""
    visit = visit_of(request)
    asked = request.GET.get("jawaban", "")
    sketched = read_sketch(visit, int(asked)) if asked.isdecimal() else None
    named = request.GET.get("run", "")
    number = sketched.run_id if sketched else int(named) if named.isdecimal() else None
    askable = open_askable(visit, number)
    if askable is None:
        return show_no_run(request, _("What if"))
    form = QuestionForm(base=askable.question, asked=sketched.question if sketched else None)
    return _show(request, visit, askable, form, sketched)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask, and show that it is waited for: on a page that is open only the place of the answer changes."""
    visit = visit_of(request)
    named = request.POST.get("run", "")
    askable = open_askable(visit, int(named) if named.isdecimal() else None)
    if askable is None:
        return show_no_run(request, _("What if"))
    form = QuestionForm(request.POST, base=askable.question)
    is_live = request.headers.get("HX-Request") == "true"
    if form.is_valid():
        try:
            sketch_id = ask_sketch(visit, askable.run.pk, form.read_question(_read_names(visit, askable)))
        except (OutOfScopeError, NotAllowedError):
            raise
        except BenangMerahError as error:
            form.refuse(error)
        else:
            page = f"{reverse('scenario:show_what_if')}?jawaban={sketch_id}"
            if not is_live:
                return redirect(f"{page}#answer")
            response = _answer(request, read_sketch(visit, sketch_id))
            response["HX-Replace-Url"] = page
            return response
    if is_live:
        return render(request, "scenario/faults.html", {"faults": list_faults(form)})
    return _show(request, visit, askable, form, None)


@require_safe
def show_answer(request: HttpRequest, sketch_id: int) -> HttpResponse:
    """How far an answer is, or what it says: the part of the page that waits asks for it again and again."""
    sketched = read_sketch(visit_of(request), sketch_id)
    if request.headers.get("HX-Request") != "true":
        return redirect(f"{reverse('scenario:show_what_if')}?jawaban={sketch_id}")
    return _answer(request, sketched)


def _answer(request: HttpRequest, sketched: Sketched) -> HttpResponse:
    """What the place of waiting shows; once it is over, what the place of the answer shows."""
    if not sketched.is_over:
        return render(request, "scenario/waiting.html", answer_context(sketched))
    response = render(request, "scenario/over.html", answer_context(sketched))
    response["HX-Retarget"] = "#answer"
    response["HX-Reswap"] = "innerHTML"
    return response


def answer_context(sketched: Sketched | None) -> dict[str, Any]:
    """What the place of the answer shows."""
    if sketched is None:
        return {"sketched": None}
    waited = (timezone.now() - sketched.asked_at).total_seconds()
    return {
        "sketched": sketched,
        "is_left_alone": sketched.waits and waited > PATIENCE_SECONDS,
        "errors": list(sketched.error),
        "drawn": draw_answer(sketched.answer, sketched.question) if sketched.answer else None,
    }


def _show(
    request: HttpRequest, visit: Visit, askable: Askable, form: QuestionForm, sketched: Sketched | None
) -> HttpResponse:
    context = {
        "askable": askable, "form": form, "chart": _draw_budgets(askable, sketched),
        "offerings": list_offerings(str(askable.run.agency_id)), "units": _list_opds(visit, askable),
        **answer_context(sketched),
    }  # fmt: skip
    return render(request, "scenario/what_if.html", context)


def _draw_budgets(askable: Askable, sketched: Sketched | None) -> Chart | None:
    """What other budgets close by the curve of the run; the question's own budget is marked."""
    points = list_budgets(askable.run)
    if not points:
        return None
    planned = next((point for point in points if point.percent == WHOLE), None)
    marks = [] if sketched is None or sketched.answer is None else [
        Mark(_("This question closes"), round(sketched.answer.objective, 1))
    ]  # fmt: skip
    return Chart(
        name="budgets", kind="line", title=_("Weighted levels closed, by budget"), heading=_("Of the planned budget"),
        labels=[str(percent(point.percent / WHOLE)) for point in points],
        series=[Series(_("Closes about"), [round(point.reached, 1) for point in points]),
                Series(_("At most"), [round(point.upper_bound, 1) for point in points])],
        marks=marks,
        summary=_("The planned budget closes about %(levels)s weighted levels.") % {"levels": figure(planned.reached)}
        if planned else "",
    )  # fmt: skip


def _read_names(visit: Visit, askable: Askable) -> Mapping[str, str]:
    """The numbers of offerings and units by what they are called, in small letters."""
    named = [(title, key) for key, title in list_offerings(str(askable.run.agency_id))]
    named += [(unit.name, unit.unit_id) for unit in read_run_tree(visit.scope, askable.run).units.values()]
    return {name.casefold(): key for name, key in named}


def _list_opds(visit: Visit, askable: Askable) -> list[tuple[str, str]]:
    return [(unit.unit_id, unit.name) for unit in read_run_tree(visit.scope, askable.run).rows()]
