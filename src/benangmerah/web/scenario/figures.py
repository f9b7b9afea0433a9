"""An answer as a page shows it: each measure of the plan now, with the scenario, and the difference in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benangmerah.domain.scenario import Answer, PlanFigures, Question, UnitChange
from benangmerah.web.components.figures import figure, not_known, percent, rupiah

UNITS_SHOWN = 12
"""OPDs of an answer that is drawn while a slider moves: those that change most."""
MEANS_NOTHING = 0.005


@dataclass(frozen=True)
class Measure:
    """One thing that a plan is measured by."""

    code: str
    label: str | Promise
    read: Callable[[PlanFigures], float | None]
    say: Callable[[Any], str | SafeString] = figure
    say_change: Callable[[Any], str | SafeString] | None = None
    """How a difference is said, where that is not how the value is."""


def _say_points(share: float) -> str:
    return _("%(points)s points") % {"points": figure(round(share * 100, 2))}


def _say_share(value: float | None) -> str | SafeString:
    return percent(None if value is None else round(value, 4))


def _say_number(value: float | None) -> str | SafeString:
    return not_known() if value is None else figure(round(value, 2))


MEASURES: tuple[Measure, ...] = (
    Measure("closure", gettext_lazy("Weighted gap closed"), lambda each: each.closure, _say_share, _say_points),
    Measure("levels", gettext_lazy("Levels closed"), lambda each: each.levels_closed, _say_number),
    Measure("budget", gettext_lazy("Ceiling"), lambda each: each.budget_rupiah, rupiah),
    Measure("spent", gettext_lazy("Money of the plan"), lambda each: each.spent_rupiah, rupiah),
    Measure("helped", gettext_lazy("People with an item"), lambda each: each.people_helped),
    Measure("hours", gettext_lazy("JP of the plan"), lambda each: each.learning_hours, _say_number),
    Measure("missing", gettext_lazy("JP missing to the minimum"), lambda each: each.missing_jp, _say_number),
    Measure("below", gettext_lazy("PNS below the minimum JP"), lambda each: each.people_below_minimum_jp),
    Measure("classical", gettext_lazy("Share of JP in class"), lambda each: _part(each.classical_share_percent),
            _say_share, _say_points),
    Measure("index", gettext_lazy("Mean IP ASN after the plan, simulated"), lambda each: each.index_mean, _say_number),
)  # fmt: skip


def _part(value: float | None) -> float | None:
    return None if value is None else value / 100


@dataclass(frozen=True)
class Line:
    """A measure of the plan now and of the scenario."""

    label: str | Promise
    before: str | SafeString
    after: str | SafeString
    change: str | SafeString


@dataclass(frozen=True)
class Drawn:
    """An answer as the template draws it."""

    answer: Answer
    distance: str | SafeString
    lines: Sequence[Line]
    units: Sequence[UnitChange]
    more_units: int
    """OPDs that are not shown."""
    floor: str | SafeString | None
    """The floor per OPD that was asked for."""


def draw_answer(answer: Answer, question: Question, shown: int = UNITS_SHOWN) -> Drawn:
    """The answer with its measures and the OPDs that change most."""
    changed = [each for each in answer.units if each.gaining or each.losing]
    units = sorted(changed, key=lambda each: (-each.dropped, -(each.gaining + each.losing), each.name))
    return Drawn(
        answer, say_distance(answer), list_lines(answer.before, answer.after), units[:shown],
        max(0, len(units) - shown),
        None if question.floor_percent is None else percent(float(question.floor_percent) / 100),
    )  # fmt: skip


def say_distance(answer: Answer) -> str | SafeString:
    """How far from the best plan it is at most."""
    return percent(round(answer.distance_percent, 2) / 100)


def list_lines(before: PlanFigures, after: PlanFigures) -> list[Line]:
    """Measure by measure."""
    return [_line(measure, measure.read(before), measure.read(after)) for measure in MEASURES]


def _line(measure: Measure, before: float | None, after: float | None) -> Line:
    return Line(measure.label, measure.say(before), measure.say(after), _say_change(measure, before, after))


def _say_change(measure: Measure, before: float | None, after: float | None) -> str | SafeString:
    if before is None or after is None:
        return "–"
    change = after - before
    if abs(change) < (MEANS_NOTHING / 100 if measure.say_change else MEANS_NOTHING):
        return _("the same")
    said = (measure.say_change or measure.say)(abs(change))
    words = _("%(amount)s more") if change > 0 else _("%(amount)s less")
    return SafeString(conditional_escape(words) % {"amount": conditional_escape(said)})
