"""Charts: a picture that a script draws, above the table that says the same; without a script the table is all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template import Library
from django.templatetags.static import static
from django.utils.html import conditional_escape, escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from benangmerah.web.components.figures import figure, percent, share
from benangmerah.web.components.radar import FEWEST_AXES, MOST_NAMES, draw_radar
from benangmerah.web.components.table import Words

register = Library()
Number = float | int | None
SCRIPTS = ("vendor/echarts.js", "chart.js")


@dataclass(frozen=True)
class Series:
    """One row of bars, or one line: a value for each label; None is not known and is not drawn."""

    label: Words
    values: Sequence[Number]


@dataclass(frozen=True)
class Mark:
    """A value to compare with: a limit, a target, a figure that somebody quoted."""

    label: Words
    value: float


@dataclass(frozen=True)
class Chart:
    """What is drawn. `name` is its id on the page; kinds: bar (lying), line, radar (needs three labels, else bars)."""

    name: str
    kind: str
    title: Words
    heading: Words
    """What the labels are: the heading of the table's first column."""
    labels: Sequence[Words]
    series: Sequence[Series]
    summary: Words = ""
    """What one sees, in a sentence; else the highest and the lowest are named."""
    say: Callable[[Any], str | SafeString] = figure
    is_stacked: bool = False
    marks: Sequence[Mark] = ()
    addresses: Sequence[str | None] = ()
    """Where each label of the table leads."""
    top: float | None = None
    """The end of a radar's axes: the highest level there is."""

    @property
    def words(self) -> str:
        """What a screen reader says of the picture."""
        return str(self.summary) or f"{self.title}. {self._say_ends()}".strip()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The lines of the table."""
        is_numbered = self._is_radar and len(self.labels) > MOST_NAMES
        addresses = [*self.addresses, *[None] * (len(self.labels) - len(self.addresses))]
        return [
            {
                "label": f"{at + 1}. {label}" if is_numbered else label,
                "address": address,
                "cells": [self.say(each.values[at]) for each in self.series],
            }
            for at, (label, address) in enumerate(zip(self.labels, addresses, strict=True))
        ]

    @property
    def body(self) -> SafeString:
        """The lines of the table as they are drawn."""
        drawn = []
        for row in self.rows:
            label = conditional_escape(str(row["label"]))
            head = f'<a href="{escape(row["address"])}">{label}</a>' if row["address"] else label
            cells = "".join(f'<td class="number">{conditional_escape(cell)}</td>' for cell in row["cells"])
            drawn.append(f'<tr><th scope="row">{head}</th>{cells}</tr>')
        return SafeString("\n".join(drawn))

    @property
    def mark_rows(self) -> list[tuple[Words, str | SafeString]]:
        """What the values are compared with."""
        return [(mark.label, self.say(mark.value)) for mark in self.marks]

    @property
    def picture(self) -> SafeString | str:
        """A radar, which needs no script; nothing for what a script draws."""
        if not self._is_radar:
            return ""
        values = [(str(each.label), each.values) for each in self.series]
        return draw_radar(self.words, [str(label) for label in self.labels], values, self.top)

    @property
    def data(self) -> dict[str, Any]:
        """What the script draws from."""
        return {
            "kind": "line" if self.kind == "line" else "bar",
            "summary": self.words,
            "labels": [str(label) for label in self.labels],
            "isStacked": self.is_stacked,
            "isShare": self.say in {percent, share},
            "marks": [{"label": str(mark.label), "value": mark.value} for mark in self.marks],
            "series": [
                {"label": str(each.label), "values": list(each.values), "said": [self._text(v) for v in each.values]}
                for each in self.series
            ],
        }  # fmt: skip

    @property
    def _is_radar(self) -> bool:
        return self.kind == "radar" and len(self.labels) >= FEWEST_AXES

    def _text(self, value: Number) -> str:
        # a picture holds no markup, and money is drawn as it is
        return str((percent if self.say in {percent, share} else figure)(value)) if value is not None else ""

    def _say_ends(self) -> str:
        known = [(value, str(label)) for value, label in zip(self.series[0].values, self.labels, strict=True)
                 if value is not None] if len(self.series) == 1 else []  # fmt: skip
        if not known:
            return _("The table below has the figures.")
        (low, low_label), (high, high_label) = min(known), max(known)
        words = _("Highest: %(high_label)s, %(high)s; lowest: %(low_label)s, %(low)s.")
        return words % {
            "high_label": high_label, "high": self._text(high), "low_label": low_label, "low": self._text(low),
        }  # fmt: skip


@register.inclusion_tag("components/chart.html")
def draw_chart(chart: Chart) -> dict[str, Any]:
    """A chart with its table; the page's head needs `chart_scripts`."""
    return {"chart": chart, "data_id": f"{chart.name}-data"}


@register.simple_tag
def chart_scripts() -> SafeString:
    """The scripts of a page that draws charts, for its block `head`."""
    return format_html_join("", '<script src="{}" defer></script>', ((static(name),) for name in SCRIPTS))
