"""The grid as it is drawn: colour by burden in five even bands, the number of the measure, hatching by depth."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from benangmerah.store.selectors.gap_map import GapGrid, MapCell, MapRow
from benangmerah.web.components.figures import figure, percent, said

Said: TypeAlias = "dict[float | None, str | SafeString]"
"""Numbers as they are said: few differ among thousands of cells."""
BANDS = 5
DEEP, SHALLOW = 2.0, 1.0
"""Levels short by person below, from which a cell is hatched once or twice: bands of the picture, no law."""


@dataclass(frozen=True)
class Measure:
    """What the number in a cell says."""

    label: str | Promise
    read: Callable[[MapCell], float | None]
    say: Callable[[float | None], str | SafeString]


MEASURES: dict[str, Measure] = {
    "people": Measure(_("People below"), lambda cell: cell.below_people, figure),
    "burden": Measure(_("Levels short"), lambda cell: cell.burden, figure),
    "depth": Measure(_("Levels short by person"), lambda cell: cell.depth, figure),
    "coverage": Measure(_("Share assessed"), lambda cell: cell.assessed_count / cell.required_count, percent),
}


@dataclass(frozen=True)
class DrawnCell:
    """A cell of the table: its look, its number, and where it leads."""

    look: str
    said: str | SafeString | Promise
    address: str


@dataclass(frozen=True)
class DrawnRow:
    """A unit with its cells, the whole first."""

    name: str
    address: str
    cells: Sequence[DrawnCell]


@dataclass(frozen=True)
class DrawnHead:
    """A heading and the address that sorts by it."""

    label: str
    address: str
    is_sorted: bool


def draw_rows(grid: GapGrid, measure: Measure, order: str, asked: Mapping[str, str]) -> list[DrawnRow]:
    """The rows in order: by name, or by the measure in one column, the largest first and unknown ones last."""
    shown = (cell for row in grid.rows for cell in row.cells.values() if cell.is_known)
    top = max(map(_burden, shown), default=0.0)
    rows = sorted(grid.rows, key=lambda row: _place(row, measure, order))
    told: Said = {}
    return [_draw(row, grid, measure, top, asked, told) for row in rows]


def draw_body(rows: Sequence[DrawnRow], *, is_lowest: bool) -> SafeString:
    """The rows as they are drawn: thousands of cells, which a template takes many times as long for."""
    few = conditional_escape(str(_("few")))
    drawn = []
    for row in rows:
        name = conditional_escape(row.name)
        head = name if is_lowest else f'<a href="{escape(row.address)}">{name}</a>'
        cells = []
        for cell in row.cells:
            look = f' class="{cell.look}"' if cell.look else ""
            said = few if isinstance(cell.said, Promise) else conditional_escape(cell.said)
            cells.append(f'<td{look}><a href="{escape(cell.address)}">{said}</a></td>' if cell.address
                         else f"<td{look}>{said}</td>")  # fmt: skip
        drawn.append(f'<tr><th scope="row">{head}</th>{"".join(cells)}</tr>')
    return SafeString("\n".join(drawn))


def draw_heads(grid: GapGrid, order: str, asked: Mapping[str, str], path: str) -> list[DrawnHead]:
    """The headings of unit, whole and every column."""
    labels = [("name", str(_("Unit"))), ("", str(_("All"))), *((key, said(name)) for key, name in grid.columns)]
    return [DrawnHead(label, f"{path}?{urlencode({**asked, 'urut': key})}", order == key) for key, label in labels]


def _place(row: MapRow, measure: Measure, order: str) -> tuple[bool, float, str]:
    if order == "name":
        return False, 0.0, row.name
    cell = row.cells.get(order) if order else row.whole
    value = measure.read(cell) if cell is not None and cell.is_known else None
    return value is None, -(value or 0.0), row.name


def _draw(row: MapRow, grid: GapGrid, measure: Measure, top: float, asked: Mapping[str, str], said: Said) -> DrawnRow:
    query = urlencode({key: value for key, value in asked.items() if key != "ukuran"})
    unit = reverse("gap_map:show_unit_map", args=[row.unit_id])
    drawn = [_cell(row.whole, measure, math.inf, f"{unit}?{query}", said)]
    for key, _name in grid.columns:
        # as the route has it; asking for it cell by cell took half of the page's time
        drawn.append(_cell(row.cells.get(key), measure, top, f"{unit}sel/{quote(key)}/?{query}", said))
    return DrawnRow(row.name, f"{unit}?{query}", drawn)


def _cell(cell: MapCell | None, measure: Measure, top: float, address: str, said: Said) -> DrawnCell:
    if cell is None or not cell.required_count:
        return DrawnCell("", "", "")
    if cell.is_hidden:
        return DrawnCell("na", _("few"), "")
    if not cell.is_known:
        return DrawnCell("na", "–", address)
    band = 0 if not top or math.isinf(top) else math.ceil(_burden(cell) / top * BANDS)
    depth = cell.depth or 0
    hatch = " t2" if depth >= DEEP else " t1" if depth >= SHALLOW else ""
    value = measure.read(cell)
    if value not in said:
        said[value] = measure.say(value)
    return DrawnCell(f"b{band}{hatch}", said[value], address)


def _burden(cell: MapCell) -> float:
    """What the colour says: levels short; of qualifications, which have no levels, the people below."""
    return cell.burden if cell.burden is not None else float(cell.below_people)
