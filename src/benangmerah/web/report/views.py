"""The documents of runs, in one list: written by a job, kept with their run, as PDF, DOCX and XLSX."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.run_documents import list_documents
from benangmerah.store.selectors.job import list_jobs
from benangmerah.store.selectors.run import list_runs, may_for_all
from benangmerah.web.components.figures import figure
from benangmerah.web.components.results import show_no_run
from benangmerah.web.kept_page import keep_not, kept
from benangmerah.web.run.runs import progress_of
from benangmerah.web.visit import visit_of

RUNS_SHOWN = 10
NAMES: dict[str, tuple[str | Promise, str | Promise]] = {
    "ringkasan-akpk": (
        gettext_lazy("Summary of the needs analysis (AKPK)"),
        gettext_lazy("The five sentences with their annexes, for signing."),
    ),
    "rencana-pengembangan": (
        gettext_lazy("Development plan"),
        gettext_lazy("The seven contents, lines, batches and people."),
    ),
    "kebutuhan": (gettext_lazy("Needs"), gettext_lazy("Every need by rank, with names.")),
    "peta-kesenjangan": (gettext_lazy("Gap map"), gettext_lazy("OPD against competency, in four measures.")),
    "ip-asn": (gettext_lazy("IP ASN"), gettext_lazy("The simulated index by OPD and dimension.")),
    "matriks-benang-merah": (
        gettext_lazy("Red thread matrix"),
        gettext_lazy("Targets against trainings, for the planning agency."),
    ),
    "cermin-kebijakan": (gettext_lazy("Policy mirror"), gettext_lazy("Spending against needs.")),
}
"""What documents are called, and what they are for; by the name of their file."""


@require_safe
@kept
def show_reports(request: HttpRequest) -> HttpResponse:
    """The documents of the newest runs that the reader may open, each in its forms."""
    scope = visit_of(request).scope
    scope.require(Right.SEE_RESULTS)
    runs = list(list_runs(scope).filter(status="finished")[:RUNS_SHOWN])
    if not runs:
        return show_no_run(request, _("Documents"))
    lines = [_line(scope, run) for run in runs]
    if any(line["progress"] for line in lines):
        keep_not(request)
    return render(request, "report/reports.html", {"lines": lines})


def _line(scope: Any, run: Any) -> dict[str, Any]:
    files = list_documents(scope, run)
    jobs = list_jobs(run)
    under_way = next((job.kind for job in jobs if not job.is_over), "")
    return {
        "run": run, "title": _("Run %(number)s, data of %(day)s") % {"number": run.pk, "day": figure(run.as_of)},
        "documents": _group(run, files), "may_write": may_for_all(scope, run, Right.START_RUNS) and not under_way,
        "progress": progress_of(run.pk, jobs, under_way) if under_way else None,
    }  # fmt: skip


def _group(run: Any, files: list[str]) -> list[dict[str, Any]]:
    """One line a document, with its forms."""
    found = []
    for stem, (name, purpose) in NAMES.items():
        forms = [
            (each.rpartition(".")[2].upper(), reverse("run:fetch_document", args=[run.pk, each]))
            for each in files
            if each.rpartition(".")[0] == stem
        ]
        if forms:
            found.append({"name": name, "purpose": purpose, "forms": forms})
    return found
