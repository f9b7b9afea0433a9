"""The key figures of a run, each with what it rests on; what the run did not give stands grey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from benangmerah.web.components.figures import percent, rupiah


@dataclass(frozen=True)
class Figure:
    """A key figure with what it rests on."""

    label: str | Promise
    value: Any
    covered: int | None = None
    total: int | None = None
    note: str | Promise = ""


def list_figures(summary: Mapping[str, Any]) -> list[Figure]:
    """Gap, index and plan of the whole agency."""
    gap, index, plan, thread = (summary.get(name) or {} for name in ("gap", "professionalism_index", "plan", "thread"))
    covered, total = gap.get("assessed_count"), gap.get("required_count")
    no_plan = "" if plan else _("No plan was made.")
    return [
        Figure(_("People"), gap.get("people")),
        Figure(_("People below standard"), gap.get("below_people"), covered, total),
        Figure(_("Levels missing"), gap.get("burden"), covered, total),
        Figure(_("IP ASN, simulated"), index.get("mean"), index.get("people"), gap.get("people"),
               note=_("Never the official figure.")),
        Figure(_("Money of the plan"), _money(plan), note=no_plan or _distance(plan)),
        Figure(_("Weighted gap closed"), _closed(plan), note=no_plan),
        Figure(_("PNS below the minimum JP with the plan"), plan.get("people_below_minimum_jp"), note=no_plan),
        Figure(_("Targets that the plan serves"), _share(thread.get("targets_covered_percent")), note=no_plan),
    ]  # fmt: skip


def _money(plan: Mapping[str, Any]) -> Any:
    spent = plan.get("spent_rupiah")
    return None if spent is None else rupiah(spent)


def _closed(plan: Mapping[str, Any]) -> Any:
    closed, whole = plan.get("weighted_closure"), plan.get("weighted_gap")
    return percent(closed / whole) if closed is not None and whole else None


def _share(value: float | None) -> Any:
    return None if value is None else percent(value / 100)


def _distance(plan: Mapping[str, Any]) -> str:
    share = _share(plan.get("optimality_gap_percent"))
    return "" if share is None else _("At most %(share)s from the best plan.") % {"share": share}
