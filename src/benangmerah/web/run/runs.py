"""Runs of the reader's agencies: the list, one run with its figures, how far it is, its documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.flow.run_documents import list_documents, read_document
from benangmerah.kernel.explanation import render_value
from benangmerah.store.selectors.job import JobLine, list_jobs
from benangmerah.store.selectors.run import list_runs, list_under_way, may_for_all, read_figures, read_run
from benangmerah.store.selectors.unit import name_places
from benangmerah.web.components.figures import figure, page_language, said, say_if_known
from benangmerah.web.components.table import Choice, Column, Layout, read_table, show_table_page
from benangmerah.web.run.figures import list_figures
from benangmerah.web.visit import visit_of

STATES = {
    "waiting": gettext_lazy("waits for its turn"),
    "running": gettext_lazy("under way"),
    "finished": gettext_lazy("finished"),
    "failed": gettext_lazy("failed"),
    "cancelled": gettext_lazy("stopped"),
    "lost": gettext_lazy("broken off"),
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
COMPUTING, REPEATING, WRITING = "compute_run", "repeat_run", "write_documents"


def say_time(at: datetime | None) -> str:
    """Day and time where the product is used."""
    if at is None:
        return ""
    there = timezone.localtime(at)
    return f"{render_value(there.date(), page_language())} {there:%H.%M}"


def say_state(state: str) -> str:
    """Where a run or a job stands, in words."""
    return str(STATES[state])


RUNS = Layout(
    name="runs",
    caption=gettext_lazy("Runs"),
    is_exported=True,
    columns=(
        Column("pk", gettext_lazy("Run"), is_number=True, address=lambda run: reverse("run:show_run", args=[run.pk])),
        Column("asked_at", gettext_lazy("Requested"), say=say_time),
        Column("asked_by__name", gettext_lazy("By"), say=say_if_known),
        Column("as_of", gettext_lazy("Data of"), say=figure),
        Column("law_date", gettext_lazy("Regulations of"), say=figure),
        Column("year", gettext_lazy("Plan year"), say=str, is_number=True),
        Column("status", gettext_lazy("State"), say=say_state),
        Column("is_published", gettext_lazy("Shown"), say=lambda is_shown: _("yes") if is_shown else ""),
    ),
    choices=(Choice("status", gettext_lazy("State"), [item for item in STATES.items() if item[0] != "lost"]),),
    nothing=gettext_lazy("There is no run yet."),
)  # fmt: skip


@require_safe
def show_runs(request: HttpRequest) -> HttpResponse:
    """The runs, newest first; those under way with their progress."""
    scope = visit_of(request).scope
    table = read_table(request, list_runs(scope), RUNS)
    context = {
        "under_way": [progress_of(run.pk, list_jobs(run), COMPUTING) for run in list_under_way(scope)],
        "may_start": bool(scope.reach(Right.START_RUNS).agency_ids),
    }
    return show_table_page(request, "run/runs.html", table, context)


@require_safe
def show_run(request: HttpRequest, run_id: int) -> HttpResponse:
    """One run: how far it is or how it ended, its key figures, notes and documents."""
    scope = visit_of(request).scope
    run = read_run(scope, run_id)
    jobs = list_jobs(run)
    summary = read_figures(scope, run)
    by_kind = {job.kind: job for job in jobs}
    under_way = next((job.kind for job in jobs if not job.is_over), "")
    context = {
        "run": run,
        "agency": name_places([(run.agency_id or "", None)])[(run.agency_id or "", None)],
        "state": say_state(by_kind[COMPUTING].state if COMPUTING in by_kind else run.status),
        "asked_at": say_time(run.asked_at),
        "finished_at": say_time(run.finished_at),
        "progress": progress_of(run.pk, jobs, under_way) if under_way else None,
        "failed": [job for job in jobs if job.error],
        "figures": list_figures(summary) if summary else [],
        "notes": (summary or {}).get("notes", []),
        "repetition": by_kind.get(REPEATING),
        "documents": list_documents(scope, run),
        "may_start": may_for_all(scope, run, Right.START_RUNS),
        "is_busy": bool(under_way),
    }
    return render(request, "run/run.html", context)


@require_safe
def show_progress(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far the work for a run is; when it has ended the page around it is drawn anew."""
    run = read_run(visit_of(request).scope, run_id)
    jobs = list_jobs(run)
    under_way = next((job.kind for job in jobs if not job.is_over), "")
    answer = render(request, "components/progress.html", progress_of(run.pk, jobs, under_way or COMPUTING))
    if not under_way and request.headers.get("HX-Request"):
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
def fetch_document(request: HttpRequest, run_id: int, document: str) -> HttpResponse:
    """One document of a run, for whoever may read it for the whole agency."""
    path = read_document(visit_of(request), run_id, document)
    return HttpResponse(path.read_bytes(), content_type=KINDS[path.suffix], headers={
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=f"{run_id}-{document}") or "",
    })  # fmt: skip


def progress_of(run_id: int, jobs: list[JobLine], kind: str) -> Mapping[str, Any]:
    """What the bar of a run shows: the work of that kind."""
    job = next((job for job in jobs if job.kind == kind), None)
    return {
        "name": f"progress-{run_id}",
        "address": reverse("run:show_progress", args=[run_id]),
        "stage": f"{_('Run %(number)s') % {'number': run_id}}: {_say_stage(job)}",
        "done": job.done if job else 0,
        "total": job.total if job else 0,
        "is_over": job is None or job.is_over,
    }


def _say_stage(job: JobLine | None) -> str:
    if job is None:
        return ""
    if job.is_over or job.stage is None:
        return say_state(job.state)
    return _("is being stopped") if job.is_cancel_requested else str(said(job.stage))
