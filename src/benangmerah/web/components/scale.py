"""A value on a scale with others to compare it with, drawn on the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.template import Library
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.web.components.chart import Mark
from benangmerah.web.components.figures import figure
from benangmerah.web.components.table import Words

register = Library()
WIDTH, EDGE, LINE, GAP = 400, 12, 16, 5
LETTER = 7.2
"""About how wide a letter is in the units of the picture."""


@dataclass(frozen=True)
class Scale:
    """The value, the ends of its scale, and what it is compared with; a value of None is not drawn but said."""

    name: str
    title: Words
    label: Words
    value: float | None
    low: float
    high: float
    marks: Sequence[Mark] = ()
    say: Callable[[Any], str | SafeString] = figure
    note: Words = ""

    @property
    def rows(self) -> list[tuple[Words, str | SafeString]]:
        """The lines of the table: the value first."""
        return [(self.label, self.say(self.value)), *((mark.label, self.say(mark.value)) for mark in self.marks)]

    @property
    def picture(self) -> SafeString:
        """The line with its marks; a label stands lower where it would cover another."""
        told = "; ".join(f"{label}: {strip_tags(str(said))}" for label, said in self.rows)
        words = _("%(title)s, on a scale from %(low)s to %(high)s. %(told)s") % {
            "title": self.title, "low": figure(self.low), "high": figure(self.high), "told": told,
        }  # fmt: skip
        placed = list(self._place_labels())
        marks = format_html_join(
            "",
            '<line class="scale-tick" x1="{0}" x2="{0}" y1="40" y2="{1}"/>'
            '<text text-anchor="{2}" x="{3}" y="{4}">{5}</text>',
            placed,
        )  # fmt: skip
        height = max((float(each[4]) for each in placed), default=60) + 8
        ends = format_html(
            '<text x="{}" y="36">{}</text><text text-anchor="end" x="{}" y="36">{}</text>',
            EDGE, figure(self.low), WIDTH - EDGE, figure(self.high),
        )  # fmt: skip
        return format_html(
            '<svg class="scale" viewBox="0 0 {} {}" role="img" aria-label="{}">'
            '<rect class="scale-line" x="{}" y="40" width="{}" height="8"/>{}{}{}</svg>',
            WIDTH, round(height), words, EDGE, WIDTH - 2 * EDGE, ends if self.value is None else "", marks,
            self._pointer(),
        )  # fmt: skip

    def _across(self, value: float) -> float:
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(EDGE + part * (WIDTH - 2 * EDGE), 1)

    def _pointer(self) -> SafeString:
        if self.value is None:
            return SafeString("")
        across = self._across(self.value)
        anchor = _anchor(across)
        return format_html(
            '<rect class="scale-part" x="{}" y="40" width="{}" height="8"/>'
            '<path class="scale-value" d="M{} 40l-6 -9h12z"/>'
            '<text class="scale-said" text-anchor="{}" x="{}" y="24">{}: {}</text>',
            EDGE, round(across - EDGE, 1), across, anchor, across, self.label, strip_tags(str(self.say(self.value))),
        )  # fmt: skip

    def _place_labels(self) -> Iterator[tuple[float, int, str, float, int, str]]:
        """Tick and label of each mark: labels stand on one side of their ticks, so that no tick runs through one."""
        told = [
            (self._across(mark.value), f"{strip_tags(str(self.say(mark.value)))} {mark.label}") for mark in self.marks
        ]
        is_right = all(across + GAP + LETTER * len(text) <= WIDTH for across, text in told)
        taken: list[float] = []
        for across, text in sorted(told, reverse=is_right):
            # how far from the side that labels come from, and how far its label reaches
            near = across if is_right else WIDTH - across
            line = next((at for at, free in enumerate(taken) if near + GAP + LETTER * len(text) < free), len(taken))
            taken[line:] = [near]  # a lower line is free only before this tick, too
            down = 64 + line * LINE
            yield across, down, "start" if is_right else "end", across + (GAP if is_right else -GAP), down, text


def _anchor(across: float) -> str:
    third = WIDTH / 3
    return "start" if across < third else "middle" if across < 2 * third else "end"


@register.inclusion_tag("components/scale.html")
def draw_scale(scale: Scale) -> dict[str, Any]:
    """A value on its scale, with the same in a table."""
    return {"scale": scale}
