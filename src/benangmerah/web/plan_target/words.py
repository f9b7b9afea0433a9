"""Targets and their answers in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from benangmerah.domain.plan_target import WHOLE, TargetKind
from benangmerah.web.components.figures import figure

UNDER_WAY = ("waiting", "running")


@dataclass(frozen=True)
class Line:
    """A question in a list."""

    target: Any
    words: str

    @property
    def state(self) -> str:
        """Where it stands: under way, found, or not found."""
        job = self.target.job
        if self.target.found_at is not None:
            return "found"
        return "under_way" if job is not None and job.state in UNDER_WAY else "failed"


def describe(target: Any) -> str:
    """A target in a few words."""
    value = "" if target.value is None else figure(target.value)
    words = {
        TargetKind.MINIMUM_JP: _("The minimum of JP for everybody"),
        TargetKind.CLOSURE: _("%(value)s %% of the gaps closed") % {"value": value},
        TargetKind.INDEX: _("IP ASN mean %(value)s") % {"value": value},
        TargetKind.INDEX_PATH: _("IP ASN mean %(value)s in %(year)s") % {"value": value, "year": target.until},
    }
    return words[TargetKind(target.kind)]


def say_level(target: Any, value: float | None) -> str:
    """What is reached, in the unit of the target."""
    if value is None:
        return "–"
    if target.kind == TargetKind.CLOSURE:
        return f"{figure(round(value, 2))} %"
    return str(figure(round(value, 2)))


def say_rupiah(value: int) -> str:
    """Money to the rupiah: a proof is not rounded."""
    return f"Rp {figure(value)}"


def say_answer(target: Any) -> list[str]:
    """The answer in sentences, the money first."""
    cost, least = int(target.cost_rupiah or 0), target.least_rupiah
    words = describe(target)
    told = []
    if target.is_reached:
        told.append(_("%(target)s: %(cost)s.") % {"target": words, "cost": say_rupiah(cost)})
    elif target.kind == TargetKind.MINIMUM_JP:
        told.append(
            _("%(reached)s of %(aimed)s people can be brought to the minimum of JP, for %(cost)s.")
            % {"reached": figure(int(target.reached or 0)), "aimed": figure(int(target.aimed or 0)),
               "cost": say_rupiah(cost)}
        )  # fmt: skip
    else:
        told.append(
            _("%(target)s was not reached. The plan that comes nearest reaches %(reached)s for %(cost)s.")
            % {"target": words, "reached": say_level(target, target.reached), "cost": say_rupiah(cost)}
        )
    if least is not None and target.is_reached:
        told.append(_say_least(cost, least, is_path=target.kind == TargetKind.INDEX_PATH))
    elif least:
        told.append(
            _("What the nearest plan reaches cannot be had for less than %(least)s: that is proven.")
            % {"least": say_rupiah(least)}
        )
    if target.most is not None and target.aimed is not None and target.most < target.aimed:
        told.append(
            _("Proven: no lawful plan reaches more than %(most)s, whatever its money.")
            % {"most": say_level(target, target.most)}
        )
    return told


def _say_least(cost: int, least: int, *, is_path: bool) -> str:
    if least <= 0:
        return _("That it costs something at all is not proven.") if cost else _("It costs nothing.")
    above = (cost - least) * WHOLE / cost if cost else 0
    words = (
        _("Proven: no way to it costs less than %(least)s in all years; the way found is at most %(above)s %% dearer.")
        if is_path
        else _("Proven: it cannot be had for less than %(least)s; the plan found is at most %(above)s %% dearer.")
    )
    dearer = (cost - least) * WHOLE / least if least else above
    return words % {"least": say_rupiah(least), "above": figure(round(max(0.0, dearer), 2))}


def say_left(count: int) -> str:
    """How many people stay below the minimum."""
    return ngettext(
        "%(count)s person stays below the minimum whatever the money.",
        "%(count)s people stay below the minimum whatever the money.",
        count,
    ) % {"count": figure(count)}
