"""A radar of three to twenty axes, drawn on the server: it needs no script and prints as it is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

FEWEST_AXES = 3
MOST_NAMES = 12
"""With more axes than that their names would cover each other: they are numbered, as in the table."""
WIDTH, HEIGHT, RADIUS = 440, 380, 110
LABEL_LENGTH, LABEL_LINES = 16, 3
RINGS = 4
LINE = 14


def draw_radar(
    words: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | int | None]]],
    top: float | None = None,
) -> SafeString:
    """The picture; a value that is not known leaves its axis without a point, and the line goes past it."""
    known = [value for _, values in series for value in values if value is not None]
    end = top or max(known, default=0) or 1
    rings = format_html_join(
        "", '<polygon class="radar-ring" points="{}"/>',
        ((_points([end * ring / RINGS] * len(labels), end),) for ring in range(1, RINGS + 1)),
    )  # fmt: skip
    shapes = format_html_join(
        "", '<g class="radar-{}"><polygon points="{}"/>{}</g>',
        ((number, _points(values, end), _dots(values, end, number)) for number, (_, values) in enumerate(series, 1)),
    )  # fmt: skip
    if len(labels) > MOST_NAMES:
        labels = [str(number) for number in range(1, len(labels) + 1)]
    names = format_html_join("", "{}", ((_label(label, at, len(labels)),) for at, label in enumerate(labels)))
    legend = format_html_join(
        "", '<g class="radar-{}">{}<text x="{}" y="{}">{}</text></g>',
        ((number, _dot(10, HEIGHT - 16 * (len(series) - number) - 12, number), 22,
          HEIGHT - 16 * (len(series) - number) - 8, name) for number, (name, _) in enumerate(series, 1)),
    )  # fmt: skip
    return format_html(
        '<svg class="radar" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        WIDTH, HEIGHT, words, rings, shapes, names, legend,
    )  # fmt: skip


def _place(at: int, count: int, far: float) -> tuple[float, float]:
    angle = 2 * math.pi * at / count - math.pi / 2
    return round(WIDTH / 2 + far * math.cos(angle), 1), round(HEIGHT / 2 + far * math.sin(angle), 1)


def _places(values: Sequence[float | int | None], end: float) -> Iterator[tuple[float, float]]:
    for at, value in enumerate(values):
        if value is not None:
            yield _place(at, len(values), RADIUS * value / end)


def _points(values: Sequence[float | int | None], end: float) -> str:
    return " ".join(f"{across},{down}" for across, down in _places(values, end))


def _dots(values: Sequence[float | int | None], end: float, number: int) -> SafeString:
    return format_html_join("", "{}", ((_dot(across, down, number),) for across, down in _places(values, end)))


def _dot(across: float, down: float, number: int) -> SafeString:
    """Round for the first series, square for the others: told apart without colour."""
    if number == 1:
        return format_html('<circle cx="{}" cy="{}" r="4"/>', across, down)
    return format_html('<rect x="{}" y="{}" width="7" height="7"/>', round(across - 3.5, 1), round(down - 3.5, 1))


def _label(label: str, at: int, count: int) -> SafeString:
    across, down = _place(at, count, RADIUS + 14)
    lines = wrap(label, LABEL_LENGTH)
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], f"{lines[LABEL_LINES - 1]} …"]
    side = across - WIDTH / 2
    anchor = "middle" if abs(side) < 1 else "start" if side > 0 else "end"
    share_above = (1 - (down - HEIGHT / 2) / (RADIUS + 14)) / 2  # all lines above the topmost point, none below it
    first = down - (len(lines) - 1) * LINE * share_above + 4
    spans = format_html_join(
        "", '<tspan x="{}" y="{}">{}</tspan>',
        ((across, round(first + line * LINE, 1), text) for line, text in enumerate(lines)),
    )  # fmt: skip
    return format_html('<text text-anchor="{}">{}</text>', anchor, spans)
