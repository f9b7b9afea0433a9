"""Ways through stations as bands from column to column (a Sankey picture), drawn on the server: it prints as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH, TOP, GAP, BLOCK = 1000, 34, 12, 12
LEAST, LINE = 30, 14
"""The least room of a station, so that its name of two lines fits, and the height of a line."""
MOST = 10
"""Stations in a column; the rest stand together as one."""
BANDS = 240
"""What the bands of the fullest column take together."""
COLOURS = 6
REST = "…"


@dataclass(frozen=True)
class Way:
    """One way: what it passes, as key and words for each column, and how much goes along it."""

    stations: Sequence[tuple[str, str]]
    amount: float


@dataclass(frozen=True)
class _Station:
    at: int
    top: float
    amount: float
    height: float
    words: str
    colour: int


def draw_ways(words: str, headings: Sequence[str], ways: Sequence[Way]) -> SafeString:
    """The picture of the ways; nothing where there are none. `headings` names the columns from left to right."""
    ways = _gather([way for way in ways if way.amount > 0], len(headings))
    if not ways:
        return SafeString("")
    largest = sum(way.amount for way in ways)
    columns = [_stack(ways, at, BANDS / largest) for at in range(len(headings))]
    height = max(station.top + station.height for column in columns for station in column.values()) + GAP
    step = (WIDTH - 180) / max(1, len(headings) - 1)
    bands = format_html_join("", "{}", ((band,) for band in _bands(ways, columns, step, BANDS / largest)))
    blocks = format_html_join(
        "", "{}", ((_block(each, step, len(headings)),) for column in columns for each in column.values())
    )
    heads = format_html_join(
        "",
        '<text class="ways-head" x="{}" y="16">{}</text>',
        ((round(at * step), head) for at, head in enumerate(headings)),
    )
    return format_html(
        '<svg class="ways" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>', WIDTH, round(height), words,
        bands, blocks, heads,
    )  # fmt: skip


def _gather(ways: Sequence[Way], columns: int) -> list[Way]:
    """The ways with the small stations of each column put together."""
    kept = []
    for at in range(columns):
        amounts: dict[str, float] = defaultdict(float)
        for way in ways:
            amounts[way.stations[at][0]] += way.amount
        kept.append(set(sorted(amounts, key=lambda key: (-amounts[key], key))[:MOST]))
    rest = (REST, _("others"))
    found: dict[tuple[tuple[str, str], ...], float] = defaultdict(float)
    for way in ways:
        stations = tuple(each if each[0] in kept[at] else rest for at, each in enumerate(way.stations))
        found[stations] += way.amount
    return [Way(stations, amount) for stations, amount in found.items()]


def _stack(ways: Sequence[Way], at: int, scale: float) -> dict[str, _Station]:
    """The stations of a column from the largest down."""
    amounts: dict[str, float] = defaultdict(float)
    names: dict[str, str] = {}
    for way in ways:
        key, names[key] = way.stations[at]
        amounts[key] += way.amount
    found, top = {}, float(TOP)
    order = sorted(amounts, key=lambda key: (key == REST, -amounts[key], key))
    for number, key in enumerate(order):
        height = max(LEAST, amounts[key] * scale)
        found[key] = _Station(at, top, amounts[key], height, names[key], number % COLOURS + 1)
        top += height + GAP
    return found


def _bands(
    ways: Sequence[Way], columns: Sequence[Mapping[str, _Station]], step: float, scale: float
) -> list[SafeString]:
    drawn = []
    for at in range(len(columns) - 1):
        flows: dict[tuple[str, str], float] = defaultdict(float)
        for way in ways:
            flows[way.stations[at][0], way.stations[at + 1][0]] += way.amount
        left: dict[str, float] = defaultdict(float)
        right: dict[str, float] = defaultdict(float)
        order = sorted(flows, key=lambda pair: (columns[at][pair[0]].top, columns[at + 1][pair[1]].top))
        for start, end in order:
            one, other, thick = columns[at][start], columns[at + 1][end], flows[start, end] * scale
            from_y, to_y = one.top + left[start] + thick / 2, other.top + right[end] + thick / 2
            left[start] += thick
            right[end] += thick
            from_x, to_x = at * step + BLOCK, (at + 1) * step
            middle = (from_x + to_x) / 2
            drawn.append(format_html(
                '<path class="way way-{}" d="M{} {}C{} {} {} {} {} {}" stroke-width="{}"><title>{}</title></path>',
                one.colour, *(round(each, 1) for each in (from_x, from_y, middle, from_y, middle, to_y, to_x, to_y)),
                max(1, round(thick, 1)), f"{one.words} → {other.words}: {flows[start, end]:g}",
            ))  # fmt: skip
    return drawn


def _block(station: _Station, step: float, columns: int) -> SafeString:
    """A station with its name beside it."""
    across = round(station.at * step, 1)
    room = round((step - 40) / 6.2) if station.at < columns - 1 else 26
    lines = wrap(station.words, room) or [""]
    if len(lines) > 2:
        lines = [lines[0], f"{lines[1]} …"]
    spans = format_html_join(
        "", '<tspan x="{}" y="{}">{}</tspan>',
        ((across + BLOCK + 5, round(station.top + 13 + LINE * number, 1), text) for number, text in enumerate(lines)),
    )  # fmt: skip
    return format_html(
        '<g class="way-station way-{}"><rect x="{}" y="{}" width="{}" height="{}"/><text>{}</text>'
        "<title>{}: {}</title></g>",
        station.colour, across, round(station.top, 1), BLOCK, round(station.height, 1), spans, station.words,
        f"{station.amount:g}",
    )  # fmt: skip
