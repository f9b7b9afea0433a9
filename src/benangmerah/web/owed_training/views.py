"""Who still owes which required training, who may go, and who is nominated."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from benangmerah.domain.role import Right
from benangmerah.kernel.explanation import Term
from benangmerah.snapshot.contract.published import OWED_KINDS
from benangmerah.store.selectors.owed_training import STEPS, count_owed, list_owed
from benangmerah.web.components.chart import Chart, Series
from benangmerah.web.components.figures import nip, said
from benangmerah.web.components.filters import Filter
from benangmerah.web.components.results import PAGE_SIZE, Results, open_results, show_no_run, split_filters
from benangmerah.web.components.table import Column, Layout, read_table, show_table_page, why_column
from benangmerah.web.kept_page import kept

STATES: dict[str, str | Promise] = {"gap": gettext_lazy("owed"), "unknown": gettext_lazy("not known")}
WAYS: dict[str, str | Promise] = {
    "nominated": gettext_lazy("nominated"), "may_go": gettext_lazy("may go, not nominated"),
    "not_eligible": gettext_lazy("offered, but not for this person"), "not_offered": gettext_lazy("not offered"),
}  # fmt: skip
LOOKS = {"nominated": "good", "may_go": "warn", "not_eligible": "bad", "not_offered": "bad"}


@require_safe
@kept
def show_owed(request: HttpRequest) -> HttpResponse:
    """The queue: training, person, state, and how far she is."""
    results = open_results(
        request,
        *split_filters(),
        Filter("jenis", _("Training"), [(kind, said(Term(kind))) for kind in OWED_KINDS]),
        Filter("keadaan", _("State"), list(STATES.items())),
        Filter("langkah", _("Step"), [(each, WAYS[each]) for each in STEPS]),
        right=Right.SEE_PEOPLE,
    )
    if results is None:
        return show_no_run(request, _("Mandatory training"))
    chosen = results.chosen
    asked = {"sector": chosen["sektor"], "status": chosen["status"], "kind": chosen["jenis"],
             "state": chosen["keadaan"], "step": chosen["langkah"]}  # fmt: skip
    rows = list_owed(results.visit.scope, results.run, results.place, asked)
    table = read_table(request, rows, _layout(results))
    return show_table_page(request, "owed_training/owed.html", table, {"results": results, "chart": _draw(rows)})


def _layout(results: Results) -> Layout:
    def person(row: Any) -> str:
        return results.link(reverse("employee:show_employee", args=[row.employee_id]))

    def why(row: Any) -> str:
        return results.link(reverse("employee:explain", args=[row.employee_id]), angka="match")

    return Layout(
        name="owed",
        caption=_("Required trainings that are not met"),
        is_exported=True,
        notes=results.notes,
        page_size=PAGE_SIZE,
        columns=[
            Column("asked", _("Training asked for")),
            Column("kind", _("Kind"), say=lambda kind: said(Term(kind))),
            Column("name", _("Name"), address=person),
            Column("employee_id", "NIP", say=nip),
            Column("position_title", _("Position")),
            Column("grade", _("Grade"), say=said),
            Column("state", _("State"), say=lambda state: str(STATES[state])),
            _step_column(),
            Column("batch", _("Batch"), say=_or_dash, is_number=True),
            *([why_column(why)] if results.visit.scope.may(Right.READ_ASSESSMENTS) else []),
        ],
        searched=("asked", "name", "employee_id", "position_title"),
        nothing=_(
            "Nobody here owes a training, or nothing matches. Where positions ask for no training, none can be owed."
        ),
    )


def _step_column() -> Column:
    return Column("step", _("Step"), say=_say_step, is_sorted=False, value=lambda row: str(WAYS[row.step]))


def _say_step(step: Any) -> Any:
    return format_html('<span class="fate fate-{}">{}</span>', LOOKS[step], WAYS[step])


def _or_dash(batch: int | None) -> str:
    return "–" if batch is None else str(batch)


def _draw(rows: Any) -> Chart | None:
    kinds = count_owed(rows)
    if not kinds:
        return None
    return Chart(
        name="kinds",
        kind="bar",
        title=_("Required trainings by kind"),
        heading=_("Training"),
        labels=[said(Term(each.kind)) for each in kinds],
        series=[
            Series(_("owed"), [each.owed for each in kinds]),
            Series(_("not known"), [each.unknown for each in kinds]),
            Series(_("may go"), [each.may_go for each in kinds]),
            Series(_("nominated"), [each.nominated for each in kinds]),
        ],
    )
