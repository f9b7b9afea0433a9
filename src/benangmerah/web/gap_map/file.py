"""The map as a workbook: units down, competencies across, the measure that the page shows in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from benangmerah.store.selectors.gap_map import GapGrid, MapCell
from benangmerah.web.components.figures import figure, percent, said
from benangmerah.web.components.list_file import FILE, WORKBOOK
from benangmerah.web.components.table import Column, Layout, Table, Words, read_table
from benangmerah.web.gap_map.grid import Measure

NAME = "map"


def is_grid_request(request: HttpRequest) -> bool:
    """Whether the address asks for the workbook of the map."""
    return request.GET.get(f"{NAME}-{FILE}") == WORKBOOK


def file_address(request: HttpRequest) -> str:
    """Where the map as it is chosen can be had as a workbook."""
    return f"{request.path}?{urlencode({**request.GET.dict(), f'{NAME}-{FILE}': WORKBOOK})}"


def make_grid_table(request: HttpRequest, grid: GapGrid, measure: Measure, notes: Sequence[Words]) -> Table:
    """The rows of the map as a table that can be taken away; what is not known, or hidden, stays empty."""
    say = percent if measure.say is percent else figure
    keys = {key: f"column{place}" for place, (key, _name) in enumerate(grid.columns)}
    columns = [
        Column("name", _("Unit")), Column("whole", _("All"), say=say, is_number=True),
        *(Column(keys[key], said(name), say=say, is_number=True) for key, name in grid.columns),
    ]  # fmt: skip
    rows = [
        {
            "name": row.name,
            "whole": _read(measure, row.whole),
            **{keys[key]: _read(measure, row.cells.get(key)) for key in keys},
        }
        for row in sorted(grid.rows, key=lambda row: row.name)
    ]
    layout = Layout(name=NAME, caption=_("Gap map"), columns=columns, is_exported=True, notes=notes)
    return read_table(request, rows, layout)


def _read(measure: Measure, cell: MapCell | None) -> float | None:
    return measure.read(cell) if cell is not None and cell.required_count and cell.is_known else None
