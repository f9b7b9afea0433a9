"""The reasons of a figure: beside the page that shows it, or as a page of their own where there is no script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from benangmerah.kernel.explanation import Explanation
from benangmerah.store.selectors.shown_run import ShownRun

PANEL = "why-body"


def show_why_page(
    request: HttpRequest, figure: str, *explanations: Explanation, run: ShownRun | None = None
) -> HttpResponse:
    """Why a figure of a run is what it is; `figure` says which. The link to it is drawn by the tag `why`."""
    is_beside = request.headers.get("HX-Target") == PANEL
    template = "components/why_body.html" if is_beside else "components/why_page.html"
    return render(request, template, {"figure": figure, "explanations": explanations, "run": run})
