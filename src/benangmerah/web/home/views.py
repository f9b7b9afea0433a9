"""The first page: who one is, what the archive holds, where things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.store.selectors.holding import count_holding, read_standing
from benangmerah.store.selectors.membership import list_own_memberships
from benangmerah.store.selectors.role_line import IN_FORCE, list_role_lines
from benangmerah.web.components.figures import percent, rupiah
from benangmerah.web.menu import address_of
from benangmerah.web.shell import scope_of_request


@dataclass(frozen=True)
class Step:
    """One of the three steps of a first use."""

    name: str | Promise
    words: str | Promise


@dataclass(frozen=True)
class Figure:
    """A key figure with what it rests on."""

    label: str | Promise
    value: Any
    covered: int | None = None
    total: int | None = None
    note: str | Promise = ""


STEPS = (
    Step(_("Bring the data in"), _("The workbook of the template, a folder of tables, or the SIASN export.")),
    Step(_("Mend what is refused"), _("Every bad row is shown with its cell, the reason and a suggestion.")),
    Step(_("Start a run"), _("Gaps, needs and a plan within the budget follow by themselves.")),
)


@require_safe
@login_required
def show_home(request: HttpRequest) -> HttpResponse:
    """What the reader sees first."""
    scope = scope_of_request(request)
    standing = read_standing(scope)
    context = {
        "lines": [line for line in list_role_lines(scope, list_own_memberships(scope)) if line.state == IN_FORCE],
        "is_employee": scope.employee_id is not None,
        "employee_id": scope.employee_id,
        "holding": count_holding(scope),
        "standing": standing,
        "figures": list_figures(standing.summary) if standing and standing.summary else [],
        "steps": STEPS,
        "run_address": address_of("run:show_runs") if scope.may(Right.SEE_RESULTS) else "",
        "import_address": address_of("import:upload") if scope.may(Right.IMPORT_DATA) else "",
    }
    return render(request, "home/home.html", context)


def list_figures(summary: Mapping[str, Any]) -> list[Figure]:
    """The key figures of a run, each with its coverage; one that the run does not give is not shown."""
    gap, index, plan = (summary.get(name) or {} for name in ("gap", "professionalism_index", "plan"))
    covered, total = gap.get("assessed_count"), gap.get("required_count")
    figures = [
        Figure(_("People below standard"), gap.get("below_people"), covered, total),
        Figure(_("Levels missing"), gap.get("burden"), covered, total),
        Figure(_("IP ASN, simulated"), index.get("mean"), note=_("Never the official figure.")),
    ]
    if plan:
        share = plan.get("optimality_gap_percent")
        note = "" if share is None else _("At most %(share)s from the best plan.") % {"share": percent(share / 100)}
        figures.append(Figure(_("Money of the plan"), rupiah(plan.get("spent_rupiah")), note=note))
    return figures
